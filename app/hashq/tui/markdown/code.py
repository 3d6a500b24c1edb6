"""Code in the colours of the theme. Imported only when a card shows code, since Pygments is dear."""

from __future__ import annotations

from typing import ClassVar

from pygments.lexers import get_lexer_by_name  # type: ignore[import-untyped]
from pygments.token import Token  # type: ignore[import-untyped]
from pygments.util import ClassNotFound  # type: ignore[import-untyped]
from textual.content import Content, Span

LONGEST = 20_000
"""Characters; longer code stays plain, since some lexers slow down badly on large odd text."""


class CodeColours:
    """Token kinds and the theme's variables they are drawn with; kinds not named are plain."""

    STYLES: ClassVar[dict[object, str]] = {
        Token.Comment: "italic $quiet",
        Token.Keyword: "$bloom",
        Token.Keyword.Constant: "$sun",
        Token.Name.Tag: "$ink",
        Token.Name.Attribute: "$ink",
        Token.Name.Builtin: "$ink",
        Token.Name.Function: "$ink",
        Token.Name.Class: "bold $ink",
        Token.Name.Decorator: "$lamp",
        Token.Name.Variable: "$lamp",
        Token.Literal.String: "$leaf",
        Token.Literal.Number: "$sun",
        Token.Literal.Scalar: "$leaf",
        Token.Operator: "$quiet",
        Token.Punctuation: "$quiet",
        Token.Generic.Deleted: "$ember",
        Token.Generic.Inserted: "$leaf",
    }


def highlighted(text: str, language: str) -> Content:
    """``text`` with its tokens coloured; plain when Pygments does not know ``language``, or when it is long."""
    if len(text) > LONGEST:
        return Content(text)
    try:
        lexer = get_lexer_by_name(language, stripnl=False, ensurenl=False)
    except ClassNotFound:
        return Content(text)
    spans: list[Span] = []
    position = 0
    for kind, piece in lexer.get_tokens(text):
        style = _style(kind)
        if style:
            spans.append(Span(position, position + len(piece), style))
        position += len(piece)
    return Content(text, [span for span in spans if span.start < len(text)])


def _style(kind: object) -> str:
    while kind is not None:
        if kind in CodeColours.STYLES:
            return CodeColours.STYLES[kind]
        kind = getattr(kind, "parent", None)
    return ""
