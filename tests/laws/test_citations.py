"""Every citation leads to a place in docs/ (the notation is in docs/README.md)."""

import ast
import io
import re
import tokenize
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.laws.sources import ROOT

DOCS = ROOT / "docs"
PAGES = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs")
TOP = (*PAGES, "flows", "bot", "content", "tests", "benchmarks", "deploy")
DRAWN = DOCS / "flows"
"""Drawn from the code: node ids, no citations."""

PAGE_OF_WORD = {
    "rule": "rules", "rules": "rules", "progression": "progression", "decision": "decisions",
    "decisions": "decisions", "exercises": "exercises", "labels": "labels", "seed": "sources",
    "seeds": "sources", "simulation": "simulation", "runtime": "runtime",
    "reliability": "reliability",
}  # fmt: skip
PAGE_OF_LETTER = {"H": "safety"} | dict.fromkeys("DLST", "reliability")
"""Of an id that stands alone; all other letters are signs and rules of rules.md."""

NUMBER = r"(?:\d{3}|\d{1,2}(?:\.\d)?)"
SIGN = r"(?:AX|[A-CE-GI-KM-RUW-Y])(?:0|[1-9]\d?)"
"""Red flags and rules: the ids of rules.md, but for one D."""
ID = rf"(?:{SIGN}|[DHLST](?:0|[1-9]\d?))"
ANCHOR = re.compile(rf"^###? (?:Seed )?({NUMBER})[. \n]|^\| ({ID}) \|", re.MULTILINE)
MORE = "(?:, | and | to |-)"
CITED = re.compile(
    rf"\b(?:((?i:rules?|progression)) ((?:{ID}|{NUMBER})(?:{MORE}(?:{SIGN}|{NUMBER})| {ID})*)"
    rf"|((?i:{'|'.join(PAGE_OF_WORD)})) ({NUMBER}(?:{MORE}{NUMBER})*))(?!\w|\.\d)"
)
BARE = re.compile(rf"(?<![\w./])(?<![A-Z]-)({ID})(?!\w|\.\w)")
NAMED = re.compile(r"def test_(?:soak_)?((?:[a-z]{1,2}\d+_)+)")
MARKDOWN = re.compile(r"(?<![\w*])([\w/.-]+\.md)\b")
STRANGE = re.compile(
    r"\b(?:RULES|DECISIONS|RELIABILITY|RUNTIME|PLATFORMS|DESIGN|STYLE|EXPERIENCE|WORDS|LABELS"
    r"|PERSONAS|LIVES|PROGRESSION)\b|\bshared/|\beval/|\bexercises\.yaml|\.md \d|\bissue \d"
)
"""Pages that were never in the repository, and notations that are none of ours."""
ALONE = re.compile(r"(?<![\w.,-])[1-6]\.[1-5](?![\w.%])|\bS[0-3]\b")
"""In a source a section or an article without its page; elsewhere a number or a duty."""
SOURCE = re.compile(r"\b(source|why) ?[=:] ?\"?([^\n}]*)")


@cache
def anchors() -> dict[str, Counter[str]]:
    """The places of every page, and how often each stands there."""
    found = {}
    for path in DOCS.glob("*.md"):
        hits = ANCHOR.findall(path.read_text("utf-8"))
        found[path.stem] = Counter(heading or row for heading, row in hits)
    return found


def unresolved(text: str) -> Iterator[str]:
    """Tell every citation in a text that leads nowhere."""
    for found in CITED.finditer(text):
        word, places = (part for part in found.groups() if part)
        page = PAGE_OF_WORD[word.lower()]
        cited = re.findall(rf"{ID}|{NUMBER}", places)
        yield from (f"{page} {one}" for one in cited if one not in at(page))
    for one in BARE.findall(CITED.sub("", text)):
        if one not in at(PAGE_OF_LETTER.get(one[0], "rules")):
            yield one


def at(page: str) -> Counter[str]:
    """The places of a page; none where there is no such page."""
    return anchors().get(page, Counter())


def strange(text: str, source: str = "") -> Iterator[str]:
    """Tell what names a page outside of the repository, or no page at all."""
    yield from (found.group() for found in STRANGE.finditer(text))
    yield from ALONE.findall(CITED.sub("", source))


