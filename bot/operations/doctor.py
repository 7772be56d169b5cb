"""`poised doctor`: what must hold before a start, each with how to mend it."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import Path

from bot.adapters.button_tokens import button_secret
from bot.adapters.platform import CheckResult
from bot.adapters.registry import ADAPTERS, PREFIXES, SETTINGS
from bot.app import opened
from bot.errors import Misconfigured, PoisedError
from bot.library import languages
from bot.media.figure_data import figures
from bot.operations.inspect import faults
from bot.picture_folder import FORMATS, PictureFolder, drawable
from bot.settings import Settings, environment, unknown
from bot.store.checks import check_server
from bot.store.redis import RedisStore
from flows.catalog import BrokenContent

FAULTS_SHOWN_MAX = 5
MARKS = {"ok": "ok     ", "fault": "FAULT  ", "warning": "warning", "off": "off    "}


def line(finding: CheckResult) -> str:
    """A finding as it is printed."""
    mend = f"\n          mend: {finding.mend}" if finding.mend else ""
    return f"{MARKS[finding.state]} {finding.what}: {finding.found}{mend}"


async def examine(settings: Settings) -> list[CheckResult]:
    """Make every check; one that cannot be made is a fault of its own."""
    values = environment(*PREFIXES)
    mistakes = map(_mistake, unknown(values, SETTINGS))
    found = [*_content(), *_second_readers(), _zones(), _pictures(settings.pictures_folder)]
    findings = [*found, *mistakes]
    try:
        async with opened(settings) as store:
            findings += await _database(store)
            secret = button_secret(store.secrets.pepper)
            for adapter in ADAPTERS.values():
                findings += await adapter.doctor(values, secret)
    except Misconfigured as wrong:
        findings.append(_mistake(wrong))
    except PoisedError as problem:
        mend = "start the database, or mend REDIS_URL"
        findings.append(CheckResult("database", "fault", str(problem), mend))
    return findings


def _mistake(wrong: Misconfigured) -> CheckResult:
    return CheckResult("settings", "fault", wrong.setting, wrong.mend)


def _content() -> list[CheckResult]:
    try:
        found, left_out = faults(), languages().faults
    except BrokenContent as broken:
        found, left_out = list(broken.problems), {}
    others = [_language(code, wrong) for code, wrong in left_out.items()]
    known = {fault for wrong in left_out.values() for fault in wrong}
    if ours := [fault for fault in found if fault not in known]:
        shown = "; ".join(ours[:FAULTS_SHOWN_MAX])
        return [CheckResult("content", "fault", shown, "run `poised lint`"), *others]
    return [CheckResult("content", "ok", "content and flows are sound"), *others]


def _language(code: str, wrong: tuple[str, ...]) -> CheckResult:
    """A language that is left out: nobody is offered it until its files are whole."""
    found = f"not served, {len(wrong)} faults, the first: {wrong[0]}"
    return CheckResult(
        f"language {code}", "fault", found, "mend its files; `poised lint` lists all"
    )


def _second_readers() -> list[CheckResult]:
    """Which second reader is loaded; the bot works without, and hears less."""
    try:
        loaded = languages().second
    except BrokenContent:
        return []
    return [
        CheckResult(f"second reader {code}", "warning" if one.mend else "ok", one.found, one.mend)
        for code, one in loaded.items()
    ]


def _zones() -> CheckResult:
    return CheckResult("time zones", "ok", f"tzdata {version('tzdata')}")


def _pictures(folder: Path) -> CheckResult:
    """How many pictures are made; a card whose picture is missing is sent in words."""
    forms = [form for form in FORMATS.values() if drawable(form)]
    counts = {form: PictureFolder(folder).made(form) for form in forms}
    each = ", ".join(f"{made} of {len(figures())} as {form}" for form, made in counts.items())
    found = f"{each} in {folder}"
    if all(made == len(figures()) for made in counts.values()):
        return CheckResult("pictures", "ok", found)
    mend = f"poised pictures {folder} --formats {','.join(forms)}"
    return CheckResult("pictures", "warning", found, f"{mend}; until then cards go in words")


async def _database(store: RedisStore) -> list[CheckResult]:
    problems = await check_server(store)
    found = [
        CheckResult("database", "warning" if one.warning else "fault", one.what, one.mend)
        for one in problems
    ]
    return found or [
        CheckResult("database", "ok", "durable, evicts nobody, written with our pepper")
    ]
