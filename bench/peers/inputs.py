"""The same SOP for programs that know nothing of SOPs: its flow for mermaid, its table as a page of HTML."""

from collections.abc import Iterable
from html import escape
from pathlib import Path

from sopkit.model.flow import DECISION, END, START, Flow, Symbol
from sopkit.model.sop import Sop, Step

CAPSULE, BOX, DIAMOND = ('(["', '"])'), ('["', '"]'), ('{"', '"}')
SHAPES = {START: CAPSULE, END: CAPSULE, DECISION: DIAMOND}
HEADINGS = ("No.", "Kegiatan", "Pelaksana", "Kelengkapan", "Waktu", "Output", "Keterangan")
STYLE = """
@font-face { font-family: Lato; src: url("%s") }
@font-face { font-family: Lato; font-weight: bold; src: url("%s") }
@page { size: 330mm 215mm; margin: 12mm }
body { font: 8pt Lato; margin: 0 }
table { border-collapse: collapse; table-layout: fixed; width: 100%% }
td, th { border: 0.6pt solid black; padding: 3pt; vertical-align: top }
thead { display: table-header-group }
tr { break-inside: avoid }
ul { margin: 0; padding-left: 1em }
.number { width: 6mm }
.executor { width: 20mm }
.time { width: 16mm }
"""
"""What sopkit's own pages look like, with columns of fixed width, the cheapest to lay out."""


def mermaid(sop: Sop, flow: Flow) -> str:
    """Return the flow as a bare flowchart: symbols with their text, arrows with their labels, no columns."""
    steps = {step.number: step for step in sop.steps}
    nodes = [_node(symbol, steps[symbol.row]) for symbol in flow.symbols]
    edges = [
        f"s{arrow.source} -->{f'|{_quoted(arrow.label)}|' if arrow.label else ''} s{arrow.target}"
        for arrow in flow.arrows
    ]
    return "\n  ".join(["flowchart TD", *nodes, *edges]) + "\n"


def _node(symbol: Symbol, step: Step) -> str:
    decision = symbol.spec.decision
    question = decision.question if decision is not None else None
    before, after = SHAPES.get(symbol.kind, BOX)
    return f"s{symbol.order}{before}{_escaped(question or step.activity or '')}{after}"


def _quoted(text: str) -> str:
    return f'"{_escaped(text)}"'


def _escaped(text: str) -> str:
    return text.replace("#", "#35;").replace('"', "#quot;")


def html(sop: Sop, fonts: Path) -> str:
    """Return the table as a page of HTML, its executors' columns empty; `fonts` is the folder of Lato."""
    style = STYLE % tuple((fonts / f"Lato-{weight}.ttf").as_uri() for weight in ("Regular", "Bold"))
    names = [escape(executor.name) for executor in sop.executors]
    kinds = ["number", "", *["executor"] * len(names), "", "time", "", ""]
    columns = "".join(f'<col class="{kind}">' for kind in kinds)
    rows = "\n".join(
        f"<tr>{''.join(f'<td>{cell}</td>' for cell in _cells(step, len(names)))}</tr>" for step in sop.steps
    )
    return (
        '<!doctype html><html lang="id"><head><meta charset="utf-8">'
        f"<title>{escape(sop.title or 'SOP')}</title><style>{style}</style></head>\n"
        f"<body><table><colgroup>{columns}</colgroup>\n"
        f"<thead>{_head(names)}</thead>\n<tbody>{rows}</tbody></table></body></html>\n"
    )


def _head(names: list[str]) -> str:
    cells = [
        f'<th colspan="{len(names)}">{heading}</th>'
        if heading == "Pelaksana"
        else f'<th rowspan="2">{heading}</th>'
        for heading in HEADINGS
    ]
    return f"<tr>{''.join(cells)}</tr><tr>{''.join(f'<th>{name}</th>' for name in names)}</tr>"


def _cells(step: Step, executors: int) -> Iterable[str]:
    yield str(step.number)
    yield escape(step.activity or "")
    yield from [""] * executors
    yield _items(text.value for text in step.inputs)
    yield escape(step.time.text if step.time else "")
    yield _items(text.value for text in step.outputs)
    yield escape(step.note or "")


def _items(texts: Iterable[str]) -> str:
    """Return one text as it is, several as a list."""
    items = [escape(text) for text in texts]
    return f"<ul>{''.join(f'<li>{item}</li>' for item in items)}</ul>" if len(items) > 1 else "".join(items)
