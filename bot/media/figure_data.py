"""Reads content/figures: poses that inherit from bases and from each other, pins, props, arrows."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from importlib.resources import files
from typing import Any

from bot.media.figures import Arrow, BrokenFigure, Figure, Prop
from bot.media.poses import Foot, Hand, Pose, settle
from bot.media.skeleton import SIDES, Body
from bot.media.vectors import ZERO, Vector

VIEWS: Mapping[str, tuple[float, float]] = {
    "side": (18.0, 9.0),
    "half": (42.0, 12.0),
    "front": (78.0, 8.0),
}
"""Named cameras: azimuth and elevation."""
BODY_KEYS = {"joint", "at", "shift"}
PINS = ("foot", "ankle", "hand", "palm", "knee", "elbow")


def read_tables() -> dict[str, dict[str, Any]]:
    """Parse every file below content/figures, by its stem. Raises BrokenFigure."""
    folder = files("content").joinpath("figures")
    found = {}
    for item in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if item.name.endswith(".toml"):
            try:
                found[item.name.removesuffix(".toml")] = tomllib.loads(item.read_text("utf-8"))
            except tomllib.TOMLDecodeError as error:
                raise BrokenFigure([f"figures/{item.name}: {error}"]) from error
    return found


@lru_cache(maxsize=1)
def figures() -> Mapping[str, Figure]:
    """Load every figure once. Raises BrokenFigure."""
    return build(read_tables())


def build(tables: Mapping[str, Mapping[str, Any]]) -> dict[str, Figure]:
    """Make the figures of parsed tables; a rung inherits from the figure of its exercise."""
    bases = tables["bases"]["base"]
    raw = {name: (kind, data) for kind, name, data in _entries(tables)}
    found: dict[str, Figure] = {}
    for name, (kind, data) in raw.items():
        try:
            found[name] = _figure(name, kind, _inherited(data, raw), bases)
        except (KeyError, TypeError, ValueError, IndexError) as error:
            raise BrokenFigure([f"figure {name}: {type(error).__name__} {error}"]) from error
    return found


def _entries(tables: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Give kind, name and data: cat_cow, check.squat, ease.lying, band_row.stability_1."""
    for table in tables.values():
        for name, data in table.get("exercise", {}).items():
            yield "exercise", name, data
        for kind in ("check", "ease"):
            for name, data in table.get(kind, {}).items():
                yield kind, f"{kind}.{name}", data
        for exercise, rungs in table.get("rung", {}).items():
            for step, data in rungs.items():
                yield "rung", f"{exercise}.{step}", {"of": exercise, **data}


def _inherited(
    data: dict[str, Any], raw: Mapping[str, tuple[str, dict[str, Any]]]
) -> dict[str, Any]:
    """Fill a figure up from the one it is `of`; poses are joined by name."""
    if "of" not in data:
        return data
    parent = _inherited(raw[data["of"]][1], raw)
    poses = dict(parent["pose"])
    for name, parts in data.get("pose", {}).items():
        pose = _joined(parts)
        fresh = name not in poses or "base" in pose
        poses[name] = pose if fresh else _merge(_joined(poses[name]), pose)
    return {**parent, **data, "pose": poses}


def _joined(parts: Any) -> dict[str, Any]:
    """Join a pose that is written in several lines."""
    joined: dict[str, Any] = {}
    for part in parts if isinstance(parts, list) else [parts]:
        joined |= part
    return joined


def _merge(old: Mapping[str, Any], new: Mapping[str, Any]) -> dict[str, Any]:
    merged = dict(old)
    for key, value in new.items():
        merged |= _sided(key, value)
    return merged


def _sided(key: str, value: Any) -> dict[str, Any]:
    """Spread what is said for both sides: hands, feet, palms, and the letters of limbs."""
    if key in ("hands", "feet", "palms", "ankles", "knees", "elbows"):
        part = key[:-1] if key != "feet" else "foot"
        return {f"{part}{side}": _mirrored(value, side) for side in SIDES}
    if key in ("H", "Ha", "Hr", "K", "A", "S", "Sa", "Sr", "E", "W"):
        return {f"{key}{side}": value for side in SIDES}
    return {key: value}


