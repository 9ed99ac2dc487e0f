"""One SOP in a terminal of 80 columns: its identity, and its table with who does what and where it goes."""

from collections.abc import Iterator
from typing import Any

from sopkit.life.table import GAP, WIDTH, day, row, rule, wrapped
from sopkit.lint.formats.escape import printable
from sopkit.lint.formats.machine import dump
from sopkit.locale.message import N_, message
from sopkit.locale.translator import Translator
from sopkit.model.canonical import canonical, fingerprint
from sopkit.model.flow import DECISION, END, START, Arrow, Flow, Symbol, build_flow
from sopkit.model.sop import Sop, Step, Text

VERSION = 1
SIGNS = {START: "●", DECISION: "◇", END: "◉"}
"""The signs of the kinds of symbols; a process has none."""
_LABEL = 20  # columns of the names in the identity
_WIDTHS = (6, 28, 15, 9, 14)
"""Of the columns of the table, 80 together: number and sign, activity, executor, time, what follows."""


def render_text(sop: Sop, translator: Translator, *, is_full: bool = False) -> str:
    """Return the SOP for a terminal; with `is_full`, also its lists, documents and remarks."""
    flow = build_flow(sop)
    view = _View(sop, flow, translator, is_full=is_full)
    lines = [*view.heading(), "", *view.identity(), "", *view.table()]
    return "".join(f"{line}\n" for line in lines)


def render_json(sop: Sop, file: str) -> str:
    """Return the SOP as one JSON object: as the file says it, with defaults filled in, and its flow."""
    flow = build_flow(sop)
    return dump(
        {
            "version": VERSION,
            "file": file,
            "fingerprint": fingerprint(sop),
            "sop": canonical(sop),
            "flow": [
                {
                    "id": one.id,
                    "row": one.row,
                    "kind": one.kind,
                    "executors": [one.executor, *one.partners],
                    "next": [_arrow(flow, arrow) for arrow in flow.leaving[one.order]],
                }
                for one in flow.symbols
            ],
        }
    )


def _arrow(flow: Flow, arrow: Arrow) -> dict[str, Any]:
    return {"id": flow.symbols[arrow.target].id, "label": arrow.label, "is_return": arrow.is_return}


