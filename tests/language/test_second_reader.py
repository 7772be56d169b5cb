"""Two readers and three outcomes: what the second reader is given, and what both together mean."""

import hashlib
from typing import Any

import pytest

import bot.second_reader
from bot.library import languages, read_content
from bot.second_reader import SETTINGS, load
from flows.language.lexicon import Lexicon
from flows.language.second_reader.hearing import Heard, SecondReader, heard_by_both
from flows.language.second_reader.windows import PIECES_MAX, pieces, windows

VOCABULARY = {name: n for n, name in enumerate(["[UNK]", "[CLS]", "[SEP]", "cafe", "un", "##feel"])}
NUMB = "I am numb between my legs."
LETTERS = "abc def. " * 500
PINNED = {
    "I can't feel anything between my legs since yesterday.": [0.98, 0.97, 0.15],
    "my back is a bit stiff after gardening": [0.03, 0.02, 0.03],
    "They would all be better off without me, honestly.": [0.98, 0.96, 0.91],
    "Pain 4 today, slept well.": [0.03, 0.03, 0.03],
}
"""Flag, emergency and self-harm as the shipped weights score them."""


def settings() -> dict[str, Any]:
    """The shipped settings."""
    found: dict[str, Any] = read_content()[SETTINGS]
    return found


class Fixed:
    """An encoder that gives the same scores to every window, and counts them."""

    vocabulary = VOCABULARY

    def __init__(self, **scores: float) -> None:
        conditions = {row["id"]: 0.0 for row in settings()["sign"]}
        self.given = {"flag": 0.0, "emergency": 0.0, **conditions, **scores}
        self.heads = tuple(self.given)
        self.calls = 0

    def scores(self, _: tuple[int, ...]) -> tuple[float, ...]:
        """What it was made with."""
        self.calls += 1
        return tuple(self.given.values())


def reader(**scores: float) -> SecondReader:
    """A second reader with the shipped settings that always says the same."""
    return SecondReader(lambda: Fixed(**scores), settings())  # type: ignore[arg-type, return-value]


class Picky(SecondReader):
    """A second reader that fears one word."""

    def __init__(self, word: str) -> None:
        super().__init__(Fixed, settings())  # type: ignore[arg-type, return-value]
        self.word = word

    def hear_each(self, text: str) -> tuple[Heard, ...]:
        """Sure of the windows with the word, of nothing else."""
        flags = (0.99 if self.word in each else 0.0 for each in windows(text))
        return tuple(Heard(flag, 0.0, 0.0, "other", "") for flag in flags)


# --- what it is given -------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("one only", ["one only"]),
        ("One. Two! Three?", ["One. Two!", "Two! Three?"]),
        ("One\nTwo", ["One Two"]),
        ("wait\u2026 what", ["wait what"]),
        ("", [""]),
    ],
)
def test_two_neighbouring_sentences_are_heard_at_a_time(text: str, seen: list[str]) -> None:
    """Lines and a one-character ellipsis end a sentence too; a single one stands alone."""
    assert list(windows(text)) == seen


def test_dictated_words_are_heard_in_overlapping_parts() -> None:
    """A flag anywhere in text without marks lies whole in some window."""
    words = [f"w{n}" for n in range(200)]
    seen = windows(" ".join(words))
    assert all(any(f"w{n} w{n + 1} w{n + 2}" in one for one in seen) for n in range(190))
    assert max(len(one.split()) for one in seen) <= 48


def test_word_pieces_are_bounded_marked_and_without_accents() -> None:
    """Longest piece first; what cannot be made of pieces is one unknown."""
    assert pieces(VOCABULARY, "Caf\u00e9 unfeel xx") == (1, 3, 4, 5, 0, 2)
    assert len(pieces(VOCABULARY, "cafe " * 500)) == PIECES_MAX


