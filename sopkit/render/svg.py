"""Whether an SVG is a drawing and nothing else: it refers to nothing outside itself, and unfolds to little.

A few hundred bytes can ask for millions of elements, by using one thing ten times, that thing another ten
times, and so on; so whatever refers is followed and counted before anything is drawn.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from sopkit.locale.message import Message, message

MAX_ELEMENTS = 20_000
"""Elements once everything that refers is written out."""

MAX_DEPTH = 100
MAX_SIDE = 100_000
"""Units of the drawing."""

_LONGEST_NUMBER = 40
_MOST_STEPS = 50 * MAX_ELEMENTS
_ROOT = "http://www.w3.org/2000/svg svg"
_URL = re.compile(r"url\(\s*['\"]?\s*([^'\")\s]*)", re.IGNORECASE)
_EFFECT = re.compile(r"(?:^|[;{\s])filter\s*:\s*(?!none\b)[^\s;}]", re.IGNORECASE)
_COMBINATOR = re.compile(r"[\s>+~]+")
_SIMPLE = re.compile(r"[.#]?[\w-]+")
_NUMBER = re.compile(r"\d+(?:\.\d*)?|\.\d+")
_LENGTH = re.compile(r"\s*\+?(\d*\.?\d+(?:[eE][+-]?\d+)?)\s*(?:px|pt|pc|mm|cm|in|em|ex)?\s*")

_PLAIN = message("save it as plain SVG, with texts and effects turned into paths")


class Unfit(Exception):
    """Raised with the reason why a picture can't be a logo, and what to do about it."""

    def __init__(self, text: Message, hint: Message) -> None:
        super().__init__(str(text))
        self.text = text
        self.hint = hint


class _Element(NamedTuple):
    """One element: what a style sheet may call it, the elements in it, and the ids that it refers to.

    An id counts as often as it would be drawn; `vertices` is how often a marker would be.
    """

    names: frozenset[str]
    vertices: int
    children: list[int]
    references: list[tuple[str, int]]


class _Drawing:
    """The elements of an SVG in the order in which they begin, collected while it is read."""

    def __init__(self) -> None:
        self.elements: list[_Element] = []
        self.ids: dict[str, int] = {}
        self.open: list[int] = []
        self.sheet = ""
        self.is_style = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(" ")[2]
        if not self.elements:
            _check_root(tag, attributes)
        if len(self.open) >= MAX_DEPTH or len(self.elements) >= MAX_ELEMENTS:
            raise _too_much()
        if name.lower() == "script":
            raise Unfit(message("it holds a script"), _PLAIN)
        self.is_style = name == "style"
        if self.open:
            self.elements[self.open[-1]].children.append(len(self.elements))
        self.open.append(len(self.elements))
        names = {"*", name, *(f".{one}" for one in attributes.get("class", "").split())}
        if "id" in attributes:
            names.add(f"#{attributes['id']}")
            self.ids.setdefault(attributes["id"], len(self.elements))
        vertices = 1 + len(_NUMBER.findall(attributes.get("d", "") + " " + attributes.get("points", "")))
        references = [*_references(name, attributes, vertices)]
        self.elements.append(_Element(frozenset(names), vertices, [], references))

    def end(self, _: str) -> None:
        self.open.pop()
        self.is_style = False

    def text(self, data: str) -> None:
        if self.is_style:
            self.sheet += data

    @staticmethod
    def instruction(target: str, _: str) -> None:
        if target == "xml-stylesheet":
            raise _leads_out(target)

    @staticmethod
    def doctype(_name: str, _system: str | None, _public: str | None, has_entities: int) -> None:
        if has_entities:
            raise Unfit(message("it defines entities of its own (DOCTYPE)"), _PLAIN)

    def parts(self, at: int, sheet: dict[str, list[tuple[str, bool]]]) -> Iterator[tuple[int, int]]:
        """Yield the elements that the one at `at` draws, and how often each."""
        element = self.elements[at]
        yield from ((child, 1) for child in element.children)
        styled = [
            (target, element.vertices if is_marker else 1)
            for name in element.names
            for target, is_marker in sheet.get(name, ())
        ]
        yield from (
            (self.ids[target], times) for target, times in element.references + styled if target in self.ids
        )