def prose(path: Path) -> str:
    """What a reader is told in a file: no code and no data."""
    text = path.read_text("utf-8")
    if path.suffix == ".py":
        return "\n\n".join(_told_in_python(text))
    if path.suffix == ".md":
        return re.sub(r"^```.*?^```", "", text, flags=re.DOTALL | re.MULTILINE)
    lines = (re.search(r"(?:^|\s)(?:#|--)+ (.*)", line) for line in text.splitlines())
    return "\n".join([*(line.group(1) for line in lines if line), sources(path)])


def sources(path: Path) -> str:
    """What the `source` and `why` entries of content and people say."""
    if path.suffix not in (".toml", ".yaml"):
        return ""
    return "\n".join(said for _, said in SOURCE.findall(path.read_text("utf-8")))


def _told_in_python(text: str) -> Iterator[str]:
    tokens = tokenize.generate_tokens(io.StringIO(text).readline)
    yield " ".join(t.string.lstrip("# ") for t in tokens if t.type == tokenize.COMMENT)
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


def files() -> Iterator[Path]:
    """Every file that may cite something, this law aside: its examples lead nowhere."""
    kinds = (".py", ".toml", ".ftl", ".txt", ".yaml", ".yml", ".lua", ".acl", ".md")
    for place in TOP:
        top = ROOT / place
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            ours = path.suffix in kinds and DRAWN not in path.parents
            if ours and path != Path(__file__):
                yield path


@cache
def joined(path: Path) -> str:
    """Prose without the ends of its lines, so that a citation may run over one."""
    return re.sub(r"[ \n]+", " ", prose(path))


def test_every_citation_leads_to_a_place() -> None:
    """What a comment, docstring, source or page cites is a heading or a row in docs/."""
    found = [f"{p.relative_to(ROOT)}: {one}" for p in files() for one in unresolved(joined(p))]
    assert found == []


def test_nothing_outside_of_the_repository_is_cited() -> None:
    """No page is named that a reader of the repository does not have."""
    found = [
        f"{path.relative_to(ROOT)}: {one}"
        for path in files()
        for one in strange(joined(path), sources(path))
    ]
    assert found == []


def test_every_page_that_is_named_is_there() -> None:
    """A name that ends in .md is a page beside the reader or from the top of the repository."""
    found = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in files()
        for name in MARKDOWN.findall(joined(path))
        if not any((top / name).exists() for top in (path.parent, ROOT, DOCS))
    ]
    assert found == []


def test_the_rows_in_the_names_of_tests_are_there() -> None:
    """A test that is named after a duty, hazard, threat or rule is named after one that exists."""
    named = {
        row.upper()
        for path in (ROOT / "tests").rglob("test_*.py")
        for rows in NAMED.findall(path.read_text("utf-8"))
        for row in rows.strip("_").split("_")
    }
    assert [row for row in sorted(named) if any(unresolved(row))] == []


def test_every_place_stands_once_on_its_page() -> None:
    """A citation leads to one place."""
    twice = {page: [p for p, n in places.items() if n > 1] for page, places in anchors().items()}
    assert {page: places for page, places in twice.items() if places} == {}


@pytest.mark.parametrize(
    "text",
    ["rules 9.9", "Rules R5 and R77", "decision 99", "seed 004", "exercises 3.9", "(D99)", "D6-D78",
     "S99", "H99", "rules D2", "progression 11"],
)  # fmt: skip
def test_what_leads_nowhere_is_found(text: str) -> None:
    """The law sees a place that does not exist, in every notation."""
    assert list(unresolved(text))


@pytest.mark.parametrize(
    "text",
    ["rules 1.3 F2; Downie 2013", "rules 2.1, 3.4; decisions 24 and 25", "(D6-D8, D14)", "seed 002",
     "decision 5, D6", "C1 to C3, N1 and A3", "HLA-B27", "D01", "rules D1",
     "exercises 3.2; rules 3.2 to 3.5"],
)  # fmt: skip
def test_what_leads_somewhere_is_let_be(text: str) -> None:
    """Lists, ranges and words that only look like ids are no faults."""
    assert list(unresolved(text)) == []
    assert list(strange(text, text)) == []


@pytest.mark.parametrize("text", ["RULES 1.3", "shared/x", "exercises.md 3", "issue 6"])
def test_strange_pages_are_found(text: str) -> None:
    """The law sees the notations of pages that the repository does not hold."""
    assert list(strange(text))
    assert list(strange("", "2.1; seed 001"))
    assert list(strange("", "rules 2.1; S1 (high pain)"))
