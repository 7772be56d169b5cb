"""What people put right in the middle of an answer ("5, no wait, 6")."""

from flows.language.lexicon import Lexicon
from flows.language.parsed_text import read_text


def corrected(lexicon: Lexicon, text: str) -> str:
    """Returns what is said after the last correction, or "" where there is none."""
    reading = read_text(lexicon, text)
    spans = reading.all_spans.get(lexicon.ids["correction"], ())
    ends = [span.end for span in spans if 0 < span.end < len(reading.tokens)]
    return reading.text[reading.tokens[max(ends)].start :] if ends else ""