# --- two readers, three outcomes --------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "flag", "outcome"),
    [
        (NUMB, 0.99, "alarm"),
        (NUMB, 0.0, "ask"),
        (f"I had soup. {NUMB} Then I slept. It was warm.", 0.0, "ask"),
        ("I had soup.", 0.99, "ask"),
        ("I had soup.", 0.0, "silent"),
    ],
)
def test_both_alarm_one_asks_none_is_silent(
    lexicon: Lexicon, text: str, flag: float, outcome: str
) -> None:
    """An alarm of the rules alone is asked about and never silent."""
    found = heard_by_both(lexicon, reader(flag=flag), text)
    assert found.outcome == outcome
    assert (found.tier == "none") == (outcome == "silent")


def test_an_alarm_needs_both_readers_about_the_same_two_sentences(lexicon: Lexicon) -> None:
    """What the second reader fears in another place does not make the rules' finding an alarm."""
    text = f"{NUMB} I had soup. I had bread. The end was bad."
    assert heard_by_both(lexicon, Picky("end"), text).outcome == "ask"
    assert heard_by_both(lexicon, Picky("numb"), text).outcome == "alarm"


def test_self_harm_asks_at_a_lower_score_than_anything_else() -> None:
    """Its threshold is the lowest, and its ask is an emergency."""
    limits = reader().thresholds
    assert limits.ask_self_harm < limits.ask
    heard = Heard(0.0, 0.0, limits.ask_self_harm, "other", "the words")
    found = reader().alone(heard)
    assert (found.outcome, found.condition, found.tier) == ("ask", "self_harm", "emergency")


def test_an_ask_names_the_condition_with_its_questions_and_the_words() -> None:
    """Where the bank asks about the sign, those are the questions that follow."""
    second = reader(flag=0.99, infection=0.9)
    found = second.alone(second.hear("I shook all night. Then I slept."))
    assert (found.condition, found.signs) == ("infection", ("I1", "I2"))
    assert found.quote == "I shook all night. Then I slept."


def test_every_condition_that_can_be_asked_about_is_in_the_bank_and_has_a_tier() -> None:
    """The settings name questions of the screen only."""
    bank = {row["id"] for row in read_content()["red_flags.toml"]["question"]}
    for row in settings()["sign"]:
        assert set(row["questions"]) <= bank and row["tier"] in (
            "see_clinician",
            "urgent",
            "emergency",
        )


def test_short_answers_and_numbers_cost_nothing_twice() -> None:
    """ "7" is never read, "yes" once."""
    made = Fixed()
    second = SecondReader(lambda: made, settings())  # type: ignore[arg-type, return-value]
    for text in ("7", "yes", "yes", "10"):
        second.hear(text)
    assert made.calls == 1


def test_the_longest_message_has_a_bounded_number_of_windows() -> None:
    """Time grows with the length and no further."""
    made = Fixed()
    second = SecondReader(lambda: made, settings())  # type: ignore[arg-type, return-value]
    second.hear(LETTERS[:4096])
    assert made.calls <= 60


# --- what is loaded ---------------------------------------------------------------------------
def test_without_numpy_the_rules_read_alone_and_doctor_says_so(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The extra is named as the remedy."""
    monkeypatch.setattr(bot.second_reader, "find_spec", lambda _: None)
    state = load("en", read_content())
    assert state.reader is None and "rules read alone" in state.found and "reader" in state.mend


def test_weights_that_are_not_those_of_the_settings_are_not_loaded(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The hash is checked before anything is read by them."""
    monkeypatch.setattr(bot.second_reader, "find_spec", lambda _: object())
    other = {**settings(), "sha256": hashlib.sha256(b"other").hexdigest()}
    tree = {**read_content(), SETTINGS: other}
    assert load("en", tree).reader is None


def test_the_shipped_scores_are_the_same_to_the_last_digit() -> None:
    """Whole-number sums: no outcome hangs on a processor."""
    pytest.importorskip("numpy")
    second = languages().second["en"].reader
    assert second is not None, languages().second["en"].found
    for text, scores in PINNED.items():
        heard = second.hear(text)
        assert [heard.flag, heard.emergency, heard.self_harm] == scores, text
