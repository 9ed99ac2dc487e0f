"""What is printed in words, always in Indonesian: dates, and the flow for readers who can't see it."""

import datetime
from collections.abc import Iterable, Mapping

from sopkit.layout.geometry import CONNECTOR, Arrow, Symbol
from sopkit.layout.page import TablePage
from sopkit.model.dates import MONTHS
from sopkit.model.flow import DECISION, END, START, Flow
from sopkit.model.sop import Sop

_KINDS = {START: "mulai", DECISION: "keputusan", END: "selesai"}


def long_date(date: datetime.date | None) -> str:
    """Return a date as it is printed, such as “16 Juni 2022”; nothing for None."""
    return f"{date.day} {MONTHS[date.month - 1]} {date.year}" if date else ""


def flow_in_words(sop: Sop, page: TablePage) -> str:
    """Return the flowchart of one page in words: who does what, and where each arrow leads."""
    names = {executor.id: executor.name for executor in sop.executors}
    activities = {step.number: step.activity or "" for step in sop.steps}
    symbols = {symbol.id: symbol for symbol in page.drawing.symbols}
    leaving: dict[str, list[Arrow]] = {}
    for arrow in page.drawing.arrows:
        leaving.setdefault(arrow.source, []).append(arrow)
    partners: dict[str, list[str]] = {}
    for joint in page.drawing.joints:
        for one, two in ((joint.source, joint.target), (joint.target, joint.source)):
            partners.setdefault(one, []).append(names.get(symbols[two].executor, ""))
    sentences = ["Bagan alir prosedur."]
    reached = {arrow.target for arrow in page.drawing.arrows}
    for symbol in page.drawing.symbols:
        if symbol.id in partners and symbol.id not in leaving and symbol.id not in reached:
            continue  # a partner of a joint activity is named with who is responsible
        if symbol.step is None:
            if symbol.id in leaving:
                sentences.append(
                    f"Sambungan {page.text(symbol.id)}: {_onward(leaving[symbol.id], symbols, page)}."
                )
            continue
        parts = [f"Langkah {symbol.step}, {names.get(symbol.executor, '')}"]
        if symbol.kind in _KINDS:
            parts.append(f" ({_KINDS[symbol.kind]})")
        if symbol.id in partners:
            parts.append(f", bersama {', '.join(dict.fromkeys(partners[symbol.id]))}")
        text = page.text(symbol.id)
        parts.append(f": {activities.get(symbol.step, '')}{f' [{text}]' if text else ''}")
        if symbol.id in leaving:
            parts.append(f"; {_onward(leaving[symbol.id], symbols, page)}")
        sentences.append("".join(parts) + ".")
    return " ".join(sentences)


def chart_in_words(sop: Sop, flow: Flow) -> str:
    """Return the whole flowchart of an SOP in words."""
    names = {executor.id: executor.name for executor in sop.executors}
    activities = {step.number: step.activity or "" for step in sop.steps}
    sentences = ["Bagan alir prosedur."]
    for symbol in flow.symbols:
        kind = f" ({_KINDS[symbol.kind]})" if symbol.kind in _KINDS else ""
        with_whom = ", ".join(names.get(partner, "") for partner in symbol.partners)
        onward = "; ".join(
            f"{f'{arrow.label}: ' if arrow.label else ''}lanjut ke langkah {flow.symbols[arrow.target].row}"
            for arrow in flow.leaving[symbol.order]
        )
        sentences.append(
            f"Langkah {symbol.row}, {names.get(symbol.executor, '')}{kind}"
            f"{f', bersama {with_whom}' if with_whom else ''}: {activities[symbol.row]}"
            f"{f'; {onward}' if onward else ''}."
        )
    return " ".join(sentences)


def _onward(arrows: Iterable[Arrow], symbols: Mapping[str, Symbol], page: TablePage) -> str:
    return "; ".join(
        f"{f'{arrow.label}: ' if arrow.label else ''}lanjut ke {_name(symbols[arrow.target], page)}"
        for arrow in arrows
    )


def _name(symbol: Symbol, page: TablePage) -> str:
    return f"sambungan {page.text(symbol.id)}" if symbol.kind == CONNECTOR else f"langkah {symbol.step}"
