"""Recording a trial in the SOP's file: one entry more under `pengujian`, and every other byte as it was."""

import datetime
import re
from pathlib import Path
from typing import Any, NamedTuple

from sopkit.errors import SopkitError
from sopkit.locale.message import message
from sopkit.source import node as n
from sopkit.source.document import Document, parse_document
from sopkit.source.edits import TextEdit, apply_edits, plain_or_quoted
from sopkit.source.reader import Unreadable, read
from sopkit.source.writer import write_whole

KEY = "pengujian"
TESTERS = ("pelaksana", "pimpinan", "masyarakat")
RESULTS = ("layak", "perlu perbaikan")
_BOM = b"\xef\xbb\xbf"
_LINE_END = re.compile(r"\r\n|\n|\r")
_NEXT = "evaluasi"
"""The key that comes after `pengujian` in a file."""


class TrialEntry(NamedTuple):
    """A trial: when, by whom (one of `TESTERS`), with which result (one of `RESULTS`), and what was found."""

    date: datetime.date
    tester: str
    result: str
    note: str

    def as_data(self) -> dict[str, str]:
        """Return the entry as the file holds it."""
        return {
            "tanggal": self.date.isoformat(),
            "penguji": self.tester,
            "hasil": self.result,
            "catatan": self.note,
        }

    def as_yaml(self) -> str:
        """Return the entry on one line."""
        data = self.as_data()
        # An ISO date is text to us; others take it for a date, and it is written plain everywhere else.
        pairs = [f"tanggal: {data.pop('tanggal')}"]
        pairs += [f"{key}: {plain_or_quoted(value, in_flow=True)}" for key, value in data.items()]
        return f"{{{', '.join(pairs)}}}"


def record_trial(file: Path, entry: TrialEntry) -> None:
    """Add `entry` to the file, as it is now, and write it whole.

    Raises SopkitError where the file can't be read or written, or takes no entry without touching more.
    """
    content = _read(file)
    while True:
        added = with_trial(content, file, entry)
        now = _read(file)
        if now == content:
            break
        content = now  # somebody else has just written it: their edit stays
    write_whole(file, added)


def check_trial(file: Path, entry: TrialEntry) -> None:
    """Raise SopkitError where `record_trial` would, as far as can be told without writing."""
    with_trial(_read(file), file, entry)


def with_trial(content: bytes, file: Path, entry: TrialEntry) -> bytes:
    """Return `content`, the bytes of `file`, with `entry` added. Raises as `record_trial` does."""
    document = parse_document(file.as_posix(), content)
    edit = _edit(document, entry)
    if edit is not None:
        added = (_BOM if document.has_bom else b"") + apply_edits(document.text, (edit,)).encode("utf-8")
        changed = parse_document(file.as_posix(), added)
        is_sound = len(changed.problems) <= len(document.problems)
        if is_sound and changed.data == _expected(document.data, entry):
            return added
    raise SopkitError(
        message("“{path}” takes no entry under “{key}” without touching more", path=file.as_posix(), key=KEY),
        message("add it by hand: {entry}", entry=f"{KEY}: [{entry.as_yaml()}]"),
    )


def _read(file: Path) -> bytes:
    try:
        return read(file)
    except Unreadable as error:
        raise SopkitError(
            message("“{path}” cannot be read: {reason}", path=file.as_posix(), reason=error.problem.message)
        ) from None


def _expected(data: Any, entry: TrialEntry) -> Any:
    return {**data, KEY: [*(data.get(KEY) or []), entry.as_data()]}


def _edit(document: Document, entry: TrialEntry) -> TextEdit | None:
    """Return the insertion that adds `entry`, None where the file is not written as such files are."""
    root = document.root
    if not isinstance(document.data, dict) or root is None or root.style != n.BLOCK_MAP:
        return None
    held = document.data.get(KEY)
    if KEY not in document.data:
        return _new_key(document, entry)
    if held and isinstance(held, list):
        return _next_item(document, entry, len(held))
    return _first_item(document, entry)


def _new_key(document: Document, entry: TrialEntry) -> TextEdit:
    """Write the key before `evaluasi` and the comments above that, else after the last key."""
    keys = [*document.data]
    place = keys.index(_NEXT) if _NEXT in keys else len(keys)
    at = _line_after(document.text, document.span((keys[place - 1],), "entry")[1])
    return _lines(document, at, (f"{KEY}:", f"  - {entry.as_yaml()}"))


def _next_item(document: Document, entry: TrialEntry, count: int) -> TextEdit | None:
    node = document.node((KEY,))
    start, end = document.span((KEY, count - 1))
    if node is not None and node.style == n.FLOW_LIST:
        return TextEdit(end, end, f", {entry.as_yaml()}")
    line, _ = document.position(start)
    lead = re.match(r"([ \t]*)-[ \t]+", document.line(line))
    if lead is None:
        return None
    end = start + len(document.text[start:end].rstrip())
    return _lines(document, _line_after(document.text, end), (f"{lead[1]}- {entry.as_yaml()}",))


def _first_item(document: Document, entry: TrialEntry) -> TextEdit:
    """Write into a list that is empty, or where the key has no value."""
    start, end = document.span((KEY,))
    written = document.text[start:end]
    if written in ("[]", "null", "~"):
        return TextEdit(start, end, f"[{entry.as_yaml()}]")
    key_end = document.span((KEY,), "key")[1]
    return _lines(document, _line_after(document.text, key_end), (f"  - {entry.as_yaml()}",))


def _lines(document: Document, at: int, lines: tuple[str, ...]) -> TextEdit:
    """Insert whole lines at `at`, the beginning of a line or the end of the file, with its line ends."""
    found = _LINE_END.search(document.text)
    line_end = found[0] if found else "\n"
    text = "".join(line + line_end for line in lines)
    if at and document.text[at - 1] not in "\r\n":
        text = line_end + text.removesuffix(line_end)
    return TextEdit(at, at, text)


def _line_after(text: str, offset: int) -> int:
    found = _LINE_END.search(text, offset)
    return found.end() if found else len(text)
