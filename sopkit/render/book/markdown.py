"""Markdown as blocks: headings, paragraphs, lists, bold and italic. What else stands there is refused.

The text is data to the template, which never reads it as markup of its own.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sopkit.errors import SopkitError
from sopkit.locale.message import N_, message
from sopkit.render.book.blocks import BREAK, Block, Run, is_blank, run
from sopkit.text import normalise

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

HIGHEST = 2
"""The level of the highest headings of the file: they stand below that of the part that they are in."""
_DEEPEST = 6
_MOST_NESTED = 5  # lists in lists
_PARSED_NESTING = 200  # beyond which the parser drops text without a word: far more than is let through
_MOST_TOLD = 9  # more in one file are no slips
_UNKNOWN = {
    "table": N_("a table"),
    "image": N_("a picture"),
    "html_block": N_("HTML"),
    "html_inline": N_("HTML"),
    "blockquote": N_("a quotation (“>”)"),
    "code_block": N_("a block of code (four spaces or a tab before the text)"),
    "fence": N_("a block of code (“```”)"),
    "hr": N_("a line across the page (“---”)"),
}


class _RefusedError(Exception):
    """What can't be set, and the line where it stands."""

    def __init__(self, line: int, what: str) -> None:
        super().__init__(line, what)
        self.line = line
        self.what = what


def markdown_blocks(text: str, name: str, above: str = "") -> list[Block]:
    """Return the blocks of the Markdown (CommonMark) in `text`, a file called `name` in messages.

    Headings keep their order, the highest becoming `HIGHEST`, and none skips a level. A first heading that
    only repeats `above`, which the page bears already, is left out. The address of a link is set behind its
    words. Raises SopkitError for what can't be set, with the lines where it stands.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    # The rule for tables is on only to know them when they come.
    parser = MarkdownIt("commonmark", {"maxNesting": _PARSED_NESTING}).enable("table")
    tree = SyntaxTreeNode(parser.parse(text))
    blocks: list[Block] = []
    refused: list[_RefusedError] = []
    for node in tree.children:
        try:
            blocks.append(_block(node, 0))
        except _RefusedError as one:
            refused.append(one)
    if refused:
        raise _told(refused, name)
    if above and blocks and _heading(blocks[0]) == normalise(above):
        del blocks[0]
    return _with_levels(blocks)


def _heading(block: Block) -> str | None:
    """Return the words of a heading, normalised; None for another block."""
    return normalise("".join(words for words, _ in block["runs"])) if block["kind"] == "heading" else None


def _block(node: "SyntaxTreeNode", depth: int) -> Block:
    line = node.map[0] + 1 if node.map else 1
    match node.type:
        case "heading" if depth:
            raise _RefusedError(line, N_("a heading in a list"))
        case "heading":
            runs = _runs(node, line)
            if is_blank(runs):
                raise _RefusedError(line, N_("a heading without words"))
            return {"kind": "heading", "level": int(node.tag[1:]), "runs": runs}
        case "paragraph":
            return {"kind": "paragraph", "runs": _runs(node, line)}
        case "bullet_list" | "ordered_list":
            if depth == _MOST_NESTED:
                raise _RefusedError(line, N_("a list so deep in others"))
            return {
                "kind": "list",
                "ordered": node.type == "ordered_list",
                "start": int(node.attrs.get("start", 1)),
                "items": [[_block(child, depth + 1) for child in item.children] for item in node.children],
            }
        case kind:
            raise _RefusedError(line, _UNKNOWN.get(kind, kind))


def _runs(node: "SyntaxTreeNode", line: int) -> list[Run]:
    return [one for inline in node.children for one in _pieces(inline, [line], "")]


def _pieces(node: "SyntaxTreeNode", line: list[int], style: str) -> Iterator[Run]:
    """Yield the pieces of one paragraph in `style`; `line` holds the line that was reached."""
    for child in node.children:
        match child.type:
            case "text" | "code_inline":
                yield run(child.content, style)
            case "softbreak":
                line[0] += 1
                yield run(" ", style)
            case "hardbreak":
                line[0] += 1
                yield BREAK
            case "strong" | "em":
                added = "b" if child.type == "strong" else "i"
                yield from _pieces(child, line, "".join(sorted({*style, added})))
            case "link":
                said = [*_pieces(child, line, style)]
                yield from said
                address = str(child.attrs["href"]).removeprefix("mailto:")
                if address not in ("", "".join(one.content for one in child.walk() if one.type == "text")):
                    yield run(f" ({address})", style)
            case kind:
                raise _RefusedError(line[0], _UNKNOWN.get(kind, kind))


def _with_levels(blocks: list[Block]) -> list[Block]:
    """Return `blocks` without a gap in the levels of headings, as readers who can't see the page need it."""
    levels = [block["level"] for block in blocks if block["kind"] == "heading"]
    shift, last = HIGHEST - min(levels, default=HIGHEST), HIGHEST - 1
    found = []
    for block in blocks:
        if block["kind"] == "heading":
            last = min(block["level"] + shift, last + 1, _DEEPEST)
            found.append({**block, "level": last})
        else:
            found.append(block)
    return found


def _told(refused: list[_RefusedError], name: str) -> SopkitError:
    """Return all of them as one error."""
    first, *others = refused
    said = message(
        "{file}:{line}: {what} can't be set in a book", file=name, line=first.line, what=message(first.what)
    )
    for one in others[:_MOST_TOLD]:
        said = message(
            "{said}; line {line}: {what} can't either", said=said, line=one.line, what=message(one.what)
        )
    if others[_MOST_TOLD:]:
        said = message("{said}; and more", said=said)
    return SopkitError(said, message("write it as headings, paragraphs, lists, **bold** and *italic*"))
