"""Two readers and three outcomes: what the second reader heard, and what both together mean."""

from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from flows.language.lexicon import Lexicon
from flows.language.parsed_text import has_words
from flows.language.red_flags import NO_FLAG, NOTHING, QUOTE_LENGTH_MAX, Detection, detect
from flows.language.second_reader.encoder import Encoder
from flows.language.second_reader.windows import pieces, windows

ALARM, ASK = "alarm", "ask"
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
        self.stands = frozenset(settings["stands"])
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
        return strongest(self.hear_each(text))

    def hear_each(self, text: str) -> tuple[Heard, ...]:
        """Returns what is heard in each window of a message; without a letter, nothing."""
        if not has_words(text):
            return (NOT_HEARD,)
        return self._hear_short(text) if len(text) <= SHORT_CHARS_MAX else self._hear(text)

    def _hear(self, text: str) -> tuple[Heard, ...]:
        if self._encoder is None:
            self._encoder = self._make()
        return tuple(self._heard(self._encoder, each) for each in windows(text)[:WINDOWS_MAX])

    def _heard(self, encoder: Encoder, window: str) -> Heard:
        given = encoder.scores(pieces(encoder.vocabulary, window))
        scores = dict(zip(encoder.heads, given, strict=True))
        worst = max(self.signs, key=scores.__getitem__)
        quote = window[:QUOTE_LENGTH_MAX]
        return Heard(scores[FLAG], scores[EMERGENCY], scores[SELF_HARM], worst, quote)

    def agrees(self, heard: Heard) -> bool:
        """Whether this is enough for an alarm of the rules about the same words to stand."""
        return max(heard.flag, heard.emergency, heard.self_harm) >= self.thresholds.agree

    def alone(self, heard: Heard) -> Detection:
        """Returns the ask about what only this reader heard, or nothing."""
        limits = self.thresholds
        if heard.self_harm >= limits.ask_self_harm:
            return self._asking(SELF_HARM, heard)
        if heard.flag >= limits.ask or heard.emergency >= limits.ask_emergency:
            return self._asking(heard.condition, heard)
        return NOTHING

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


def strongest(heard: Sequence[Heard]) -> Heard:
    """Returns the highest scores of all, with the words of what sounds most like a flag."""
    best = max(heard, key=lambda one: (one.flag, one.emergency, one.self_harm))
    most = max(one.emergency for one in heard), max(one.self_harm for one in heard)
    return replace(best, emergency=most[0], self_harm=most[1])


def heard_by_both(lexicon: Lexicon, second: SecondReader | None, text: str) -> Detection:
    """Returns the most urgent red flag in a text, by the rules alone where there is no other.

    Both readers about the same two sentences: alarm. The rules alone over the whole text, or the
    second reader alone: ask (decision 32).
    """
    whole = detect(lexicon, text)
    if second is None or whole.rule in second.stands:
        return whole
    heard, seen = second.hear_each(text), windows(text)
    found = [detect(lexicon, each) for each in seen] if len(seen) > 1 else [whole]
    pairs = zip(found, heard, strict=False)
    both = [one for one, each in pairs if one.tier != NO_FLAG and second.agrees(each)]
    if both:
        worst = max((whole, *both), key=lambda one: (lexicon.tiers[one.tier], one is whole))
        return replace(worst, outcome=ALARM)
    if whole.tier != NO_FLAG:
        return replace(whole, outcome=ASK)
    return second.alone(strongest(heard))
