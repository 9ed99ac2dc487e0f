"""What a map of 150 SOPs costs, as whole processes: against plain Graphviz drawing the same boxes and lines.

    python bench/map.py                 # some half a minute
    python bench/map.py --rounds 11

The office is that of corpus.py, in twelve units, with links added: in every unit a makro SOP with four parts
that follow each other, and links across units. The peer gets one DOT file with the same SOPs in clusters and
all links as lines; it reads no YAML, wraps no title, packs no sheet. Prints Markdown; exit status 1 where a
target is missed. Look at the pictures as well: `--keep FOLDER` leaves them there.
"""

import argparse
import json
import os
import re
import subprocess
import sys
import tempfile
from itertools import pairwise
from pathlib import Path

import corpus
from measure import Command, interleave

BIN = Path(sys.executable).parent
COUNT, UNITS = 150, 12
LIMIT = 3.0
"""Seconds of CPU time for any of them; on an idle machine the clock says less."""
MOST = 30.0
"""Times that plain Graphviz takes, for an SVG."""


def office(folder: Path) -> None:
    """Write the SOPs into `folder`."""
    links: dict[int, list[tuple[int, str, str]]] = {index: [] for index in range(COUNT)}

    def link(one: int, other: int, relation: str, back: str) -> None:
        if other < COUNT:
            links[one].append((other, relation, back))
            links[other].append((one, back, relation))

    for unit in range(UNITS):
        own = range(unit, COUNT, UNITS)
        for part in own[1:5]:
            link(own[0], part, "mikro", "makro")
        for one, other in pairwise(own[1:5]):
            link(one, other, "mengikuti", "mendahului")
        for one in own[5:]:
            link(one, (one * 7 + 3) % COUNT, "terkait", "terkait")
    for index, file in enumerate(corpus.write(folder, COUNT)):
        written = "".join(
            f"  - {{sop: {corpus.number(other)}, hubungan: {relation}}}\n"
            for other, relation, _ in links[index]
        )
        text = file.read_text("utf-8")
        text = re.sub(r"(?m)^keterkaitan:\n(?:  .*\n)+", f"keterkaitan:\n{written}", text)
        text = re.sub(r"(?m)^unit: .*$", f"unit: Bidang {chr(ord('A') + index % UNITS)}", text)
        file.write_text(text, "utf-8")


def plain_dot(folder: Path, environment: dict[str, str]) -> str:
    """Return the same graph for Graphviz alone. Raises RuntimeError where the map is not as it should be."""
    call = (str(BIN / "sopkit"), "map", "--format", "json")
    done = subprocess.run(call, cwd=folder, env=environment, check=True, capture_output=True)
    data = json.loads(done.stdout)
    shown = sum(len(group["sops"]) for group in data["groups"])
    if (shown, len(data["groups"]), data["problems"]) != (COUNT, UNITS, []):
        raise RuntimeError(f"found {shown} SOPs in {len(data['groups'])} groups: {data['problems'][:1]}")
    lines = ["digraph {", "rankdir=LR; node [shape=box]"]
    for number, group in enumerate(data["groups"]):
        lines.append(f'subgraph cluster{number} {{ label="{group["name"]}"')
        lines += [f'"{one["file"]}" [label="{one["number"]}\\n{one["title"]}"]' for one in group["sops"]]
        lines.append("}")
    lines += [f'"{link["from"]}" -> "{link["to"]}"' for link in data["links"]]
    return "\n".join([*lines, "}"])


def main() -> int:
    """Measure, print the table, and return the exit status."""
    asked = argparse.ArgumentParser(description="Measure the map of 150 SOPs.")
    asked.add_argument("--rounds", type=int, default=7)
    asked.add_argument("--keep", type=Path, help="where to leave the pictures")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as name:
        environment = {**os.environ, "SOPKIT_LANG": "id", "PYTHONHASHSEED": "0"}
        environment["PYTHONPYCACHEPREFIX"] = str(Path(name) / "pyc")
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        folder = Path(name) / "office"
        pictures = (options.keep or Path(name)).absolute()
        pictures.mkdir(parents=True, exist_ok=True)
        office(folder)
        (pictures / "polos.dot").write_text(plain_dot(folder, environment), "utf-8")
        sopkit = {
            f"sopkit map, {form}": (str(BIN / "sopkit"), "map", "-o", str(pictures / f"peta.{form}"))
            for form in ("txt", "svg", "png", "pdf")
        }
        peer = (
            str(BIN / "graphviz-pure"),
            "-Tsvg",
            "-o",
            str(pictures / "polos.svg"),
            str(pictures / "polos.dot"),
        )
        calls = {**{key: (*call, "--force") for key, call in sopkit.items()}, "plain Graphviz, svg": peer}
        series = interleave(
            {key: Command(call, folder) for key, call in calls.items()}, options.rounds, environment
        )
    ratio = series["sopkit map, svg"].over(series["plain Graphviz, svg"])
    print(f"| {COUNT} SOPs | wall s | min-max | CPU s | peak MiB |")
    print("| --- | ---: | --- | ---: | ---: |")
    for key, one in series.items():
        low, high = one.spread
        print(f"| {key} | {one.wall:.2f} | {low:.2f}-{high:.2f} | {one.cpu:.2f} | {one.memory:.0f} |")
    print(f"\nsvg: {ratio:.2f} x plain Graphviz")
    return int(any(series[key].cpu > LIMIT for key in sopkit) or ratio > MOST)


if __name__ == "__main__":
    raise SystemExit(main())
