"""From what a check found to a finding: path to line and column, edits to a fix, content to a fingerprint."""

from typing import Any

from sopkit.lint.finding import Finding, Fix, Place, Position, Severity
from sopkit.lint.rule import Hit, Rule
from sopkit.locale.message import Message
from sopkit.source.document import Document
from sopkit.source.edits import TextEdit, compile_edit
from sopkit.source.problem import Path

_LONGEST_NAME = 500
"""Characters of a text by which a fingerprint knows a step or an item; thousands of findings may share it."""


def make_finding(
    document: Document,
    name: str,
    rule: Rule,
    hit: Hit,
    severity: Severity | None = None,
    related: tuple[Place, ...] = (),
) -> Finding:
    """Return the finding of `hit`, reported by `rule` in `document`, the file `name` of its project.

    `severity` is the one that sopkit.yaml sets for the rule, `related` further places in other files.
    """
    if hit.span is not None:
        span = hit.span
    elif hit.piece:
        span = document.piece(hit.path, hit.piece, hit.at)
    else:
        span = document.span(hit.path, hit.role)
    place = place_of(document, span)
    return Finding(
        code=rule.code,
        slug=rule.slug,
        severity=severity or hit.severity or rule.severity,
        message=hit.message,
        suggestion=hit.suggestion,
        place=place,
        path=hit.path,
        excerpt=document.line(place.start.line),
        fix=_fix(document, rule, hit),
        related=tuple(
            place_of(document, span)
            for span in (*(document.span(path) for path in hit.related), *hit.related_spans)
        )
        + related,
        fingerprint=fingerprint(document, name, rule.code, hit.path, hit.message),
    )


def place_of(document: Document, span: tuple[int, int]) -> Place:
    """Return the place of `span`, offsets into the text of `document`."""
    start, end = span
    return Place(
        document.name, Position(*document.position(start)), Position(*document.position(max(start, end)))
    )


def _fix(document: Document, rule: Rule, hit: Hit) -> Fix | None:
    if rule.fix is None:
        return None
    applicability = hit.applicability or rule.fix
    if hit.rename:
        return Fix(applicability, rename=hit.rename)
    edits: list[TextEdit] = []
    for edit in hit.fix:
        compiled = compile_edit(document, edit)
        if compiled is None:
            return None
        edits += compiled
    return Fix(applicability, tuple(edits)) if edits else None


def fingerprint(document: Document, name: str, code: str, path: Path, message: Message) -> str:
    """Return 16 hex digits that know a finding again: by rule, SOP, place and arguments, not by line.

    Wording and language play no part, and a step is known by its id or activity, so that rows added above
    change nothing.
    """
    from hashlib import blake2b  # brings OpenSSL along, which a clean run need not wait for

    number = document.data.get("nomor") if isinstance(document.data, dict) else None
    known_as = number[:_LONGEST_NAME] if isinstance(number, str) else name
    content = repr((code, known_as, _stable(document.data, path), _arguments(message)))
    return blake2b(content.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _arguments(message: Message) -> list[object]:
    """Return what `message` says about the data: no words of ours, and no numbers.

    Numbers are of rows or counts, which change with what stands around.
    """
    return [
        (name, _arguments(value) if isinstance(value, Message) else str(value))
        for name, value in message.args
        if not isinstance(value, int)
    ]


def _stable(data: Any, path: Path) -> list[str]:
    """Return `path` with the items of lists named by their content instead of their index."""
    stable = []
    value = data
    for step in path:
        try:
            value = value[step]
        except (KeyError, IndexError, TypeError):
            stable.append(str(step) if isinstance(step, str) else "?")
            value = None
            continue
        if isinstance(step, str):
            stable.append(step)
        elif isinstance(value, dict):
            named = value.get("id") or value.get("kegiatan") or value.get("sop") or "?"
            stable.append(str(named)[:_LONGEST_NAME])
        else:
            stable.append(value[:_LONGEST_NAME] if isinstance(value, str) else "?")
    return stable
