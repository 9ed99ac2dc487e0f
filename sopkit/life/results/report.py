"""What became of a filled-in table, as text and as JSON."""

from typing import Any

from sopkit.life.forms.listing import evaluation_data
from sopkit.life.register.listing import entry_data
from sopkit.life.results.record import Recorded, Recording, State
from sopkit.life.table import day, row
from sopkit.lint.formats.machine import dump
from sopkit.locale.message import N_
from sopkit.locale.translator import Translator

VERSION = 1
_WIDTHS = (14, 64)
"""Of the columns, 80 together: what became of a result, and what it is."""
_STATES: dict[State, str] = {
    "written": N_("written"),
    "present": N_("already there"),
    "planned": N_("to be written"),
}


def render_text(recording: Recording, translator: Translator) -> str:
    """Return what was done for a terminal of 80 columns; the last line counts."""
    lines: list[str] = []
    for one in recording.done:
        lines += row(_cells(one, translator), _WIDTHS)
    counts = [
        translator.count("1 written", "{n} written", recording.count("written")),
        translator.count("1 already there", "{n} already there", recording.count("present")),
        translator.count("1 row left blank", "{n} rows left blank", recording.blank),
    ]
    if planned := recording.count("planned"):
        counts.insert(1, translator.count("1 to be written", "{n} to be written", planned))
    lines += ["", ", ".join(counts)]
    return "".join(f"{line}\n" for line in lines).removeprefix("\n")


def _cells(one: Recorded, translator: Translator) -> tuple[str, str]:
    entry, evaluation = one.result.entry, one.result.evaluation
    said = (
        " ".join((day(evaluation.date), evaluation.kind or "", evaluation.grade or "")).rstrip(),
        f"{entry.name} {entry.sop.title or ''}".rstrip(),
        entry.file.as_posix(),
    )
    return translator.text(_STATES[one.state]), "\n".join(said)


def render_json(recording: Recording) -> str:
    """Return what was done as one JSON object; `state` is written, present or, of a trial, planned."""
    return dump(
        {
            "version": VERSION,
            "file": recording.table.name,
            "results": [_data(one) for one in recording.done],
            "blank": recording.blank,
            "errors": [fault.as_data() for fault in recording.faults],
        }
    )


def _data(one: Recorded) -> dict[str, Any]:
    return {
        "line": one.result.line,
        "state": one.state,
        **evaluation_data(one.result.evaluation),
        "sop": entry_data(one.result.entry),
    }
