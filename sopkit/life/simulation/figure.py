"""The trial as a figure on one page, in Indonesian as all that is printed."""

from typing import Any, Literal

from sopkit.life.simulation.chances import Odds
from sopkit.life.simulation.report import RowFigures, Simulation
from sopkit.life.simulation.words import assumptions, chances, number, percent, question, spelled
from sopkit.locale.translator import Translator
from sopkit.render.document import document_data
from sopkit.render.draw import located_glyphs, timestamp, typesetter
from sopkit.render.mark import marked

TEMPLATE = "simulation.typ"
_BARS = 32
"""Bars of the histogram."""
_ID = "id"


def draw_figure(simulation: Simulation, form: Literal["svg", "png", "pdf"]) -> bytes:
    """Return the figure as a file. Raises SopkitError where a letter is in none of the fonts."""
    subject = simulation.subject
    with located_glyphs(subject):
        pages = typesetter(subject.project.config.render.font).pages(
            TEMPLATE, figure_data(simulation), form, timestamp=timestamp([subject.sop], None)
        )
    return marked(pages[0], form)


def figure_data(simulation: Simulation) -> dict[str, Any]:
    """Return what simulation.typ sets: texts, and lengths as parts of the whole between 0 and 1."""
    sop, translator = simulation.sop, Translator(_ID)
    title = f"Simulasi SOP {sop.title or ''}".strip()
    cases = number(simulation.count, 0, _ID)
    return document_data(title, sop.agency, [sop.number]) | {
        "subtitle": "  ·  ".join(filter(None, (sop.number, f"{cases} kasus acak, benih {simulation.seed}"))),
        "figures": _figures(simulation),
        "histogram": _histogram(simulation),
        "rows": [_row(simulation, row) for row in simulation.rows],
        "loads": [
            {"name": load.name, "part": load.share, "text": f"{_time(simulation, load.minutes)}"}
            for load in simulation.loads
        ],
        "chances": [_chances(simulation, odds) for odds in simulation.odds],
        "assumptions": [translator.render(said) for said in assumptions(simulation, _ID)],
    }


def _figures(simulation: Simulation) -> list[tuple[str, str]]:
    time, promise = simulation.time, simulation.promise
    found = [
        ("Rata-rata", _time(simulation, time.mean)),
        ("Median", _time(simulation, time.median)),
        ("90 dari 100 kasus paling lama", _time(simulation, time.p90)),
        ("95 dari 100 kasus paling lama", _time(simulation, time.p95)),
        ("Jalur tercepat", _time(simulation, simulation.paths.time.low)),
        ("Jalur terlama (tiap pengembalian sekali)", _time(simulation, simulation.paths.time.high)),
    ]
    if promise is not None:
        found.append((f"Standar pelayanan “{promise.text}” terpenuhi", percent(promise.kept, _ID)))
    return found


def _histogram(simulation: Simulation) -> dict[str, Any]:
    import numpy as np

    time, promise = simulation.time, simulation.promise
    most = max(time.most, promise.minutes if promise else 0.0) * 1.02 or 1.0
    counts, _ = np.histogram(simulation.elapsed, bins=_BARS, range=(0.0, most))
    marks = [("rata-rata", time.mean), ("95 dari 100", time.p95)]
    if promise is not None:
        marks.append(("standar", promise.minutes))
    words = ", ".join(f"{name} {_time(simulation, minutes)}" for name, minutes in marks)
    return {
        "bars": (counts / max(int(counts.max()), 1)).tolist(),
        "marks": [{"name": name, "at": minutes / most} for name, minutes in marks],
        "most": _time(simulation, most),
        "alt": f"Sebaran waktu dari awal sampai akhir: {words}.",
    }


def _row(simulation: Simulation, row: RowFigures) -> dict[str, Any]:
    largest = max(one.share for one in simulation.rows) or 1.0
    return {
        "number": f"{row.number}.",
        "activity": row.activity or "",
        "visits": number(row.visits, 2, _ID),
        "repeated": percent(row.repeated, _ID),
        "minutes": _time(simulation, row.minutes),
        "share": percent(row.share, _ID),
        "part": row.share / largest,
    }


def _chances(simulation: Simulation, odds: Odds) -> str:
    row = simulation.subject.flow.symbols[odds.order].row
    origin = " (asumsi)" if odds.origin == "assumed" else ""
    return f"{row}. {question(simulation, odds)} {chances(odds, _ID)}{origin}"


def _time(simulation: Simulation, minutes: float) -> str:
    return spelled(minutes, simulation.subject.project.config.calendar)
