"""Known edits of whole rows: added, removed, replaced, moved, split and merged."""

from tests.diff.edits import Draft, Edit, Row, cell, falls_through, is_plain, named, rename
from tests.sops import OBJECTS, VERBS


def add_step(draft: Draft) -> bool:
    """A row is put in; who led to the one after it by its name leads to the new one."""
    for at in draft.places(lambda at: at > 0 and falls_through(draft.rows[at - 1]), 1):
        who = draft.executor()
        if who is None:
            return False
        row = draft.fresh_row(pelaksana=who)
        draft.touch(*draft.around(at), row)
        draft.rows.insert(at, row)
        draft.expect("langkah-ditambah", row)
        return True
    return False


def add_step_named(draft: Draft) -> bool:
    """A row is put in behind a decision that names its way, which now leads to the new row."""
    for at in draft.places(lambda at: at > 0 and leads_by_name(draft.rows[at - 1], draft.rows[at]), 1):
        row = draft.fresh_row(pelaksana=draft.executor(), lanjut=draft.id_of(draft.rows[at]))
        name = draft.id_of(row)
        rename([draft.rows[at - 1]], {draft.rows[at]["id"]: name})
        draft.touch(*draft.around(at), row)
        draft.rows.insert(at, row)
        draft.expect("langkah-ditambah", row)
        return True
    return False


def leads_by_name(row: Row, following: Row) -> bool:
    return "keputusan" in row and following.get("id") in named([row]) and "simbol" not in following


def remove_step(draft: Draft) -> bool:
    """A plain row is taken out; who led to it by its name leads to the next one."""

    def fits(at: int) -> bool:
        return 0 < at < len(draft.rows) - 1 and len(draft.rows) > 3 and is_plain(draft.rows[at])

    for at in draft.places(fits, 1):
        row = draft.rows[at]
        draft.touch(*draft.around(at))
        del draft.rows[at]
        if row.get("id") in named(draft.rows):
            rename(draft.rows, {row["id"]: draft.id_of(draft.rows[at])})
        draft.expect("langkah-dihapus", row)
        return True
    return False


def move_step(draft: Draft) -> bool:
    """A plain row, led to and leaving by default only, goes to another place of that kind."""
    rows = draft.rows

    def fits(at: int) -> bool:
        return (
            0 < at < len(rows) - 1
            and is_plain(rows[at])
            and falls_through(rows[at - 1])
            and rows[at].get("id") not in named(rows)
        )

    for at in draft.places(fits, 1):
        far = [
            to
            for to in draft.places(lambda to: to > 0 and falls_through(rows[to - 1]), 1)
            if abs(to - at) > 3
        ]
        if far:
            row, to = rows[at], far[0]
            draft.touch(*draft.around(at), *draft.around(to))
            del rows[at]
            rows.insert(to if to < at else to - 1, row)
            draft.expect("langkah-dipindah", row)
            return True
    return False


def replace_step(draft: Draft) -> bool:
    """A plain row gives way to another one, which has another name and does something else."""
    at = next(draft.places(lambda at: at < len(draft.rows) - 1 and is_plain(draft.rows[at]), 1), None)
    who = None if at is None else draft.executor(draft.rows[at]["pelaksana"])
    if at is None or who is None:
        return False
    row = draft.rows[at]
    fresh = draft.fresh_row(pelaksana=who)
    if set(fresh["kegiatan"].split()) & set((row.get("kegiatan") or "").split()):
        return False
    draft.touch(*draft.around(at), fresh)
    draft.rows[at] = fresh
    if row.get("id") in named(draft.rows):
        rename(draft.rows, {row["id"]: draft.id_of(fresh)})
    elif "id" in row:
        draft.id_of(fresh)
    draft.expect("langkah-dihapus", row)
    draft.expect("langkah-ditambah", fresh)
    return True


def split_step(draft: Draft) -> bool:
    """A row that did two things becomes two rows."""
    for at in draft.places(lambda at: at < len(draft.rows) - 1 and is_plain(draft.rows[at]), 1):
        row = draft.rows[at]
        (one, other), thing = draft.rng.sample(VERBS, 2), draft.rng.choice(OBJECTS)
        draft.old_row(row)["kegiatan"] = f"{one} dan {other.lower()} {thing}"
        row["kegiatan"] = f"{one} {thing}"
        second = draft.fresh_row(pelaksana=row["pelaksana"]) | {"kegiatan": f"{other} {thing}"}
        second["mutu_baku"]["output"] = cell(row, "output")
        row["mutu_baku"] = row["mutu_baku"] | {"output": [f"{thing.capitalize()} {one.lower()}"]}
        draft.touch(*draft.around(at), second)
        draft.rows.insert(at + 1, second)
        draft.expect("langkah-dipecah", row)
        return True
    return False


def merge_steps(draft: Draft) -> bool:
    """Two rows of one executor become one that does both."""
    rows = draft.rows

    def fits(at: int) -> bool:
        return (
            at < len(rows) - 2
            and is_plain(rows[at])
            and is_plain(rows[at + 1])
            and rows[at + 1].get("id") not in named(rows)
        )

    for at in draft.places(fits, 2):
        first, second = rows[at], rows[at + 1]
        (one, other), thing = draft.rng.sample(VERBS, 2), draft.rng.choice(OBJECTS)
        draft.old_row(first)["kegiatan"] = f"{one} {thing}"
        draft.old_row(second)["kegiatan"] = f"{other} {thing}"
        first["kegiatan"] = f"{one}, lalu {other.lower()} {thing}"
        draft.touch(*draft.around(at, 2))
        cell(first, "output")[:] = cell(second, "output")
        del rows[at + 1]
        draft.expect("langkah-digabung", first)
        return True
    return False


STEP_EDITS: dict[str, Edit] = {
    "step added": add_step,
    "step added on a named way": add_step_named,
    "step removed": remove_step,
    "step replaced": replace_step,
    "step moved": move_step,
    "step split": split_step,
    "steps merged": merge_steps,
}
"""Edits of whole rows, by what they do."""
