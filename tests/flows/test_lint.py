"""`poised lint`: the shipped flows are sound, and each class of fault is found in a small flow."""

import pytest

from bot.library import catalog, read_texts
from flows.dialogues import commands
from flows.dialogues.companion import Companion, build
from flows.engine.context import Outcome
from flows.engine.draw import draw
from flows.engine.engine import Engine
from flows.engine.guards import is_, yes
from flows.engine.kinds import YES_NO, choice, many, number
from flows.engine.lint import (
    BUTTON_CHARS_MAX,
    PROMPT_CHARS_MAX,
    lint,
    lint_commands,
    lint_spoken,
    lint_texts,
)
from flows.engine.nodes import Ask, Dialogue, End, Flow, Node, Shortcut, Tell, go, junction
from flows.engine.wording import FluentWording

YES_NO_WORDS = "option-yes = Yes\noption-no = No\n"
WORDS = YES_NO_WORDS + "f-a = Is it so?\nf-b = And now?\nf-t = Well.\n"
SOUND = (
    Ask("a", YES_NO, (go("b", when=yes("a")), go("z"))),
    Ask("b", YES_NO, (go("z"),)),
    End("z"),
)


def engine_of(
    nodes: tuple[Node, ...], words: str = WORDS, acts: tuple[str, ...] = (), **more: str
) -> Engine:
    """An engine with one flow `f` and its words in English and maybe other languages."""
    dialogue = Dialogue(Flow("f", nodes), {name: lambda s: Outcome(s.record) for name in acts})
    files = {"en": words, **more}
    wordings = {lang: FluentWording(lang, {"all.ftl": text}) for lang, text in files.items()}
    return Engine(catalog(), {"f": dialogue}, Companion(), {}, wordings)


def shipped() -> Engine:
    """The engine of the shipped content."""
    wordings = {lang: FluentWording(lang, files) for lang, files in read_texts().items()}
    return build(catalog(), {}, wordings)


def test_the_shipped_flows_and_their_words_are_sound() -> None:
    """Every flow is reachable, acyclic, total, fed, worded and labelled in every language."""
    assert lint(shipped()) == []


def test_the_shipped_files_of_words_are_sound() -> None:
    """Every file can be read, no message is there twice, and languages agree (H12)."""
    texts = read_texts()
    assert [fault for language in texts for fault in lint_texts(texts, "en", language)] == []


def test_h20_every_command_is_answered_in_every_phase() -> None:
    """No command is without an answer anywhere (decision 18)."""
    assert lint_commands(commands.TABLE, commands.EVERYWHERE, commands.PHASES) == []


def test_a_sound_flow_has_no_fault() -> None:
    """The checks are silent where nothing is wrong."""
    assert lint(engine_of(SOUND)) == []


