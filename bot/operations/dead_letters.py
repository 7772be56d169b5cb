"""Dead letters: what was given up, by pseudonym, never its words."""

from bot.core.ports import Upkeep
from bot.operations.export import moment

NONE = "no dead letters"


async def lines(store: Upkeep) -> list[str]:
    """One line a dead letter, oldest first."""
    letters = await store.dead_letters()
    told = [f"{moment(one.at)}  {one.person}  {one.kind}: {one.reason}" for one in letters]
    return told or [NONE]
