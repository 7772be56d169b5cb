"""Scores the course of lives, as `poised simulate --json` reports it, against their expectations.

The checks are those of the evaluation set's own scorer, kept here so that the suite needs nothing
from outside the repository.
"""

# mypy: ignore-errors
import collections
import re


# ---------------------------------------------------------------- lives (form: simulation 3)
LADDERS = {  # pattern: rungs from easy to hard; ids of the library
    "hinge": [
        ["wall_hip_hinge"],
        ["hip_hinge"],
        ["band_deadlift", "kickstand_deadlift", "bag_lift"],
        ["kettlebell_deadlift", "single_leg_deadlift_band"],
    ],
    "squat": [[], ["box_squat", "sit_to_stand", "step_up"], ["goblet_squat", "child_lift"]],
    "bridge": [["glute_bridge"], ["glute_bridge_march"], ["single_leg_bridge"]],
    "unstable": [[], [], [], ["ball_bridge", "stability_ball_plank"]],
    "trunk": [
        [
            "abdominal_brace_breathing",
            "heel_slide",
            "bird_dog_leg_only",
            "quadruped_segmental_control",
        ],
        ["dead_bug_toe_tap", "dead_bug", "bird_dog", "bird_dog_breathing", "incline_plank"],
        ["forearm_plank", "eccentric_lean_back"],
    ],
    "carry": [["luggage_carry"], ["farmer_carry", "suitcase_carry"]],
    "row": [["band_row"]],
    "press": [],
    "rotation": [["pallof_press"], ["band_rotation", "suitcase_car_load"]],
    "other": [
        (
            "legs_on_chair_breathing crook_lying_breathing seated_rib_breathing long_exhale_breathing side_lying_breathing progressive_muscle_relaxation pelvic_tilt knee_rolls seated_cat_cow cat_cow "
            "seated_thoracic_rotation open_book single_knee_to_chest double_knee_to_chest seated_forward_flexion quadruped_rock_back prone_on_elbows prone_press_up standing_back_extension "
            "standing_hip_flexor_stretch half_kneeling_hip_flexor_stretch seated_figure_four supine_figure_four supine_hamstring_stretch sciatic_slider_supine sciatic_slider_seated knee_to_wall wall_slide "
            "bent_knee_fallout adductor_squeeze clamshell side_plank_knees side_plank single_leg_stance prone_back_extension eccentric_back_extension log_roll stair_climbing standing_endurance walking_practice"
        ).split()
    ],
}
PATTERN = {e: p for p, rungs in LADDERS.items() for rung in rungs for e in rung}
RUNG = {e: i for rungs in LADDERS.values() for i, rung in enumerate(rungs) for e in rung}
LOADED, MAIN_LOADED = (
    {"hinge", "squat", "carry", "row", "press", "rotation"},
    {"hinge", "squat", "carry"},
)
MAIN = ({"hinge"}, {"squat", "bridge", "unstable"}, {"trunk", "unstable"})
KIND_IDS = {
    "loaded_hinge": "kettlebell_deadlift band_deadlift single_leg_deadlift_band bag_lift suitcase_car_load",
    "single_leg_deadlift": "single_leg_deadlift_band kickstand_deadlift",
    "loaded_spinal_rotation": "band_rotation suitcase_car_load",
    "loaded_or_repeated_end_range_flexion": "single_knee_to_chest double_knee_to_chest seated_forward_flexion eccentric_back_extension",
    "end_range_extension": "prone_on_elbows prone_press_up standing_back_extension prone_back_extension",
    "aggressive_neural_stretch": "supine_hamstring_stretch",
    "unstable_surface": "stability_ball_plank ball_bridge eccentric_back_extension",
    "high_load_core": "forearm_plank side_plank stability_ball_plank eccentric_lean_back eccentric_back_extension",
    "heavy_strength": "kettlebell_deadlift goblet_squat farmer_carry suitcase_carry",
    "resistance_band": "band_deadlift single_leg_deadlift_band pallof_press band_rotation band_row",
}
KIND_IDS = {k: set(v.split()) for k, v in KIND_IDS.items()}
STAGES, PHASES = (
    ("beginner", "intermediate", "advanced"),
    ("calm", "mobility", "strength", "integration", "maintenance"),
)
BLOCKS, AXES, MODES = (
    ("regulation", "mobility", "stability", "strength", "integration"),
    ("reps", "sets", "tempo", "load", "range", "stability", "context", "rung"),
    ("usual", "lighter", "flare"),
)
DAY_KEYS = "d stage phase locked mode minutes check_in session ups downs announced week_words prompts messages words".split()
ITEM_KEYS = "exercise block sets reps seconds kg tempo equipment steps".split()
FIRST_KEYS = "prompts_to_first_exercise words_to_first_exercise taps".split()


