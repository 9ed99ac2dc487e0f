"""A map in words, in Indonesian, for readers who can't see it."""

from collections.abc import Iterator

from sopkit.life.map.boxes import short_names
from sopkit.life.map.chart import Chart
from sopkit.life.map.sayings import IN_SENTENCE

NO_GROUP = {"unit": "(tanpa unit kerja)", "proses": "(tanpa kode proses bisnis)"}
_MOST = 16_000
"""Characters: PDF/A allows a text of 32,767 bytes, and some characters take two."""


def heading(chart: Chart, key: str) -> str:
    """Return the heading of the group of `chart` that has this key."""
    if not key:
        return NO_GROUP[chart.query.by]
    return f"Proses bisnis {key}" if chart.query.by == "proses" else key


def map_in_words(chart: Chart) -> str:
    """Return which SOPs are on the map and how they lead to each other, as far as there is room."""
    found: list[str] = []
    room = _MOST
    for sentence in _sentences(chart):
        room -= len(sentence) + 1
        if room < 0:
            return f"{' '.join(found)} …"
        found.append(sentence)
    return " ".join(found)


def _sentences(chart: Chart) -> Iterator[str]:
    names = short_names(chart)
    yield f"Peta keterkaitan {len(names)} SOP dalam {len(chart.groups)} kelompok."
    for group in chart.groups:
        sops = "; ".join(f"{node.called} {node.sop.title or ''}".strip() for node in group.nodes)
        yield f"{heading(chart, group.key)}: {sops}."
    for tie in chart.ties:
        yield f"{names[tie.source]} {IN_SENTENCE[tie.kind]} {names[tie.target]}."
