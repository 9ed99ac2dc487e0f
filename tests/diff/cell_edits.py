"""Known edits of the cells of a row: its text, its symbol and where that leads, its standard and its note."""

from collections.abc import Callable

from sopkit.diff.model import Severity
from tests.diff.edits import MARK, Draft, Edit, Row, cell, holders, is_plain
from tests.sops import NOTES, VERBS


def _any_row(draft: Draft, part: str, fits: Callable[[Row], bool] = lambda _: True) -> Row | None:
    """Return a row whose `part` no edit has touched; one in three times one that was edited elsewhere."""
    rows = [
        row
        for row in draft.rows
        if row[MARK] not in draft.touched and (row[MARK], part) not in draft.cells and fits(row)
    ]
    edited = [row for row in rows if any(row[MARK] == mark for mark, _ in draft.cells)]
    if not rows:
        return None
    row = draft.rng.choice(edited if edited and draft.rng.random() < 1 / 3 else rows)
    draft.cells.add((row[MARK], part))
    return row


def reword(draft: Draft) -> bool:
    """The activity says the same in slightly other words."""
    row = _any_row(draft, "activity", lambda row: len((row.get("kegiatan") or "").split()) > 2)
    if row is None:
        return False
    text = row["kegiatan"]
    row["kegiatan"] = draft.rng.choice(
        (
            text.upper(),
            f"{text}.",
            text.replace(" ", " yang ", 2).replace(" yang ", " ", 1),
            f"{text} tersebut",
        )
    )
    draft.expect("kegiatan-diubah", row, Severity.EDITORIAL)
    return True


def replace_activity(draft: Draft) -> bool:
    """The row does something else with the same papers."""
    row = _any_row(draft, "activity", lambda row: bool(row.get("kegiatan")))
    if row is None:
        return False
    row["kegiatan"] = draft.fresh_row()["kegiatan"]
    draft.expect("kegiatan-diubah", row)
    return True


def replace_verb(draft: Draft) -> bool:
    """Another verb with the same object."""
    row = _any_row(draft, "activity", lambda row: len((row.get("kegiatan") or "").split()) > 1)
    if row is None:
        return False
    verb, rest = row["kegiatan"].split(" ", 1)
    row["kegiatan"] = f"{draft.rng.choice([one for one in VERBS if one != verb])} {rest}"
    draft.expect("kegiatan-diubah", row)
    return True


def change_executor(draft: Draft) -> bool:
    """Someone else does the row."""
    row = _any_row(
        draft,
        "executor",
        lambda row: isinstance(row.get("pelaksana"), str) and _is_often(draft, row["pelaksana"]),
    )
    if row is None or (who := draft.executor(row["pelaksana"])) is None:
        return False
    row["pelaksana"] = who
    draft.expect("pelaksana-langkah-diubah", row)
    return True


def _is_often(draft: Draft, who: str) -> bool:
    return sum(holder.get("pelaksana") == who for row in draft.rows for holder in holders(row)) > 1


def make_decision(draft: Draft) -> bool:
    """A box becomes a decision with a return."""
    row = _any_row(draft, "flow", lambda row: is_plain(row) and row is not draft.rows[0])
    if row is None or row is draft.rows[-1]:
        return False
    at = draft.rows.index(row)
    row["keputusan"] = {"tanya": "Sudah benar?", "tidak": draft.id_of(draft.rows[draft.rng.randrange(at)])}
    draft.expect("jenis-simbol-diubah", row)
    return True


def unmake_decision(draft: Draft) -> bool:
    """A decision becomes a box."""
    row = _any_row(draft, "flow", lambda row: "keputusan" in row and "simbol" not in row)
    if row is None:
        return False
    decision = row.pop("keputusan")
    if decision.get("ya") is not None:
        row["lanjut"] = decision["ya"]
    draft.expect("jenis-simbol-diubah", row)
    return True


def change_question(draft: Draft) -> bool:
    """A decision asks something else."""
    row = _any_row(draft, "flow", lambda row: isinstance(row.get("keputusan"), dict))
    if row is None:
        return False
    row["keputusan"]["tanya"] = "Berkas sudah ditandatangani lengkap?"
    draft.expect("pertanyaan-diubah", row)
    return True


