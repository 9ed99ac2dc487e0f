"""A map for a terminal of 80 columns: each SOP with its ties, and at the end what is wrong with the links."""

from collections.abc import Iterator, Mapping, Sequence

from sopkit.life.map.chart import Chart, Node
from sopkit.life.map.documents import MOST_HOLDERS
from sopkit.life.map.problems import Kind as Wrong
from sopkit.life.map.problems import LinkProblem
from sopkit.life.map.run import Map
from sopkit.life.map.sayings import ON_TERMINAL, said
from sopkit.life.map.ties import Tie
from sopkit.life.table import WIDTH, row, rule, wrapped
from sopkit.lint.formats.escape import printable
from sopkit.locale.message import N_, message
from sopkit.locale.translator import Translator

_WRONG: Mapping[Wrong, str] = {
    "broken": N_("{n} broken"),
    "lapsed": N_("{n} to what is no longer in force"),
    "one-way": N_("{n} one-way"),
    "contradiction": N_("{n} contradictory"),
    "makro-circle": N_("circles of makro links: {n}"),
    "order-circle": N_("circles in the order: {n}"),
}
_WIDTHS = (2, 15, 59)
"""Of the columns, 80 together: indentation, the tie, the other SOP."""
_INDENTED = (2, 76)
_MOST_GENERIC = 10


def render_text(found: Map, translator: Translator) -> str:
    """Return the map; the last line counts."""
    chart = found.chart
    by_name: dict[str, list[Tie]] = {}
    for tie in chart.ties:
        by_name.setdefault(tie.source, []).append(tie)
        by_name.setdefault(tie.target, []).append(tie)
    lines: list[str] = []
    for group in chart.groups:
        lines += [*wrapped(group.key or _no_group(chart, translator), WIDTH), rule((WIDTH,))]
        for node in group.nodes:
            if node.is_asked:
                lines += [*_sop(node, by_name.get(node.name, ()), chart, translator), ""]
            else:
                lines += [*_heading(node), ""]
    lines += _problems(found.problems, translator)
    lines += _generic(chart, translator)
    lines += wrapped(_summary(found, translator), WIDTH)
    return "".join(f"{line}\n" for line in lines)


def _no_group(chart: Chart, translator: Translator) -> str:
    return translator.text(N_("(no unit)") if chart.query.by == "unit" else N_("(no code of a process)"))


def _sop(node: Node, ties: Sequence[Tie], chart: Chart, translator: Translator) -> Iterator[str]:
    yield from _heading(node)
    if not ties:
        yield from row(("", translator.text(N_("linked to no other"))), _INDENTED)
    for tie in ties:
        words = translator.text(said(ON_TERMINAL, tie, node.name))
        yield from row(("", words, "\n".join(_other(node, tie, chart, translator))), _WIDTHS)


def _other(node: Node, tie: Tie, chart: Chart, translator: Translator) -> Iterator[str]:
    yield _name(chart.nodes[tie.other(node.name)])
    if tie.steps:
        numbers = ", ".join(map(str, tie.steps))
        yield translator.render(message("(carries out step {numbers})", numbers=numbers))
    for document in tie.documents:
        yield f"“{document}”"
    if tie.kind in ("makro", "urutan", "terkait") and len(tie.sayers) == 1:
        is_here = node.name in tie.sayers
        yield translator.text(N_("(only said here)") if is_here else N_("(only said there)"))


def _heading(node: Node) -> Iterator[str]:
    first, *rest = wrapped(_name(node), WIDTH - 2)
    yield first
    yield from (f"  {line}" for line in rest)


def _name(node: Node) -> str:
    status = f" ({node.sop.status})" if not node.sop.is_current else ""
    return f"{node.called} {node.sop.title or ''}".strip() + status


def _problems(problems: tuple[LinkProblem, ...], translator: Translator) -> Iterator[str]:
    if not problems:
        return
    yield translator.text(N_("What is wrong with the links"))
    yield rule((WIDTH,))
    for problem in problems:
        fault = problem.fault
        yield printable(f"{fault.place} {problem.code}")
        yield from row(("", translator.render(fault.message)), _INDENTED)
        if fault.hint is not None:
            yield from row(("", f"→ {translator.render(fault.hint)}"), _INDENTED)
        if problem.related:
            places = ", ".join(problem.related)
            yield from row(("", translator.render(message("see also: {places}", places=places))), _INDENTED)
        yield ""


def _generic(chart: Chart, translator: Translator) -> Iterator[str]:
    if chart.generic:
        shown = ", ".join(f"“{one}”" for one in chart.generic[:_MOST_GENERIC])
        reason = message(
            "no link, because more than {most} SOPs hold them: {documents}",
            most=MOST_HOLDERS,
            documents=f"{shown}, …" if len(chart.generic) > _MOST_GENERIC else shown,
        )
        yield from [*wrapped(translator.render(reason), WIDTH), ""]


def _summary(found: Map, translator: Translator) -> str:
    count = translator.count
    chart = found.chart
    wrong = [
        translator.render(message(words, n=number))
        for kind, words in _WRONG.items()
        if (number := sum(problem.kind == kind for problem in found.problems))
    ]
    parts = [
        count("1 SOP", "{n} SOPs", len(chart.nodes)),
        count("1 link", "{n} links", len(chart.ties)),
        *wrong,
    ]
    if chart.old:
        parts.append(count("1 old SOP not shown (--all)", "{n} old SOPs not shown (--all)", chart.old))
    return ", ".join(parts)
