"""Imported once by the process that others are forked from: what every start reads is read."""

import asyncio

from bot.app import engine, words
from bot.process import awake
from tests.e2e import forked
from tests.e2e.swarm import process

__all__ = ["forked", "process"]

engine()
words()
asyncio.run(awake())
