"""What is wrong with links beyond what lint finds.

Two SOPs contradict each other, an order goes round in a circle, a link leads to what is no longer in force.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sopkit.lint.rule import Hit
from sopkit.locale.message import message
from sopkit.model.sop import Link
from sopkit.project.links import INVERSE, circles, successions
from sopkit.project.register import Entry, Register

Found = Iterator[tuple[Path, Hit]]
_MOST_CIRCLES = 50


def lapsed(register: Register) -> Found:
    """Yield the links of SOPs that count to SOPs that were replaced or withdrawn."""
    heirs = {
        old.name: entry
        for entry in register.entries
        if entry.is_current and entry.replaces and (old := register.linked(entry, entry.replaces)) is not None
    }
    for entry in register.entries if heirs or not all(one.is_current for one in register.entries) else ():
        written = [((*link.path, "sop"), link.target) for link in entry.links if link.target]
        for path, target in (*written, *((other.path, other.id) for other in entry.handovers)):
            other = register.linked(entry, target)
            if entry.is_current and other is not None and not other.is_current:
                yield entry.file, _lapse(entry, path, target, other, heirs.get(other.name))


def _lapse(entry: Entry, path: tuple[str | int, ...], target: str, other: Entry, heir: Entry | None) -> Hit:
    return Hit(
        path,
        message("“{target}” is no longer in force ({status})", target=target, status=other.status),
        message("take the link out, or name the SOP that is in force instead")
        if heir is None
        else message("take the link out: “menggantikan” names it already")
        if heir is entry
        else message("name “{number}”, which replaces it", number=_called(heir)),
        elsewhere=((other.file, ("status",)),),
    )


def contradictions(register: Register) -> Found:
    """Yield, once for each pair of SOPs that count, where the one says something else than the other.

    Two that both call the other makro, or mikro, are a circle, which KT006 tells.
    """
    for entry in register.entries:
        for name, links in _by_target(register, entry).items():
            other = register.by_name[name]
            back = _by_target(register, other).get(entry.name, []) if entry.name < name else []
            pairs = [(one, its) for one in links for its in back]
            if pairs and not any(_agree(*pair) for pair in pairs):
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
        elsewhere=((other.file, (*back.path, "hubungan")),),
    )


def order_circles(register: Register) -> Found:
    """Yield the circles of SOPs each of which comes before the next; of two it is a contradiction."""
    for way in islice(circles(successions(register)), _MOST_CIRCLES):
        first, *others = sorted(way, key=lambda edge: edge.writer.name)
        if len(way) == 2 and first.writer is not others[0].writer:
            continue
        chain = " → ".join(_called(edge.start) for edge in (*way, way[0]))
        yield (
            first.writer.file,
            Hit(
                first.path,
                message("each of these SOPs comes before the next, in a circle: {chain}", chain=chain),
                message("decide which of them comes first, and correct “hubungan” or write “terkait”"),
                elsewhere=tuple((edge.writer.file, edge.path) for edge in others),
            ),
        )


def _called(entry: Entry) -> str:
    return entry.number or entry.name
