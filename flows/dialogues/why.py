"""Why: the sentences that explain decisions."""

from collections.abc import Iterable

from flows.clinical.decision import Decision
from flows.clinical.prescription.instructions import name_of
from flows.engine.effects import Arg, Word, Words

WEIGHT_IN = {"metric": ("weight-kg", 1000.0), "imperial": ("weight-lb", 453.6)}
"""The message of a weight in each system of units, and its grams."""


def why_word(decision: Decision, units: str = "metric") -> Word:
    """The sentence that explains a decision; an exercise among its inputs goes by its name."""
    args: dict[str, Arg] = {name: _input(name, value) for name, value in decision.inputs.items()}
    if "grams" in decision.inputs:
        args["weight"] = weight_word(int(decision.inputs["grams"]), units)
    key = f"why-{decision.rule}".lower().replace(".", "-").replace("_", "-")
    return Word(key, {"result": decision.result, **args})


def why_lines(decisions: Iterable[Decision], units: str = "metric") -> Words:
    """One line for each decision."""
    return Words(tuple(why_word(decision, units) for decision in decisions), "lines")


def weight_word(grams: int, units: str) -> Word:
    """A weight in the person's unit."""
    key, per = WEIGHT_IN[units]
    return Word(key, {"amount": round(grams / per, 1)})


def _input(name: str, value: str | float) -> Arg:
    if name in ("exercise", "to") and value:
        return Word(name_of(str(value)))
    return int(value) if isinstance(value, bool) else value  # Fluent selects on 0 and 1.
