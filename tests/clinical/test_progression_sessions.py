"""The rules together with real sessions: the development people train what they are given."""

from typing import Any

import pytest
from msgspec.structs import replace

from flows.clinical.history import Performed
from flows.clinical.prescription.available_steps import AvailableFor
from flows.clinical.prescription.build import Occasion, Prescribed, begun, prescribe
from flows.clinical.prescription.contraindications import derive_conditions
from flows.clinical.prescription.prescription_context import prescription_context
from tests.clinical import course as plain
from tests.clinical.people import personas, profile_of, programme
from tests.clinical.shelf import library


class Trained(plain.Course):
    """A course whose sessions come from the prescription; what was given is kept."""

    persona: dict[str, Any]
    given: list[tuple[Prescribed, ...]]

    def available(self) -> Any:
        """What the prescription offers today."""
        profile = profile_of(self.persona)
        on = Occasion(self.today, profile.minutes, "1")
        case = prescription_context(library(), profile, self.plan, self.history, on)
        return AvailableFor(programme(), case)

    def train(self, exercises: Any = (), **answers: Any) -> None:
        """Do the session that is prescribed for today."""
        profile, flare = profile_of(self.persona), self.plan.flare_since is not None
        on = Occasion(self.today, profile.minutes, "1", "flare" if flare else "normal")
        session = prescribe(library(), profile, self.plan, self.history, on)
        self.given.append(session.items)
        self.plan = begun(self.plan, session)
        super().train((), **answers)
        *days, today = self.history.days
        *others, workout = today.workouts
        done = tuple(
            Performed(item.exercise, item.block, "done", item.top, item.signature, dose=item.given)
            for item in session.items
        )
        today = replace(today, workouts=(*others, replace(workout, performed=done)))
        self.history = replace(self.history, days=(*days, today))


def played(persona: dict[str, Any], monkeypatch: pytest.MonkeyPatch) -> tuple[list[str], Trained]:
    """Play a person with real sessions."""
    made: list[Trained] = []

    class Course(Trained):
        def __init__(self, *args: Any, **more: Any) -> None:
            super().__init__(*args, **more)
            self.persona, self.given = persona, []
            made.append(self)

    monkeypatch.setattr(plain, "Course", Course)
    found = derive_conditions(library().rules, profile_of(persona))
    return plain.play(persona, tuple(name for name, _ in found)), made[0]


@pytest.mark.parametrize("persona", personas(), ids=lambda p: str(p["id"]))
def test_weeks_hold_with_real_sessions(
    persona: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """With rotating exercises too, every week states an action that is expected."""
    stated, _ = played(persona, monkeypatch)
    for action, week in zip(stated, persona["weeks"], strict=True):
        assert action in week["expect"], stated
        assert action not in week["refused"], stated


@pytest.mark.parametrize("name", ["D02", "D04"])
def test_what_is_decided_shows_in_the_next_sessions(
    name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Steps taken by the rules reach the person: some exercise is given at a higher position."""
    persona = next(p for p in personas() if p["id"] == name)
    _, course = played(persona, monkeypatch)
    shown = {(item.exercise, item.signature) for items in course.given for item in items}
    exercises = {exercise for exercise, _ in shown}
    assert len(shown) > len(exercises)
