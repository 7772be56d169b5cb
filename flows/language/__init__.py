"""What a person typed -> an answer, a command, a red flag. Pure: the words are data."""

from flows.language.answers import KINDS, read
from flows.language.commands import command
from flows.language.explain import explain, understand
from flows.language.facts import facts
from flows.language.lexicon import Lexicon, compile_lexicon
from flows.language.red_flags import Detection, hear

__all__ = [
    "KINDS",
    "Detection",
    "Lexicon",
    "command",
    "compile_lexicon",
    "explain",
    "facts",
    "hear",
    "read",
    "understand",
]
