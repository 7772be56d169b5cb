"""Turns raw text into tokens: lower case, spelled right, contractions opened, offsets kept."""

import re
import unicodedata
from functools import lru_cache

from msgspec import Struct

from flows.language.lexicon import Lexicon
from flows.language.spelling import correct

TEXT_LENGTH_MAX = 4096
TOKEN_LENGTH_MAX = 40
TEXTS_KEPT_MAX = 64

# Every alternative starts with a different class of character, so the scan is linear.
_SCAN = re.compile(
    r"(?P<word>[^\W\d_]+(?:['.][^\W\d_]+)*)"
    r"|(?P<number>\d+(?:[.,:]\d+)*)"
    r"|(?P<mark>\n|[^\s\w])"
)
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u2018": "'", "\u02bc": "'", "`": "'", "\u00b4": "'"})


class Token(Struct, frozen=True, gc=False):
    """One word, number or mark; `start` and `end` are offsets into the cleaned text."""

    word: str
    start: int
    end: int
    filler: bool = False


def clean(text: str) -> str:
    """Returns the text in composed form with plain apostrophes, cut to TEXT_LENGTH_MAX."""
    return unicodedata.normalize("NFC", text[:TEXT_LENGTH_MAX]).translate(_APOSTROPHES)


def fold(word: str) -> str:
    """Returns a word in lower case, compatibility form and without accents."""
    if word.isascii():
        return word.lower()
    flat = unicodedata.normalize("NFKD", word.casefold())
    return "".join(letter for letter in flat if not unicodedata.combining(letter))


@lru_cache(maxsize=TEXTS_KEPT_MAX)
def tokens(lexicon: Lexicon, cleaned: str) -> tuple[Token, ...]:
    """Returns the tokens of a cleaned text in order."""
    found: list[Token] = []
    for match in _SCAN.finditer(cleaned):
        start, end = match.span()
        found.extend(
            Token(word, start, end, word in lexicon.fillers) for word in _words(lexicon, match)
        )
    return tuple(found)


def _words(lexicon: Lexicon, match: re.Match[str]) -> tuple[str, ...]:
    raw = fold(match.group())[:TOKEN_LENGTH_MAX]
    if match.lastgroup != "word":
        return (raw,) if raw else ()
    if "." in raw:
        return _dotted(lexicon, raw)
    return expand(lexicon, raw)


def _dotted(lexicon: Lexicon, raw: str) -> tuple[str, ...]:
    pieces = [piece for piece in raw.split(".") if piece]
    if not pieces:
        return ()
    if all(len(piece) == 1 for piece in pieces):
        return ("".join(pieces),)
    words: list[str] = []
    for piece in pieces:
        words.extend((*expand(lexicon, piece), "."))
    return tuple(words[:-1])


def expand(lexicon: Lexicon, raw: str) -> tuple[str, ...]:
    """Returns the words that one written word stands for, its spelling corrected."""
    if not raw:
        return ()
    opened = _open(lexicon, raw)
    if opened is None:
        fixed = correct(lexicon.speller, raw)
        opened = _open(lexicon, fixed) or (fixed,)
    return opened


def _open(lexicon: Lexicon, word: str) -> tuple[str, ...] | None:
    if (whole := lexicon.contractions.get(word)) is not None:
        return whole
    for ending, replacement in lexicon.endings:
        if word.endswith(ending) and len(word) > len(ending):
            return (*expand(lexicon, word.removesuffix(ending)), replacement)
    return None


def plain(lexicon: Lexicon, text: str) -> tuple[str, ...]:
    """Returns only the words of a text, for the answer parsers."""
    return tuple(token.word for token in tokens(lexicon, clean(text)))
