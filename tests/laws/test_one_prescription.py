"""Law: how a session is prescribed is read in six files."""

import sys
from datetime import timedelta
from types import FrameType
from typing import Any

import pytest

from flows.clinical.history import History
from flows.clinical.plan import Plan, Task
from tests.clinical.shelf import EVERYTHING, TODAY, did, library, names, person, plan, session
from tests.laws.sources import ROOT

FILES_MAX = 6
PLANS = {
    "first day": plan(),
    "loaded, with a task": plan(
        "advanced", phase="integration", task=Task("lift my child", "lift", 12_000, 10)
    ),
    "from an earlier version": plan(instead={"knee_rolls": "pelvic_tilt"}),
}


def executed(programme: Plan) -> set[str]:
    """The files of the house in which a function runs while one day is prescribed."""
    owner = person(equipment=tuple(sorted(EVERYTHING)), leg="thigh", provoked_by=("sitting",))
    yesterday = TODAY - timedelta(days=1)
    history = History((did(yesterday, *names(session(owner, programme))),))
    library()
    found: set[str] = set()

    def watch(frame: FrameType, event: str, _: Any) -> None:
        if event == "call" and frame.f_code.co_name != "<module>":
            found.add(frame.f_code.co_filename)

    sys.setprofile(watch)
    try:
        session(owner, programme, history)
    finally:
        sys.setprofile(None)
    house = {name for name in found if name.startswith(str(ROOT / "flows"))}
    return {name.removeprefix(f"{ROOT}/") for name in house}


@pytest.mark.parametrize("kind", PLANS)
def test_a_session_is_prescribed_in_six_files(kind: str) -> None:
    """From the facts of a person to the doses of a day, no more places must be known."""
    files = executed(PLANS[kind])
    assert len(files) <= FILES_MAX, sorted(files)
    assert "flows/clinical/prescription/build.py" in files