def pattern(x):
    return PATTERN.get(x["exercise"]) or x.get("pattern") or "other"


def kit(x):
    return {e.split(":")[0] for e in x.get("equipment") or []}


def is_loaded(x, patterns=LOADED):
    return pattern(x) in patterns and ((x.get("kg") or 0) > 0 or "band" in kit(x))


def item_kinds(x):
    k = {n for n, ids in KIND_IDS.items() if x["exercise"] in ids} | {"any_exercise"}
    if is_loaded(x):
        k |= {"any_load"} | ({"loaded_hinge"} if pattern(x) == "hinge" else set())
    if (x.get("kg") or 0) > 8:
        k.add("heavy_strength")
    return k | {
        n
        for n, items in (
            ("kettlebell_or_dumbbell", {"kettlebell", "dumbbell"}),
            ("resistance_band", {"band"}),
            ("unstable_surface", {"stability_ball"}),
        )
        if kit(x) & items
    }


def dose(x):
    return (
        x["exercise"],
        x.get("sets"),
        x.get("reps"),
        x.get("seconds"),
        x.get("kg"),
        str(x.get("tempo")),
        tuple(sorted(x.get("steps") or [])),
        tuple(sorted(e for e in x.get("equipment") or [] if ":" in e)),
    )


def work_s(x):
    """Seconds of work, one side: sets x repetitions x (tempo, or hold + 3, or 3), or sets x seconds."""
    s, t = (
        x.get("seconds") or 0,
        [float(n) for n in re.findall(r"\d+(?:\.\d+)?", str(x.get("tempo") or ""))],
    )
    return (x.get("sets") or 1) * (
        x["reps"] * (sum(t) or (s + 3 if s else 3)) if x.get("reps") else s
    )


def at_least(a, b):
    """Whether dose a is no less than dose b of the same pattern: not easier, and no less work; or harder, and at least 60 % of the work."""
    hard = [
        (RUNG.get(x["exercise"], x.get("rung", 1)), x.get("kg") or 0, len(x.get("steps") or []))
        for x in (a, b)
    ]
    return hard[0] >= hard[1] and work_s(a) >= (0.6 if hard[0] > hard[1] else 0.99) * work_s(b)


def more(a, b):
    """Whether dose a shows more than dose b of the same exercise: weight or band, a new micro-step, or more work."""
    tags = [
        {*(x.get("steps") or []), *(e for e in x.get("equipment") or [] if ":" in e)}
        for x in (a, b)
    ]
    return (
        (a.get("kg") or 0) > (b.get("kg") or 0) or bool(tags[0] - tags[1]) or work_s(a) > work_s(b)
    )


