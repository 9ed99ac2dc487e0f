"""AL: the flow. There is a start and an end, and every symbol lies on a way between them."""

from bisect import bisect_left
from collections.abc import Iterator

from sopkit.lint.finding import Severity
from sopkit.lint.rule import Hit, Principle, sop_rule
from sopkit.lint.subject import Subject
from sopkit.locale.message import N_, message
from sopkit.model.flow import DECISION, END, KINDS, PROCESS, START, Flow, Symbol
from sopkit.model.sop import Path, Step

_SHOWN_WORDS = 6


@sop_rule(
    "AL001",
    "tak-terjangkau",
    Severity.ERROR,
    Principle.KJ,
    summary=N_("a symbol that no way from a start leads to"),
    why=N_(
        "A step that nobody ever comes to is either forgotten, or an arrow that should lead to it is "
        "missing. Whoever follows the flowchart will skip it."
    ),
    source=N_(
        "PermenPANRB 35/2012, the five symbols of SOP AP: the arrow shows the direction in which the "
        "activities flow."
    ),
    wrong="""\
langkah:
  - {id: terima, kegiatan: Menerima surat, pelaksana: staf, lanjut: arsip}
  - {id: catat, kegiatan: Mencatat surat, pelaksana: staf}
  - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: staf}
""",
    right="""\
langkah:
  - {id: terima, kegiatan: Menerima surat, pelaksana: staf, lanjut: catat}
  - {id: catat, kegiatan: Mencatat surat, pelaksana: staf}
  - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: staf}
""",
)
def unreachable(subject: Subject) -> Iterator[Hit]:
    flow = subject.flow
    if _is_incomplete(subject) or _begins_with_end(flow):
        return
    reached = flow.reached
    if len(reached) == len(flow.symbols):
        return
    stuck = _stuck(flow)
    cut_short = next((symbol.order for symbol in flow.symbols if symbol.lacks_answers), len(flow.symbols))
    for order in _first_of_each(flow, [s.order for s in flow.symbols if s.order not in reached]):
        # A loop without exit (AL002) cuts off what stands below it; a missing answer (AL004) may lead here.
        if order - 1 in stuck or cut_short < order:
            continue
        yield _cut_off(subject, flow.symbols[order], flow.symbols[order - 1])


def _cut_off(subject: Subject, symbol: Symbol, before: Symbol) -> Hit:
    """Return the hit of `symbol`, which no arrow leads to, not even from the one `before` it."""
    related: tuple[Path, ...] = ()
    if before.kind == END:
        advice = message(
            "delete “jenis: selesai” in “{before}”, or this step", before=name_of(subject, before)
        )
        related = ((*before.path, "jenis"),)
    elif symbol.spec.id or _step(subject, symbol).id:
        advice = message("let an earlier step go on to “{id}”, or delete it", id=symbol.id)
    else:
        advice = message("give it an “id” and let an earlier step go on to that, or delete it")
    if before.spec.next is not None:
        related = ((*before.path, "lanjut"),)
    return Hit(
        name_path(subject, symbol),
        message("no arrow leads to “{step}”", step=name_of(subject, symbol)),
        advice,
        related=related,
    )


@sop_rule(
    "AL002",
    "buntu",
    Severity.ERROR,
    Principle.KP,
    summary=N_("a symbol from which no way leads to an end"),
    why=N_(
        "Work that goes round and round, or stops at a box, is never declared finished: nobody can say when "
        "the service has been rendered."
    ),
    source=N_("PermenPANRB 35/2012, the five symbols of SOP AP: a capsule ends the procedure."),
    wrong="""\
langkah:
  - {id: susun, kegiatan: Menyusun konsep, pelaksana: staf}
  - {id: telaah, kegiatan: Menelaah konsep, pelaksana: kasubbag, lanjut: susun}
  - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: staf}
""",
    right="""\
langkah:
  - {id: susun, kegiatan: Menyusun konsep, pelaksana: staf}
  - {id: telaah, kegiatan: Menelaah konsep, pelaksana: kasubbag, keputusan: {ya: arsip, tidak: susun}}
  - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: staf}
""",
)
def dead_end(subject: Subject) -> Iterator[Hit]:
    flow = subject.flow
    if _is_incomplete(subject) or (not flow.ends and not _ends_with_decision(flow)):
        return  # AL003 tells that there is no end at all
    yield from _loops(subject)
    # Where every written end goes on (AL012), those of the last row would be ends without it.
    lively = {
        (arrow.source, arrow.label)
        for arrow in flow.arrows
        if flow.leaving[arrow.target] or flow.symbols[arrow.target].kind == END
    }
    spared = 0 if any(not flow.leaving[end] for end in flow.ends) else flow.symbols[-1].row
    for symbol in flow.symbols:
        is_stop = symbol.order not in flow.ends and not flow.leaving[symbol.order]
        if is_stop and symbol.kind != DECISION and symbol.order in flow.reached and symbol.row != spared:
            # A recipient: the flow comes to it only beside other symbols from which it goes on.
            entering = [(arrow.source, arrow.label) for arrow in flow.entering[symbol.order]]
            yield _stop(subject, symbol, is_recipient=bool(entering) and lively.issuperset(entering))


