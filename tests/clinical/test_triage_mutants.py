"""Planted mistakes: the truth table notices each small change to the rules (H19)."""

from collections.abc import Iterator
from copy import deepcopy
from typing import Any

from flows.catalog.red_flags import RedFlags
from flows.clinical.triage import triage
from tests.clinical.test_triage_catalog import tree
from tests.clinical.truth_table.table import rows

Tree = dict[str, Any]
MUTANTS_MIN = 200
MASKED = ("m1_with_weak_legs", "i2_with_fever", "u1_with_fever")
"""Kept for their reasons: N1 or I1 alone reaches the same tier, so theirs never shows."""


def notices(bank: RedFlags) -> bool:
    """Whether some row of the table fails with this bank."""
    for row in rows():
        outcome = triage(bank, row.answers, row.context)
        hits = {hit.rule.removeprefix("flag.") for hit in outcome.hits}
        if outcome.tier != row.tier or set(row.fires) - hits or set(row.spares) & hits:
            return True
    return False


def shifted(content: Tree) -> Iterator[tuple[str, Tree]]:
    """Each threshold one unit up and down."""
    for index, threshold in enumerate(content["threshold"]):
        for change in (-1, 1):
            mutant = deepcopy(content)
            mutant["threshold"][index]["value"] += change
            yield f"{threshold['id']} {change:+}", mutant


def shortened(content: Tree) -> Iterator[tuple[str, Tree]]:
    """Each rule and fact without one of the things that it names."""
    for table in ("fact", "rule"):
        for index, when in enumerate(content[table]):
            for part in ("all", "any", "none"):
                for token in when.get(part, ()):
                    mutant = deepcopy(content)
                    mutant[table][index][part].remove(token)
                    yield f"{when['id']}.{part} without {token}", mutant


def miscounted(content: Tree) -> Iterator[tuple[str, Tree]]:
    """Each count one up, and each counted thing left out."""
    for index, rule in enumerate(content["rule"]):
        if "at_least" in rule:
            mutant = deepcopy(content)
            mutant["rule"][index]["at_least"]["count"] += 1
            yield f"{rule['id']} counts one more", mutant
            for token in rule["at_least"]["of"]:
                mutant = deepcopy(content)
                mutant["rule"][index]["at_least"]["of"].remove(token)
                yield f"{rule['id']} does not count {token}", mutant


def retiered(content: Tree) -> Iterator[tuple[str, Tree]]:
    """Each rule left out, or with a tier that does not lock."""
    for index, rule in enumerate(content["rule"]):
        mutant = deepcopy(content)
        del mutant["rule"][index]
        yield f"{rule['id']} left out", mutant
        if rule["tier"] != "advise" and rule["id"] not in MASKED:
            mutant = deepcopy(content)
            mutant["rule"][index]["tier"] = "advise"
            yield f"{rule['id']} only advises", mutant


def doubted(content: Tree) -> Iterator[tuple[str, Tree]]:
    """Each question of an emergency rule with "not sure" as no."""
    for index, question in enumerate(content["question"]):
        if question["not_sure"] == "yes":
            mutant = deepcopy(content)
            mutant["question"][index]["not_sure"] = "no"
            yield f"{question['id']} not sure is no", mutant


def test_h19_the_truth_table_notices_every_planted_mistake() -> None:
    """A moved threshold, a lost condition, a lower tier or a lenient doubt fails some row."""
    assert not notices(RedFlags.model_validate(tree()))
    changes = (shifted, shortened, miscounted, retiered, doubted)
    mutants = [each for change in changes for each in change(tree())]
    assert len(mutants) >= MUTANTS_MIN
    missed = [name for name, bank in mutants if not notices(RedFlags.model_validate(bank))]
    assert missed == []