FAULTS: dict[str, tuple[tuple[Node, ...], str]] = {
    "f.a: 2 nodes have this id": ((*SOUND, Ask("a", YES_NO, (go("z"),))), WORDS),
    "f.b: leads to x, which does not exist": (
        (SOUND[0], Ask("b", YES_NO, (go("x"),)), SOUND[2]),
        WORDS,
    ),
    "f.a: lies on a circle": ((SOUND[0], Ask("b", YES_NO, (go("a"),)), SOUND[2]), WORDS),
    "f.y: cannot be reached": ((*SOUND, End("y")), WORDS),
    "f.b: no route may hold": (
        (SOUND[0], Ask("b", YES_NO, (go("z", when=yes("b")),)), SOUND[2]),
        WORDS,
    ),
    "f.b: a route stands behind one that always holds": (
        (SOUND[0], Ask("b", YES_NO, (go("z"), go("z", when=yes("b")))), SOUND[2]),
        WORDS,
    ),
    "f.t: reads b, which may not be known": (
        (
            Ask("a", YES_NO, (go("b", when=yes("a")), go("t"))),
            Ask("b", YES_NO, (go("t"),)),
            Tell("t", (go("z", when=yes("b")), go("z"))),
            End("z"),
        ),
        WORDS,
    ),
    "f.b: reopens z": (
        (SOUND[0], Ask("b", YES_NO, (go("z"),), reopens=lambda _: ("z",)), SOUND[2]),
        WORDS,
    ),
    "f.b: no words f-b (en)": (SOUND, YES_NO_WORDS + "f-a = Is it so?\n"),
    "f.a: no words for the option no (en)": (SOUND, WORDS.replace("option-no = No\n", "")),
    "f.a: 2 options are called 'yes' (en)": (SOUND, WORDS.replace("= No", "= yes")),
    f"f.a: the label of no has more than {BUTTON_CHARS_MAX} characters (en)": (
        SOUND,
        WORDS.replace("= No", "= " + "No" * BUTTON_CHARS_MAX),
    ),
    f"f.a: f-a is longer than {PROMPT_CHARS_MAX} characters (en)": (
        SOUND,
        WORDS.replace("Is it so?", "So? " * PROMPT_CHARS_MAX),
    ),
    "f.a: no words for the option as_before (en)": (
        (Ask("a", YES_NO, (go("z"),), shortcut=Shortcut("as_before", lambda _: {})), End("z")),
        WORDS,
    ),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_each_class_of_fault_is_found(fault: str) -> None:
    """A flow with one fault gives the line that names it and its place."""
    assert fault in lint(engine_of(*FAULTS[fault]))


def test_an_act_of_no_statement_is_found() -> None:
    """An act must belong to a statement or an end."""
    assert lint(engine_of(SOUND, acts=("a",))) == ["f.a: has an act, but is no statement or end"]


def test_guards_over_every_option_cover_a_question() -> None:
    """Conditional routes alone are enough where together they hold for each answer."""
    both = (go("z", when=yes("a")), go("y", when=is_("a", "no")))
    assert lint(engine_of((Ask("a", YES_NO, both), End("y"), End("z")))) == []


@pytest.mark.parametrize(
    "ask",
    [
        Ask("a", YES_NO, (go("z", when=is_("a", "yes", "no")),), optional=True),
        Ask("a", many("yes", "no"), (go("z", when=is_("a", ("yes",), ("no",))),)),
        Ask("a", number("count", 1, 3, "1", "2", "3"), (go("z", when=is_("a", 1, 2, 3)),)),
    ],
)
def test_guards_cannot_cover_a_skip_a_combination_or_a_number(ask: Ask) -> None:
    """A question that may be skipped or has endless answers needs a route that always holds."""
    assert lint(engine_of((ask, End("z")))) == ["f.a: no route may hold"]


def test_numbers_and_times_may_stand_without_words() -> None:
    """Digits are shown as they are; an id is not."""
    ask = Ask("a", choice("1", "07:30", "2+", "soon"), (go("z"),))
    assert lint(engine_of((ask, End("z")))) == ["f.a: no words for the option soon (en)"]


def test_h12_a_language_without_a_question_is_found() -> None:
    """Words that one language lacks are named with that language."""
    faults = lint(engine_of(SOUND, de=WORDS.replace("f-b", "f-x")))
    assert faults == ["f.b: no words f-b (de)"]


def test_h19_a_red_flag_that_leaves_without_the_emergency_route_is_found() -> None:
    """A red-flag answer that can reach another end first is a fault, and so is a missing act."""
    asked = Ask("C1", YES_NO, (go("z", when=is_("C1", "no")), go("gate")))
    nodes = (
        asked,
        junction("gate", go("emergency", when=yes("C1")), go("z")),
        End("emergency"),
        End("z"),
    )
    faults = lint(engine_of(nodes, WORDS + "f-c1 = Numb?\n"))
    assert faults == ["f.emergency: has no act", "f.C1: may end in z, emergency unasked"]


def test_a_gap_in_the_commands_is_found() -> None:
    """A command that a phase does not answer, and one that is missing, are named."""
    table = {"help": {"new": 1}, "stop": {"new": 1, "open": 1}}
    assert lint_commands(table, ("help", "urgent"), ("new", "open")) == [
        "urgent: no such command",
        "help: not answered in the phase open",
    ]


def test_h12_faults_in_the_files_of_words_are_found() -> None:
    """Unreadable lines, doubles, gaps, other variables and dead references are named."""
    texts = {
        "de": {"a.ftl": "hello = Hallo { $name }\nonly = Nur hier { nowhere }\n"},
        "en": {"a.ftl": "hello = Hello\nsoon = Soon\n", "b.ftl": "soon = Soon\nbroken\n.x\n"},
    }
    assert lint_texts(texts, "en", "en") == [
        "text/en/b.ftl: soon is there twice",
        "text/en/b.ftl: cannot read 'broken'",
    ]
    assert lint_texts(texts, "en", "de") == [
        "text/de: only is in no other language",
        "text/de: soon is missing",
        "text/de: hello has other variables than in the first language",
        "text/de: only names nowhere, which is not there",
    ]


def test_h12_words_that_nobody_has_translated_are_found() -> None:
    """A sentence that is the same in two languages is a fault; a name or a short word is none."""
    same = "long = Come back when you are ready { $now }\nok = OK\n"
    assert lint_texts({"en": {"a.ftl": same}, "de": {"a.ftl": same}}, "en", "de") == [
        "text/de: long is not translated"
    ]


def test_h12_words_that_do_not_decode_and_a_missing_folder_are_found() -> None:
    """A file in another encoding, and a language without any file, are faults."""
    texts = {"en": {"a.ftl": "ok = OK\n"}, "de": {"a.ftl": "ok = \ufffd\n"}}
    assert lint_texts(texts, "en", "de") == ["text/de/a.ftl: is not UTF-8"]
    assert lint_texts(texts, "en", "fr")[0] == "text/fr: is missing"


def test_what_is_said_without_words_and_words_that_nobody_says_are_found() -> None:
    """Both directions: a key that the code says, and a message that it does not."""
    files = {"a.ftl": "here = Here { inner }\ninner = x\nlabel = y\nold = z\n"}
    assert lint_spoken({"here": "a", "gone": "b"}, frozenset({"label"}), files, "en") == [
        "text/en: gone is missing (b)",
        "text/en: old is said by nobody: remove it, or say it",
    ]


def test_a_drawing_shows_nodes_guards_and_ends() -> None:
    """The chart of a flow is the same text each time, with nothing that Mermaid misreads."""
    flow = Flow(
        "f", (Ask("a", YES_NO, (go("g", when=yes("a")), go("z"))), junction("g", go("z")), End("z"))
    )
    assert (
        draw(flow)
        == draw(flow)
        == (
            "flowchart TD\n"
            '    n_a["a<br/>yes_no"]\n'
            '    n_g{"g"}\n'
            '    n_z(["z"])\n'
            '    n_a -->|"a = yes"| n_g\n'
            '    n_a -->|"else"| n_z\n'
            "    n_g --> n_z\n"
        )
    )


def test_every_shipped_flow_can_be_drawn() -> None:
    """Each chart has a line for every node and every route."""
    for dialogue in shipped().dialogues.values():
        lines = draw(dialogue.flow).splitlines()
        routes = sum(len(getattr(node, "routes", ())) for node in dialogue.flow.nodes)
        assert len(lines) == 1 + len(dialogue.flow.nodes) + routes
