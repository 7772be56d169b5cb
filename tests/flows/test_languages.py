"""A language is served when it is whole; what one lacks is said in the default language (H12)."""

import pytest

from bot.library import SAFETY, Languages, catalog, served
from flows.catalog import BrokenContent
from flows.dialogues.companion import build
from flows.engine.effects import Option, Word
from flows.engine.wording import FluentWording
from tests.flows.pseudo import CODE, lexicons, spelt, texts


def offered(languages: Languages) -> tuple[str, ...]:
    """The languages that the settings offer."""
    engine = build(catalog(), languages.readers, languages.wordings)
    options: tuple[Option, ...] = engine.options["language", "value"]
    return tuple(option.id for option in options)


def without(file: str) -> dict[str, dict[str, str]]:
    """The messages, the other language's without one file."""
    every = {code: dict(files) for code, files in texts().items()}
    del every[CODE][file]
    return every


def test_a_whole_language_is_served_after_the_default_one() -> None:
    """Every message and every word list is there: it is offered, spoken and heard."""
    found = served(texts(), lexicons())
    assert (list(found.wordings), list(found.readers), found.faults) == (
        ["en", CODE],
        ["en", CODE],
        {},
    )
    assert offered(found) == ("en", CODE)
    assert found.readers[CODE].detect(spelt("I cannot pee since last night")).tier == "emergency"


def test_h12_a_language_without_one_file_of_words_is_neither_offered_nor_served() -> None:
    """Its faults name what is missing; a record that still has it is answered in English."""
    found = served(without("referral.ftl"), lexicons())
    assert offered(found) == tuple(found.wordings) == tuple(found.readers) == ("en",)
    assert f"text/{CODE}: referral-emergency is missing" in found.faults[CODE]
    engine = build(catalog(), found.readers, found.wordings)
    assert engine.wording(CODE) is found.wordings["en"]
    assert engine.reader(CODE) is found.readers["en"]


def test_h12_a_language_without_one_word_list_is_not_served() -> None:
    """Nobody is asked in a language in which they are not understood."""
    lists = {"en": lexicons()["en"], CODE: {"words": {}}}
    found = served(texts(), lists)
    missing = sorted(lexicons()["en"].keys() - {"words"})
    assert list(found.wordings) == ["en"]
    assert found.faults[CODE] == tuple(f"language/{CODE}/{m}.toml: is missing" for m in missing)


def test_h12_english_word_lists_under_another_language_are_not_sound() -> None:
    """A copied folder listens in the wrong language: each list in it is named."""
    found = served(texts(), {"en": lexicons()["en"], CODE: lexicons()["en"]})
    named = {fault.partition(":")[0] for fault in found.faults[CODE]}
    assert f"language/{CODE}/concepts.toml" in named
    assert all("phrases are not translated" in fault for fault in found.faults[CODE])


def test_h12_a_language_that_hears_fewer_red_flags_is_not_served() -> None:
    """A finding that is left out or less urgent is a fault; so is a concept without words."""
    other = dict(lexicons()[CODE])
    first, *rest = other["redflags"]["finding"]
    other["redflags"] = {**other["redflags"], "finding": [{**first, "tier": "urgent"}, *rest[1:]]}
    other["commands"] = {"concept": {**other["commands"]["concept"], "do_stop": []}}
    faults = served(texts(), {**lexicons(), CODE: other}).faults[CODE]
    assert f"language/{CODE}/commands.toml: concept.do_stop: has no phrases" in faults
    for name, tier in ((first["id"], "emergency"), (rest[0]["id"], rest[0]["tier"])):
        named = f"language/{CODE}/redflags.toml: {name}: must be there with the tier '{tier}'"
        assert named in faults


def test_h12_a_word_list_that_does_not_compile_is_told_not_raised() -> None:
    """A pattern over a concept that is not there leaves the language out, with the reason."""
    other = dict(lexicons()[CODE])
    other["context"] = {**other["context"], "pattern": {"proxy": ["nowhere > nothing"]}}
    (fault,) = served(texts(), {**lexicons(), CODE: other}).faults[CODE]
    assert "does not compile" in fault and "nowhere" in fault


def test_h12_without_the_safety_messages_of_the_default_language_nothing_starts() -> None:
    """They are what every other language falls back to."""
    english = dict(texts()["en"])
    for key in SAFETY:
        english = {
            file: text.replace(f"\n{key} =", f"\nx{key} =") for file, text in english.items()
        }
    with pytest.raises(BrokenContent) as caught:
        served({"en": english}, {"en": {}})
    assert [f"text/en: {key} is missing" for key in SAFETY] == caught.value.problems[-len(SAFETY) :]


def test_h12_a_missing_message_is_said_in_the_default_language_with_the_number() -> None:
    """Even of a language that lost a message while it ran, no id is shown and the number is."""
    english = FluentWording("en", texts()["en"])
    bare = FluentWording(CODE, {"a.ftl": "emergency-number-unknown = zoq112"}, english)
    said = bare.text("referral-emergency", {"number": "999", "heard": "a"})
    assert "999" in said and "[" not in said
    unknown = bare.text("urgent-signs", {"number": Word("emergency-number-unknown")})
    assert "zoq112" in unknown and "urgent-signs" not in unknown


def test_a_message_that_no_language_has_never_shows_its_id() -> None:
    """It is one plain line that says how to go on and whom to call."""
    english = FluentWording("en", texts()["en"])
    for wording in (english, FluentWording(CODE, {}, english)):
        assert "emergency number" in wording.text("no-such-message", {"n": 1})
    assert FluentWording(CODE, {}).text("no-such-message") == ""