def _loops(subject: Subject) -> Iterator[Hit]:
    """Yield a hit for each loop without exit, at its first row."""
    flow = subject.flow
    for loop in sorted(_components(flow, _stuck(flow) & flow.reached), key=min):
        # What only leads into a loop is left out: it has an exit as soon as the loop has one.
        if any(arrow.target not in loop for order in loop for arrow in flow.leaving[order]):
            continue
        if any(flow.symbols[other].lacks_answers for other in loop):
            continue  # AL004: the answer that is missing may be the way out
        first, last = flow.symbols[min(loop)], flow.symbols[max(loop)]
        back = next(arrow.path for arrow in flow.leaving[last.order] if arrow.is_return)
        yield Hit(
            name_path(subject, first),
            message("from “{step}” on, the flow goes round without a way out", step=name_of(subject, first)),
            message("make “{step}” a decision with an answer that leads on", step=name_of(subject, last))
            if last.spec.decision is None
            else message("let an answer of “{step}” lead on", step=name_of(subject, last)),
            related=(back,),
        )


def _stop(subject: Subject, symbol: Symbol, *, is_recipient: bool) -> Hit:
    """Return the hit of a symbol that is no end and that nothing follows."""
    name = name_of(subject, symbol)
    if symbol.spec.next is None:  # the last row, which is no end because another symbol is written as one
        written = symbol.spec.kind is not None
        return Hit(
            (*symbol.path, "jenis") if written else name_path(subject, symbol),
            message("nothing follows the last step, “{step}”, but it isn't an end", step=name),
            message("write “jenis: selesai”")
            if written
            else message(
                "write “jenis: selesai” here too: where one step has it, the last row needs it as well"
            ),
            severity=Severity.WARNING,
        )
    place = (*symbol.path, "lanjut")
    if is_recipient:
        return Hit(
            place,
            message("“{step}” receives something, and nothing follows", step=name),
            message("keep it if that is all; write “jenis: selesai” instead if the procedure ends here"),
            severity=Severity.INFO,
        )
    return Hit(
        place,
        message("nothing follows “{step}”, but it isn't an end", step=name),
        message(
            "write “jenis: selesai” instead of “lanjut: []” if the procedure ends here, or say what follows"
        ),
        severity=Severity.WARNING,
    )


@sop_rule(
    "AL003",
    "tanpa-awal-akhir",
    Severity.ERROR,
    Principle.KJ,
    summary=N_("no start or no end"),
    why=N_("Whoever reads the flowchart must see where the procedure begins and when it is done."),
    source=N_(
        "PermenPANRB 35/2012, the five symbols of SOP AP: a capsule starts the procedure, and a capsule ends "
        "it."
    ),
    wrong="""\
langkah:
  - {id: terima, kegiatan: Menerima surat, pelaksana: staf}
  - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: staf, jenis: proses}
""",
    right="""\
langkah:
  - {id: terima, kegiatan: Menerima surat, pelaksana: staf}
  - {id: arsip, kegiatan: Mengarsipkan surat, pelaksana: staf}
""",
)
def no_start_or_end(subject: Subject) -> Iterator[Hit]:
    flow = subject.flow
    if len(flow.symbols) < 2 or _is_incomplete(subject):
        return
    first, last = flow.symbols[0], flow.symbols[-1]
    if first.kind in (PROCESS, END) and not any(symbol.kind == START for symbol in flow.symbols):
        yield Hit(
            (*first.path, "jenis"),
            message("the flow has no start: the first step is written as “{kind}”", kind=first.kind),
            message("write “jenis: mulai”, or delete the line")
            if first.kind == PROCESS
            else message("write “jenis: mulai” where the flow begins, and list that step first"),
        )
    if not flow.ends and not _ends_with_decision(flow):
        if last.spec.kind is not None:
            yield Hit(
                (*last.path, "jenis"),
                message("the flow has no end: the last step is written as “{kind}”", kind=last.kind),
                message("write “jenis: selesai”, or delete the line"),
            )
        else:
            yield Hit(
                (*last.path, "lanjut"),
                message("the flow has no end: the last step goes on to an earlier one"),
                message("add the step that ends the procedure, or write “jenis: selesai” where it ends"),
            )


