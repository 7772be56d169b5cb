"""Education cards: one a day, once each, and only when they fit."""

import tomllib

import pytest

from flows.catalog.education import Education, parse
from flows.clinical.decision import Decision
from flows.clinical.education import card_today, moments, shown
from flows.clinical.history import History
from flows.clinical.progression.observations import ONE_DAY
from flows.clinical.signature import Signature
from tests.clinical.course import START, Course, plan_of
from tests.clinical.people import CONTENT
from tests.clinical.shelf import library


@pytest.fixture(scope="module")
def education() -> Education:
    problems: list[str] = []
    tree = {"education.toml": tomllib.loads((CONTENT / "education.toml").read_text())}
    parsed = parse(tree, problems)
    assert parsed is not None, problems
    return parsed


def held(found: dict[str, bool]) -> set[str]:
    """The moments of now."""
    return {name for name, holds in found.items() if holds}


def test_every_card_names_moments_that_exist(education: Education) -> None:
    """No card waits for something that never happens, and every moment has a card."""
    named = set().union(*(card.moments for card in education.cards))
    assert named == set(moments(plan_of(), History(), Signature(), START))


def test_every_card_has_words(education: Education) -> None:
    """Each card has its message and each message its card."""
    text = (CONTENT / "text/en/education.ftl").read_text()
    said = [line.split(" =")[0] for line in text.splitlines() if line.startswith("education-")]
    assert said == [f"education-{card.id}".replace("_", "-") for card in education.cards]


def test_a_flare_speaks_of_flares_first(education: Education) -> None:
    """In a flare the first card is about flares, even in the first week."""
    plan = plan_of(flare_since=START)
    card = card_today(education, plan, History(), Signature(), START)
    assert card is not None
    assert card.id == "flare_settles"


def test_a_card_is_shown_once(education: Education) -> None:
    """Days of the first week bring different cards, until none is left."""
    history, seen = History(), []
    while card := card_today(education, plan_of(), history, Signature(), START):
        seen.append(card.id)
        history = shown(history, card)
    assert len(seen) == len(set(seen)) > 3


def test_moments_follow_what_happened() -> None:
    """A step down, poor nights and a braced session are noticed the next day."""
    course = Course(plan_of())
    for _ in range(4):
        course.day(3, peak=3, waking=1)
    course.train(peak=7, in_control=False)
    course.day(3, waking=1)
    now = held(moments(course.plan, course.history, Signature(), course.today))
    assert {"went_down", "poor_sleep", "braced", "first_week"} <= now
    later = held(moments(course.plan, History(), Signature(), course.today + ONE_DAY * 20))
    assert "first_week" not in later
    assert "few_sessions" in later


def test_broken_cards_are_listed() -> None:
    """Every card with a fault is named with its file."""
    problems: list[str] = []
    assert parse({"education.toml": {"card": {"a": {"moments": 3}}}}, problems) is None
    assert problems[0].startswith("education.toml: card.a:")


def test_nobody_is_told_to_bend_whose_bones_or_back_forbid_it(education: Education) -> None:
    """Thin bones and a back that bending stirs up win over the card that praises bending."""
    plan = plan_of(reasons=(Decision("stage.fear", "beginner"),))
    every = {card.id for card in education.cards}
    for condition in ("osteoporosis", "flexion_intolerant"):
        left = {card.id for card in education.said_to(frozenset((condition,))).cards}
        assert every - left == {"bend_is_allowed"}
    assert "bend_is_allowed" in every
    assert moments(plan, History(), Signature(), START)["afraid"]
    named = set().union(*(card.unless for card in education.cards))
    assert named <= set(library().exercises.shelf.condition)
