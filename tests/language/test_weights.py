"""Weights and tasks as people tell them: any unit, words, things, none, and absurd ones."""

import pytest

from bot.app import engine

READER = engine().readers["en"]


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("8 and 12 kg", "8kg 12kg"),
        ("8kg, 12kg, 16kg", "8kg 12kg 16kg"),
        ("8, 12 and 16 kg", "8kg 12kg 16kg"),
        ("12-16kg kb", "12kg 16kg"),
        ("10/12 kg", "10kg 12kg"),
        ("10 to 20 kilos", "10kg 20kg"),
        ("25 lbs dumbells", "25lb"),
        ("35 pounds", "35lb"),
        ("1 stone", "14lb"),
        ("500 g", "0.5kg"),
        ("2,5 kg", "2.5kg"),
        ("16", "16"),
        ("twelve", "12"),
        ("two 5 litre bottles", "10kg"),
        ("two 500 ml bottles", "1kg"),
        ("2 x 5 kg", "10kg"),
        ("a pair of 10s", "10"),
        ("pair of 5kg dumbbells", "5kg"),
        ("one kettlebell, 16 kilos", "16kg"),
        ("2 kettlebells of 8kg", "8kg"),
        ("16kg x2", "16kg"),
        ("4kgx2", "4kg"),
        ("3 pairs: 2, 4, 6 kg", "2kg 4kg 6kg"),
        ("my rucksack with books", "fill"),
        ("two bottles of water", "fill"),
        ("a 6 pack of water", "fill"),
        ("none", "none"),
        ("i don't have any", "none"),
        ("nothing at all", "none"),
    ],
)
def test_weights_are_read_in_any_unit_and_words(text: str, meant: str) -> None:
    """A count of things is no weight, a list shares its unit, what can be filled needs none."""
    assert READER.read("weights", text, (), None) == meant


@pytest.mark.parametrize(
    "text", ["300 kg", "0", "-5kg", "1000 lb", "a ton", "two kettlebells", "heavy ones", "kg", ""]
)
def test_what_is_absurd_or_unclear_is_asked_again(text: str) -> None:
    """Nobody's load is guessed."""
    assert READER.read("weights", text, (), None) is None


@pytest.mark.parametrize(
    ("text", "load", "times"),
    [
        ("lift my child, 12 kg, from the floor, ten times a day", "12kg", "10"),
        ("lift my 30lb toddler 20 times a day", "13.61kg", "20"),
        ("carry two 5 litre bottles up the stairs", "10kg", ""),
        ("a 1 stone sack, twice a day", "6.35kg", "2"),
        ("carry the shopping, 6 kg", "6kg", ""),
        ("hoover the car", "", ""),
        ("play the cello", "", ""),
    ],
)
def test_a_task_is_read_with_its_load_and_times(text: str, load: str, times: str) -> None:
    """How often is never taken for how heavy."""
    assert READER.read("task", text, (), None) == f"{text} | {load} | {times}"


@pytest.mark.parametrize("text", ["lift 300 kg", "12", "", "..."])
def test_an_absurd_or_empty_task_is_asked_again(text: str) -> None:
    """Nobody rehearses 300 kg."""
    assert READER.read("task", text, (), None) is None


@pytest.mark.parametrize(
    ("text", "command"),
    [
        ("pounds", "pounds"),
        ("show me pounds please", "pounds"),
        ("weights in lbs", "pounds"),
        ("use kilos", "kilos"),
        ("change my units", "units"),
    ],
)
def test_units_are_changed_in_words(text: str, command: str) -> None:
    """A person switches by saying which they like."""
    assert READER.command(text) == command


@pytest.mark.parametrize("text", ["25 pounds", "I lost two pounds", "I lifted 8 kg"])
def test_a_weight_is_no_command(text: str) -> None:
    """An amount is an answer, or a remark."""
    assert READER.command(text) is None
