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
    """The second reader alone hears a flag: ask."""
    ask_emergency: float
    """The second reader alone hears an emergency: ask, as about an emergency."""
    ask_self_harm: float
    agree: float
    """The rules alarm: below this the alarm becomes an ask, never silence."""


class Heard(Struct, frozen=True):
    """What the second reader makes of a message: the highest scores of its windows.

    `condition` and `quote` are those of the window that sounds most like a flag.
    """

    flag: float
    emergency: float
    self_harm: float
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
        best, heard = NOT_HEARD, []
        for window in windows(text)[:WINDOWS_MAX]:
            scores = dict(
                zip(encoder.heads, encoder.scores(pieces(encoder.vocabulary, window)), strict=True)
            )
            three = (scores[FLAG], scores[EMERGENCY], scores[SELF_HARM])
            heard.append(three)
            if three >= (best.flag, best.emergency, best.self_harm):
                worst = max(self.signs, key=scores.__getitem__)
                best = Heard(*three, worst, window[:QUOTE_LENGTH_MAX])
        flag, emergency, self_harm = map(max, zip(*heard, strict=True))
        return replace(best, flag=flag, emergency=emergency, self_harm=self_harm)

    def combined(self, rules: Detection, heard: Heard) -> Detection:
        """Returns the outcome of both readers: both alarm, one asks, none is silent."""
        limits = self.thresholds
        if rules.tier != NO_FLAG:
            agreed = max(heard.flag, heard.emergency, heard.self_harm) >= limits.agree
            return replace(rules, outcome=ALARM if agreed else ASK)
        if heard.self_harm >= limits.ask_self_harm:
            return self._asking(SELF_HARM, heard)
        if heard.flag >= limits.ask or heard.emergency >= limits.ask_emergency:
            return self._asking(heard.condition, heard)
        return rules

    def _asking(self, condition: str, heard: Heard) -> Detection:
        sign = self.signs[condition]
        urgent = heard.emergency >= self.thresholds.ask_emergency
        tier = "emergency" if urgent else sign.tier
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
