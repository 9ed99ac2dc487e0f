"""Data without places: what the rest of a repository needs, for which nobody will be shown a line.

Half the time of a parse goes into remembering where things stand. Of the 999 files that were not asked for
only the data count, and of one that is faulty, nothing: its own check will tell.
"""

from typing import Any

import yaml
from yaml import events as ev

from sopkit.source.parser import MAX_DEPTH
from sopkit.source.reader import Unreadable, decode
from sopkit.source.scalar import resolve

_Loader: Any = yaml.CSafeLoader if yaml.__with_libyaml__ else yaml.SafeLoader


def skim(content: bytes) -> Any:
    """Return the data of the YAML document in `content`, None where it can't be read.

    Aliases stand for the very value of their anchor, so that a file of aliases takes no more memory than its
    text.
    """
    try:
        text, _ = decode(content)
        loader = _Loader(text)
    except Unreadable:
        return None
    try:
        loader.get_event()  # the start of the stream
        loader.get_event()  # the start of the document
        return _value(loader, loader.get_event(), {}, 0)
    except (yaml.YAMLError, KeyError, AttributeError, RecursionError):
        return None
    finally:
        loader.dispose()


def _value(loader: Any, event: Any, anchors: dict[str, Any], depth: int) -> Any:
    kind = type(event)
    value: Any
    if kind is ev.ScalarEvent:
        value = event.value if event.style or event.tag else resolve(event.value)
    elif kind is ev.AliasEvent:
        return anchors[event.anchor]
    elif depth > MAX_DEPTH:
        raise RecursionError
    elif kind is ev.MappingStartEvent:
        value = {}
        while type(key := loader.get_event()) is not ev.MappingEndEvent:
            value.setdefault(key.value, _value(loader, loader.get_event(), anchors, depth + 1))
    else:
        value = []
        while type(item := loader.get_event()) is not ev.SequenceEndEvent:
            value.append(_value(loader, item, anchors, depth + 1))
    if event.anchor is not None:
        anchors[event.anchor] = value
    return value
