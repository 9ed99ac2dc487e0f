"""What is wrong with a file, before anybody asks what it means."""

from typing import Literal, NamedTuple

from sopkit.locale.message import Message

Path = tuple[str | int, ...]
"""The way to a value from the top of a file: keys of mappings, 0-based indices of lists."""

Role = Literal["value", "key", "entry"]
"""Which part of an entry is meant: its value, its key, or the whole of both."""


class Problem(NamedTuple):
    """A fault of form, found by the reader or by the schema.

    `code` is the lint rule that reports it. The place is a path and role or, where the file has no
    structure yet, `span`: start and end as 0-based offsets into the text, end exclusive.
    """

    code: str
    message: Message
    suggestion: Message | None = None
    path: Path = ()
    role: Role = "value"
    span: tuple[int, int] | None = None
    related: tuple[tuple[int, int], ...] = ()
    replacement: str | None = None
    """The name or value to write instead, where there is just one candidate."""