class Course:
    """One life as reported: entries by day, and what follows from them."""

    def __init__(self, p, r):
        self.p, self.r, self.asked = p, r, p["answers"]["minutes"]
        self.end = max(t["d"] for t in p["trajectory"])
        self.life = {t["d"]: t for t in p["trajectory"]}
        self.entries = sorted(
            (e for e in r.get("course") or [] if isinstance(e.get("d"), int)), key=lambda e: e["d"]
        )
        self.phase, self.locked = self._carried("phase"), self._carried("locked")

    def _carried(self, key):
        """A value of the last contact, for every day from the first contact on."""
        out, now, by = {}, None, {e["d"]: e for e in self.entries}
        for d in range(1, self.end + 1):
            now = by[d].get(key) if d in by else now
            out[d] = now
        return out

    def items(self, first=1, last=9999, usual=False):
        return [
            (e["d"], x)
            for e in self.entries
            if first <= e["d"] <= last and not (usual and e.get("mode", "usual") != "usual")
            for x in e.get("session") or []
        ]

    def steps(self, first, last, way="net"):
        up = down = 0
        held = 0
        for e in self.entries:
            if first <= e["d"] <= last:
                up += len(e.get("ups") or [])
                down += sum(
                    x.get("count", held if x["exercise"] == "all" else 1)
                    for x in e.get("downs") or []
                )
            held = len(e.get("session") or []) or held
        return {"net": up - down, "up": up}[way]

    def is_real(self, e, name):
        """Whether a change told on a day shows in one of the next two usual sessions that hold the exercise; None where none does in 21 days.

        A step up along the ladder must show a dose not given in the 14 days before (or since the last step down); any other step up must show more than
        the last time; everything else must differ from the last time.
        """
        d, ups, downs = e["d"], e.get("ups") or [], e.get("downs") or []
        mine = [x for x in ups + downs if name in (x["exercise"], x.get("to"))]
        to = next((x["to"] for x in mine if x.get("to")), None)
        target, others = to or name, {name, *(x["exercise"] for x in mine)} - {to}
        after = [x for _, x in self.items(d, d + 21, True) if x["exercise"] == target][:2]
        if not after:
            return (
                False
                if to and any(x["exercise"] in others for _, x in self.items(d, d + 21, True))
                else None
            )
        before = [(at, x) for at, x in self.items(1, d - 1, True) if x["exercise"] == target]
        if not before:
            return True
        if any(x in ups for x in mine) and to:
            lost = [
                o["d"]
                for o in self.entries
                if o["d"] < d
                for x in o.get("downs") or []
                if x["exercise"] in (*others, to, "all") or x.get("to") == to
            ]
            known = [dose(x) for at, x in before if at >= max(d - 14, max(lost, default=0))]
            return not known or any(dose(x) not in known for x in after)
        last = before[-1][1]
        return any(
            more(x, last) if any(m in ups for m in mine) else dose(x) != dose(last) for x in after
        )


def course_faults(c):
    out, days = [], [e.get("d") for e in c.entries]
    if not c.entries:
        return ["no course"]
    missing = sorted({d for d, t in c.life.items() if t["before"] is not None} - set(days))
    out += [f"no entry for {len(missing)} days with contact, first {missing[0]}"] if missing else []
    out += ["a day twice"] if len(set(days)) < len(days) else []
    out += ["an entry without d"] if len(c.entries) < len(c.r["course"]) else []
    for e in c.entries:
        bad = [k for k in DAY_KEYS if k not in e]
        for k, allowed in (("stage", STAGES), ("phase", PHASES), ("mode", MODES)):
            bad += [f"{k} {e.get(k)!r}"] if e.get(k) not in (None, *allowed) else []
        for x in e.get("session") or []:
            bad += [f"{x.get('exercise')}.{k}" for k in ITEM_KEYS if k not in x] + (
                [f"block {x.get('block')!r}"] if x.get("block") not in BLOCKS else []
            )
            bad += (
                [f"{x.get('exercise')}: unknown, and no pattern"]
                if x.get("exercise") not in PATTERN and x.get("pattern") not in LADDERS
                else []
            )
        for x in (e.get("ups") or []) + (e.get("downs") or []):
            bad += (
                [f"step {x}"]
                if not x.get("exercise")
                or x.get("axis") not in (AXES if x.get("exercise") != "all" else AXES + (None,))
                or not x.get("rule")
                else []
            )
            bad += (
                [f"rung of {x.get('exercise')} without 'to'"]
                if x.get("axis") == "rung" and not x.get("to") and x in (e.get("ups") or [])
                else []
            )
        if bad:
            out.append(f"day {e['d']}: {', '.join(map(str, bad[:4]))}")
    out += [f"first_day without {k}" for k in FIRST_KEYS if k not in (c.r.get("first_day") or {})]
    return out[:4] + ([f"and {len(out) - 4} more"] if len(out) > 4 else [])


def first_loaded(c, patterns):
    return next((d for d, x in c.items() if is_loaded(x, patterns)), None)


