"""Reads the truth table (README.txt explains its notation) and the bank as shipped."""

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

from flows.catalog.red_flags import RedFlags, parse
from flows.clinical.triage import FlagAnswer, TriageContext

HERE = Path(__file__).parent
CONTENT = HERE.parents[2] / "content"
ORDINARY: dict[str, Any] = {
    "age": 40, "sex": "m", "duration_weeks": 10.0, "seen_clinician": True, "pain": 4.0,
}  # fmt: skip
_FIELDS = {
    "age": "age", "sex": "sex", "weeks": "duration_weeks", "pain": "pain", "seen": "seen_clinician",
}  # fmt: skip
_WORDS: dict[str, tuple[str, Any]] = {
    "woman": ("sex", "f"),
    "unseen": ("seen_clinician", False),
    "osteoporosis": ("conditions", ("osteoporosis",)),
}
_ANSWER = re.compile(
    r"(?P<id>[A-Z]+\d)(?P<unsure>\?)?(?P<no> no)?(?: (?P<when>recent|old))?"
    r"(?: (?P<number>[\d.]+))?(?: \[(?P<items>[^]]+)\])?"
)


class Row(NamedTuple):
    """One line of the table."""

    where: str
    answers: dict[str, FlagAnswer]
    context: TriageContext
    tier: str
    fires: tuple[str, ...]
    spares: tuple[str, ...]


@cache
def bank() -> RedFlags:
    """The question bank as shipped, parsed once."""
    problems: list[str] = []
    text = (CONTENT / "red_flags.toml").read_text()
    parsed = parse({"red_flags.toml": tomllib.loads(text)}, problems)
    assert parsed is not None, problems
    return parsed


@cache
def rows() -> tuple[Row, ...]:
    """Every row of every table file."""
    return tuple(
        _row(f"{path.stem}:{number}", line)
        for path in sorted(HERE.glob("*.txt"))
        if path.stem != "README"
        for number, line in enumerate(path.read_text().splitlines(), 1)
        if line and not line.startswith("#")
    )


def _row(where: str, line: str) -> Row:
    answers, person, tier, fires, spares = (cell.strip() for cell in line.split("|"))
    return Row(
        where=where,
        answers=dict(_answer(text.strip()) for text in answers.split(" + ")),
        context=_context(person),
        tier=tier,
        fires=_list(fires),
        spares=_list(spares),
    )


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(",") if part.strip())


def _answer(text: str) -> tuple[str, FlagAnswer]:
    match = _ANSWER.fullmatch(text)
    assert match, f"cannot read the answer {text!r}"
    said = "no" if match["no"] else "not_sure" if match["unsure"] else "yes"
    return match["id"], FlagAnswer(
        answer=said,  # type: ignore[arg-type]
        recent={None: None, "recent": True, "old": False}[match["when"]],
        items=_list(match["items"] or ""),
        number=float(match["number"]) if match["number"] else None,
    )


def _context(text: str) -> TriageContext:
    changes = dict(_change(part.strip()) for part in text.split(";") if part.strip())
    return TriageContext(**ORDINARY | changes)


def _change(text: str) -> tuple[str, Any]:
    if text in _WORDS:
        return _WORDS[text]
    name, value = text.split()
    if value == "?":
        return _FIELDS[name], "" if name == "sex" else None
    return _FIELDS[name], int(value) if name == "age" else float(value)
