"""Guards: named conditions over the answers of a run, which say what they read."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flows.engine.kinds import Value

Values = Mapping[str, Value]


@dataclass(frozen=True, slots=True)
class Guard:
    """A condition over answers and parameters; `reads` lets lint prove that each is known."""

    label: str
    reads: tuple[str, ...]
    test: Callable[[Values], bool]

    def __call__(self, values: Values) -> bool:
        return self.test(values)


def is_(question: str, *wanted: Value) -> Guard:
    """The answer is one of `wanted`."""
    label = f"{question} = {' | '.join(map(str, wanted))}"
    return Guard(label, (question,), lambda values: values[question] in wanted)


def yes(question: str) -> Guard:
    """The answer is yes."""
    return is_(question, "yes")


def no(question: str) -> Guard:
    """The answer is no."""
    return is_(question, "no")


def has(question: str, option: str) -> Guard:
    """The option was picked among several."""
    return Guard(
        f"{question} has {option}",
        (question,),
        lambda values: option in (values[question] or ()),  # type: ignore[operator]
    )


def at_least(question: str, low: float) -> Guard:
    """The number given is `low` or more."""
    return Guard(
        f"{question} >= {low:g}",
        (question,),
        lambda values: isinstance(given := values[question], int | float) and given >= low,
    )
