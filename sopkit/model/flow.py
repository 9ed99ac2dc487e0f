"""The flow of an SOP: its symbols and labelled arrows, with every default of the file format resolved.

The defaults: a step goes on to the next row, a symbol to the next one of its row; an end goes nowhere; the
first row's first symbol is the start; the symbols of the last row that nothing follows are the ends, unless
the file says which they are.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from sopkit.model.duration import Calendar
from sopkit.model.sop import Path, Reference, Sop, Step, SymbolSpec

START, PROCESS, DECISION, END = "mulai", "proses", "keputusan", "selesai"
KINDS = frozenset({START, PROCESS, DECISION, END})


class Symbol(NamedTuple):
    """One drawn symbol. `order` counts from 0 over the whole table, `row` is the number of its step."""

    id: str
    order: int
    row: int
    kind: str
    executor: str
    """Id of the executor who is responsible, in whose column the flow enters and leaves."""
    partners: tuple[str, ...]
    """Ids of the other executors of a joint activity."""
    spec: SymbolSpec
    is_start: bool

    @property
    def path(self) -> Path:
        """Where the symbol stands in the file: its step, or its item under `simbol`."""
        return self.spec.path

    @property
    def has_open_answer(self) -> bool:
        """Tell whether this is a decision whose `ya` goes to whatever comes next.

        That is so only where neither `ya` nor `cabang` is written; `tidak` has no default.
        """
        decision = self.spec.decision
        return decision is not None and all(answer.label == "tidak" for answer in decision.answers)

    @property
    def answers(self) -> tuple[str, ...]:
        """The answers of a decision, with the `ya` that goes on by default; none where none is written."""
        decision = self.spec.decision
        written = tuple(answer.label for answer in decision.answers) if decision is not None else ()
        return ("ya", *written) if written and self.has_open_answer else written

    @property
    def lacks_answers(self) -> bool:
        """Tell whether this is a decision with fewer than two answers."""
        return (self.kind == DECISION or self.spec.decision is not None) and len(self.answers) < 2


class Arrow(NamedTuple):
    """One arrow between two symbols, given by their `order`.

    `label` is ya, tidak or the name of a branch; `path` where the target is written, or the symbol's or
    decision's own path where a default put it.
    """

    source: int
    target: int
    label: str | None
    path: Path

    @property
    def is_return(self) -> bool:
        """Tell whether the arrow goes back, to the same symbol or an earlier one."""
        return self.target <= self.source


@dataclass(frozen=True)
class Flow:
    """The symbols in the order of the table, the arrows, and the faults found on the way."""

    symbols: tuple[Symbol, ...]
    arrows: tuple[Arrow, ...]
    unknown: tuple[Reference, ...] = ()
    """References to ids that do not exist."""
    repeated: tuple[Reference, ...] = ()
    """Ids that an earlier step or symbol has already."""
    ids: tuple[str, ...] = ()
    """Every id that the file gives to a step or symbol."""

    @cached_property
    def leaving(self) -> tuple[tuple[Arrow, ...], ...]:
        """The arrows that leave each symbol, by `order`."""
        return self._group([arrow.source for arrow in self.arrows])

    @cached_property
    def entering(self) -> tuple[tuple[Arrow, ...], ...]:
        """The arrows that enter each symbol, by `order`."""
        return self._group([arrow.target for arrow in self.arrows])

    @cached_property
    def starts(self) -> tuple[int, ...]:
        """The symbols (by `order`) where the flow may begin."""
        return tuple(symbol.order for symbol in self.symbols if symbol.is_start)

    @cached_property
    def ends(self) -> tuple[int, ...]:
        """The symbols (by `order`) where the flow ends; a lone symbol is start and end."""
        if len(self.symbols) == 1:
            return (0,)
        return tuple(symbol.order for symbol in self.symbols if symbol.kind == END)

    @cached_property
    def reached(self) -> frozenset[int]:
        """The symbols (by `order`) that a way from a start leads to, starts included."""
        return self.reachable(self.starts)

    def reachable(self, start: tuple[int, ...], backwards: bool = False) -> frozenset[int]:
        """Return the symbols that a way along (or against) the arrows leads to from `start`."""
        found = set(start)
        todo = list(start)
        neighbours = self.entering if backwards else self.leaving
        while todo:
            for arrow in neighbours[todo.pop()]:
                following = arrow.source if backwards else arrow.target
                if following not in found:
                    found.add(following)
                    todo.append(following)
        return frozenset(found)

    def _group(self, ends: list[int]) -> tuple[tuple[Arrow, ...], ...]:
        groups: list[list[Arrow]] = [[] for _ in self.symbols]
        for arrow, end in zip(self.arrows, ends, strict=True):
            groups[end].append(arrow)
        return tuple(map(tuple, groups))


def build_flow(sop: Sop) -> Flow:
    """Return the flow of `sop`."""
    rows = [step for step in sop.steps if step.symbols]
    by_id: dict[str, int] = {}
    repeated: list[Reference] = []
    placed: list[tuple[Step, SymbolSpec]] = []
    for step in rows:
        first = len(placed)
        named = [(step.id, step.path, first)] if step.id else []
        for spec in step.symbols:
            if step.is_multiple and spec.id:
                named.append((spec.id, spec.path, len(placed)))
            placed.append((step, spec))
        for name, path, order in named:
            if name in by_id:
                repeated.append(Reference(name, (*path, "id")))
            by_id.setdefault(name, order)
    # A row or symbol without executor cannot be gone to, but its id is known.
    idle = {step.id for step in sop.steps if step.id and not step.symbols}
    idle |= {name for step in sop.steps for name in step.idle if name}
    symbols = _symbols(rows, placed)
    arrows: list[Arrow] = []
    unknown: list[Reference] = []
    for symbol in symbols:
        for label, reference, path in _exits(symbol):
            if reference is None:
                if symbol.order + 1 < len(symbols):
                    arrows.append(Arrow(symbol.order, symbol.order + 1, label, path))
            elif (target := by_id.get(reference.id)) is not None:
                arrows.append(Arrow(symbol.order, target, label, path))
            elif reference.id not in idle:
                unknown.append(reference)
    return Flow(symbols, tuple(arrows), tuple(unknown), tuple(repeated), (*by_id, *sorted(idle)))


def _symbols(rows: list[Step], placed: list[tuple[Step, SymbolSpec]]) -> tuple[Symbol, ...]:
    written_start = any(spec.kind == START for spec in rows[0].symbols) if rows else False
    written_end = any(spec.kind == END for _, spec in placed)
    symbols = []
    position = 0
    for order, (step, spec) in enumerate(placed):
        position = position + 1 if order and placed[order - 1][0] is step else 1
        is_last = not written_end and step is rows[-1] and _ends_here(spec, order == len(placed) - 1)
        kind = spec.kind or (DECISION if spec.decision else None)
        if kind is None:
            kind = START if order == 0 and not written_start else END if is_last else PROCESS
        executors = [reference.id for reference in spec.executors]
        symbols.append(
            Symbol(
                id=_name(step, spec, position),
                order=order,
                row=step.number,
                kind=kind,
                executor=executors[0] if executors else "",
                partners=tuple(executors[1:]),
                spec=spec,
                is_start=order == 0 or kind == START,
            )
        )
    return tuple(symbols)


def _ends_here(spec: SymbolSpec, is_very_last: bool) -> bool:
    """Tell whether nothing follows the symbol `spec` of the last row."""
    if spec.decision is not None:
        return False
    return spec.next == () if spec.next is not None else is_very_last


def _name(step: Step, spec: SymbolSpec, position: int) -> str:
    if spec.id:
        return spec.id
    if position == 1 and step.id:
        return step.id
    return f"langkah-{step.number}" if position == 1 else f"langkah-{step.number}-{position}"


def _exits(symbol: Symbol) -> list[tuple[str | None, Reference | None, Path]]:
    """Return label, target (None: whatever comes next) and place of every exit of `symbol`."""
    spec = symbol.spec
    if spec.decision is not None:
        answers = spec.decision.answers
        exits: list[tuple[str | None, Reference | None, Path]] = [
            (answer.label, target, target.path) for answer in answers for target in answer.targets
        ]
        if symbol.has_open_answer:
            exits.insert(0, ("ya", None, spec.decision.path))
        return exits
    if spec.next is not None:
        return [(None, target, target.path) for target in spec.next]
    if symbol.kind == END:
        return []
    return [(None, None, spec.path)]


def longest_time(sop: Sop, flow: Flow, calendar: Calendar) -> float:
    """Return the minutes of work that the longest way over forward arrows takes.

    A row counts once, with the upper end of a range; a per-unit time counts once; `bersama` has been
    counted in the row above.
    """
    minutes = {step.number: step.time.minutes(calendar) if step.time else 0.0 for step in sop.steps}
    best = [0.0] * len(flow.symbols)
    for symbol in flow.symbols:
        own = minutes[symbol.row]
        best[symbol.order] = max(
            [own]
            + [
                best[arrow.source] + (0 if flow.symbols[arrow.source].row == symbol.row else own)
                for arrow in flow.entering[symbol.order]
                if not arrow.is_return
            ]
        )
    return max(best, default=0.0)
