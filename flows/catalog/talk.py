"""Everyday talk: what follows from each topic, and where its words come from."""

from collections.abc import Mapping
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

FILE = "talk.toml"


class Topic(BaseModel):
    """What people ask, feel or tell.

    `asks` are the red-flag questions that follow, `leads` a flow; with a `when` it is heard only
    from a person who has this condition (library.toml).
    """

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str
    exercise: bool = False
    asks: tuple[str, ...] = ()
    only: Literal["", "locked", "unscreened", "set", "open", "home"] = ""
    leads: str = ""
    when: str = ""
    source: str
    mark: Literal["read", "general_knowledge", "proposed"]


def parse(tree: Mapping[str, Any], problems: list[str]) -> Mapping[str, Topic]:
    """Read the topics from the content tree, by name; every problem names file and key."""
    if FILE not in tree:
        problems.append(f"{FILE}: the file is missing")
        return {}
    topics: dict[str, Topic] = {}
    for name, entry in tree[FILE].get("topic", {}).items():
        try:
            topics[name] = Topic(id=name, **entry)
        except (TypeError, ValidationError) as wrong:
            problems.append(f"{FILE}: topic.{name}: {wrong}")
    return topics