def change_target(draft: Draft) -> bool:
    """An answer leads to another old row."""
    row = _any_row(draft, "flow", lambda row: isinstance((row.get("keputusan") or {}).get("tidak"), str))
    targets = [
        one for one in draft.rows if one.get("id") and one[MARK] not in draft.touched and "simbol" not in one
    ]
    if row is None or not targets:
        return False
    target = draft.rng.choice(targets)
    if target["id"] == row["keputusan"]["tidak"]:
        return False
    draft.touch(target)
    row["keputusan"]["tidak"] = target["id"]
    draft.expect("tujuan-jawaban-diubah", row)
    return True


def add_answer(draft: Draft) -> bool:
    """A decision by branches gets one more."""
    row = _any_row(draft, "flow", lambda row: isinstance((row.get("keputusan") or {}).get("cabang"), dict))
    if row is None:
        return False
    row["keputusan"]["cabang"]["Lain-lain"] = draft.id_of(draft.rows[0])
    draft.expect("jawaban-ditambah", row)
    return True


def remove_answer(draft: Draft) -> bool:
    """A decision by branches loses one."""
    row = _any_row(draft, "flow", lambda row: len((row.get("keputusan") or {}).get("cabang") or ()) > 1)
    if row is None:
        return False
    row["keputusan"]["cabang"].popitem()
    draft.expect("jawaban-dihapus", row)
    return True


def rename_answer(draft: Draft) -> bool:
    """A branch is called otherwise."""
    row = _any_row(draft, "flow", lambda row: bool((row.get("keputusan") or {}).get("cabang")))
    if row is None:
        return False
    branches = row["keputusan"]["cabang"]
    label = next(iter(branches))
    branches["Perkara lain"] = branches.pop(label)
    draft.expect("jawaban-diubah", row)
    return True


def change_flow(draft: Draft) -> bool:
    """A box leads to an old row that is not the next."""
    rows = draft.rows
    at = next(draft.places(lambda at: at < len(rows) - 3 and is_plain(rows[at]), 2), None)
    if at is None:
        return False
    targets = [row for row in rows[at + 2 :] if row[MARK] not in draft.touched]
    if not targets:
        return False
    target = draft.rng.choice(targets)
    draft.touch(*draft.around(at), target)
    rows[at]["lanjut"] = draft.id_of(target)
    draft.expect("alur-diubah", rows[at])
    return True


def _item_added(key: str) -> Edit:
    def edit(draft: Draft) -> bool:
        row = _any_row(draft, key)
        if row is None:
            return False
        items = cell(row, key)
        items.insert(draft.rng.randint(0, len(items)), "Kuitansi bermeterai")
        draft.expect(f"{key}-ditambah", row)
        return True

    return edit


def _item_removed(key: str) -> Edit:
    def edit(draft: Draft) -> bool:
        row = _any_row(draft, key, lambda row: bool((row.get("mutu_baku") or {}).get(key)))
        if row is None:
            return False
        items = cell(row, key)
        del items[draft.rng.randrange(len(items))]
        draft.expect(f"{key}-dihapus", row)
        return True

    return edit


def change_time(draft: Draft) -> bool:
    """The row takes longer."""
    row = _any_row(draft, "time")
    if row is None:
        return False
    cell(row, "output")
    row["mutu_baku"]["waktu"] = draft.rng.choice(("3 hari kerja 15 menit", "45 menit", "maksimal 4 jam"))
    draft.expect("waktu-diubah", row)
    return True


def change_note(draft: Draft) -> bool:
    """The row has another note."""
    row = _any_row(draft, "note")
    if row is None:
        return False
    before = row.get("keterangan")
    row["keterangan"] = draft.rng.choice([note for note in NOTES if note != before])
    # All other notes say “tidak”, “dapat” or “paling”, on which a meaning turns.
    is_plain = {before, row["keterangan"]} <= {None, "Tembusan"}
    draft.expect("keterangan-diubah", row, Severity.EDITORIAL if is_plain else Severity.SUBSTANTIAL)
    return True


CELL_EDITS: dict[str, Edit] = {
    "activity reworded": reword,
    "activity replaced": replace_activity,
    "verb replaced": replace_verb,
    "executor of a step": change_executor,
    "box to decision": make_decision,
    "decision to box": unmake_decision,
    "question": change_question,
    "target of an answer": change_target,
    "answer added": add_answer,
    "answer removed": remove_answer,
    "answer renamed": rename_answer,
    "arrow of a box": change_flow,
    "requirement added": _item_added("kelengkapan"),
    "requirement removed": _item_removed("kelengkapan"),
    "output added": _item_added("output"),
    "output removed": _item_removed("output"),
    "time": change_time,
    "note": change_note,
}
"""Edits of cells, by what they do."""