def _is_incomplete(subject: Subject) -> bool:
    """Tell whether arrows or symbols are missing for a reason that another rule reports.

    An id that does not exist (LK015), a row without executor (SK001), a row that is no mapping (SK002), a
    kind that does not exist (SK003): what such a row leads to, or what leads to it, is not known.
    """
    steps = subject.sop.steps
    return (
        bool(subject.flow.unknown)
        or not all(step.symbols and not step.idle for step in steps)
        or bool(steps and steps[-1].number != len(steps))
        or any(symbol.kind not in KINDS for symbol in subject.flow.symbols)
    )


def _begins_with_end(flow: Flow) -> bool:
    """Tell whether the first symbol is written as an end (AL003), so that nothing can follow."""
    return bool(flow.symbols) and flow.symbols[0].kind == END and not flow.leaving[0]


def _ends_with_decision(flow: Flow) -> bool:
    """Tell whether the last symbol is a decision (AL008): what ends the procedure should follow it."""
    return bool(flow.symbols) and flow.symbols[-1].kind == DECISION


def _stuck(flow: Flow) -> frozenset[int]:
    """Return the symbols (by `order`) that lead neither to an end nor to a place where the flow stops."""
    stops = {symbol.order for symbol in flow.symbols if symbol.kind == END or not flow.leaving[symbol.order]}
    if flow.symbols and flow.symbols[-1].has_open_answer:
        stops.add(flow.symbols[-1].order)
    return frozenset(range(len(flow.symbols))) - flow.reachable(tuple(stops), backwards=True)


def _first_of_each(flow: Flow, orders: list[int]) -> list[int]:
    """Return those of `orders`, symbols that are cut off, which explain why the others are."""
    cut_off = set(orders)
    first = [
        order
        for order in orders
        if not any(arrow.source in cut_off and arrow.source != order for arrow in flow.entering[order])
    ]
    explained = set(flow.reachable(tuple(first)))
    for order in orders:
        if order not in explained:  # a loop
            first.append(order)
            _follow(flow, order, explained)
    return sorted(first)


def _follow(flow: Flow, order: int, known: set[int]) -> list[int]:
    """Return `order` and what it leads to, as far as that is not `known`; from now on it is."""
    known.add(order)
    found = [order]
    for each in found:  # which grows
        for arrow in flow.leaving[each]:
            if arrow.target not in known:
                known.add(arrow.target)
                found.append(arrow.target)
    return found


def _components(flow: Flow, orders: frozenset[int]) -> Iterator[frozenset[int]]:
    """Yield `orders`, which lead only to each other, in sets whose symbols all lead to each other.

    Kosaraju's algorithm: once backwards, to learn in what order searches end, then forwards in the reverse
    of that order, so that each search finds what belongs together.
    """
    ended: list[int] = []
    seen: set[int] = set()
    todo = [(order, False) for order in orders]
    while todo:
        order, is_done = todo.pop()
        if is_done:
            ended.append(order)
        elif order not in seen:
            seen.add(order)
            todo.append((order, True))
            todo += [(arrow.source, False) for arrow in flow.entering[order] if arrow.source in orders]
    placed: set[int] = set()
    for order in reversed(ended):
        if order not in placed:
            yield frozenset(_follow(flow, order, placed))


def _step(subject: Subject, symbol: Symbol) -> Step:
    # Rows are in order of their numbers; one that is no mapping has a number and no step.
    steps = subject.sop.steps
    return steps[bisect_left(steps, symbol.row, key=lambda step: step.number)]


def name_of(subject: Subject, symbol: Symbol) -> str:
    """Return what people call `symbol`: its id or, where it has none, the beginning of its row's text.

    Row numbers would change with every row that is added above, and a baseline would not know the finding.
    """
    step = _step(subject, symbol)
    if symbol.spec.id or (step.id and symbol.spec is step.symbols[0]):
        return symbol.id
    shown = (step.activity or symbol.id).split()
    return " ".join(shown[:_SHOWN_WORDS]) + (" …" if len(shown) > _SHOWN_WORDS else "")


def name_path(subject: Subject, symbol: Symbol) -> Path:
    """Return where the name of `symbol` stands, or else its executor."""
    step = _step(subject, symbol)
    if symbol.spec.id:
        return (*symbol.path, "id")
    if step.is_multiple:
        return (*symbol.path, "pelaksana")
    return (*step.path, "kegiatan")
