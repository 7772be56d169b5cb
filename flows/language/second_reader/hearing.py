"""Two readers and three outcomes: what the second reader heard, and what both together mean."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from flows.language.lexicon import Lexicon
from flows.language.red_flags import NO_FLAG, QUOTE_LENGTH_MAX, Detection, detect
from flows.language.second_reader.encoder import Encoder
from flows.language.second_reader.windows import pieces, windows

ALARM, ASK, SILENT = "alarm", "ask", "silent"
FLAG, EMERGENCY, SELF_HARM = "flag", "emergency", "self_harm"
RULE = "second_reader"
WINDOWS_MAX = 60
"""So many windows of a message are read; two sentences of 4096 characters are seldom shorter."""
SHORT_CHARS_MAX = 24
REMEMBERED_MAX = 1024
"""Short answers come again and again ("yes", "7"): so many are kept with what they mean."""


class Sign(Struct, frozen=True):
    """What is asked about a condition that only the second reader has heard.

    `questions` are those of the screen, nearest first; `asked` whether they ask for this very sign.
    """

    tier: str
    questions: tuple[str, ...]
    asked: bool


class Thresholds(Struct, frozen=True):
    """Scores in [0, 1] from which a reader's word counts."""

    ask: float
    """The second reader alone: ask."""
    ask_self_harm: float
    agree: float
    """The rules alarm: below this the alarm becomes an ask, never silence."""
    emergency: float
    """An ask about this condition is about an emergency."""


class Heard(Struct, frozen=True):
    """What the second reader makes of a message: the strongest of its windows."""

    flag: float
    self_harm: float
    emergency: float
    condition: str
    quote: str


NOT_HEARD = Heard(0, 0, 0, "", "")


class SecondReader:
    """Reads by an encoder; the encoder is made when it is first needed."""

    def __init__(self, encoder: Callable[[], Encoder], settings: Mapping[str, Any]) -> None:
        self._make = encoder
        self._encoder: Encoder | None = None
        self.version = str(settings["version"])
        self.thresholds = Thresholds(
            **{row["id"]: float(row["value"]) for row in settings["threshold"]}
        )
        self.signs = {
            row["id"]: Sign(row["tier"], tuple(row["questions"]), row["asked"])
            for row in settings["sign"]
        }

        self._hear_short = lru_cache(REMEMBERED_MAX)(self._hear)

    def hear(self, text: str) -> Heard:
        """Returns the scores of the strongest window of a message; without a letter, nothing."""
        if not any(map(str.isalpha, text)):
            return NOT_HEARD
        return self._hear_short(text) if len(text) <= SHORT_CHARS_MAX else self._hear(text)

    def _hear(self, text: str) -> Heard:
        if self._encoder is None:
            self._encoder = self._make()
        encoder = self._encoder
        best, self_harm = NOT_HEARD, 0.0
        for window in windows(text)[:WINDOWS_MAX]:
            scores = dict(
                zip(encoder.heads, encoder.scores(pieces(encoder.vocabulary, window)), strict=True)
            )
            self_harm = max(self_harm, scores[SELF_HARM])
            if scores[FLAG] >= best.flag:
                worst = max(self.signs, key=scores.__getitem__)
                quote = window[:QUOTE_LENGTH_MAX]
                best = Heard(scores[FLAG], 0, scores[EMERGENCY], worst, quote)
        return replace(best, self_harm=self_harm)

    def combined(self, rules: Detection, heard: Heard) -> Detection:
        """Returns the outcome of both readers: both alarm, one asks, none is silent."""
        limits = self.thresholds
        if rules.tier != NO_FLAG:
            agreed = max(heard.flag, heard.self_harm) >= limits.agree
            return replace(rules, outcome=ALARM if agreed else ASK)
        if heard.self_harm >= limits.ask_self_harm:
            return self._asking(SELF_HARM, heard)
        if heard.flag >= limits.ask:
            return self._asking(heard.condition, heard)
        return rules

    def _asking(self, condition: str, heard: Heard) -> Detection:
        sign = self.signs[condition]
        tier = "emergency" if heard.emergency >= self.thresholds.emergency else sign.tier
        return Detection(
            tier=tier,
            condition=condition,
            quote=heard.quote,
            rule=RULE,
            question=sign.questions[0],
            signs=sign.questions if sign.asked else (),
            outcome=ASK,
        )


def heard_by_both(lexicon: Lexicon, second: SecondReader | None, text: str) -> Detection:
    """Returns the most urgent red flag in a text, by the rules alone where there is no other."""
    found = detect(lexicon, text)
    return second.combined(found, second.hear(text)) if second else found
