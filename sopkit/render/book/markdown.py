"""Markdown as blocks: headings, paragraphs, lists, bold and italic. What else stands there is refused.

The text is data to the template, which never reads it as markup of its own.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from sopkit.errors import SopkitError
from sopkit.locale.message import N_, message
from sopkit.render.book.blocks import BREAK, Block, Run, is_blank, run

if TYPE_CHECKING:
    from markdown_it.tree import SyntaxTreeNode

HIGHEST = 2
"""The level of the highest headings of the file: they stand below that of the part that they are in."""
_DEEPEST = 6
_MOST_NESTED = 5  # lists in lists
_PARSED_NESTING = 200  # beyond which the parser drops text without a word: far more than is let through
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


def markdown_blocks(text: str, name: str) -> list[Block]:
    """Return the blocks of the Markdown (CommonMark) in `text`, a file called `name` in messages.

    Headings keep their order, the highest becoming `HIGHEST`, and none skips a level. The address of a link
    is set behind its words. Raises SopkitError for what can't be set, with the line where it stands.
    """
    from markdown_it import MarkdownIt
    from markdown_it.tree import SyntaxTreeNode

    # The rule for tables is on only to know them when they come.
    parser = MarkdownIt("commonmark", {"maxNesting": _PARSED_NESTING}).enable("table")
    tree = SyntaxTreeNode(parser.parse(text))
    return _with_levels([_block(node, name, 0) for node in tree.children])


def _block(node: "SyntaxTreeNode", name: str, depth: int) -> Block:
    line = node.map[0] + 1 if node.map else 1
    match node.type:
        case "heading" if depth:
            raise _refused(name, line, N_("a heading in a list"))
        case "heading":
            runs = _runs(node, name, line)
            if is_blank(runs):
                raise SopkitError(
                    message("{file}:{line}: the heading is empty", file=name, line=line),
                    message("write its words behind “#”, or delete the line"),
                )
            return {"kind": "heading", "level": int(node.tag[1:]), "runs": runs}
        case "paragraph":
            return {"kind": "paragraph", "runs": _runs(node, name, line)}
        case "bullet_list" | "ordered_list":
            if depth == _MOST_NESTED:
                raise _refused(name, line, N_("a list so deep in others"))
            return {
                "kind": "list",
                "ordered": node.type == "ordered_list",
                "start": int(node.attrs.get("start", 1)),
                "items": [
                    [_block(child, name, depth + 1) for child in item.children] for item in node.children
                ],
            }
        case kind:
            raise _refused(name, line, _UNKNOWN.get(kind, kind))


def _runs(node: "SyntaxTreeNode", name: str, line: int) -> list[Run]:
    return [one for inline in node.children for one in _pieces(inline, name, [line], "")]


def _pieces(node: "SyntaxTreeNode", name: str, line: list[int], style: str) -> Iterator[Run]:
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
                yield from _pieces(child, name, line, "".join(sorted({*style, added})))
            case "link":
                said = [*_pieces(child, name, line, style)]
                yield from said
                address = str(child.attrs["href"]).removeprefix("mailto:")
                if address not in ("", "".join(one.content for one in child.walk() if one.type == "text")):
                    yield run(f" ({address})", style)
            case kind:
                raise _refused(name, line[0], _UNKNOWN.get(kind, kind))


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


def _refused(name: str, line: int, what: str) -> SopkitError:
    return SopkitError(
        message("{file}:{line}: {what} can't be set in a book", file=name, line=line, what=message(what)),
        message("write it as headings, paragraphs, lists, **bold** and *italic*"),
    )
