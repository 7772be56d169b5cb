"""`make bench`: what a turn, a day's decision and a due person cost, in one run."""

import subprocess
import sys

PARTS = ("turns", "prescription", "decide", "due", "year")

for part in PARTS:
    print(f"\n== {part}", flush=True)
    subprocess.run([sys.executable, "-m", f"benchmarks.{part}"], check=True)
