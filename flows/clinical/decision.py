"""A decision and why it was taken."""

from msgspec import Struct


class Decision(Struct, frozen=True, omit_defaults=True):
    """One clinical decision: which rule fired, on what, with which result.

    `rule` is the id that `/why` looks up as the text `why-<rule>`; `inputs` are the variables
    of that text and what an auditor needs to repeat the decision.
    """

    rule: str
    result: str
    inputs: dict[str, str | int | float | bool] = {}
