"""The text of a new SOP: every part in its order, each with a word on what belongs there."""

import datetime
from collections.abc import Sequence
from typing import NamedTuple

from sopkit.errors import SopkitError
from sopkit.life.scaffold.templates import fill
from sopkit.locale.message import message
from sopkit.source.document import Document, parse_document
from sopkit.source.edits import entry_lines, plain_or_quoted
from sopkit.text import slug

COPIED = (
    *("jenis_sop", "proses_bisnis", "standar_pelayanan"),
    *("dasar_hukum", "kualifikasi_pelaksana", "keterkaitan", "peralatan", "peringatan", "pencatatan"),
    *("pelaksana", "langkah"),
)
"""What a new SOP takes over from the one that it is made after, in the order of a file."""
_BEFORE = "dasar_hukum"
"""Before it stand the optional keys that the template has not."""
_MODELINE = "yaml-language-server"
_LONGEST_ID = 20


class Identity(NamedTuple):
    """What a new SOP is called, and by whom. None or empty where only a person can say.

    `agency` is None where sopkit.yaml gives it; `schema` is the way to the schema, None where there is none.
    """

    title: str
    unit: str
    number: str | None
    agency: str | None
    approver: str
    day: datetime.date
    schema: str | None


def draft(identity: Identity, executors: Sequence[str], source: Document | None = None) -> str:
    """Return the text of a new SOP with `executors`, or with the procedure of `source`.

    Raises SopkitError where the procedure can't be taken over as it is written.
    """
    sections = _sections(identity, executors)
    if source is not None:
        sections = _with_procedure(sections, source)
    text = "".join(sections.values())
    if source is not None:
        _compare(text, source)
    return text


def executor_ids(names: Sequence[str]) -> list[str]:
    """Return an id for each name: its first words, and a number where another has them too."""
    ids: list[str] = []
    for name in names:
        stem = _short(slug(name)) or "pelaksana"
        found = stem
        number = 2
        while found in ids:
            found = f"{stem}-{number}"
            number += 1
        ids.append(found)
    return ids


def _short(name: str) -> str:
    """Return the first words of a slug, as many as make a short id; at least one, which may be cut."""
    kept = ""
    for word in name.split("-"):
        longer = f"{kept}-{word}" if kept else word
        if len(longer) > _LONGEST_ID:
            break
        kept = longer
    return kept or name[:_LONGEST_ID]


def _sections(identity: Identity, executors: Sequence[str]) -> dict[str, str]:
    ids = executor_ids(executors)
    text = fill(
        "draft.yaml",
        schema=identity.schema or "",
        nomor=plain_or_quoted(identity.number or ""),
        judul=plain_or_quoted(identity.title),
        instansi=plain_or_quoted(identity.agency or ""),
        unit=plain_or_quoted(identity.unit),
        tanggal=identity.day.isoformat(),
        jabatan=plain_or_quoted(identity.approver),
        pelaksana="\n".join(
            f"  {plain_or_quoted(id_)}: {plain_or_quoted(name)}"
            for id_, name in zip(ids, executors, strict=True)
        )
        or "  {}",
        langkah="\n\n".join(
            fill("step.yaml", number=str(at), pelaksana=plain_or_quoted(id_)).rstrip("\n")
            for at, id_ in enumerate(ids, 1)
        )
        or "  []",
    )
    if identity.schema is None:
        text = _without_modeline(text)
    sections = entry_lines(parse_document("draft.yaml", text.encode("utf-8"))) or {}
    if identity.agency is None:
        del sections["instansi"]
    return sections


def _with_procedure(sections: dict[str, str], source: Document) -> dict[str, str]:
    lines = entry_lines(source)
    if lines is None:
        raise _cannot_copy(source)
    copied = {key: _section(lines[key]) for key in COPIED if key in lines}
    whole: dict[str, str] = {}
    for key, text in sections.items():
        if key == _BEFORE:
            whole |= {extra: copied[extra] for extra in copied if extra not in sections}
        whole[key] = copied.get(key, text)
    return whole


def _section(text: str) -> str:
    """Return the lines of a key with the line ends of a new file, and without the way to a schema."""
    text = _without_modeline(text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if text.endswith("\n") else f"{text}\n"


def _without_modeline(text: str) -> str:
    return "".join(
        line for line in text.splitlines(keepends=True) if not (line.startswith("#") and _MODELINE in line)
    )


def _compare(text: str, source: Document) -> None:
    """Raise SopkitError where the procedure does not read in `text` as it does in `source`."""
    made = parse_document(source.name, text.encode("utf-8"))
    data = made.data if isinstance(made.data, dict) else {}
    if made.problems or any(data.get(key) != source.data[key] for key in COPIED if key in source.data):
        raise _cannot_copy(source)


def _cannot_copy(source: Document) -> SopkitError:
    return SopkitError(
        message("the procedure of “{path}” can't be copied as it is written", path=source.name),
        message(
            "“sopkit lint” tells what is wrong; its keys must begin lines of their own, without “&” and “*”"
        ),
    )