def check_svg(content: bytes) -> None:
    """Raise Unfit unless `content`, an SVG in UTF-8, is a drawing that stands alone and can be drawn."""
    drawing = _Drawing()
    parser = expat.ParserCreate("utf-8", " ")
    parser.buffer_text = True
    parser.StartElementHandler = drawing.start
    parser.EndElementHandler = drawing.end
    parser.CharacterDataHandler = drawing.text
    parser.ProcessingInstructionHandler = drawing.instruction
    parser.StartDoctypeDeclHandler = drawing.doctype
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise Unfit(
            message("it is no well-formed SVG: see line {line}", line=error.lineno),
            message("save it again from where it came from"),
        ) from None
    if _unfolded(drawing, _sheet(drawing.sheet)) > MAX_ELEMENTS:
        raise _too_much()


def _check_root(tag: str, attributes: dict[str, str]) -> None:
    if tag != _ROOT:
        raise Unfit(
            message("it is neither PNG, JPEG nor SVG"), message("save it as one of these, best as SVG")
        )
    box = attributes.get("viewBox", "").replace(",", " ").split()
    sides = box[2:] if len(box) == 4 else [attributes.get("width", ""), attributes.get("height", "")]
    if not all(0 < _length(side) <= MAX_SIDE for side in sides):
        raise Unfit(
            message("it has no size, or an absurd one"),
            message('give the drawing a “viewBox”, such as viewBox="0 0 100 100"'),
        )


def _length(text: str) -> float:
    """Return the number of a length, 0 where it is none, or a part of something unknown."""
    found = _LENGTH.fullmatch(text) if len(text) <= _LONGEST_NUMBER else None
    return float(found[1]) if found else 0


def _references(name: str, attributes: dict[str, str], vertices: int) -> Iterator[tuple[str, int]]:
    """Yield the ids that attributes refer to, and how often each is drawn. Raises Unfit for others."""
    for key, value in attributes.items():
        local = key.rpartition(" ")[2].lower()
        if local == "href" and name != "a":
            yield _own(value.strip()), 1
        elif local == "style" or "(" in value:
            _check_style(value)
            times = vertices if "marker" in local or "marker" in value else 1
            yield from ((_own(target), times) for target in _URL.findall(value))
        if local == "filter" and value.strip().lower() != "none":
            raise _effect()


def _sheet(text: str) -> dict[str, list[tuple[str, bool]]]:
    """Return what a style sheet refers to by the last name of each selector, and whether as a marker."""
    _check_style(text)
    found: dict[str, list[tuple[str, bool]]] = {}
    for rule in text.split("}"):
        before, _, body = rule.rpartition("{")
        targets = [(_own(target), "marker" in body) for target in _URL.findall(body)]
        for selector in before.rpartition("{")[2].split(",") if targets else ():
            last = _COMBINATOR.split(selector.strip())[-1]
            found.setdefault(last if _SIMPLE.fullmatch(last) else "*", []).extend(targets)
    return found


def _check_style(text: str) -> None:
    if "@import" in text.lower() or "\\" in text:
        raise _leads_out("@import" if "\\" not in text else "\\")
    if _EFFECT.search(text):
        raise _effect()


def _own(target: str) -> str:
    """Return the id that `target` names. Raises Unfit where it leads out of the drawing."""
    if not target.startswith("#"):
        raise _leads_out(target)
    return target[1:]


def _unfolded(drawing: _Drawing, sheet: dict[str, list[tuple[str, bool]]]) -> int:
    """Return how many elements the drawing has once written out. Raises Unfit where it draws itself."""
    sizes: dict[int, int] = {}
    begun: set[int] = set()
    todo = [0]
    steps = 0
    while todo:
        at = todo[-1]
        parts = [*drawing.parts(at, sheet)]
        missing = [part for part, _ in parts if part not in sizes]
        begun.add(at)
        steps += len(parts)
        if steps > _MOST_STEPS or not begun.isdisjoint(missing):
            raise _too_much()
        todo += missing
        if not missing:
            todo.pop()
            begun.discard(at)
            size = 1 + sum(sizes[part] * times for part, times in parts)
            sizes[at] = min(size, MAX_ELEMENTS + 1)
    return sizes[0]


def _leads_out(target: str) -> Unfit:
    if target.startswith("data:"):
        return Unfit(
            message("it holds a picture made of pixels"),
            message("trace it into paths, or use that picture as PNG"),
        )
    return Unfit(message("it refers to something outside itself: “{target}”", target=target[:80]), _PLAIN)


def _effect() -> Unfit:
    return Unfit(message("it has an effect that is not printed as lines (shadow, blur)"), _PLAIN)


def _too_much() -> Unfit:
    return Unfit(
        message("it has more parts than a logo needs, or draws itself"),
        message("save it simpler, or as PNG"),
    )
