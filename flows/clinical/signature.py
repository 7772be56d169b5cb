"""Movement signature: the small, named profile that ranks what a person works on first."""

from msgspec import Struct

from flows.catalog.programme import Programme
from flows.clinical.decision import Decision
from flows.clinical.profile import Profile

ORDER = ("painful", "limited", "ok")  # Worst first; not_tested says nothing.
FOUND = ("limited", "painful")

TARGETS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("braces.breath", ("breathing", "nervous_system", "deep_core")),
    ("hinge.back", ("hips", "hamstrings", "hinge")),
    ("hinge.limited", ("hips", "hamstrings", "hinge")),
    ("stiff.bend_forward", ("lumbar_flexion", "pelvis")),
    ("stiff.bend_back", ("lumbar_extension", "thoracic_spine")),
    ("stiff.side", ("thoracic_spine", "lateral_core", "lumbar_rotation")),
    ("control.squat", ("squat", "ankle", "hips")),
    ("control.sit_to_stand", ("sit_to_stand", "glutes")),
    ("control.one_leg", ("balance", "glutes", "lateral_core")),
)
"""What each finding asks for, most urgent first (seed 002: breathing, hips and thorax, load).
The regions are those of the exercises. Which region answers which finding is proposed here."""

AWAY_FROM = {"bend_forward": "lumbar_flexion", "bend_back": "lumbar_extension"}
"""A direction that provokes is not what to stretch first."""


class Signature(Struct, frozen=True, omit_defaults=True):
    """How a person's back moves: `findings` are named, `targets` are exercise regions, ranked.

    `hinges` is hips | back | unknown; `side` is left | right | both | none (where moving or
    standing is harder); `stiff` are the directions that are short; `braces` tells whether they
    hold their breath or guard.
    """

    hinges: str = "unknown"
    side: str = "none"
    stiff: tuple[str, ...] = ()
    braces: bool = False
    eases: tuple[str, ...] = ()
    provokes: tuple[str, ...] = ()
    findings: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    movement: dict[str, str] = {}


def signature(programme: Programme, profile: Profile) -> Signature:
    """Name what hinges, which side, what is stiff and what braces; rank the targets (seed 002)."""
    movement = profile.movement
    braces = profile.breath_holding or profile.fear >= programme.staging.beginner_fear_from
    findings = _findings(profile, braces=braces)
    return Signature(
        hinges=_hinges(profile),
        side=_side(movement),
        stiff=tuple(
            name for name in ("bend_forward", "bend_back", "side") if f"stiff.{name}" in findings
        ),
        braces=braces,
        eases=profile.eased_by,
        provokes=profile.provoked_by,
        findings=findings,
        targets=_targets(findings, profile.provoked_by),
        movement=dict(movement),
    )


def describe(found: Signature) -> tuple[Decision, ...]:
    """Say the signature in decisions, most urgent first; an even one says so."""
    said = tuple(
        Decision(f"signature.{name}", "found", {"side": found.side}) for name in found.findings
    )
    tested = any(result != "not_tested" for result in found.movement.values())
    return said or (Decision("signature.even" if tested else "signature.untested", "none"),)


def compare(before: Signature, after: Signature) -> tuple[Decision, ...]:
    """Say which self-checks changed between two assessments; untested ones say nothing."""
    checks = [check for check in before.movement if check in after.movement]
    changed = (_change(check, before.movement[check], after.movement[check]) for check in checks)
    return tuple(decision for decision in changed if decision)


def _change(check: str, was: str, now: str) -> Decision | None:
    if was == now or was not in ORDER or now not in ORDER:
        return None
    result = "better" if ORDER.index(now) > ORDER.index(was) else "worse"
    return Decision(f"signature.{result}", result, {"check": check, "was": was, "now": now})


def _is(movement: dict[str, str], *checks: str) -> bool:
    return any(movement.get(check) in FOUND for check in checks)


def _findings(profile: Profile, *, braces: bool) -> tuple[str, ...]:
    """What holds; that the back moves instead of the hips is said after the stick test alone."""
    movement, lost = profile.movement, profile.stick == "lost"
    held = {
        "braces.breath": braces,
        "hinge.back": lost,
        "hinge.limited": _is(movement, "hinge") and not lost,
        "stiff.bend_forward": _is(movement, "bend_forward"),
        "stiff.bend_back": _is(movement, "bend_back"),
        "stiff.side": _is(movement, "side_bend_left", "side_bend_right"),
        "control.squat": _is(movement, "squat"),
        "control.sit_to_stand": _is(movement, "sit_to_stand"),
        "control.one_leg": _is(movement, "one_leg_left", "one_leg_right"),
    }
    return tuple(name for name, _ in TARGETS if held[name])


def _hinges(profile: Profile) -> str:
    if profile.stick:
        return "hips" if profile.stick == "kept" else "back"
    return "hips" if profile.movement.get("hinge") == "ok" else "unknown"


def _side(movement: dict[str, str]) -> str:
    left = _is(movement, "side_bend_left", "one_leg_left")
    right = _is(movement, "side_bend_right", "one_leg_right")
    names = {(True, True): "both", (True, False): "left", (False, True): "right"}
    return names.get((left, right), "none")


def _targets(findings: tuple[str, ...], provokes: tuple[str, ...]) -> tuple[str, ...]:
    wanted = dict(TARGETS)
    ranked = dict.fromkeys(region for name in findings for region in wanted[name])
    last = [AWAY_FROM[direction] for direction in provokes if direction in AWAY_FROM]
    return tuple(sorted(ranked, key=lambda region: region in last))
