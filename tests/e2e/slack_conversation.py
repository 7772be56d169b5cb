"""A whole conversation with the real application, written once for every way to hear of Slack.

A `Talker` is one person at one Slack: they say, press, and see the newest message. The same
script runs on the stand-in by signed HTTP, and on local-slack by Socket Mode and signed events.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

ANSWERS_MAX = 150
TYPED = {"How old are you": "44", "most like to do again": "carry my shopping"}
PREFERRED = ("I agree", "None of these", "Nothing new", "Done", "No", "3", "Fine")
"""Buttons that lead on without a warning sign; else the first one is pressed."""
HOME = "What would you like to do?"
FLAG = "I cannot feel it when I wipe, and my legs are weak"
NOTICE = "workspace belongs to your organisation"
DAY_S = 86_400.0


@dataclass(frozen=True)
class Shown:
    """The newest message as the person sees it."""

    text: str
    labels: tuple[str, ...] = ()


class Talker(Protocol):
    """One person at one Slack."""

    async def say(self, text: str) -> None:
        """Write in the direct channel, and wait for what follows."""
        ...

    async def press(self, label: str) -> None:
        """Press the newest button with this label, and wait for what follows."""
        ...

    async def slash(self, text: str) -> None:
        """Use the slash command, and wait for what follows."""
        ...

    async def seen(self) -> list[Shown]:
        """See the conversation, oldest first."""
        ...


@dataclass
class Life:
    """A person who answers whatever is asked."""

    talker: Talker
    sleeps: Callable[[float], Awaitable[None]]
    heard: list[str] = field(default_factory=list)

    async def answers_until(self, words: str) -> None:
        """Answer question after question until some words stand in the newest message."""
        for _ in range(ANSWERS_MAX):
            last = (await self.talker.seen())[-1]
            self.heard.append(last.text)
            if words in last.text:
                return
            await self._answer(last)
        raise AssertionError(f"{words!r} was never said; last: {self.heard[-1]}")

    async def _answer(self, last: Shown) -> None:
        typed = next((reply for asked, reply in TYPED.items() if asked in last.text), None)
        if typed:
            await self.talker.say(typed)
            return
        assert last.labels, f"nothing to press below:\n{last.text}"
        await self.talker.press(next((p for p in PREFERRED if p in last.labels), last.labels[0]))


async def whole_life(life: Life) -> None:
    """Onboarding, screen, plan, session, the next day's check-in, then a typed red flag."""
    await life.talker.say("hello")
    await life.answers_until(HOME)
    consent = next(n for n, text in enumerate(life.heard) if NOTICE in text)
    assert not any("pain" in text.lower() for text in life.heard[:consent])
    await life.talker.press("Today's session")
    await life.answers_until(HOME)
    await life.sleeps(DAY_S)
    await life.talker.slash("checkin")
    await life.answers_until(HOME)
    await life.talker.say(FLAG)
    answer = (await life.talker.seen())[-2:]
    assert any("999" in shown.text for shown in answer), "the referral is the last word"
