"""What stands above a map, in Indonesian: its title, and what boxes and lines mean."""

from collections.abc import Iterator
from typing import NamedTuple

from sopkit.life.map.boxes import SIZE
from sopkit.life.map.chart import Chart
from sopkit.life.map.documents import MOST_HOLDERS
from sopkit.life.map.layout import Sheet
from sopkit.life.map.looks import LOOKS, Look
from sopkit.life.map.ties import KINDS
from sopkit.life.map.wrapping import wrap
from sopkit.render.helvetica import text_width

TITLE = "Peta Keterkaitan SOP"
TITLE_SIZE = 16.0
SAMPLE = 40.0
"""How long the sample of a line is, and how wide that of a box."""
ROW = 17.0
_GAP = 22.0
_LEADING = 1.25
_NARROWEST = 520.0


class Sample(NamedTuple):
    """A sample, of a kind of line or of a look of a box, and what it means.

    `x` is its left edge, `y` its middle height, `width` that of the words behind it.
    """

    of: Look | str
    words: str
    x: float
    y: float
    width: float


class Legend(NamedTuple):
    """What stands above the map: title, samples, and remarks with the middle height of each."""

    title: str
    width: float
    height: float
    samples: tuple[Sample, ...]
    remarks: tuple[tuple[str, float], ...]


def legend_of(chart: Chart, sheet: Sheet, agency: str | None) -> Legend:
    """Return what stands above `sheet`; `agency` is named in the title."""
    title = f"{TITLE} {agency}" if agency else TITLE
    width = max(sheet.width, _NARROWEST)
    lines = wrap(title, width / 1.1, TITLE_SIZE)
    y = len(lines) * TITLE_SIZE * _LEADING + ROW
    samples = []
    x = 0.0
    for of, words in _samples(chart, sheet):
        needed = text_width(words, SIZE) * 1.05 + 4
        if x and x + SAMPLE + needed > width:
            x, y = 0.0, y + ROW
        samples.append(Sample(of, words, x, y, needed))
        x += SAMPLE + 6 + needed + _GAP
    remarks: list[tuple[str, float]] = []
    for remark in _remarks(chart, sheet):
        for line in wrap(remark, width, SIZE):
            y += ROW if not remarks else SIZE * _LEADING
            remarks.append((line, y))
    return Legend("\n".join(lines), width, y + ROW, tuple(samples), tuple(remarks))


def _samples(chart: Chart, sheet: Sheet) -> Iterator[tuple[Look | str, str]]:
    drawn = {line.kind for line in sheet.ways}
    yield from ((LOOKS[kind], LOOKS[kind].meaning) for kind in KINDS if kind in drawn)
    nodes = chart.nodes.values()
    if any(node.sop.status == "berlaku" for node in nodes):
        yield "berlaku", "berlaku"
    if any(node.sop.status not in ("berlaku", "digantikan", "dicabut") for node in nodes):
        yield "rancangan", "rancangan"
    if any(not node.sop.is_current for node in nodes):
        yield "lama", "digantikan atau dicabut"
    if not all(node.is_asked for node in nodes):
        yield "luar", "SOP lain yang terhubung dengannya"


def _remarks(chart: Chart, sheet: Sheet) -> Iterator[str]:
    if sheet.tells:
        yield (
            "Hubungan yang tidak digambar dengan garis ditulis di dalam kotak: “dilanjutkan: 012” berarti "
            "SOP ini dilanjutkan dengan SOP 012, “sesudah: 012” berarti dilaksanakan sesudah SOP 012."
        )
    if any(tie.kind == "dokumen" for tie in chart.ties):
        yield (
            f"Dokumen yang terdapat pada lebih dari {MOST_HOLDERS} SOP dan dokumen yang namanya satu kata "
            "tidak diperhitungkan."
        )
    if chart.old:
        yield f"{chart.old} SOP yang digantikan atau dicabut tidak digambar."
