"""The new official page marked with what changed: new rows, changed ones, and ghosts of those that went.

The words themselves tell what was there before: “semula” (formerly) in a changed cell, “+” and “−” before the
items of a list.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sopkit.diff.model import Comparison
from sopkit.layout.chart import Mark as Ghost
from sopkit.model.flow import Flow, build_flow
from sopkit.model.sop import Executor, Sop, Step, Text
from sopkit.render.draw import Sheets, lay_out_marked, logo_of
from sopkit.render.identity import identity_data
from sopkit.render.marks import Mark, Marks
from sopkit.render.options import Options
from sopkit.render.subject import Subject
from sopkit.text import normalise


def redline(old: Sop, subject: Subject, comparison: Comparison, options: Options) -> Sheets:
    """Return the pages of the new version, `subject`, with what changed since `old` marked.

    Raises SopkitError where the new version's logo or font can't be used.
    """
    new = subject.sop
    merged = _Merged(old, new, comparison)
    steps = merged.steps()
    titles = subject.project.linked_titles(new) | subject.project.linked_titles(old)
    identity = _annotated(
        identity_data(old, titles, None), identity_data(new, titles, logo_of(subject.project))
    )
    marks = Marks(
        rows=merged.rows,
        symbols=merged.symbols(subject.flow),
        arrows=_new_arrows(merged, subject.flow),
        numbers={-number: f"({number}.)" for _, number in merged.removed},
        summary=f"Perbandingan versi {old.version} dengan versi {new.version}: {comparison.verdict.value}",
    )
    return lay_out_marked(
        replace(subject, sop=replace(new, steps=steps)), identity, marks, merged.ghosts(), options
    )


class _Merged:
    """Both versions as one list of rows: a removed row has the negative of its old number."""

    def __init__(self, old: Sop, new: Sop, comparison: Comparison) -> None:
        self.old, self.new = old, new
        self.before = {step.number: step for step in old.steps}
        self.partner = {n: o for o, n in comparison.steps if o is not None and n is not None}
        self.now = {o: n for n, o in self.partner.items()}
        kept = {o for o, n in comparison.steps if n is not None}
        self.removed = [
            (self._anchor(step.number), step.number) for step in old.steps if step.number not in kept
        ]
        self.rows: dict[int, Mark] = {-number: "hapus" for _, number in self.removed}
        changed = {change.new_step for change in comparison.changes if change.new_step is not None}
        for step in new.steps:
            if step.number not in self.partner:
                self.rows[step.number] = "baru"
            elif step.number in changed:
                self.rows[step.number] = "ubah"
        self.flow = build_flow(old)

    def _anchor(self, number: int) -> int:
        """Return the number of the new row after which the old row `number` stood; 0 for the beginning."""
        return next((self.now[n] for n in range(number - 1, 0, -1) if n in self.now), 0)

    def steps(self) -> tuple[Step, ...]:
        """Return the rows, each removed one after the row that it followed."""
        found: list[Step] = []
        for number in range(len(self.new.steps) + 1):
            if number:
                step = self.new.steps[number - 1]
                before = self.before.get(self.partner.get(step.number, 0))
                found.append(self._told(before, step) if before is not None else step)
            found += [self._ghost(old) for anchor, old in self.removed if anchor == number]
        return tuple(found)

    def _ghost(self, number: int) -> Step:
        return replace(self.before[number], number=-number, symbols=(), idle=())

    def _told(self, before: Step, step: Step) -> Step:
        """Return a row of the new version whose cells tell what they were before."""
        notes = [_formerly(before.note or "", step.note or "")]
        executors = self._executors(self.old, before), self._executors(self.new, step)
        if executors[0] != executors[1]:
            notes.append(f"(pelaksana semula: {', '.join(executors[0]) or '-'})")
        time, was = step.time, before.time.text if before.time is not None else ""
        if time is not None and was != time.text:
            time = time._replace(text=_formerly(was, time.text), is_shared=False)
        return replace(
            step,
            activity=_formerly(before.activity or "", step.activity or ""),
            inputs=_listed(before.inputs, step.inputs),
            outputs=_listed(before.outputs, step.outputs),
            time=time,
            note=" ".join(note for note in notes if note) or None,
        )

    @staticmethod
    def _executors(sop: Sop, step: Step) -> list[str]:
        names = {executor.id: executor.name for executor in sop.executors}
        return [names.get(reference.id, "") for spec in step.symbols for reference in spec.executors]

    def symbols(self, flow: Flow) -> dict[str, Mark]:
        """Return the marks of the symbols: as their row's, where they themselves are not what they were."""
        found: dict[str, Mark] = {ghost.id: "hapus" for ghost in self.ghosts()}
        for symbol in flow.symbols:
            mark = self.rows.get(symbol.row)
            before = self.before.get(self.partner.get(symbol.row, 0))
            if mark == "baru":
                found[symbol.id] = mark
            elif mark == "ubah" and before is not None:
                old_kinds = [one.kind for one in self.flow.symbols if one.row == before.number]
                step = self.new.steps[symbol.row - 1]
                is_other = self._executors(self.old, before) != self._executors(self.new, step)
                if is_other or symbol.kind not in old_kinds:
                    found[symbol.id] = mark
        return found

    def ghosts(self) -> list[Ghost]:
        """Return the symbols of the removed rows whose column is still there."""
        columns = {normalise(executor.name): executor.id for executor in self.new.executors}
        names: dict[str, Executor] = {executor.id: executor for executor in self.old.executors}
        gone = {number for _, number in self.removed}
        found: dict[int, Ghost] = {}
        for symbol in self.flow.symbols:
            executor = names.get(symbol.executor)
            column = columns.get(normalise(executor.name)) if executor else None
            if symbol.row in gone and column and symbol.row not in found:
                found[symbol.row] = Ghost(f"hapus-{symbol.row}", -symbol.row, column, symbol.kind, 0)
        return list(found.values())


