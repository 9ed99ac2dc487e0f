"""One page for a browser, complete in itself: the changes, both versions side by side, and both flowcharts.

It fetches nothing and runs nothing: a policy in its head forbids both, and text from files is escaped.
"""

import base64
import os
from collections.abc import Iterable, Iterator
from html import escape

from sopkit.diff.formats import Look
from sopkit.diff.formats.marks import Mark, Piece, marked
from sopkit.diff.formats.phrases import (
    ATTEND,
    FIGURES_HEAD,
    SEVERITIES,
    failure,
    figures,
    files,
    reasons,
    reworded,
    sign,
    summary,
    title,
    told,
    verdict,
)
from sopkit.diff.model import Change, Severity
from sopkit.diff.report import Entry, Report, Side
from sopkit.locale.translator import Translator
from sopkit.model.sop import Sop, Step

_TAGS = {Mark.GONE: "del", Mark.COME: "ins"}
_STYLE = """
:root { color-scheme: light; font: 16px/1.5 system-ui, sans-serif; color: #1a1a1a; background: #fff }
body { max-width: 72rem; margin: 0 auto; padding: 1.5rem }
h1 { font-size: 1.4rem }
h2 { font-size: 1.2rem; margin: 2.5rem 0 .25rem; border-top: 2px solid #ccc; padding-top: 1rem }
h3 { font-size: 1rem; margin: 1.25rem 0 .25rem } p { margin: .25rem 0 }
.file { color: #555; font-family: ui-monospace, monospace; overflow-wrap: anywhere }
.verdict { font-weight: 700; border: 2px solid; border-radius: .3rem; padding: 0 .4rem }
table { border-collapse: collapse; width: 100%; margin: .5rem 0 } .figures { width: auto }
th, td { border: 1px solid #bbb; padding: .3rem .5rem; text-align: left; vertical-align: top }
td { overflow-wrap: anywhere }
th { background: #f2f2f2 } .number { width: 2.5rem; text-align: right }
ins { background: #d7f2df; text-decoration: underline; text-decoration-thickness: 2px }
del { background: #fbdcdc; text-decoration: line-through }
.added td { background: #eefaf1 }
.removed td { background: #fdf1f1; color: #555 }
.changed td { background: #fff8e6 }
.sign { font-family: ui-monospace, monospace; font-weight: 700 }
.charts { display: flex; gap: 1rem; flex-wrap: wrap } figure { flex: 1 1 20rem; margin: 0; min-width: 0 }
figcaption { font-weight: 700 } img { max-width: 100%; border: 1px solid #ccc }
.failure { border-left: 4px solid #b00020; padding-left: .75rem }
@media print { h2 { break-before: page } details { display: block } }
"""
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def render(report: Report, look: Look) -> str:
    """Return the page as HTML, to be written as UTF-8."""
    translator = look.translator
    text = translator.text
    head = escape(text("SOPs compared"))
    start = (
        f'<!doctype html>\n<html lang="{translator.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{head}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
    )
    parts = [
        start,
        f"<h1>{head}</h1>\n<p>{escape(summary(report, translator))}</p>\n",
        *(f'<p class="failure">{escape(translator.render(failure(one)))}</p>\n' for one in report.failures),
        *(_section(entry, translator) for entry in report.differing),
        "</body>\n</html>\n",
    ]
    return "".join(parts)


def _section(entry: Entry, translator: Translator) -> str:
    why = reasons(entry, translator)
    blocks = [
        f"<h2>{escape(title(entry, translator))}</h2>\n",
        f'<p class="file">{escape(files(entry))}</p>\n',
        f'<p><span class="verdict">{escape(verdict(entry, translator))}</span> {escape(why)}</p>\n',
        *(_changes(entry, severity, translator) for severity in Severity),
        _figures(entry, translator),
        _remarks(entry, translator),
        _steps(entry, translator),
        _charts(entry, translator),
    ]
    return "<section>\n" + "".join(blocks) + "</section>\n"


def _changes(entry: Entry, severity: Severity, translator: Translator) -> str:
    items = [
        f'<li><span class="sign">{escape(sign(change))}</span> {_change(change, translator)}</li>\n'
        for change in entry.comparison.changes
        if change.severity is severity
    ]
    if not items:
        return ""
    return f"<h3>{escape(translator.text(SEVERITIES[severity]))}</h3>\n<ul>\n{''.join(items)}</ul>\n"


def _change(change: Change, translator: Translator) -> str:
    words = reworded(change, translator)
    if words is None:
        return escape(told(change, translator))
    return f"{escape(words[0])}: {_pieces(words[1])}"


def _pieces(pieces: Iterable[Piece]) -> str:
    return "".join(
        escape(text) if mark is Mark.KEPT else f"<{_TAGS[mark]}>{escape(text)}</{_TAGS[mark]}>"
        for mark, text in pieces
    )