def found_dose(c):
    """Patterns whose doses of week 1 have no match in weeks 11 to 13; None if week 1 holds none of the three."""
    early = c.items(1, 7, True) or c.items(1, 14, True)
    late, seen, less = c.items(71, 91, True), False, []
    for patterns in MAIN:
        for x in (x for _, x in early if pattern(x) in patterns):
            seen = True
            if not any(pattern(y) in patterns and at_least(y, x) for _, y in late):
                less.append(
                    f"{x['exercise']} {x.get('sets')}x{x.get('reps') or str(x.get('seconds')) + 's'}"
                )
                break
    return less if seen else None


def stuck_windows(c, days, pain_max=5):
    """First day of every window of full adherence (2 sessions a week and more, all done), no lock, no maintenance, no leg pain, confidence 6 and more, mean pain at most pain_max that does not rise, peaks of 6 in at most 1 of 5, without one step up."""
    out = []
    for a in range(1, c.end - days + 2):
        w = [c.life[d] for d in range(a, a + days) if d in c.life]
        done = [t for t in w if t["after"] is not None]
        pain = [t["before"] for t in w if t["before"] is not None]
        if (
            len(done) < days * 2 // 7
            or len(pain) < 4
            or any(t["adherence"] != "full" for t in done)
            or any(
                t.get("leg", c.p["answers"]["leg"]) != "none" for t in w if t["before"] is not None
            )
        ):
            continue
        third = max(1, len(pain) // 3)
        first, last = sum(pain[:third]) / third, sum(pain[-third:]) / third
        if (
            last > first + 0.5
            or max(pain) > first + 2.5
            or sum(pain) / len(pain) > pain_max
            or sum(t["after"] >= 6 for t in done) > len(done) / 5
            or min(t.get("confidence", 7) for t in done) < 6
        ):
            continue
        if any(c.locked[d] or c.phase[d] == "maintenance" for d in range(a, a + days)):
            continue
        if not c.steps(a, a + days - 1, "up"):
            out.append(a)
    return out


def check_load(c, b):
    kg, best = {}, 0.0
    for d, x in c.items(1, b["by"]):
        if (x.get("kg") or 0) > 0 and pattern(x) in LOADED:
            first = kg.setdefault(pattern(x), x["kg"])
            best = max(best, x["kg"] / first)
    n = 0
    for e in c.entries:
        for u in e.get("ups") or [] if e["d"] <= b["by"] else []:
            n += (
                u["axis"] == "load"
                and any(
                    x["exercise"] == u["exercise"] and is_loaded(x)
                    for _, x in c.items(e["d"], e["d"] + 21)
                )
                and c.is_real(e, u["exercise"]) is True
            )
    return f"x{best:.2f}, {n} steps", best >= b["kg_ratio_min"] or n >= b["load_steps_min"]


def check_minutes(c, b):
    late, near, off, lighter = [e for e in c.entries if e["d"] > 14 and e.get("session")], 0, 0, 0
    for e in late:
        low = c.asked * (1 - b["within"])
        if e.get("phase") == "maintenance" and b["maintenance"] == "small":
            low = min(low, 10)
        ok = e.get("minutes") is not None and low <= e["minutes"] <= c.asked * (1 + b["within"])
        near, off, lighter = (
            near + ok,
            off + (not ok and e.get("mode", "usual") == "usual"),
            lighter + (not ok and e.get("mode", "usual") != "usual"),
        )
    return f"{near} near, {off} off, {lighter} lighter", bool(near) and near >= b["share_min"] * (
        near + off
    ) and lighter <= b["lighter_max"] * len(late)


def check_kg(c, b):
    top, worst, where = {}, 1.0, ""
    for d, x in c.items():
        if (x.get("kg") or 0) > 0:
            jump = x["kg"] / top.get(x["exercise"], x["kg"])
            if jump > worst and x["kg"] > top.get(x["exercise"], x["kg"]) + 1:
                worst, where = jump, f" {x['exercise']} day {d}"
            top[x["exercise"]] = max(top.get(x["exercise"], 0), x["kg"])
    return f"x{worst:.2f}{where}", worst <= b["max"] + 0.005


def check_forbidden(c, bars):
    hit = []
    for b in bars:
        lo, hi = b.get("from", 1), b.get("to", 9999)
        hit += [
            f"{k} day {d} ({x['exercise']})"
            for d, x in c.items(lo, hi)
            for k in sorted(item_kinds(x) & set(b["kinds"]))
        ][:1]
        if "from" not in b and "to" not in b:
            hit += [
                f"{k} (exercise_kinds)"
                for k in sorted(set(c.r.get("exercise_kinds") or []) & set(b["kinds"]))
            ]
    hit += [
        f"a session while locked, day {e['d']}"
        for e in c.entries
        if e.get("session") and c.locked[e["d"]] and c.locked.get(e["d"] - 1)
    ][:1]
    return (
        (", ".join(hit) or "none") if "exercise_kinds" in c.r else "exercise_kinds not reported",
        not hit and "exercise_kinds" in c.r,
    )


def at_most(v, b):
    return ("never" if v is None else str(v)), v is not None and v <= b["max"]


def no_less(v, b):
    return str(v), v >= b["min"]


def check_integration(c, b):
    d = next((d for d in range(1, c.end + 1) if c.phase[d] in PHASES[3:]), None)
    return ("never" if d is None else str(d)), d is not None and b["min"] <= d <= b["max"]


def check_strength(c, b):
    upto = next((d for d in range(1, c.end + 1) if c.phase[d] in PHASES[3:]), c.end + 1)
    return no_less(sum(c.phase[d] == "strength" for d in range(1, upto)), b)


def check_dose(c, b):
    less = found_dose(c)
    return (
        "nothing to compare" if less is None else "less: " + ", ".join(less) if less else "as much"
    ), less == []


def check_stages(c, b):
    s = [e["stage"] for e in c.entries if e.get("stage")]
    days = [e["d"] for e in c.entries if e.get("stage")]
    at = [days[i] for i in range(1, len(s)) if s[i] != s[i - 1]]
    most = max((sum(a <= x < a + 364 for x in at) for a in at), default=0)
    return str(most), bool(s) and most <= b["max"]


def check_announced(c, b):
    fake = [
        (e["d"], n) for e in c.entries for n in e.get("announced") or [] if c.is_real(e, n) is False
    ]
    if c.steps(1, 9999, "up") >= 5 and not any(e.get("announced") for e in c.entries):
        return "steps, but none is told", False
    return f"{len(fake)}" + (f" (first: day {fake[0][0]} {fake[0][1]})" if fake else ""), len(
        fake
    ) <= b["max"]


def check_stuck(c, b):
    w = stuck_windows(c, b["days"], b["pain_max"])
    return (f"stuck from day {w[0]}, {len(w)} windows" if w else "never"), not w and bool(c.entries)


def check_flat(c, b):
    at = {d: c.steps(1, d) for d in (91, 182, 273, 364) if d <= c.end}
    return ", ".join(f"d{d} {n:+}" for d, n in at.items()), min(at.values()) >= b["min"]


LIFE_CHECKS = {
    "first_loaded_day_max": lambda c, b: at_most(first_loaded(c, LOADED), b),
    "first_loaded_main_day_max": lambda c, b: at_most(first_loaded(c, MAIN_LOADED), b),
    "strength_days_min": check_strength,
    "integration_day": check_integration,
    "load_growth": check_load,
    "net_steps_week8_min": lambda c, b: no_less(c.steps(1, 56), b),
    "net_steps_later_min": lambda c, b: no_less(c.steps(b["from"], b["to"]), b),
    "dose_week12_at_least_week1": check_dose,
    "stage_changes_year_max": check_stages,
    "no_announced_step_without_change": check_announced,
    "never_stuck": check_stuck,
    "flat_net_not_negative": check_flat,
    "session_minutes_close": check_minutes,
    "kg_step_max": check_kg,
    "locked_days_max": lambda c, b: at_most(sum(bool(v) for v in c.locked.values()), b),
    "forbidden": check_forbidden,
}


def misses(person, result):
    """Every expectation of a life that is not met, in words."""
    course = Course(person, result)
    found = [f"course: {fault}" for fault in course_faults(course)]
    for name, bound in person["course_expect"].items():
        told, ok = LIFE_CHECKS[name](course, bound)
        if not ok:
            found.append(f"{name}: {told}")
    return found