def _mirrored(value: Any, side: str) -> Any:
    if isinstance(value, str):
        return value if value[-1] in SIDES else f"{value}{side}"
    if isinstance(value, list) and isinstance(value[0], str):
        return [_mirrored(value[0], side), *_flipped(value[1:], side)]
    return _flipped(value, side) if isinstance(value, list) else value


def _flipped(numbers: list[float], side: str) -> list[float]:
    turned = list(numbers)
    if side == "L":
        for index in (2, 4):
            if index < len(turned):
                turned[index] = -turned[index]
    return turned


def _figure(
    name: str, kind: str, data: Mapping[str, Any], bases: Mapping[str, Mapping[str, Any]]
) -> Figure:
    poses = _poses(data, bases)
    loop = tuple((float(at), pose) for at, pose in data["loop"])
    follow = _vector(data.get("follow", [0, 0, 0]))
    if follow != ZERO:
        last = loop[-1][1]
        poses["onward"] = poses[last].moved(follow)
        loop = (*loop[:-1], (loop[-1][0], "onward"))
    view = data.get("view", "side")
    bodies = [settle(pose) for pose in poses.values()]
    return Figure(
        id=name,
        kind=kind,
        camera=VIEWS[view] if isinstance(view, str) else (float(view[0]), float(view[1])),
        poses=poses,
        loop=loop,
        props=tuple(_spread(_prop(prop), bodies) for prop in data.get("props", ())),
        arrows=tuple(_arrow(arrow, loop) for arrow in _listed(data.get("arrow"))),
        work=tuple(data.get("work", ())),
        work_in={pose: tuple(names) for pose, names in data.get("work_in", {}).items()},
        breath=tuple(data["breath"]) if "breath" in data else None,
        inset=(_vector(data["inset"][:3]), float(data["inset"][3])) if "inset" in data else None,
        inset_left=bool(data.get("inset_left", False)),
        ghost=bool(data.get("ghost", True)),
        far=data.get("far", ""),
        follow=follow,
        alternates=bool(data.get("alternates", False)),
        stills=tuple(data.get("stills", ())),
        poster=data.get("poster", ""),
        ring=bool(data.get("ring", True)),
        pace=bool(data.get("pace", False)),
        flow=bool(data.get("flow", False)),
        gap=bool(data.get("gap", False)),
    )


def _poses(data: Mapping[str, Any], bases: Mapping[str, Mapping[str, Any]]) -> dict[str, Pose]:
    resolved: dict[str, dict[str, Any]] = {}

    def resolve(name: str) -> dict[str, Any]:
        if name not in resolved:
            pose = _joined(data["pose"][name])
            if "mirror" in pose:
                shift = {key: pose[key] for key in ("shift",) if key in pose}
                resolved[name] = mirrored(resolve(pose["mirror"])) | shift
                return resolved[name]
            like = pose.pop("like", None)
            start = resolve(like) if like else _base(pose.pop("base", data.get("base")), bases)
            resolved[name] = _merge(start, pose)
        return resolved[name]

    return {name: _pose(resolve(name)) for name in data["pose"]}


