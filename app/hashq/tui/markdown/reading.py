"""Markdown to blocks: the one way from a card's text to what the layout draws.

Owns the walk over the parser's tokens. Never raises on any text; knows no width.
"""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from markdown_it.tree import SyntaxTreeNode
from textual.content import Content

from hashq.plain_text import one_line, plain_text
from hashq.tui.markdown.blocks import (
    Block,
    Code,
    Item,
    Listing,
    Picture,
    Prose,
    Quote,
    Role,
    Row,
    Rule,
    Table,
)
from hashq.tui.markdown.inline import line_of, runs
from hashq.tui.markdown.syntax import is_caption, parse, parse_inline

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_CAPTION = "italic $quiet"
_HEADING = "bold $lamp"


def read(markdown: str) -> tuple[Block, ...]:
    """The blocks of ``markdown``, with steps numbered from 1."""
    tree = SyntaxTreeNode(parse(plain_text(markdown)))
    return tuple(_Reader().blocks(tree, depth=0))


def phrase(markdown: str) -> Content:
    """``markdown`` as one run of text, as an answer option is: emphasis, code and links, no blocks."""
    return line_of(parse_inline(plain_text(markdown)))


class _Reader:
    """One walk; counts the steps."""

    def __init__(self) -> None:
        self._step = 0

    def _next_step(self) -> int:
        self._step += 1
        return self._step

    def blocks(self, parent: SyntaxTreeNode, *, depth: int) -> Iterator[Block]:
        """The blocks directly inside ``parent``."""
        above: SyntaxTreeNode | None = None
        for node in parent.children:
            yield from self._block(node, above, depth)
            above = node

    def _block(self, node: SyntaxTreeNode, above: SyntaxTreeNode | None, depth: int) -> Iterator[Block]:
        match node.type:
            case "paragraph":
                yield from _paragraph(_inline(node))
            case "heading":
                yield from _heading(_inline(node))
            case "bullet_list" | "ordered_list":
                yield self._listing(node, depth, adjoins=_adjoins(above, node))
            case "table":
                yield self._table(node)
            case "fence" | "code_block":
                yield _code(node)
            case "blockquote":
                yield Quote(tuple(self.blocks(node, depth=depth)))
            case "hr":
                yield Rule()
            case _ if node.content:
                yield Prose(Content(plain_text(node.content)))
            case _:
                return

    def _listing(self, node: SyntaxTreeNode, depth: int, *, adjoins: bool) -> Listing:
        number = int(node.attrs.get("start", 1)) if node.type == "ordered_list" else None
        items: list[Item] = []
        for child in node.children:
            marker = "" if number is None else f"{number}{child.markup or '.'}"
            step = self._next_step()
            items.append(Item(marker, tuple(self.blocks(child, depth=depth + 1)), step))
            number = None if number is None else number + 1
        return Listing(tuple(items), depth, adjoins)

    def _table(self, node: SyntaxTreeNode) -> Table:
        head = node.children[0].children[0]
        body = node.children[1].children if len(node.children) > 1 else []
        rows = (tuple(line_of(_inline(cell)) for cell in row.children) for row in body)
        return Table(
            header=tuple(line_of(_inline(cell)) for cell in head.children),
            rows=tuple(Row(cells, self._next_step()) for cells in rows if any(cells)),
            right=tuple("right" in str(cell.attrs.get("style", "")) for cell in head.children),
        )


def _inline(node: SyntaxTreeNode) -> list[Token]:
    """The inline tokens of a paragraph, heading or table cell."""
    return [token for child in node.children if child.token for token in child.token.children or []]


def _adjoins(above: SyntaxTreeNode | None, node: SyntaxTreeNode) -> bool:
    if above is None or above.type != "paragraph" or above.map is None or node.map is None:
        return False
    return above.map[1] == node.map[0]


def _paragraph(children: list[Token]) -> Iterator[Block]:
    for part in runs(children):
        if isinstance(part, Picture):
            yield part
        else:
            yield from _captions_and_prose(part)


def _captions_and_prose(content: Content) -> Iterator[Block]:
    lines = content.split("\n", allow_blank=True)
    for caption, group in groupby(lines, key=lambda line: is_caption(line.plain)):
        text = Content("\n").join(list(group))
        yield Prose(text.stylize(_CAPTION), Role.CAPTION) if caption else Prose(text)


def _heading(children: list[Token]) -> Iterator[Block]:
    for part in runs(children):
        yield part if isinstance(part, Picture) else Prose(part.stylize_before(_HEADING), Role.HEADING)


def _code(node: SyntaxTreeNode) -> Code:
    words = one_line(node.info).split()
    language = words[0].strip("{}.").lower() if words else ""
    text = plain_text(node.content).rstrip("\n").expandtabs(4)
    return Code(_highlighted(text, language), language)


def _highlighted(text: str, language: str) -> Content:
    if not language:
        return Content(text)
    # Pygments costs 30 ms to import; most cards show no code.
    from hashq.tui.markdown.code import highlighted  # noqa: PLC0415

    return highlighted(text, language)