def _figures(entry: Entry, translator: Translator) -> str:
    rows = figures(entry, translator)
    if not rows:
        return ""
    head = "".join(f"<th>{escape(translator.text(name))}</th>" for name in FIGURES_HEAD)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f'<table class="figures">\n<tr>{head}</tr>\n{body}</table>\n'


def _remarks(entry: Entry, translator: Translator) -> str:
    remarks = entry.comparison.remarks
    if not remarks:
        return ""
    items = "".join(f"<li>{escape(translator.render(remark))}</li>\n" for remark in remarks)
    return f"<h3>{escape(translator.text(ATTEND))}</h3>\n<ul>\n{items}</ul>\n"


def _steps(entry: Entry, translator: Translator) -> str:
    """Return both versions of the table side by side, the rows that belong together on one line."""
    old, new = _rows(entry.old), _rows(entry.new)
    if not old and not new:
        return ""
    head = "".join(f'<th colspan="2">{escape(translator.text(name))}</th>' for name in FIGURES_HEAD[1:])
    body = "".join(
        _pair(old.get(before or 0), new.get(after or 0), translator)
        for before, after in entry.comparison.steps
    )
    if not body:
        return ""
    return f"<table>\n<tr>{head}</tr>\n{body}</table>\n"


def _rows(side: Side | None) -> dict[int, tuple[Step, Sop]]:
    return {step.number: (step, side.sop) for step in side.sop.steps} if side is not None else {}


def _pair(old: tuple[Step, Sop] | None, new: tuple[Step, Sop] | None, translator: Translator) -> str:
    before = _words(*old, translator) if old is not None else []
    after = _words(*new, translator) if new is not None else []
    state = "added" if old is None else "removed" if new is None else "changed" if before != after else ""
    lines = [_marked_line(one, two) for one, two in _lines(before, after)]
    left, right = [line[0] for line in lines], [line[1] for line in lines]
    cells = [
        f'<td class="number">{step[0].number if step is not None else ""}</td>'
        f"<td>{'<br>'.join(line for line in side if line)}</td>"
        for step, side in ((old, left), (new, right))
    ]
    return f'<tr class="{state}">{"".join(cells)}</tr>\n'


def _marked_line(old: str, new: str) -> tuple[str, str]:
    """Return a line of both versions, marked word for word, or as a whole where they are too unlike."""
    if old == new or not old or not new:
        return escape(old), escape(new)
    pieces = marked(old, new)
    if pieces is None:
        return f"<del>{escape(old)}</del>", f"<ins>{escape(new)}</ins>"
    return (
        _pieces(piece for piece in pieces if piece.mark is not Mark.COME),
        _pieces(piece for piece in pieces if piece.mark is not Mark.GONE),
    )


def _lines(before: list[str], after: list[str]) -> Iterator[tuple[str, str]]:
    for at in range(max(len(before), len(after))):
        yield before[at] if at < len(before) else "", after[at] if at < len(after) else ""


def _words(step: Step, sop: Sop, translator: Translator) -> list[str]:
    """Return what a row says, a line each: activity, executors, inputs, time, outputs, note."""
    names = {executor.id: executor.name for executor in sop.executors}
    who = [names.get(reference.id, reference.id) for spec in step.symbols for reference in spec.executors]
    parts = (
        ("", step.activity or ""),
        ("executors", ", ".join(dict.fromkeys(who))),
        ("requirements", "; ".join(item.value for item in step.inputs)),
        ("time", step.time.text if step.time is not None else ""),
        ("outputs", "; ".join(item.value for item in step.outputs)),
        ("note", step.note or ""),
    )
    return [
        f"{translator.text(name).capitalize()}: {words}" if name and words else words for name, words in parts
    ]


def _charts(entry: Entry, translator: Translator) -> str:
    """Return the flowcharts of both versions, as pictures that can't do anything."""
    figures_ = [
        f'<figure><figcaption>{escape(translator.text(name))}</figcaption><img src="{source}" '
        f'alt="{escape(words)}"></figure>\n'
        for name, side in zip(FIGURES_HEAD[1:], (entry.old, entry.new), strict=True)
        if side is not None and (drawn := _chart(side.sop)) is not None
        for source, words in (drawn,)
    ]
    return f'<div class="charts">\n{"".join(figures_)}</div>\n' if figures_ else ""


def _chart(sop: Sop) -> tuple[str, str] | None:
    """Return the flowchart as the address of a picture, and in words; None where its flow is broken."""
    from sopkit.model.flow import build_flow
    from sopkit.render.dot import draw_dot, find_engine
    from sopkit.render.flowchart import flowchart_dot
    from sopkit.render.words import chart_in_words

    flow = build_flow(sop)
    if not flow.symbols or flow.unknown or flow.repeated:
        return None
    engine = find_engine(None, os.environ)
    svg = draw_dot(flowchart_dot(sop, flow), "svg", engine, pinned=True)
    picture = base64.b64encode(svg).decode("ascii")
    return f"data:image/svg+xml;base64,{picture}", chart_in_words(sop, flow)
