"""How long `sopkit simulate` takes: 100,000 cases of SOPs of 20 rows, and how near the means come.

Run as `python bench/simulate.py [--cases N] [--sops N]`: random SOPs of tests/sops.py, in which up to half of
the rows decide. The seconds are those of one process without its start; `off` is the distance of the drawn
mean of the work from the closed form, in standard errors: rarely above 2 and hardly ever above 3.
"""

import argparse
import statistics
import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from sopkit.life.simulation.report import simulate
from sopkit.life.simulation.source import parse_trial
from tests.sops import random_sop


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--cases", type=int, default=100_000)
    asked.add_argument("--sops", type=int, default=20)
    options = asked.parse_args()
    seconds, off = [], []
    for seed in range(options.sops):
        subject = parse_trial(random_sop(seed, rows=20).encode("utf-8"))
        begun = time.perf_counter()
        found = simulate(subject, options.cases, seed)
        seconds.append(time.perf_counter() - begun)
        if found.expected_work is not None and found.work.error:
            off.append(abs(found.work.mean - found.expected_work) / found.work.error)
    print(f"{options.cases:,} cases of 20 rows, {options.sops} SOPs")
    print(f"seconds: median {statistics.median(seconds):.2f}, most {max(seconds):.2f}")
    print(f"off: median {statistics.median(off):.2f}, most {max(off):.2f} standard errors")


if __name__ == "__main__":
    main()
