"""DF: the set. One number, one activity and one version in force are one SOP."""

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path as FilePath

from sopkit.lint.finding import Severity
from sopkit.lint.rule import Hit, Principle, set_rule
from sopkit.lint.subject import Collection
from sopkit.locale.message import N_, Message, message
from sopkit.model.canonical import content
from sopkit.model.sop import Path, Sop
from sopkit.project.discovery import from_here
from sopkit.project.history import Versions
from sopkit.project.register import Entry
from sopkit.text import words

_ALIKE = 0.8
_LEAST_STEPS = 4
_RARE = 30
"""A step is rare when it occurs in at most so many SOPs: only those that share a rare one are compared."""
_TITLE_FILLERS = frozenset({"dan", "serta", "di", "pada"})
_SOP_WORDS = (("sop",), ("standar", "operasional", "prosedur"))


@set_rule(
    "DF001",
    "nomor-ganda",
    Severity.ERROR,
    Principle.KP,
    summary=N_("one number on two SOPs"),
    why=N_("A number stands for one SOP. With two under it nobody knows which one a link or a letter means."),
    source=N_(
        "The number of the SOP follows the agency's tata naskah dinas (PermenPANRB 35/2012, identity part, "
        "item 2)."
    ),
    wrong="# a.sop.yaml dan b.sop.yaml\nnomor: 001/RT.02-SOP/3576/2026\n",
    right="# a.sop.yaml\nnomor: 001/RT.02-SOP/3576/2026\n# b.sop.yaml\nnomor: 002/RT.02-SOP/3576/2026\n",
)
def one_number_twice(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    groups: dict[str, list[Entry]] = {}
    for entry in collection.register.entries:
        number = "".join((entry.number or "").split()).casefold()
        if entry.is_current and any(sign.isdecimal() for sign in number):
            groups.setdefault(number, []).append(entry)
    for entry, other in _repeated(groups.values()):
        yield (
            entry.file,
            Hit(
                ("nomor",),
                message("“{number}” is also the number of {other}", number=entry.number, other=other.name),
                message("give one of them a number of its own, or set the older one to “digantikan”"),
                elsewhere=((other.file, ("nomor",)),),
            ),
        )


def _repeated(groups: Iterable[list[Entry]]) -> Iterator[tuple[Entry, Entry]]:
    """Yield each target that repeats what the first SOP of its group has, and that first one.

    Where the first one is the only target, it is told itself, with the second.
    """
    for group in groups:
        targets = [entry for entry in group[1:] if entry.is_target]
        for entry in targets:
            yield entry, group[0]
        if not targets and len(group) > 1 and group[0].is_target:
            yield group[0], group[1]


@set_rule(
    "DF002",
    "judul-mirip",
    Severity.WARNING,
    Principle.KS,
    summary=N_("two SOPs about the same activity"),
    why=N_("The same activity has the same SOP. Two of them drift apart, and each unit follows its own."),
    source=N_("“Same activity, same SOP” (secondary: trainers of the ministry)."),
    wrong="# a.sop.yaml\njudul: Pengelolaan Surat Masuk\n# b.sop.yaml\njudul: SOP Pengelolaan Surat Masuk\n",
    right="# a.sop.yaml\njudul: Pengelolaan Surat Masuk\n# b.sop.yaml\njudul: Pengelolaan Surat Keluar\n",
)
def same_activity(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    current = [entry for entry in collection.register.entries if entry.is_current]
    by_title: dict[tuple[str, ...], list[Entry]] = {}
    for entry in current:
        if title := _subject(entry.title or ""):
            by_title.setdefault(title, []).append(entry)
    told: set[str] = set()
    for entry, other in _repeated(by_title.values()):
        if _is_known_pair(entry, other):
            continue
        told |= {entry.name, other.name}
        yield (
            entry.file,
            Hit(
                ("judul",),
                message("“{title}” is also the title of {other}", title=entry.title, other=other.name),
                message("keep one SOP for the activity, or say in the titles what sets them apart"),
                elsewhere=((other.file, ("judul",)),),
            ),
        )
    for entry, other, share in _alike([entry for entry in current if len(entry.steps) >= _LEAST_STEPS]):
        if entry.name in told or _is_known_pair(entry, other):
            continue
        yield (
            entry.file,
            Hit(
                ("langkah",),
                message("{share} % of the steps are those of {other}", share=share, other=other.name),
                message(
                    "keep one SOP for the activity, or put the shared steps into an SOP that both link to"
                ),
                role="key",
                elsewhere=((other.file, ("langkah",)),),
            ),
        )


def _subject(title: str) -> tuple[str, ...]:
    """Return the words of `title` that tell it apart: without “SOP” before them, and without “dan”."""
    known = words(title)
    for lead in _SOP_WORDS:
        if known[: len(lead)] == lead:
            known = known[len(lead) :]
    return tuple(word for word in known if word not in _TITLE_FILLERS)


def _is_known_pair(one: Entry, other: Entry) -> bool:
    """Tell whether one SOP replaces the other, or both have one number, which DF001 tells."""
    if one.number is not None and one.number == other.number:
        return True
    return (one.replaces is not None and one.replaces == other.number) or (
        other.replaces is not None and other.replaces == one.number
    )


def _alike(entries: list[Entry]) -> Iterator[tuple[Entry, Entry, int]]:
    """Yield each target with the SOP that has most of its steps, and how many in a hundred.

    SOPs with just the same steps stand together, and one of each group is compared with those that share
    a rare step: the work grows with the number of steps, not of pairs.
    """
    same: dict[frozenset[str], list[Entry]] = {}
    for entry in entries:
        same.setdefault(entry.steps, []).append(entry)
    for entry, other in _repeated(same.values()):
        yield entry, other, 100
    firsts = [group[0] for group in same.values()]
    holders: dict[str, list[Entry]] = {}
    for entry in firsts:
        for step in entry.steps:
            holders.setdefault(step, []).append(entry)
    paired: set[str] = set()
    for entry in firsts:
        if not entry.is_target:
            continue
        shared: Counter[str] = Counter()
        others: dict[str, Entry] = {}
        for step in entry.steps:
            if len(holders[step]) <= _RARE:
                for other in holders[step]:
                    others[other.name] = other
        for name, other in others.items():
            if other is not entry and name not in paired:
                shared[name] = round(
                    100 * len(entry.steps & other.steps) / max(len(entry.steps), len(other.steps))
                )
        if (
            shared
            and (best := min(shared, key=lambda name: (-shared[name], name)))
            and shared[best] >= 100 * _ALIKE
        ):
            paired.add(entry.name)
            yield entry, others[best], shared[best]


@set_rule(
    "DF003",
    "dua-versi-berlaku",
    Severity.ERROR,
    Principle.KP,
    summary=N_("a replaced SOP that is still in force"),
    why=N_("While both are in force, two officials may follow two procedures and both be right."),
    source=N_(
        "Only one version of an SOP is in force (secondary); two versions in use at once is a complaint of "
        "reviewers."
    ),
    wrong="""\
# lama.sop.yaml
nomor: 001/SOP/2022
status: berlaku
# baru.sop.yaml
menggantikan: 001/SOP/2022
status: berlaku
""",
    right="""\
# lama.sop.yaml
nomor: 001/SOP/2022
status: digantikan
# baru.sop.yaml
menggantikan: 001/SOP/2022
status: berlaku
""",
)
def both_in_force(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    register = collection.register
    for new in register.entries:
        if new.status != "berlaku" or not new.replaces:
            continue
        for old in register.by_number.get(new.replaces, ()):
            if old is new or old.status != "berlaku":
                continue
            if old.is_target:
                yield (
                    old.file,
                    Hit(
                        ("status",),
                        message("this SOP is in force, but {other} in force replaces it", other=new.name),
                        message("write “status: digantikan”"),
                        elsewhere=((new.file, ("menggantikan",)),),
                    ),
                )
            elif new.is_target:
                yield (
                    new.file,
                    Hit(
                        ("menggantikan",),
                        message(
                            "“{number}”, which this SOP replaces, is still in force", number=new.replaces
                        ),
                        message("write “status: digantikan” in {other}", other=old.name),
                        elsewhere=((old.file, ("status",)),),
                    ),
                )


@set_rule(
    "DF004",
    "berubah-tanpa-revisi",
    Severity.WARNING,
    Principle.KP,
    summary=N_("an SOP in force was changed without a new version"),
    why=N_(
        "Whoever holds the printed page can't tell that it is out of date unless version, revision date and "
        "history say so. Comments, quotes and the order of keys are no change."
    ),
    source=N_("The identity part carries the date of revision (PermenPANRB 35/2012, identity part, item 4)."),
    wrong="versi: 1   # langkahnya berbeda dari yang berlaku\ntanggal: {revisi: null}\n",
    right=(
        "versi: 2\ntanggal: {revisi: 2026-02-01}\n"
        "riwayat:\n  - {versi: 2, tanggal: 2026-02-01, jenis: perubahan, uraian: Menambah pemeriksaan}\n"
    ),
)
def changed_silently(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    targets = [entry.file for entry in collection.register.entries if entry.is_target]
    for versions in collection.changed(targets):
        if versions.old.status != "berlaku" or not versions.new.is_current:
            continue
        changed = _changed_keys(versions)
        missing = _not_raised(versions.old, versions.new) if changed else {}
        if missing:
            yield (
                versions.file,
                Hit(
                    next(iter(missing.values())),
                    message(
                        "{changed} changed since the version in force, but not {missing}",
                        changed=", ".join(changed),
                        missing=", ".join(missing),
                    ),
                    _raising(versions, missing),
                ),
            )


def _raising(versions: Versions, missing: dict[str, Path]) -> Message:
    if "riwayat" not in missing:  # bump would add one more entry
        return message("make {missing} fit the newest entry of “riwayat”", missing=", ".join(missing))
    name = from_here(versions.file).as_posix()
    return message(
        "run “{command}”, with perbaikan instead of perubahan where only words changed",
        command='sopkit bump {} --jenis perubahan --uraian "…"'.format(f'"{name}"' if " " in name else name),
    )


def _changed_keys(versions: Versions) -> list[str]:
    old, new = content(versions.old), content(versions.new)
    if versions.new.agency is None or versions.old.agency is None:
        del old["instansi"]  # it may have moved to or from sopkit.yaml
    if all(not was or was == now for was, now in zip(old["pengesahan"], new["pengesahan"], strict=True)):
        del old["pengesahan"]  # who signs may only become known when it is signed
    keys = {"langkah" if key == "panah" else key: None for key in old if old[key] != new[key]}
    return list(keys)


def _not_raised(old: Sop, new: Sop) -> dict[str, Path]:
    """Return what should have been raised and was not, and where it stands."""
    is_dated = new.version > old.version and new.is_version_dated  # two versions may be of one day
    revised = new.dates.revised is not None and (
        is_dated or old.dates.revised is None or new.dates.revised > old.dates.revised
    )
    checks: list[tuple[str, Path, bool]] = [
        ("versi", ("versi",), new.version > old.version),
        ("tanggal.revisi", ("tanggal", "revisi"), revised),
        ("riwayat", ("riwayat",), len(new.history) > len(old.history)),
    ]
    return {name: path for name, path, is_raised in checks if not is_raised}
