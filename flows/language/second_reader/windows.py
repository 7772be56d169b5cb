"""What the second reader is given: two neighbouring sentences at a time, as word pieces."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise

SENTENCE_WORDS_MAX = 30
CHUNK_WORDS = 24
CHUNK_STEP = 14
CHUNK_OVERLAP = 8
PIECES_MAX = 64
WORD_CHARS_MAX = 40
"""A longer run of letters is no word: it becomes the unknown piece, so that time stays linear."""
UNKNOWN, FIRST, LAST = "[UNK]", "[CLS]", "[SEP]"

_SENTENCE_END = re.compile(r"(?<=[.!?])\s+|\s*\n\s*|…")
_PIECE_OF_TEXT = re.compile(r"[^\W_]+|[^\w\s]|_")


def windows(text: str) -> tuple[str, ...]:
    """Returns every two neighbouring sentences of a text, or its only one."""
    said = tuple(_sentences(text)) or (text,)
    return said if len(said) == 1 else tuple(map(" ".join, pairwise(said)))


def _sentences(text: str) -> Iterator[str]:
    """Yields sentences; one that runs on, as dictation does, in overlapping parts."""
    for sentence in _SENTENCE_END.split(text.replace("\u2019", "'")):
        words = sentence.split()
        if len(words) > SENTENCE_WORDS_MAX:
            for start in range(0, len(words) - CHUNK_OVERLAP, CHUNK_STEP):
                yield " ".join(words[start : start + CHUNK_WORDS])
        elif words:
            yield " ".join(words)


def pieces(vocabulary: Mapping[str, int], text: str) -> tuple[int, ...]:
    """Returns the numbers of a text's word pieces, at most `PIECES_MAX`, ends marked.

    Source: WordPiece, longest match first, as BERT's uncased models are trained with.
    """
    plain = "".join(
        char
        for char in unicodedata.normalize("NFD", text.lower())
        if unicodedata.category(char) != "Mn"
    )
    found = [vocabulary[FIRST]]
    for word in _PIECE_OF_TEXT.findall(plain):
        found += _word_pieces(vocabulary, word)
        if len(found) >= PIECES_MAX:
            break
    return (*found[: PIECES_MAX - 1], vocabulary[LAST])


def _word_pieces(vocabulary: Mapping[str, int], word: str) -> list[int]:
    found: list[int] = []
    start = 0
    while start < len(word) <= WORD_CHARS_MAX:
        for end in range(len(word), start, -1):
            name = ("##" if start else "") + word[start:end]
            if name in vocabulary:
                found.append(vocabulary[name])
                start = end
                break
        else:
            return [vocabulary[UNKNOWN]]
    return found or [vocabulary[UNKNOWN]]
