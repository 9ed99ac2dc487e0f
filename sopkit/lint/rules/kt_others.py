"""KT: the other end. The linked SOP counts, names this one in turn, and in the same sense."""

from collections.abc import Iterator
from pathlib import Path as FilePath

from sopkit.lint.finding import Severity
from sopkit.lint.rule import Hit, Principle, set_rule
from sopkit.lint.subject import Collection
from sopkit.locale.message import N_, Message, message
from sopkit.model.sop import Link, Path
from sopkit.project.links import INVERSE
from sopkit.project.register import Entry, Register


@set_rule(
    "KT005",
    "tak-berbalas",
    Severity.INFO,
    Principle.KS,
    summary=N_("the linked SOP does not link back"),
    why=N_("Links are read from both ends: who works from the other SOP should learn of this one too."),
    source=N_("Consistency with other procedures is one of the drafting principles (secondary)."),
    wrong="keterkaitan:\n  - {sop: 002/SOP/2026, hubungan: mendahului}   # 002 names no SOP\n",
    right="keterkaitan:\n  - {sop: 002/SOP/2026, hubungan: mendahului}   # 002 names this one as mengikuti\n",
)
def not_returned(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    register = collection.register
    known: dict[str, frozenset[str]] = {}
    for entry in register.entries:
        if not entry.is_target or not entry.is_current:
            continue
        for link in entry.links:
            other = register.linked(entry, link.target) if link.target else None
            if other is None or other is entry or not other.is_current:
                continue
            if other.name not in known:
                known[other.name] = _linked_from(register, other)
            if entry.name not in known[other.name]:
                yield (
                    entry.file,
                    Hit(
                        (*link.path, "sop"),
                        message("“{target}” does not link back to this SOP", target=link.target),
                        _remedy(entry, link, other),
                        elsewhere=((other.file, ("keterkaitan",)),),
                    ),
                )


def _remedy(entry: Entry, link: Link, other: Entry) -> Message:
    if link.relation not in INVERSE:
        return message("add “{number}” to the “keterkaitan” of {file}", number=entry.called, file=other.name)
    return message(
        "add “{number}” with “hubungan: {relation}” to the “keterkaitan” of {file}",
        number=entry.called,
        relation=INVERSE[link.relation],
        file=other.name,
    )


def _linked_from(register: Register, entry: Entry) -> frozenset[str]:
    """Return the names of the files that `entry` leads to, by a link or a step carried out there."""
    targets = [link.target for link in entry.links if link.target]
    targets += [handover.id for handover in entry.handovers]
    found = (register.linked(entry, target) for target in targets)
    return frozenset(other.name for other in found if other is not None)


@set_rule(
    "KT007",
    "tak-berlaku-lagi",
    Severity.WARNING,
    Principle.KP,
    summary=N_("a link to an SOP that was replaced or withdrawn"),
    why=N_(
        "Who follows the link works by a procedure that binds nobody any more, and does not learn of the one "
        "that took its place."
    ),
    source=N_(
        "Only one version of an SOP is in force (secondary); “Keterkaitan” names the SOPs that are directly "
        "linked with this one (common practice)."
    ),
    wrong="keterkaitan:\n  - {sop: 001/SOP/2022, hubungan: terkait}   # 001 has “status: digantikan”\n",
    right="keterkaitan:\n  - {sop: 002/SOP/2026, hubungan: terkait}   # 002 replaces 001\n",
)
def no_longer_in_force(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    register = collection.register
    if all(entry.is_current for entry in register.entries):
        return
    heirs = _heirs(register)
    for entry in register.entries:
        if not entry.is_target or not entry.is_current:
            continue
        written = [((*link.path, "sop"), link.target) for link in entry.links if link.target]
        for path, target in (*written, *((other.path, other.id) for other in entry.handovers)):
            other = register.linked(entry, target)
            if other is not None and not other.is_current:
                yield entry.file, _lapse(entry, path, target, other, heirs.get(other.name))


def _heirs(register: Register) -> dict[str, Entry]:
    """Return by file name which SOP that counts took the place of each one, over others or at once."""
    heirs: dict[str, Entry] = {}
    for entry in register.entries:
        old = register.linked(entry, entry.replaces) if entry.replaces else None
        if old is not None and (old.name not in heirs or entry.is_current):
            heirs[old.name] = entry
    found = ((name, _last(name, heirs)) for name in heirs)
    return {name: heir for name, heir in found if heir.is_current}


def _last(name: str, heirs: dict[str, Entry]) -> Entry:
    passed: set[str] = set()
    while not (heir := heirs[name]).is_current and heir.name in heirs and name not in passed:
        passed.add(name)
        name = heir.name
    return heir


def _lapse(entry: Entry, path: Path, target: str, other: Entry, heir: Entry | None) -> Hit:
    return Hit(
        path,
        message("“{target}” is no longer in force ({status})", target=target, status=other.status),
        message("take it out, or name the SOP that is in force instead")
        if heir is None
        else message("take it out: “menggantikan” names it already")
        if heir is entry
        else message("name “{number}”, which replaces it", number=heir.called),
        elsewhere=((other.file, ("status",)),),
    )


@set_rule(
    "KT008",
    "hubungan-bertentangan",
    Severity.WARNING,
    Principle.KS,
    summary=N_("two SOPs that contradict each other about their link"),
    why=N_(
        "When each of two SOPs says that the other comes first, the reader doesn't know where to begin, and "
        "every map of them is wrong."
    ),
    source=N_("Consistency with other procedures is one of the drafting principles (secondary)."),
    wrong="keterkaitan:\n  - {sop: 002/SOP/2026, hubungan: mendahului}   # 002 says mendahului as well\n",
    right="keterkaitan:\n  - {sop: 002/SOP/2026, hubungan: mendahului}   # 002 says mengikuti\n",
)
def contradiction(collection: Collection) -> Iterator[tuple[FilePath, Hit]]:
    # Two that both call the other makro, or mikro, are a circle, which KT006 tells.
    register = collection.register
    for entry in register.entries:
        for name, links in _by_target(register, entry).items() if entry.is_target else ():
            other = register.by_name[name]
            if other.is_target and other.name < entry.name:  # told there
                continue
            back = _by_target(register, other).get(entry.name, [])
            if back and not any(_agree(one, its) for one in links for its in back):
                yield entry.file, _contradiction(links[0], other, back[0])


def _by_target(register: Register, entry: Entry) -> dict[str, list[Link]]:
    """Return the links of `entry` to other SOPs that count, by file name."""
    found: dict[str, list[Link]] = {}
    for link in entry.links if entry.is_current else ():
        other = register.linked(entry, link.target) if link.target else None
        if other is not None and other is not entry and other.is_current:
            found.setdefault(other.name, []).append(link)
    return found


def _agree(link: Link, back: Link) -> bool:
    if link.relation not in INVERSE or back.relation not in INVERSE:
        return True
    return back.relation == INVERSE[link.relation] or (
        link.relation == back.relation and link.relation in ("makro", "mikro")
    )


def _contradiction(link: Link, other: Entry, back: Link) -> Hit:
    return Hit(
        (*link.path, "hubungan"),
        message(
            "“{target}” is “{relation}” here, but has this SOP as its “{back}”",
            target=link.target,
            relation=link.relation,
            back=back.relation,
        ),
        message(
            "write “hubungan: {inverse}” in {file}, or “hubungan: {relation}” here",
            inverse=INVERSE[link.relation or "terkait"],
            file=other.name,
            relation=INVERSE[back.relation or "terkait"],
        ),
        # The one only says less than the other.
        severity=Severity.INFO if "terkait" in (link.relation, back.relation) else None,
        elsewhere=((other.file, (*back.path, "hubungan")),),
    )
