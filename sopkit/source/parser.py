"""One pass over libyaml's events: plain data, the place of every key and value, and faults of form.

Building from events skips PyYAML's resolver and constructor, so that exact positions come at less than
the price of `yaml.safe_load`. The builder is a module-level function: a nested closure would leave one
reference cycle a file, and memory would grow until the collector ran.
"""

import re
from typing import Any

import yaml
from yaml import events as ev

from sopkit.locale.message import message
from sopkit.source import node as n
from sopkit.source.node import Node
from sopkit.source.problem import Path, Problem
from sopkit.source.scalar import parted_number, reading_elsewhere, resolve
from sopkit.source.syntax import syntax_problem

MAX_DEPTH = 50
"""Levels of nesting; an SOP needs 6."""

MAX_NODES = 100_000
"""Values after aliases are expanded; an SOP of 100 rows has some 2,000."""

_Loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader
_TAG = re.compile(r"(?:&\S+\s+)?![^\s,\[\]{}]*")
_TEXT_TAG = "tag:yaml.org,2002:str"
_STYLES = {None: n.PLAIN, "": n.PLAIN, "'": n.SINGLE, '"': n.DOUBLE, "|": n.LITERAL, ">": n.FOLDED}


class Stop(Exception):
    """Raised with the problem that makes the rest of the file unreadable."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem.message))
        self.problem = problem


class Parse:
    """What a parse gives: `data`, its places `root`, `problems`, and `foreign`.

    `foreign` lists the plain scalars, kept as text, that a YAML 1.1 reader would take for something else:
    pairs of path and reading.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.data: Any = None
        self.root: Node | None = None
        self.problems: list[Problem] = []
        self.foreign: list[tuple[Path, str]] = []
        self.anchors: dict[str, tuple[Any, Node, int]] = {}
        self.count = 0


def parse(text: str) -> Parse:
    """Parse `text`, one YAML document, and never raise: what is wrong is in the problems."""
    result = Parse(text)
    loader = _Loader(text)
    try:
        _document(loader, result)
    except Stop as stop:
        result.problems.append(stop.problem)
    except (yaml.MarkedYAMLError, yaml.reader.ReaderError) as error:
        result.problems.append(syntax_problem(error, text))
    finally:
        loader.dispose()
    return result


def _document(loader: Any, result: Parse) -> None:
    loader.get_event()  # the start of the stream
    if loader.check_event(ev.StreamEndEvent):
        raise Stop(_no_content())
    loader.get_event()  # the start of the document
    result.data, result.root = _build(loader, loader.get_event(), (), result)
    loader.get_event()  # the end of the document
    if not loader.check_event(ev.StreamEndEvent):
        start = loader.peek_event().start_mark.index
        result.problems.append(
            Problem(
                "YM004",
                message("a second document begins here"),
                message("keep one SOP in a file: move what follows “---” to a file of its own"),
                span=(start, min(start + 3, len(result.text))),
            )
        )
        # What follows is not ours, but must still be YAML.
        while not loader.check_event(ev.StreamEndEvent):
            loader.get_event()
    if not isinstance(result.data, dict):
        result.problems.append(_no_mapping(result.root, result.text))


def _no_content() -> Problem:
    return Problem(
        "YM004",
        message("the file is empty"),
        message("write an SOP, or begin with a copy of another one"),
        span=(0, 0),
    )


def _no_mapping(root: Node, text: str) -> Problem:
    if root.is_scalar and not text[root.start : root.end].strip():
        return _no_content()
    return Problem(
        "YM004",
        message("the file does not consist of “key: value” lines"),
        message("begin with “sopkit: 1”, “nomor: …”, “judul: …”, with a space after each colon"),
        span=(root.start, min(root.start + 1, len(text))),
    )


def _build(loader: Any, event: Any, path: Path, result: Parse) -> tuple[Any, Node]:
    """Return the value that starts with `event`, and its place."""
    kind = type(event)
    result.count += 1
    if result.count > MAX_NODES:
        raise Stop(_too_many(event))
    if kind is ev.ScalarEvent:
        return _scalar(event, path, result)
    if kind is ev.AliasEvent:
        return _alias(event, result)
    if len(path) >= MAX_DEPTH:
        raise Stop(
            Problem(
                "YM004",
                message("nested deeper than {limit} levels", limit=MAX_DEPTH),
                message("an SOP needs 6; a bracket or an indentation has gone wrong"),
                span=(event.start_mark.index, event.start_mark.index + 1),
            )
        )
    before = result.count
    if event.tag is not None:
        _refuse_tag(event, result)
    built = (
        _mapping(loader, event, path, result)
        if kind is ev.MappingStartEvent
        else _sequence(loader, event, path, result)
    )
    if event.anchor is not None:
        result.anchors[event.anchor] = (built[0], built[1], result.count - before + 1)
    return built


