"""Law 5: a name is given once, so that whoever reads it finds what it names."""

import ast
from collections import defaultdict

from tests.laws.sources import modules

TELLING = {
    "bot.adapters": "every platform has the same files: channel, config, incoming, layout",
    "bot.simulate": "simulated people, their answers and conversations",
    "flows.catalog": "the content of what is decided, asked or sent elsewhere",
    "flows.dialogues": "a dialogue is named as the person asks for it: settings, linking",
    "flows.language": "how typed words are read: commands, facts, red flags, zones",
}
"""Packages that tell their modules apart from others of the same name, and how."""
TELLING_MAX = 5
SAME_MODULES = ("flows.clinical.prescription.prescription_context",)
SAME_CLASSES = ("Due", "Review")
"""Names that are still given twice; both are empty when the house is built."""


def test_no_two_public_classes_have_one_name() -> None:
    """A class is found by its name alone."""
    homes = defaultdict(list)
    for module, tree in modules().items():
        for node in tree.body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes[node.name].append(module)
    twice = {name: where for name, where in homes.items() if len(where) > 1}
    assert twice == {}


def test_no_two_modules_have_one_name() -> None:
    """A module is found by its name, but for those that their package tells apart."""
    homes = defaultdict(list)
    for module in modules():
        package, _, name = module.rpartition(".")
        own = package.rpartition(".")[2] == name  # The chief module of a package: engine.engine.
        told_apart = any(module.startswith(f"{each}.") for each in TELLING)
        if not own and not told_apart:
            homes[name].append(module)
    assert {name: where for name, where in homes.items() if len(where) > 1} == {}
    assert len(TELLING) <= TELLING_MAX