def _new_arrows(merged: _Merged, flow: Flow) -> dict[tuple[str, str], Mark]:
    """Return the arrows that the old version does not have between the same rows."""

    def row(order: int) -> int:
        return merged.now.get(merged.flow.symbols[order].row, 0)

    known = {(row(arrow.source), row(arrow.target), arrow.label) for arrow in merged.flow.arrows}
    return {
        (flow.symbols[arrow.source].id, flow.symbols[arrow.target].id): "baru"
        for arrow in flow.arrows
        if (flow.symbols[arrow.source].row, flow.symbols[arrow.target].row, arrow.label) not in known
    }


def _formerly(old: str, new: str) -> str:
    if " ".join(old.split()) == " ".join(new.split()):
        return new
    return f"{new} (semula: {old or 'kosong'})".strip()


def _changed(old: str, new: str) -> str:
    """Return a field with “~” before it where it was another."""
    told = _formerly(old, new)
    return f"~ {told}" if told != new else new


def _listed(old: Sequence[Text], new: Sequence[Text]) -> tuple[Text, ...]:
    return tuple(Text(item, ()) for item in _items([one.value for one in old], [one.value for one in new]))


def _items(old: Sequence[str], new: Sequence[str]) -> list[str]:
    """Return the new items, those that came with “+”, and after them those that went with “−”."""
    before, now = {normalise(item) for item in old}, {normalise(item) for item in new}
    came = [item if normalise(item) in before else f"+ {item}" for item in new]
    return came + [f"− {item} (dihapus)" for item in old if normalise(item) not in now]


def _annotated(old: Any, new: Any) -> Any:
    """Return the new identity block in which what changed bears “~” and tells what it was."""
    if isinstance(new, dict):
        return {
            key: value
            if key in ("label", "logo", "size")
            else _annotated(old.get(key) if isinstance(old, dict) else None, value)
            for key, value in new.items()
        }
    if isinstance(new, str):
        return _changed(old, new) if isinstance(old, str) else new
    if isinstance(new, list) and all(isinstance(item, str) for item in new):
        return _items(old or [], new)
    if isinstance(new, list):
        return [_annotated(before, now) for before, now in zip(old, new, strict=True)]
    return new
