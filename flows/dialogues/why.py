"""Why: the sentences that explain decisions."""

from collections.abc import Iterable

from flows.clinical.decision import Decision
from flows.clinical.prescription.instructions import name_of
from flows.engine.effects import Arg, Word, Words


def why_word(decision: Decision) -> Word:
    """The sentence that explains a decision; an exercise among its inputs goes by its name."""
    args: dict[str, Arg] = {name: _input(name, value) for name, value in decision.inputs.items()}
    key = f"why-{decision.rule}".lower().replace(".", "-").replace("_", "-")
    return Word(key, {"result": decision.result, **args})


def why_lines(decisions: Iterable[Decision]) -> Words:
    """One line for each decision."""
    return Words(tuple(why_word(decision) for decision in decisions), "lines")


def _input(name: str, value: str | float) -> Arg:
    if name == "exercise":
        return Word(name_of(str(value)))
    return int(value) if isinstance(value, bool) else value  # Fluent selects on 0 and 1.
