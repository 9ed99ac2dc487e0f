"""A change is told once, in the words of the domain, and what is no change is not told at all."""

import copy
from random import Random
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from sopkit.diff.compare import compare
from sopkit.diff.model import Change, Comparison, Verdict
from sopkit.model.build import build
from sopkit.model.duration import Calendar
from sopkit.model.flow import DECISION, build_flow
from sopkit.project.reading import read_sop
from sopkit.source.document import parse_document
from tests.conftest import CLEAN
from tests.diff.all_edits import EDITS
from tests.diff.edits import Draft, Told, holders, named, rename
from tests.sops import DUMPER, random_sop

SEEDS = st.integers(0, 10_000)
MIRRORED = {
    "ditambah": "dihapus", "dihapus": "ditambah", "dipecah": "digabung", "digabung": "dipecah",
}  # fmt: skip


def data(text: str) -> Any:
    return parse_document("a.sop.yaml", text.encode()).data


def compared(old: Any, new: Any) -> Comparison:
    sops = [
        build(side) if isinstance(side, dict) else read_sop(parse_document("", side.encode()))
        for side in (old, new)
    ]
    return compare(*sops, old_name="lama", new_name="baru", calendar=Calendar())


def codes(old: Any, new: Any) -> list[str]:
    return [change.code for change in compared(old, new).changes]


def draft_of(seed: int) -> Draft:
    """Return a draft of a random SOP with lists in which something can be taken out or reordered."""
    sop = data(random_sop(seed))
    sop["dasar_hukum"] += ["PP Nomor 28 Tahun 2012 tentang Pelaksanaan UU Kearsipan", "Kebiasaan setempat"]
    sop["pencatatan"] += ["Lembar disposisi", "Arsip digital"]
    sop["peralatan"] += ["Alat tulis kantor"]
    sop["keterkaitan"] = ["SOP Pengelolaan Arsip Inaktif", {"sop": "002/A", "hubungan": "terkait"}]
    return Draft(sop, Random(seed))


def edited(seed: int) -> Draft:
    rng = Random(seed)
    draft = draft_of(seed)
    for kind in rng.sample(sorted(EDITS), 6):
        draft.attempt(EDITS[kind])
    return draft


# What is no change.


def shuffled(value: Any, rng: Random) -> Any:
    """Return `value` with the keys of its mappings in another order, but where the order is content."""
    if isinstance(value, list):
        return [shuffled(item, rng) for item in value]
    if not isinstance(value, dict):
        return value
    keys = [*value]
    rng.shuffle(keys)
    return {key: value[key] if key in ("pelaksana", "cabang") else shuffled(value[key], rng) for key in keys}


def spelled_out(sop: Any) -> Any:
    """Return `sop` with its defaults written: version, kind of change, kinds of symbols, ways to the next row."""
    told = copy.deepcopy(sop)
    told.setdefault("versi", 1)
    told.setdefault("jenis_perubahan", "baru")
    flow = build_flow(build(sop))
    symbols = iter(flow.symbols)
    for number, row in enumerate(told["langkah"]):
        following = told["langkah"][number + 1] if number + 1 < len(told["langkah"]) else None
        for holder in holders(row):
            symbol = next(symbols)
            holder["jenis"] = symbol.kind
            if (
                holder is holders(row)[-1]
                and following
                and symbol.kind != DECISION
                and "lanjut" not in holder
                and symbol.kind != "selesai"
            ):
                holder["lanjut"] = following.setdefault("id", f"nomor-{number + 2}")
    return told


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_another_notation_is_no_change(seed: int) -> None:
    text = random_sop(seed)
    sop = data(text)
    commented = text.replace("\n", "  # catatan\n", 3)
    quoted = yaml.dump(yaml.load(text, yaml.BaseLoader), default_style='"', allow_unicode=True)
    flat = yaml.dump(shuffled(sop, Random(seed)), Dumper=DUMPER, default_flow_style=True)
    for other in (text, commented, quoted, flat, spelled_out(sop)):
        result = compared(sop, other)
        assert result.changes == ()
        assert result.verdict is Verdict.SAME


@settings(max_examples=60, deadline=None)
@given(SEEDS)
def test_other_ids_throughout_are_no_change(seed: int) -> None:
    sop = data(random_sop(seed))
    other = copy.deepcopy(sop)
    kept = named(other["langkah"])
    ids = [row["id"] for row in other["langkah"] if "id" in row]
    # The worst names: those of other steps, shifted by one.
    names = (
        dict(zip(ids, [*ids[1:], *ids[:1]], strict=True)) if seed % 2 else {name: f"x-{name}" for name in ids}
    )
    rename(other["langkah"], names | {name: f"y-{name}" for name in kept - set(ids)})
    for row in other["langkah"]:
        for holder in (row, *(row.get("simbol") or ())):
            if "id" in holder:
                holder["id"] = names.get(holder["id"], f"y-{holder['id']}")
    other["pelaksana"] = {f"z-{key}": name for key, name in sop["pelaksana"].items()}
    for row in other["langkah"]:
        for holder in holders(row):
            who = holder["pelaksana"]
            holder["pelaksana"] = f"z-{who}" if isinstance(who, str) else [f"z-{one}" for one in who]
    assert codes(sop, other) == []


@pytest.mark.parametrize(
    ("written", "instead"),
    [
        ("UU Nomor 43 Tahun 2009 tentang Kearsipan", "Undang-Undang No. 43 Tahun 2009 Tentang KEARSIPAN"),
        ("UU Nomor 43 Tahun 2009 tentang Kearsipan", "UU 43/2009"),
        ("waktu: 10 menit", "waktu: '10   menit'"),
        ("Mencatat surat dalam", "Mencatat  surat   dalam"),
        ("instansi: Komisi Pemilihan Umum Kota Contoh\n", ""),
    ],
)  # fmt: skip
def test_another_spelling_is_no_change(written: str, instead: str) -> None:
    assert codes(CLEAN, CLEAN.replace(written, instead)) == []


# What is one.


@pytest.mark.parametrize("kind", sorted(EDITS))
def test_an_edit_is_told_once_and_nothing_else(kind: str) -> None:
    drafts = [draft_of(seed) for seed in range(30)]
    made = [draft for draft in drafts if draft.attempt(EDITS[kind])]
    assert made
    for draft in made:
        assert Told.by(compared(draft.old, draft.new)) == draft.expected()


@settings(max_examples=150, deadline=None)
@given(SEEDS)
def test_the_reverse_mirrors_it(seed: int) -> None:
    draft = edited(seed)
    forth, back = compared(draft.old, draft.new), compared(draft.new, draft.old)
    assert sorted(map(mirrored, forth.changes), key=str) == sorted(back.changes, key=str)
    assert forth.effect == back.effect[::-1]


@settings(max_examples=60, deadline=None)
@given(SEEDS, SEEDS)
def test_the_reverse_mirrors_unlike_sops(seed: int, other: int) -> None:
    old, new = (data(random_sop(one, rows=12)) for one in (seed, other))
    forth, back = compared(old, new), compared(new, old)
    assert sorted(map(mirrored, forth.changes), key=str) == sorted(back.changes, key=str)


def mirrored(change: Change) -> Change:
    name, _, action = change.code.rpartition("-")
    flipped = {"+": "-", "-": "+"}
    return Change(
        f"{name}-{MIRRORED.get(action, action)}",
        change.severity,
        change.new,
        change.old,
        change.new_path,
        change.old_path,
        change.new_step,
        change.old_step,
        tuple(
            (key, flipped[text[0]] + text[1:] if key == "selisih" else text) for key, text in change.detail
        ),
    )
