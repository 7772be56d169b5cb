"""The batch protocol of the evaluation set, and the reasoning behind one sentence in lines."""

from collections.abc import Mapping
from typing import Any

from flows.language.lexicon import Lexicon
from flows.language.parsed_text import ParsedText, read_text
from flows.language.reader import read
from flows.language.red_flags import FlagMatch, flag_matches
from flows.language.second_reader.hearing import SecondReader, heard_by_both

WITHOUT = "second reader: not loaded, the rules read alone"


def understand(
    lexicon: Lexicon, item: Mapping[str, Any], second: SecondReader | None = None
) -> dict[str, Any]:
    """Answers {"id", "task", "text", ...} by {"id", "label", "outcome"} or {"id", "value"}.

    `outcome` is alarm, ask or silent; `label` is the tier that stands if the person says yes.
    """
    if item["task"] == "redflag":
        found = heard_by_both(lexicon, second, item["text"])
        return {"id": item["id"], "label": found.tier, "outcome": found.outcome}
    value = read(lexicon, item["kind"], item["text"], item.get("options"))
    return {"id": item["id"], "value": value}


def explain(lexicon: Lexicon, text: str, second: SecondReader | None = None) -> tuple[str, ...]:
    """Returns lines: the words as understood, each finding and its fate, both readers' verdict."""
    reading = read_text(lexicon, text)
    found = heard_by_both(lexicon, second, text)
    verdict = (
        f"verdict: {found.outcome} {found.tier} condition={found.condition} "
        f"rule={found.rule or '-'} question={found.question or '-'} "
        f"words={' '.join(found.words) or '-'}"
    )
    return (
        "words: " + " ".join(token.word for token in reading.tokens),
        *(_match_line(reading, match) for match in flag_matches(lexicon, reading)),
        _second_line(second, text) if second else WITHOUT,
        verdict,
    )


def _second_line(second: SecondReader, text: str) -> str:
    heard = second.hear(text)
    return (
        f"second reader {second.version}: flag={heard.flag} emergency={heard.emergency} "
        f"self_harm={heard.self_harm} condition={heard.condition or '-'} '{heard.quote}'"
    )


def _match_line(reading: ParsedText, found: FlagMatch) -> str:
    words = " ".join(reading.words(found.match.start, found.match.end))
    fate = f"set aside: {found.dismissed}" if found.dismissed else "stands"
    tier = found.finding.tier or "only in combination"
    return f"finding: {found.finding.id} [{found.pattern}] '{words}' ({tier}): {fate}"
