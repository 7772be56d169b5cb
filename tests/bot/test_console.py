"""The terminal as a chat platform."""

import io

import pytest
from rich.console import Console

from bot.adapters.console import ConsoleChannel
from bot.core.messages import Address, Button, Message, Picture
from flows.engine.events import AnyEvent, Command, Pressed, Typed

HERE = Address("console", "", "me", "me")
SEX = (Button("f", "Woman"), Button("m", "Man"))


def channel(*, terminal: bool = False) -> tuple[ConsoleChannel, io.StringIO]:
    out = io.StringIO()
    return ConsoleChannel(Console(file=out, force_terminal=terminal, width=80)), out


async def test_what_a_picture_shows_is_told_in_words() -> None:
    """The terminal shows no pictures: their words stand above the card."""
    picture = Picture("bird_dog", b"", "A person [on all fours] reaches out.")
    for console, out in (channel(), channel(terminal=True)):
        await console.deliver(HERE, Message("question", "Bird dog", picture=picture))
        said = out.getvalue()
        assert 0 <= said.find("(A person [on all fours] reaches out.)") < said.find("Bird dog")


@pytest.mark.parametrize(
    ("line", "event"),
    [
        ("2", Pressed(7, "m")),
        ("woman", Pressed(7, "f")),
        (" MAN ", Pressed(7, "m")),
        ("3", Typed("3")),
        ("a woman I guess", Typed("a woman I guess")),
        ("/urgent", Command("urgent")),
        ("/pause until Monday", Command("pause", "until Monday")),
        ("/", Command("")),
    ],
)
async def test_a_line_is_a_button_a_command_or_words(line: str, event: AnyEvent) -> None:
    """Numbers and labels press; a slash commands; the rest is read."""
    console, _ = channel()
    await console.deliver(HERE, Message("question", "Who?", token=7, buttons=SEX))
    assert console.event(line) == event


async def test_a_number_on_a_rating_is_the_rating_not_the_place() -> None:
    """The third button of 0 to 10 is a 2, and a typed 3 means three."""
    console, _ = channel()
    scale = tuple(Button(str(n), str(n)) for n in range(11))
    asked = Message("question", "Pain?", token=7, buttons=scale, reads="nrs_0_10")
    await console.deliver(HERE, asked)
    assert console.event("3") == Pressed(7, "3")


async def test_a_prompt_without_buttons_closes_the_one_before() -> None:
    """A number that is typed then is no press on an old question."""
    console, _ = channel()
    await console.deliver(HERE, Message("question", "Who?", token=7, buttons=SEX))
    await console.deliver(HERE, Message("question", "How old?", token=8))
    assert console.event("2") == Typed("2")


async def test_a_pipe_gets_plain_text_and_numbered_choices() -> None:
    """No colours, no stars."""
    console, out = channel()
    await console.deliver(HERE, Message("question", "*Who* are [you]?", token=7, buttons=SEX))
    printed = out.getvalue()
    assert "Who are [you]?" in printed and "  2  Man" in printed
    assert "\x1b" not in printed and "*" not in printed


async def test_a_terminal_gets_a_frame_and_the_words_of_a_person_are_no_markup() -> None:
    """What looks like markup in somebody's words is shown as it is."""
    console, out = channel(terminal=True)
    await console.deliver(HERE, Message("referral", "You wrote: [red]help[/red] [/]"))
    assert "[red]help[/red]" in out.getvalue()
