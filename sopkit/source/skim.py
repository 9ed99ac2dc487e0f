"""Data without places: what the rest of a repository needs, for which nobody will be shown a line.

Half the time of a parse goes into remembering where things stand. Of the 999 files that were not asked for
only the data count, and of one that is faulty, nothing: its own check will tell.
"""

from typing import Any

import yaml
from yaml import events as ev

from sopkit.source.parser import MAX_DEPTH, MAX_NODES
from sopkit.source.reader import Unreadable, decode
from sopkit.source.scalar import resolve

_Loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def skim(content: bytes) -> Any:
    """Return the data of the YAML document in `content`, None where it can't be read.

    As in a full parse, a file is not read that is nested too deeply, or has too many values once its aliases
    are written out.
    """
    try:
        text, _ = decode(content)
        loader = _Loader(text)
    except Unreadable:
        return None
    try:
        loader.get_event()  # the start of the stream
        loader.get_event()  # the start of the document
        return _value(loader, loader.get_event(), {}, 0)[0]
    except (yaml.YAMLError, KeyError, AttributeError, _TooLarge):
        return None
    finally:
        loader.dispose()


class _TooLarge(Exception):
    """Raised for a file that is nested too deeply, or has too many values."""


def _value(loader: Any, event: Any, anchors: dict[str, tuple[Any, int]], depth: int) -> tuple[Any, int]:
    """Return the value that starts with `event`, and how many values it holds, itself among them."""
    kind = type(event)
    value: Any
    size = 1
    if kind is ev.AliasEvent:
        return anchors[event.anchor]
    if kind is ev.ScalarEvent:
        value = event.value if event.style or event.tag else resolve(event.value)
    elif depth >= MAX_DEPTH:
        raise _TooLarge
    elif kind is ev.MappingStartEvent:
        value = {}
        while type(key := loader.get_event()) is not ev.MappingEndEvent:
            child, count = _value(loader, loader.get_event(), anchors, depth + 1)
            value.setdefault(key.value, child)
            size += count
    else:
        value = []
        while type(item := loader.get_event()) is not ev.SequenceEndEvent:
            child, count = _value(loader, item, anchors, depth + 1)
            value.append(child)
            size += count
    if size > MAX_NODES:
        raise _TooLarge
    if event.anchor is not None:
        anchors[event.anchor] = value, size
    return value, size
