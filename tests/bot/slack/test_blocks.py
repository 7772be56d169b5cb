"""`Message` as Block Kit: within every limit, escaped in one place, in the person's words."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from bot.adapters.slack.layout import (
    SECTION_CHARS_MAX,
    Layout,
    Phrases,
    escape,
    layouts,
    settled,
    shorten,
    size,
    split,
    unescape,
)
from bot.adapters.slack.payloads import View, read
from bot.adapters.slack.views import Field, Form, HomeView, home_view, modal, submission
from bot.core.messages import Button, Message
from flows.engine.events import Submitted
from tests.standins.slack_limits import problems_of

PHRASES = Phrases("You have a message.", "Choose")
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)
LONG = st.text(st.sampled_from("ab&<> \n🙂é"), max_size=9000)


def seal(token: int, option: str) -> str:
    """A seal as long as the real one may be, different for every option."""
    return f"{token}|{option}"[:64]


def check(pages: tuple[Layout, ...]) -> None:
    """No page breaks a limit of Slack."""
    for page in pages:
        body = {"text": page.text, "blocks": list(page.blocks)}
        assert problems_of("chat.postMessage", body) == []


def elements(page: Layout) -> list[dict[str, Any]]:
    """The controls of a page."""
    return [e for b in page.blocks if b["type"] == "actions" for e in b["elements"]]


@given(text=LONG, count=st.integers(0, 240), picked=st.booleans())
def test_no_message_breaks_a_limit(*, text: str, count: int, picked: bool) -> None:
    """Any text and any number of buttons stays within all limits of Slack."""
    buttons = tuple(Button(f"o{n}", f"{n} {text[:90]}", picked) for n in range(count))
    message = Message("question", text=text, token=3, buttons=buttons, several=picked)
    check(layouts(message, seal, PHRASES))


@given(LONG)
def test_nothing_of_a_text_is_lost(text: str) -> None:
    """All words of a long text arrive, in order."""
    pages = layouts(Message("say", text=text), seal, PHRASES)
    shown = " ".join(b["text"]["text"] for page in pages for b in page.blocks)
    assert "".join(unescape(shown).split()) == "".join(text.split())


@given(WORDS)
def test_escaping_and_reading_are_each_others_inverse(text: str) -> None:
    """What we escape reads as it was; so no words become a link or a mention."""
    assert unescape(escape(text)) == text
    assert "<" not in escape(text)


@given(LONG, st.integers(10, 400))
def test_pieces_are_small_enough(text: str, most: int) -> None:
    """A cut piece is never longer than asked for once it is escaped, and never empty."""
    assert all(0 < size(piece) <= most for piece in split(text, most))
    assert size(shorten(text, most)) <= most


def test_long_text_is_cut_at_paragraphs() -> None:
    """Where there is a paragraph to cut at, it is taken."""
    first, second = "a" * 2000, "b" * 2000
    assert split(f"{first}\n\n{second}", SECTION_CHARS_MAX) == [first, second]


def test_no_mention_can_be_typed_into_a_message() -> None:
    """`<!channel>` in a person's words stays words."""
    (page,) = layouts(Message("say", text="you said: <!channel> & <@U1>"), seal, PHRASES)
    text = page.blocks[0]["text"]
    assert text["text"] == "you said: &lt;!channel&gt; &amp; &lt;@U1&gt;"
    assert text["verbatim"] is True


def test_s8_the_lock_screen_shows_the_notice_or_a_neutral_line() -> None:
    """The top-level text is never the words of the message."""
    said = Message("question", text="How is your pain?", token=1)
    assert layouts(said, seal, PHRASES)[0].text == PHRASES.notice
    told = Message("reminder", text="Pain?", notice="Time for your check-in")
    assert layouts(told, seal, PHRASES)[0].text == "Time for your check-in"
    assert settled("Pain?", "6", PHRASES).text == PHRASES.notice


def test_a_rating_is_a_row_of_buttons() -> None:
    """Eleven ratings are eleven buttons that carry their question and their value."""
    buttons = tuple(Button(str(n), str(n)) for n in range(11))
    (page,) = layouts(Message("question", text="?", token=9, buttons=buttons), seal, PHRASES)
    assert [e["value"] for e in elements(page)] == [f"9|{n}" for n in range(11)]


