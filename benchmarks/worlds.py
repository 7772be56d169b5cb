"""Play many seeded worlds and tell what broke: `python -m benchmarks.worlds [worlds] [first]`."""

import sys
import time

from tests.worlds.many import play_many

WORLDS = 50_000


def main(worlds: int = WORLDS, first: int = 0) -> int:
    started, bad, count, slowest_s = time.perf_counter(), 0, [0, 0, 0], 0.0
    for report in play_many(range(first, first + worlds)):
        for index, number in enumerate((report.updates, report.sends, report.faults)):
            count[index] += number
        slowest_s = max(slowest_s, report.emptied_s)
        if report.problems:
            bad += 1
            print(f"seed {report.seed}: {report.problems}", flush=True)
    took_s = time.perf_counter() - started
    print(f"{worlds} worlds in {took_s:.0f} s ({worlds / took_s:.1f} a second), {bad} bad")
    print("updates {}, sends {}, faults {}".format(*count))
    print(f"all was delivered at most {slowest_s:.0f} s after the last fault")
    return bad


if __name__ == "__main__":
    raise SystemExit(1 if main(*map(int, sys.argv[1:])) else 0)
