"""`poised understand`: what typed words mean, line by line, or explained."""

import json
from collections.abc import Iterable, Iterator

from bot.app import engine
from flows.language import explain, understand
from flows.reading import LexiconReader


def batch(language: str, lines: Iterable[str]) -> Iterator[str]:
    """Answer each JSON line; a line that is no JSON object is answered with an error."""
    lexicon = _reader(language).lexicon
    for line in lines:
        if line.strip():
            yield json.dumps(_answer(lexicon, line), ensure_ascii=False)


def reasons(language: str, text: str) -> tuple[str, ...]:
    """Show how one sentence is understood."""
    return explain(_reader(language).lexicon, text)


def _answer(lexicon: object, line: str) -> dict[str, object]:
    try:
        item = json.loads(line)
    except ValueError:
        return {"error": "not JSON"}
    if not isinstance(item, dict):
        return {"error": "not an object"}
    return understand(lexicon, item)  # type: ignore[arg-type]


def _reader(language: str) -> LexiconReader:
    reader = engine().reader(language)
    assert isinstance(reader, LexiconReader)
    return reader
