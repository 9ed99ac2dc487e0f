"""What libyaml says of a text that is not YAML, in words and at places that help to mend it.

libyaml stops where it can't go on; the slip is often above. Where its context tells, the finding stands at
the slip: the quote or bracket that was opened, the line without a colon.
"""

import re
from typing import NamedTuple

from sopkit.locale.message import Message, message
from sopkit.source.problem import Problem

_CLOSING = {"[": "]", "{": "}"}
_LINE_BREAK = re.compile(r"[\r\n]")
_AFTER_QUOTE = re.compile(r"""[:\-\[{,]\s+(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*')[ \t]+\Z""")
_GLUED_COLON = re.compile(r"[ \t]*(?:-[ \t]+)?[\w-]+(:)[^\s:/]")

_CONFLICT = re.compile(r"<{7} .*|={7}$|>{7} .*", re.MULTILINE)
_FENCE = re.compile(r"(?:`{3}|~{3}).*")
_HARD_SPACE = re.compile("\u00a0+")


class _Slip(NamedTuple):
    what: Message
    advice: Message
    start: int
    end: int


def syntax_problem(error: Exception, text: str) -> Problem:
    """Return the YM001 problem of `error`, which libyaml raised for `text`."""
    said = str(getattr(error, "problem", None) or getattr(error, "reason", "") or error)
    mark = getattr(error, "problem_mark", None)
    context_mark = getattr(error, "context_mark", None)
    at = mark.index if mark else context_mark.index if context_mark else 0
    opened = context_mark.index if context_mark else at
    slip = _slip(text, said, str(getattr(error, "context", "")), at, opened)
    # What is missing at the very end is shown at the last character that a reader can see.
    start = min(slip.start, max(len(text.rstrip()) - 1, 0))
    return Problem(
        "YM001",
        message("not YAML: {what}", what=slip.what),
        slip.advice,
        span=(start, min(max(slip.end, start + 1), len(text))),
    )


def _slip(text: str, said: str, context: str, at: int, opened: int) -> _Slip:
    line = text[_line_start(text, at) : at]
    if told := _foreign_sign(text, at):
        return told
    if "quoted scalar" in context and "end of stream" in said:
        what = message("this quote is never closed")
        return _Slip(what, message("close it at the end of the text that it begins"), opened, opened + 1)
    if text[at : at + 1] == "\t" and not line.strip():
        return _Slip(
            message("a tab where YAML allows only spaces"), message("indent with spaces"), at, at + 1
        )
    if "flow" in context and text[opened : opened + 1] in _CLOSING:
        return _in_brackets(text, at, opened)
    if "cannot start any token" in said:
        what = message("a plain text cannot begin with “{sign}”", sign=text[at : at + 1])
        return _Slip(what, message("put the text in quotes"), at, at + 1)
    if "could not find expected ':'" in said:
        if glued := _GLUED_COLON.match(text, _line_start(text, opened)):
            return _no_space(glued)
        what = message("a key without a colon")
        advice = message("write “key: value”, or indent the line if it belongs to the text above")
        return _Slip(what, advice, opened, _line_end(text, opened))
    if "mapping values are not allowed" in said:
        return _colon(text, line, at)
    if "did not find expected key" in said and _AFTER_QUOTE.search(line):
        what = message("text after the closing quote")
        advice = message("put all of it in quotes, with the other kind (' or \") outside, or leave them out")
        return _Slip(what, advice, at, _line_end(text, at))
    if "expected <document start>" in said and not line:
        what = message("this line is indented less than the first key")
        return _Slip(what, message("begin all top keys in the first column"), at, _line_end(text, at))
    for sign, what, advice in _CAUSES:
        if sign in said:
            return _Slip(what, advice, at, at + 1)
    what = message("the structure breaks here ({said})", said=said)
    advice = message("check the indentation, quotes and brackets of this line and the one above")
    return _Slip(what, advice, at, at + 1)