class _View:
    """Writes the parts of one SOP."""

    def __init__(self, sop: Sop, flow: Flow, translator: Translator, *, is_full: bool) -> None:
        self.sop, self.flow, self.translator, self.is_full = sop, flow, translator, is_full
        self.names = {one.id: one.short or one.name for one in sop.executors}
        self.rows: dict[int, list[Symbol]] = {}
        for symbol in flow.symbols:
            self.rows.setdefault(symbol.row, []).append(symbol)

    def heading(self) -> Iterator[str]:
        """Yield the title and the number."""
        yield from wrapped(self.sop.title or "-", WIDTH)
        yield "═" * WIDTH
        yield printable(self.sop.number or "-")

    def identity(self) -> Iterator[str]:
        """Yield what the first page says."""
        sop, text = self.sop, self.translator.text
        official = ", ".join(filter(None, (sop.approval.position, sop.approval.name))) or "-"
        state = message(
            "{status}, version {version} ({change})",
            status=sop.status or "-",
            version=sop.version,
            change=sop.change,
        )
        yield from self._fact(text(N_("Agency")), sop.agency)
        yield from self._fact(text(N_("Unit")), sop.unit)
        yield from self._fact(text(N_("Status")), self.translator.render(state))
        yield from self._fact(text(N_("Made")), day(sop.dates.created))
        yield from self._fact(text(N_("Revised")), day(sop.dates.revised))
        yield from self._fact(text(N_("In force from")), day(sop.dates.effective))
        yield from self._fact(text(N_("Next review")), day(sop.dates.review))
        yield from self._fact(text(N_("Approved by")), official)
        yield from self._fact(text(N_("Code of the content")), fingerprint(sop))
        if sop.standard is not None:
            yield from self._fact(text(N_("Promise")), sop.standard.text)
        if self.is_full:
            yield from self._lists()

    def _lists(self) -> Iterator[str]:
        sop, text = self.sop, self.translator.text
        links = [_spaced(one.relation, one.target) or one.text or "" for one in sop.links]
        yield from self._list(text(N_("Legal basis")), [one.text for one in sop.legal_bases])
        yield from self._list(text(N_("Qualifications")), _values(sop.qualifications))
        yield from self._list(text(N_("Related SOPs")), links)
        yield from self._list(text(N_("Equipment")), _values(sop.equipment))
        yield from self._list(text(N_("Warnings")), _values(sop.warnings))
        yield from self._list(text(N_("Records")), _values(sop.records))
        yield from self._list(text(N_("Executors")), [one.name for one in sop.executors])

    def _fact(self, label: str, value: str | None) -> Iterator[str]:
        yield from row((label, value or "-"), (_LABEL, WIDTH - _LABEL - len(GAP)))

    def _list(self, label: str, items: list[str]) -> Iterator[str]:
        yield from self._fact(label, "\n".join(f"{n}. {item}" for n, item in enumerate(items, 1)))

    def table(self) -> Iterator[str]:
        """Yield the table: a line for each symbol of a row, and what its signs mean."""
        heads = (N_("No."), N_("Activity"), N_("Executor"), N_("Time"), N_("Goes on"))
        yield from row([self.translator.text(head) for head in heads], _WIDTHS)
        yield rule(_WIDTHS)
        for step in self.sop.steps:
            yield from self._step(step)
        yield rule(_WIDTHS)
        legend = message("● start  ◉ end  ◇ decision  → goes on to  ↑ returns to")
        yield from wrapped(self.translator.render(legend), WIDTH)

    def _step(self, step: Step) -> Iterator[str]:
        symbols = self.rows.get(step.number, [])
        time = step.time.text if step.time is not None else "-"
        cells = (str(step.number), self._activity(step, symbols), "-", time, "")
        if not symbols:
            yield from row(cells, _WIDTHS)
        for position, symbol in enumerate(symbols):
            first, activity, _, shown, _ = cells if position == 0 else ("", "", "", "", "")
            number = first if len(symbols) == 1 else self._label(symbol)
            sign = SIGNS.get(symbol.kind, " ")
            yield from row(
                (f"{number:>4} {sign}", activity, self._who(symbol), shown, self._exits(symbol)), _WIDTHS
            )

    def _activity(self, step: Step, symbols: list[Symbol]) -> str:
        lines = [step.activity or "-"]
        lines += [
            one.spec.decision.question for one in symbols if one.spec.decision and one.spec.decision.question
        ]
        if step.sop:
            lines.append(self.translator.render(message("see SOP {number}", number=step.sop)))
        if self.is_full:
            lines += self._documents(step)
        return "\n".join(lines)

    def _documents(self, step: Step) -> Iterator[str]:
        for label, texts in ((N_("needs"), step.inputs), (N_("output"), step.outputs)):
            if texts:
                yield f"{self.translator.text(label)}: {'; '.join(_values(texts))}"
        if step.note:
            yield f"{self.translator.text(N_('remark'))}: {step.note}"

    def _who(self, symbol: Symbol) -> str:
        names = [self.names.get(one, one) for one in (symbol.executor, *symbol.partners)]
        return " + ".join(names)

    def _exits(self, symbol: Symbol) -> str:
        """Return where the flow goes from `symbol`, a target a line; nothing where it ends."""
        lines: list[str] = []
        said: set[str | None] = {None}
        for arrow in self.flow.leaving[symbol.order]:
            sign = "↑" if arrow.is_return else "→"
            exit_ = f"{sign} {self._label(self.flow.symbols[arrow.target])}"
            lines.append(exit_ if arrow.label in said else f"{arrow.label} {exit_}")
            said.add(arrow.label)
        lines += [f"→ ?{one.id}" for one in self.flow.unknown if one.path[: len(symbol.path)] == symbol.path]
        return "\n".join(lines)

    def _label(self, symbol: Symbol) -> str:
        """Return the number of the symbol's row, with a letter where the row has several."""
        siblings = self.rows[symbol.row]
        return str(symbol.row) if len(siblings) == 1 else f"{symbol.row}{_letter(siblings.index(symbol))}"


def _letter(position: int) -> str:
    return chr(ord("a") + position) if position < 26 else f".{position + 1}"


def _values(texts: tuple[Text, ...]) -> list[str]:
    return [text.value for text in texts]


def _spaced(first: str | None, second: str | None) -> str:
    return f"{first} {second}" if first and second else second or ""