def _scalar(event: Any, path: Path, result: Parse) -> tuple[Any, Node]:
    text: str = event.value
    place = Node(event.start_mark.index, event.end_mark.index, _STYLES[event.style])
    value: Any = text
    if event.tag is not None and event.tag != _TEXT_TAG:
        _refuse_tag(event, result)
    elif not event.style and event.tag is None:
        value = resolve(text)
        if value is text and (reading := reading_elsewhere(text)):
            result.foreign.append((path, reading))
    if event.anchor is not None:
        result.anchors[event.anchor] = (value, place, 1)
    return value, place


def _alias(event: Any, result: Parse) -> tuple[Any, Node]:
    start, end = event.start_mark.index, event.end_mark.index
    known = result.anchors.get(event.anchor)
    if known is None:
        raise Stop(
            Problem(
                "YM001",
                message("“*{name}” refers to nothing: no “&{name}” stands before it", name=event.anchor),
                message("write the value itself"),
                span=(start, end),
            )
        )
    value, place, size = known
    result.count += size
    if result.count > MAX_NODES:
        raise Stop(_too_many(event))
    return value, Node(start, end, place.style, place.children)


def _sequence(loader: Any, event: Any, path: Path, result: Parse) -> tuple[list[Any], Node]:
    values: list[Any] = []
    places: list[Node] = []
    while True:
        item = loader.get_event()
        kind: Any = type(item)
        if kind is ev.SequenceEndEvent:
            break
        value, place = _build(loader, item, (*path, len(values)), result)
        values.append(value)
        places.append(place)
    style = n.FLOW_LIST if event.flow_style else n.BLOCK_LIST
    return values, Node(event.start_mark.index, item.end_mark.index, style, places)


def _mapping(loader: Any, event: Any, path: Path, result: Parse) -> tuple[dict[str, Any], Node]:
    values: dict[str, Any] = {}
    places: dict[str, tuple[int, int, Node]] = {}
    while True:
        key = loader.get_event()
        kind: Any = type(key)
        if kind is ev.MappingEndEvent:
            break
        start, end = key.start_mark.index, key.end_mark.index
        if kind is not ev.ScalarEvent:
            raise Stop(
                Problem(
                    "YM004",
                    message("this key is not a word"),
                    message("a key is plain text, followed by a colon"),
                    span=(start, max(end, start + 1)),
                )
            )
        name: str = key.value
        if key.anchor is not None:
            result.anchors[key.anchor] = (name, Node(start, end, _STYLES[key.style]), 1)
        known = len(result.foreign)
        value, place = _build(loader, loader.get_event(), (*path, name), result)
        if name == "<<" and not key.style:
            result.problems.append(_merge_key(start, end))
            del result.foreign[known:]  # a value that is not kept has no path
        elif name in places:
            result.problems.append(_duplicate(name, start, end, places[name], result.text))
            del result.foreign[known:]
        else:
            values[name] = value
            places[name] = (start, end, place)
    style = n.FLOW_MAP if event.flow_style else n.BLOCK_MAP
    return values, Node(event.start_mark.index, key.end_mark.index, style, places)


def _duplicate(name: str, start: int, end: int, first: tuple[int, int, Node], text: str) -> Problem:
    number = parted_number(text, start, end)
    return Problem(
        "YM002",
        message("the key “{name}” stands here a second time", name=name),
        message("keep one of the two; programs differ in which they read")
        if number is None
        else message("write {better}, with a point", better=number.replace(",", ".", 1)),
        span=(start, end),
        related=((first[0], first[1]),),
    )


def _merge_key(start: int, end: int) -> Problem:
    return Problem(
        "YM004",
        message("the merge key “<<” is not part of YAML 1.2, and its contents are not read"),
        message("write the keys out"),
        span=(start, end),
    )


def _refuse_tag(event: Any, result: Parse) -> None:
    if event.tag in ("!", "tag:yaml.org,2002:map", "tag:yaml.org,2002:seq"):
        return
    start = event.start_mark.index
    written = _TAG.match(result.text, start)
    result.problems.append(
        Problem(
            "YM004",
            message("the tag “{tag}” is not read", tag=event.tag),
            message("delete the tag; quotes make a value text"),
            span=(start, written.end() if written else start + 1),
        )
    )


def _too_many(event: Any) -> Problem:
    return Problem(
        "YM004",
        message("more than {limit} values once its aliases are written out", limit=MAX_NODES),
        message("write the values themselves instead of “*” aliases"),
        span=(event.start_mark.index, event.end_mark.index),
    )
