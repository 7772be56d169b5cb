"""What Slack shows beside messages: Home by state, and the check-in as a form."""

from __future__ import annotations

from bot.adapters.slack.incoming import FORM_OPTION
from bot.adapters.slack.surfaces import HostSurfaces
from bot.app import App
from bot.core.clock import SetTime
from bot.core.messages import Address
from bot.process import host_of
from bot.store.memory import MemoryStore
from flows.engine.events import Command, Submitted, Typed
from tests.bot.operations.people import PEPPER, PLATFORM, FakeChannel, app_on, settle_in, update
from tests.flows.person import NOON_S

RED = "I cannot feel it when I wipe, and my legs are weak"
HERE = Address(PLATFORM, "", "7", "7")


async def _settled() -> tuple[App, FakeChannel]:
    store, channel = MemoryStore(), FakeChannel()
    await settle_in(store, "7")
    return app_on(store, channel, SetTime(NOON_S + 86_400.0)), channel


async def test_home_shows_a_stranger_how_to_begin() -> None:
    """Somebody new is told so, and nothing of the programme is offered."""
    app = app_on(MemoryStore(), FakeChannel(), SetTime(NOON_S))
    home = await HostSurfaces(host_of(app, PEPPER)).home(HERE)
    assert home.stranger
    assert [b.option for row in home.rows for b in row] == ["menu", "export", "delete", "urgent"]


async def test_home_shows_state_reminder_and_every_command() -> None:
    """Somebody with a plan sees today's state, the next reminder and all that can be asked."""
    app, _ = await _settled()
    home = await HostSurfaces(host_of(app, PEPPER)).home(HERE)
    assert "check-in is open" in home.state
    assert "Next message from me" in home.reminder
    options = [button.option for row in home.rows for button in row]
    assert options == [
        FORM_OPTION, "today", "progress", "pause", "reminders", "settings", "export", "delete",
        "urgent",
    ]  # fmt: skip
    texts = (home.title, home.state, home.reminder, home.footer)
    assert not any("[" in text for text in texts)


async def test_h5_home_of_somebody_who_is_locked_offers_no_exercise() -> None:
    """After a referral Home leads to nothing but the urgent signs and the person's own data."""
    app, _ = await _settled()
    await app.runner(update("7", Typed(RED), "red"))
    await app.runner.idle()
    home = await HostSurfaces(host_of(app, PEPPER)).home(HERE)
    assert "paused until you have been seen" in home.state
    assert "today" not in [button.option for row in home.rows for button in row]


async def test_the_check_in_as_a_form_is_one_turn_and_leaves_warning_signs_to_messages() -> None:
    """The form asks all but warning signs; sent back, the card of signs follows as a message."""
    app, channel = await _settled()
    sources = HostSurfaces(host_of(app, PEPPER))
    form = await sources.form(update("7", Command(FORM_OPTION), "open"))
    names = [field.name for field in form.fields]
    assert {"pain_now", "leg", "flare"} <= set(names)
    assert "news" not in names
    assert all(field.label and "[" not in field.label for field in form.fields)
    answers: dict[str, str | tuple[str, ...]] = {
        field.name: field.options[0].option for field in form.fields
    }
    await app.runner(update("7", Submitted(form.token, answers), "sent"))
    await app.runner.idle()
    record = await app.runner.known(HERE)
    assert record is not None
    top = record.conversation.top
    assert top is not None
    assert (top.flow, top.state) == ("checkin", "news")
    assert channel.sent[-1][1].buttons


async def test_no_form_where_there_is_no_check_in() -> None:
    """Somebody who is locked gets words instead of fields."""
    app, _ = await _settled()
    await app.runner(update("7", Typed(RED), "red"))
    form = await HostSurfaces(host_of(app, PEPPER)).form(update("7", Command(FORM_OPTION), "open"))
    assert (form.token, form.fields) == (0, ())
    assert "no check-in" in form.text
