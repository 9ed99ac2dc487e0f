"""What differs between two symbols that are one, and where their arrows lead."""

from collections.abc import Iterator

from sopkit.diff.model import Change, Severity
from sopkit.diff.rows import Place, text_change
from sopkit.diff.ways import Lead, Ways, is_explained
from sopkit.diff.wording import is_rewording, plain
from sopkit.model.flow import DECISION, END, START, Symbol


def symbol_changes(ways: tuple[Ways, Ways], orders: tuple[int, int]) -> Iterator[Change]:
    """Yield what differs between the symbols with `orders` in the two versions."""
    sides = ways[0].side, ways[1].side
    old, new = (side.flow.symbols[order] for side, order in zip(sides, orders, strict=True))
    places = ((old.path, old.row), (new.path, new.row))
    if sides[0].who(old) != sides[1].who(new):
        yield Change(
            "pelaksana-langkah-diubah",
            Severity.SUBSTANTIAL,
            sides[0].names_of(old),
            sides[1].names_of(new),
            (*old.path, "pelaksana"),
            (*new.path, "pelaksana"),
            old.row,
            new.row,
        )
    yield from text_change("teks-simbol-diubah", "teks", places, old.spec.text, new.spec.text)
    if _is_other_kind(ways, (old, new)):
        # It explains the question, the answers and the arrows that come or go with it.
        texts = (_described(way, symbol) for way, symbol in zip(ways, (old, new), strict=True))
        yield _change("jenis-simbol-diubah", (old, new), *texts)
    elif old.kind == DECISION:
        yield from _decision_changes(ways, (old, new))
    else:
        yield from _arrow_changes(ways, (old, new))


def lone_symbol(code: str, way: Ways, order: int, steps: tuple[int, int]) -> Change:
    """Return the change `code` of a symbol that only one version of a row has."""
    symbol = way.side.flow.symbols[order]
    text = f"{way.side.names_of(symbol)} ({_described(way, symbol)})"
    if code.endswith("-ditambah"):
        return Change(code, Severity.SUBSTANTIAL, None, text, None, symbol.path, *steps)
    return Change(code, Severity.SUBSTANTIAL, text, None, symbol.path, None, *steps)


def _change(
    code: str, symbols: tuple[Symbol, Symbol], old: str | None, new: str | None, **more: str
) -> Change:
    before, after = symbols
    return Change(
        code,
        Severity.SUBSTANTIAL,
        old,
        new,
        before.path,
        after.path,
        before.row,
        after.row,
        detail=tuple(more.items()),
    )


def _described(way: Ways, symbol: Symbol) -> str:
    """Return the kind of a symbol, of a decision with what it asks and where its answers lead."""
    if symbol.kind != DECISION:
        return symbol.kind
    question = plain(symbol.spec.decision.question) if symbol.spec.decision else None
    answers = "; ".join(_answer(way, symbol, label) for label in symbol.answers)
    return " ".join(filter(None, (symbol.kind, question and f"“{question}”", answers and f"({answers})")))


def _answer(way: Ways, symbol: Symbol, label: str) -> str:
    return f"{label} → {way.side.places(way.targets(symbol.order, label)) or '-'}"


def _is_other_kind(ways: tuple[Ways, Ways], symbols: tuple[Symbol, Symbol]) -> bool:
    """Tell whether a symbol has another kind, and not only because steps before or after it changed."""
    old, new = symbols
    if old.kind == new.kind:
        return False
    if DECISION in (old.kind, new.kind):
        return True
    if old.spec.kind is None and new.spec.kind is None:
        return False
    if END in (old.kind, new.kind):
        lead = _lead(ways, symbols, None)
        if (lead.old or lead.new) and is_explained(ways, (old.order, new.order), lead):
            return False
    if START in (old.kind, new.kind):
        entering = (
            arrow.source in way.passed
            for way, symbol in zip(ways, symbols, strict=True)
            for arrow in way.side.flow.entering[symbol.order]
        )
        return not any(entering)
    return True


def _lead(ways: tuple[Ways, Ways], symbols: tuple[Symbol, Symbol], label: str | None) -> Lead:
    return Lead(*(way.targets(symbol.order, label) for way, symbol in zip(ways, symbols, strict=True)))


def _led(ways: tuple[Ways, Ways], lead: Lead) -> tuple[str | None, str | None]:
    """Return the rows that arrows led to and lead to; what is done there tells rows of one number apart."""
    old, new = (way.side for way in ways)
    before, after = old.places(lead.old), new.places(lead.new)
    if before != after:
        return before, after
    return old.named_places(lead.old), new.named_places(lead.new)


def _arrow_changes(ways: tuple[Ways, Ways], symbols: tuple[Symbol, Symbol]) -> Iterator[Change]:
    lead = _lead(ways, symbols, None)
    if not is_explained(ways, (symbols[0].order, symbols[1].order), lead):
        yield _change("alur-diubah", symbols, *_led(ways, lead))


def _decision_changes(ways: tuple[Ways, Ways], symbols: tuple[Symbol, Symbol]) -> Iterator[Change]:
    old, new = symbols
    decisions = old.spec.decision, new.spec.decision
    places: tuple[Place, Place] = (
        ((*old.path, "keputusan"), old.row),
        ((*new.path, "keputusan"), new.row),
    )
    questions = [decision.question if decision else None for decision in decisions]
    yield from text_change("pertanyaan-diubah", "tanya", places, *questions)
    chances = [
        ", ".join(f"{label}: {chance:g}" for label, chance in sorted(decision.chances)) if decision else None
        for decision in decisions
    ]
    yield from text_change("peluang-diubah", "peluang", places, *chances)
    yield from _answer_changes(ways, symbols)


def _answer_changes(ways: tuple[Ways, Ways], symbols: tuple[Symbol, Symbol]) -> Iterator[Change]:
    old, new = symbols
    orders = old.order, new.order
    gone = [label for label in old.answers if label not in new.answers]
    come = [label for label in new.answers if label not in old.answers]
    for label in tuple(gone):
        before = ways[0].targets(old.order, label)
        for other in come:
            lead = Lead(before, ways[1].targets(new.order, other))
            if is_explained(ways, orders, lead):
                gone.remove(label)
                come.remove(other)
                change = _change("jawaban-diubah", symbols, label, other)
                yield change._replace(severity=Severity.EDITORIAL) if is_rewording(label, other) else change
                break
    for label in gone:
        yield _change("jawaban-dihapus", symbols, _answer(ways[0], old, label), None)
    for label in old.answers:
        lead = _lead(ways, symbols, label)
        if label in new.answers and not is_explained(ways, orders, lead):
            yield _change("tujuan-jawaban-diubah", symbols, *_led(ways, lead), answer=label)
    for label in come:
        yield _change("jawaban-ditambah", symbols, None, _answer(ways[1], new, label))
