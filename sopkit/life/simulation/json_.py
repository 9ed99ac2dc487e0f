"""The trial for other programs: schemas/simulation.schema.json describes it, `version` counts its shapes.

Times are minutes of work, shares and chances between 0 and 1.
"""

from typing import Any

from sopkit import __version__
from sopkit.life.simulation.paths import Way
from sopkit.life.simulation.report import Simulation
from sopkit.life.simulation.times import Span
from sopkit.life.simulation.words import assumptions, question
from sopkit.lint.formats.machine import dump
from sopkit.locale.translator import Translator

VERSION = 1
_LISTED = 100
"""Paths that are listed, the likeliest first."""


def render(simulation: Simulation, translator: Translator) -> str:
    """Return the trial as one JSON object; only `assumptions` are sentences, in the user's language."""
    paths = simulation.paths
    likely = sorted(paths.ways, key=lambda way: -way.chance)[:_LISTED]
    return dump(
        {
            "generator": f"sopkit {__version__}",
            "version": VERSION,
            "file": simulation.subject.file.as_posix(),
            "number": simulation.sop.number,
            "title": simulation.sop.title,
            "cases": simulation.count,
            "seed": simulation.seed,
            "time": {**_figures(simulation.time._asdict()), "expected": _figure(simulation.expected_time)},
            "work": {**_figures(simulation.work._asdict()), "expected": _figure(simulation.expected_work)},
            "promise": _figures(simulation.promise._asdict()) if simulation.promise else None,
            "rows": [_figures(row._asdict()) for row in simulation.rows],
            "executors": [_figures(load._asdict()) for load in simulation.loads],
            "stalls": [row.number for row in simulation.stalls],
            "decisions": [
                {
                    "id": simulation.subject.flow.symbols[odds.order].id,
                    "row": simulation.subject.flow.symbols[odds.order].row,
                    "question": question(simulation, odds),
                    "chances": {answer: _figure(chance) for answer, chance in odds.chances},
                    "origin": odds.origin,
                }
                for odds in simulation.odds
            ],
            "paths": {
                "count": len(paths.ways),
                "complete": paths.is_complete,
                "time": _span(paths.time),
                "likeliest": [_way(simulation, way) for way in likely],
            },
            "assumptions": [translator.render(said) for said in assumptions(simulation, translator.language)],
        }
    )


def _way(simulation: Simulation, way: Way) -> dict[str, Any]:
    symbols = simulation.subject.flow.symbols
    return {
        "chance": way.chance,
        "time": _span(way.time),
        "turns": [
            {"row": symbols[turn.order].row, "symbol": symbols[turn.order].id, "answer": turn.answer}
            for turn in way.turns
        ],
    }


def _span(span: Span) -> dict[str, Any]:
    return {"shortest": _figure(span.low), "longest": _figure(span.high)}


def _figures(values: dict[str, Any]) -> dict[str, Any]:
    return {key: _figure(value) for key, value in values.items()}


def _figure(value: Any) -> Any:
    """Return a number without the digits that say nothing."""
    return round(value, 6) if isinstance(value, float) else value