_CAUSES = (
    # A piece of libyaml's sentence, and what to say instead.
    (
        "did not find expected key",
        message("a key of this mapping was expected here"),
        message("begin it in the same column as the keys above, and check the quotes of the line above"),
    ),
    (
        "did not find expected '-'",
        message("the next “- ” of this list was expected here"),
        message("begin a new item with “- ”, and what belongs to an item in the column of its first key"),
    ),
    (
        "did not find expected node content",
        message("a value was expected here"),
        message("write the value, or close the bracket"),
    ),
    (
        "block sequence entries are not allowed",
        message("a list cannot begin here"),
        message("begin the list on a line of its own below the key"),
    ),
    (
        "unknown escape",
        message("this “\\” escape does not exist"),
        message("inside double quotes write “\\\\” for “\\”, or use single quotes"),
    ),
    (
        "expected comment or line break",
        message("text on the line of “|” or “>”"),
        message("begin the text on the next line, indented, or put it in quotes"),
    ),
    (
        "control characters are not allowed",
        message("an invisible control character"),
        message("delete it"),
    ),
)


def _foreign_sign(text: str, at: int) -> _Slip | None:
    """Return what other programs leave in a text, on the line of `at` or the one above it."""
    start = _line_start(text, at)
    for begin in (start, _line_start(text, max(start - 1, 0))):
        end = _line_end(text, begin)
        if found := _CONFLICT.match(text, begin, end):
            what = message("a merge conflict that is not resolved")
            advice = message(
                "keep one of the two versions, and delete the lines “<<<<<<<”, “=======”, “>>>>>>>”"
            )
            return _Slip(what, advice, *found.span())
        if found := _FENCE.match(text, begin, end):
            return _Slip(
                message("a sign of Markdown, not of YAML"), message("delete this line"), *found.span()
            )
        if found := _HARD_SPACE.search(text, begin, end):
            what = message("a no-break space, as word processors write it, where YAML wants a plain one")
            return _Slip(what, message("delete it and type a space"), *found.span())
    return None


def _no_space(glued: re.Match[str]) -> _Slip:
    what = message("no space after this colon")
    return _Slip(what, message("write a space after it"), glued.start(1), glued.end(1))


def _in_brackets(text: str, at: int, opened: int) -> _Slip:
    """Return the slip in a list or mapping in brackets: one that is not closed, or a sign that is missing."""
    bracket = text[opened]
    closing = _CLOSING[bracket]
    opened_line, line = _line_start(text, opened), _line_start(text, at)
    # What stands in brackets over several lines is indented; a line that is not belongs to what follows.
    if at >= len(text.rstrip()) or (
        line != opened_line and _indent(text, line) <= _indent(text, opened_line)
    ):
        what = message("this “{bracket}” is never closed", bracket=bracket)
        return _Slip(what, message("write “{closing}” where it ends", closing=closing), opened, opened + 1)
    what = message("a comma or “{closing}” was expected here", closing=closing)
    advice = message("put a comma between the items, and texts with signs such as “: ” or “[” in quotes")
    return _Slip(what, advice, at, at + 1)


def _colon(text: str, line: str, at: int) -> _Slip:
    """Return the slip behind a colon that libyaml does not take for the end of a key."""
    if re.search(r":\s", line) or not line.strip():
        what = message("this colon makes no sense here")
        value = re.split(r":\s+", text[at - len(line) : _line_end(text, at)], maxsplit=1)[-1]
        advice = (
            message("put the text in quotes if the colon belongs to it")
            if re.search(r"""["\\]|\s#""", value) or not line.strip()
            else message('write "{value}" if the colon belongs to the text', value=value)
        )
        return _Slip(what, advice, at, at + 1)
    start = at - len(line)
    above = _line_start(text, max(start - 1, 0))
    if text[start - 2 : start] == "\r\n":
        above = _line_start(text, start - 2)
    if glued := _GLUED_COLON.match(text, above, start):
        return _no_space(glued)
    what = message("this line is indented as if it belonged to the text above")
    advice = message("begin it in the same column as the key above it")
    return _Slip(what, advice, at - len(line.lstrip()), at)


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _line_end(text: str, offset: int) -> int:
    found = _LINE_BREAK.search(text, offset)
    return offset + len(text[offset : found.start() if found else len(text)].rstrip())


def _indent(text: str, line_start: int) -> int:
    end = _line_end(text, line_start)
    return end - line_start - len(text[line_start:end].lstrip())