def _base(name: str | None, bases: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    if name is None:
        raise KeyError("base")
    data = dict(bases[name])
    like = data.pop("like", None)
    return _merge(_base(like, bases) if like else {}, data)


def mirrored(pose: Mapping[str, Any]) -> dict[str, Any]:
    """Swap right and left of a resolved pose."""
    found: dict[str, Any] = {}
    for key, value in pose.items():
        if key in ("Pb", "Lb", "Tb", "Nb", "Lt", "Tt", "Nt", "turn", "bank", "roll"):
            found[key] = -value
        elif key[-1] in SIDES and key not in ("L", "at"):
            found[key[:-1] + _other(key[-1])] = _swapped(value)
        elif key == "at":
            found[key] = [value[0], value[1], -value[2]] if len(value) > 2 else value  # noqa: PLR2004
        elif key == "joint" and value[-1] in SIDES:
            found[key] = value[:-1] + _other(value[-1])
        else:
            found[key] = value
    return found


def _other(side: str) -> str:
    return "L" if side == "R" else "R"


def _swapped(value: Any) -> Any:
    if isinstance(value, str):
        return value[:-1] + _other(value[-1]) if value[-1] in SIDES else value
    if isinstance(value, list) and isinstance(value[0], str):
        return [_swapped(value[0]), *_flipped(value[1:], "L")]
    return _flipped(value, "L") if isinstance(value, list) else value


def _pose(data: Mapping[str, Any]) -> Pose:
    pins = {f"{part}{side}" for part in PINS for side in SIDES}
    angles = {
        key: float(value) for key, value in data.items() if key not in pins and key not in BODY_KEYS
    }
    pose = Pose(
        angles,
        data["joint"],
        _vector(data["at"]),
        {side: foot for side in SIDES if (foot := _foot(data, side))},
        {
            side: _hand(data[f"hand{side}"], data.get(f"palm{side}"))
            for side in SIDES
            if data.get(f"hand{side}")
        },
        {
            name: _vector(data[name])
            for name in ("kneeR", "kneeL", "elbowR", "elbowL")
            if data.get(name)
        },
    )
    return pose.moved(_vector(data["shift"])) if "shift" in data else pose


def _vector(numbers: Any) -> Vector:
    x, y, z = (*numbers, 0.0, 0.0, 0.0)[:3]
    return float(x), float(y), float(z)


def _foot(data: Mapping[str, Any], side: str) -> Foot | None:
    numbers = data.get(f"foot{side}")
    if numbers:
        pitch, heading = (*numbers[3:], 0.0, 0.0)[:2]
        return Foot(_vector(numbers), float(pitch), float(heading))
    place = data.get(f"ankle{side}")
    return Foot(_vector(place), loose=True) if place else None


def _hand(value: Any, fingers: Any) -> Hand:
    landmark = value if isinstance(value, str) else value[0] if isinstance(value[0], str) else ""
    numbers = [] if isinstance(value, str) else value[1:] if landmark else value
    return Hand(_vector(numbers), landmark, _vector(fingers) if fingers else None)


def _prop(data: Any) -> Prop:
    if isinstance(data, str):
        return Prop(data)
    by = data.get("by", ())
    return Prop(
        data["item"],
        _vector(data.get("at", [])),
        (by,) if isinstance(by, str) else tuple(by),
        float(data.get("turn", 0)),
        tuple(float(size) for size in data.get("size", ())),
        data.get("layer", ""),
    )


def _spread(prop: Prop, bodies: list[Body]) -> Prop:
    """Make a mat as long as the person who lies on it."""
    if prop.item != "mat" or prop.size:
        return prop
    names = (
        "head",
        "hip",
        *(f"{name}{side}" for name in ("knee", "toe", "heel") for side in SIDES),
    )
    ends = [body.joint(name)[0] for body in bodies for name in names]
    return replace(prop, size=(min(ends) - 0.10, max(ends) + 0.08, 0.19), at=ZERO)


def _listed(data: Any) -> list[Any]:
    return data if isinstance(data, list) else [] if data is None else [data]


def _arrow(data: Any, loop: tuple[tuple[float, str], ...]) -> Arrow:
    if isinstance(data, str):
        data = {"of": data}
    first = data.get("from", loop[0][1])
    last = data.get("to", next((name for _, name in loop if name != first), first))
    path = tuple(_vector(point) for point in data.get("path", ()))
    off = _vector(data.get("off", []))
    return Arrow(data.get("of", ""), first, last, off, path, bool(data.get("both", False)))