def test_many_choices_are_a_select() -> None:
    """A list longer than an actions block is a select with the same options."""
    buttons = tuple(Button(f"c{n}", f"Country {n}") for n in range(120))
    (page,) = layouts(Message("question", text="?", token=9, buttons=buttons), seal, PHRASES)
    selects = elements(page)
    assert [s["type"] for s in selects] == ["static_select", "static_select"]
    assert sum(len(s["options"]) for s in selects) == 120


def test_toggles_show_what_is_picked() -> None:
    """A chosen toggle is marked and stands out; the others are as they were."""
    buttons = (Button("a", "Mat", picked=True), Button("b", "Band"), Button("done", "Done"))
    message = Message("question", text="?", token=2, buttons=buttons, several=True)
    first, second, done = elements(layouts(message, seal, PHRASES)[0])
    assert (first["text"]["text"], first.get("style")) == ("✓ Mat", "primary")
    assert (second["text"]["text"], "style" in second) == ("Band", False)
    assert done["value"] == "2|done"


def test_a_time_is_picked_or_pressed() -> None:
    """A question for a time has a picker beside its buttons; the block names what it answers."""
    message = Message(
        "question", text="When?", token=4, reads="time_of_day", buttons=(Button("07:30", "07:30"),)
    )
    (page,) = layouts(message, seal, PHRASES)
    picker, button = elements(page)
    assert (picker["type"], button["type"]) == ("timepicker", "button")
    assert page.blocks[-1]["block_id"] == "4|time_of_day"


def test_an_answered_prompt_keeps_its_words_and_shows_the_choice() -> None:
    """After an answer the buttons are gone and the choice is in sight."""
    page = settled("How is it now?", "6 <ok>", PHRASES)
    check((page,))
    assert page.blocks[0]["text"]["text"] == "How is it now?"
    assert page.blocks[-1]["elements"][0]["text"] == "✓ 6 &lt;ok&gt;"
    assert elements(page) == []


@given(LONG, st.integers(0, 5), st.integers(0, 8))
def test_home_stays_within_limits(text: str, rows: int, wide: int) -> None:
    """The Home tab holds its states and buttons within the limits of a view."""
    row = tuple(Button(f"b{n}", f"{n}{text[:80]}") for n in range(wide))
    home = HomeView(text[:200], text, text[:3000], (row,) * rows, text[:100])
    view = home_view(home, seal, PHRASES)
    assert view["type"] == "home"
    assert problems_of("views.publish", {"view": view}) == []


FORM = Form(5, "Today's check-in", fields=(
    Field("pain", "Pain", tuple(Button(str(n), str(n)) for n in range(11))),
    Field("helped", "What helped?", (Button("walk", "Walk"), Button("rest", "Rest")), several=True),
    Field("many", "Which?", tuple(Button(f"m{n}", f"m{n}") for n in range(20)), several=True),
    Field("when", "When?", reads="time_of_day", optional=True),
    Field("note", "Anything else?", optional=True),
), submit="Send", close="Not now")  # fmt: skip


def test_a_form_stays_within_limits() -> None:
    """Every kind of field is one Slack takes."""
    view = modal(FORM, "sealed")
    kinds = ["static_select", "checkboxes", "multi_static_select", "timepicker", "plain_text_input"]
    assert [block["element"]["type"] for block in view["blocks"]] == kinds
    assert problems_of("views.update", {"view": view}) == []


def test_a_form_without_questions_cannot_be_sent() -> None:
    """With nothing to answer there is text and no button to send."""
    view = modal(Form(0, "Check-in", text="Done for today.", close="Close"), "sealed")
    assert "submit" not in view
    assert problems_of("views.update", {"view": view}) == []


def test_what_was_left_empty_in_a_form_is_no_answer() -> None:
    """Filled fields are answers by their names; empty ones are missing, not none."""
    values = {
        "pain": {"field": {"selected_option": {"value": "4"}}},
        "helped": {"field": {"selected_options": [{"value": "walk"}, {"value": "rest"}]}},
        "many": {"field": {"selected_options": []}},
        "when": {"field": {"selected_time": "07:15"}},
        "note": {"field": {"value": None}},
    }
    view = read(View, {"state": {"values": values}})
    assert view is not None
    answers: dict[str, str | tuple[str, ...]] = {
        "pain": "4",
        "helped": ("walk", "rest"),
        "when": "07:15",
    }
    assert submission(view, 5) == Submitted(5, answers)
