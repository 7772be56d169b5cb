"""How easy a text is to read: the Flesch-Kincaid grade, which is about age minus five."""

import re

VOWELS = re.compile(r"[aeiouy]+")
SENTENCE_END = re.compile(r"[.!?:]+(?:\s|$)|\n")
PLACEABLE = re.compile(r"\{[^{}]*\}")


def grade(text: str) -> float:
    """The school grade at which a text is read with ease; a line is at least one sentence."""
    plain = PLACEABLE.sub("it", text).replace("*", "").replace("•", "")
    sentences = [part for part in SENTENCE_END.split(plain) if re.search(r"[A-Za-z]", part)]
    words = re.findall(r"[A-Za-z']+", plain)
    if not words:
        return 0.0
    syllables = sum(map(_syllables, words))
    return 0.39 * len(words) / len(sentences) + 11.8 * syllables / len(words) - 15.59


def _syllables(word: str) -> int:
    """Groups of vowels, a silent e at the end not counted."""
    word = word.lower()
    groups = len(VOWELS.findall(word))
    silent = word.endswith(("e", "es", "ed")) and not word.endswith(
        ("le", "ted", "ded", "ses", "ces")
    )
    return max(1, groups - (1 if silent and groups > 1 else 0))
