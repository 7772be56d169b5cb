"""The batch protocol of the evaluation set, and the reasoning behind one sentence in lines."""

from collections.abc import Mapping
from typing import Any

from flows.language.lexicon import Lexicon
from flows.language.parsed_text import ParsedText, read_text
from flows.language.reader import read
from flows.language.red_flags import FlagMatch, detect, flag_matches


def understand(lexicon: Lexicon, item: Mapping[str, Any]) -> dict[str, Any]:
    """Answers one item: {"id", "task", "text", ...} -> {"id", "label"} or {"id", "value"}."""
    if item["task"] == "redflag":
        return {"id": item["id"], "label": detect(lexicon, item["text"]).tier}
    value = read(lexicon, item["kind"], item["text"], item.get("options"))
    return {"id": item["id"], "value": value}


def explain(lexicon: Lexicon, text: str) -> tuple[str, ...]:
    """Returns lines: the words as understood, each finding and its fate, and the verdict."""
    reading = read_text(lexicon, text)
    found = detect(lexicon, text)
    verdict = (
        f"verdict: {found.tier} condition={found.condition} rule={found.rule or '-'} "
        f"question={found.question or '-'} words={' '.join(found.words) or '-'}"
    )
    return (
        "words: " + " ".join(token.word for token in reading.tokens),
        *(_match_line(reading, match) for match in flag_matches(lexicon, reading)),
        verdict,
    )


def _match_line(reading: ParsedText, found: FlagMatch) -> str:
    words = " ".join(reading.words(found.match.start, found.match.end))
    fate = f"set aside: {found.dismissed}" if found.dismissed else "stands"
    tier = found.finding.tier or "only in combination"
    return f"finding: {found.finding.id} [{found.pattern}] '{words}' ({tier}): {fate}"
