"""A screen that an emergency cut short is asked to its end once a clinician has cleared that."""

from flows.safety_locks import locked
from tests.flows.person import DAY_S, newcomer


def test_h15_what_an_emergency_left_unasked_is_asked_after_the_clearance() -> None:
    """The group that was asked is not asked again; all the others are, before any plan."""
    person = newcomer()
    person.answer(g_legs="yes", N1="yes")
    assert locked(person.record) and person.record.screen and not person.record.screen.whole
    person.now += 2 * DAY_S
    person.press("seen")
    asked = []
    while person.question().id not in ("g_sudden", "next"):
        asked.append(person.question().id)
        person._give(person.question(), {"seen": "yes", "cleared": "yes"}.get(asked[-1], ""))
    assert not locked(person.record)
    assert "N1" not in asked and "g_saddle" not in asked
    person.answer()
    assert person.record.screen.whole and person.record.plan
