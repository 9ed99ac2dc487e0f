"""Measuring whole processes against each other: wall time, CPU time and memory, in turns.

Other work on the machine and its changing clock weigh on all commands of a round alike, so compare the rows
of one table, not tables. Linux only: memory is the kernel's `ru_maxrss` in KiB. It is that of the largest
process of a command that uses several, and never below that of this process.
"""

import os
import statistics
import subprocess
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple


class Command(NamedTuple):
    """A command line, where to run it, and the exit status that means that it did its work."""

    arguments: tuple[str, ...]
    folder: Path
    status: int = 0
    rounds: int | None = None
    """At most so many, for a slow one; None for as many as the others."""


class Sample(NamedTuple):
    """One run: seconds on the clock, seconds of all its processes together, MiB of the largest of them."""

    wall: float
    cpu: float
    memory: float


@dataclass
class Series:
    """The runs of one command."""

    samples: list[Sample] = field(default_factory=list)

    @property
    def wall(self) -> float:
        """The median time on the clock, in seconds."""
        return statistics.median(sample.wall for sample in self.samples)

    @property
    def cpu(self) -> float:
        """The median CPU time, in seconds."""
        return statistics.median(sample.cpu for sample in self.samples)

    @property
    def memory(self) -> float:
        """The largest peak of memory, in MiB."""
        return max(sample.memory for sample in self.samples)

    @property
    def spread(self) -> tuple[float, float]:
        """The shortest and the longest time on the clock, in seconds."""
        walls = [sample.wall for sample in self.samples]
        return min(walls), max(walls)

    def over(self, other: "Series") -> float:
        """Return how much longer this takes than `other`: the median of the ratios of each round."""
        pairs = zip(self.samples, other.samples, strict=False)
        return statistics.median(mine.wall / its.wall for mine, its in pairs)


def run(command: Command, environment: Mapping[str, str]) -> Sample:
    """Run `command` once, its output thrown away. Raises RuntimeError for another exit status."""
    started = time.perf_counter()
    child = subprocess.Popen(
        command.arguments,
        cwd=command.folder,
        env=dict(environment),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - started
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != command.status:
        shown = " ".join(command.arguments[:4])
        raise RuntimeError(f"“{shown} …” ended with {child.returncode}, not {command.status}")
    return Sample(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def interleave(
    commands: Mapping[str, Command], rounds: int, environment: Mapping[str, str]
) -> dict[str, Series]:
    """Return `rounds` runs of each of `commands`, taking turns; one before them that doesn't count."""
    series = {name: Series() for name in commands}
    for number in range(-1, rounds):
        for name, command in commands.items():
            limited = command.rounds is not None and not 0 <= number < command.rounds
            if limited:
                continue
            sample = run(command, environment)
            if number >= 0:
                series[name].samples.append(sample)
    return series
