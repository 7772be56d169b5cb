"""Every transcript renders on Slack: whatever the engine says in them stays within all limits."""

from pathlib import Path

import pytest

from bot.adapters.slack.incoming import Seal
from bot.adapters.slack.layout import Layout, layouts, settled
from bot.adapters.slack.services import phrases
from bot.core.messages import Message
from tests.bot.slack.conftest import CONFIG, slack_words
from tests.flows.script import Player, read
from tests.standins.slack_limits import problems_of

FOLDER = Path(__file__).parents[2] / "transcripts"
HAPPENS = (">", "@")
"""What the person does, and time; what must be said is for tests/flows."""
PHRASES = phrases(slack_words, "")
SEAL = Seal(CONFIG["button_secret"], "T0123456789", "U0123456789", "D0123456789")


@pytest.mark.parametrize("path", sorted(FOLDER.rglob("*.txt")), ids=lambda path: path.stem)
def test_everything_said_in_it_fits_on_slack(path: Path) -> None:
    """No message, and no settled prompt, breaks a limit; outside a message shows its notice."""
    player = Player(read(path))
    player.talk.said = []
    for line in player.lines:
        if line.mark not in HAPPENS:
            continue
        player.act(line)
        for message in player.talk.said:
            for page in pages(message):
                body = {"text": page.text, "blocks": list(page.blocks)}
                assert problems_of("chat.postMessage", body) == []
                assert page.text in (message.notice, PHRASES.notice)


def pages(message: Message) -> list[Layout]:
    """What is posted for a message, and what its prompt becomes once it is answered."""
    made = list(layouts(message, SEAL.close, PHRASES))
    longest = max((button.label for button in message.buttons), key=len, default="")
    return [*made, settled(message.text, longest or "…", PHRASES)] if message.buttons else made
