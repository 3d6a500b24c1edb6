"""The Markdown dialect of notes: CommonMark with tables, wiki links and embeds; of HTML only what is said of a phrase; no setext headings.

Owns the configured parser. Knows nothing of cards, which are found line by line before any Markdown is parsed.
"""

from __future__ import annotations

import itertools
import re
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token

_WIKI = re.compile(r"!?\[\[([^\[\]\n]+)\]\]")
_MATH = re.compile(r"\$\$([^$]+)\$\$|\$(?![\s$])((?:\\[^\n]|[^$\n\\])+?)(?<!\s)\$(?!\w)")
_HIGHLIGHT = re.compile(r"(?<![=\w])==(?![=\s])((?:[^=\n]|=(?!=)){1,2000})(?<!\s)==(?![=\w])")
_ITEM = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s", re.MULTILINE)
_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_PHRASE = re.compile(
    r"<(?P<name>mark|u|ins|b|strong|i|em|s|del|sub|sup|kbd|small|span|font)(?:\s[^<>\n]{0,300})?>"
    r"(?P<text>[^\n]{0,500}?)</(?P=name)>",
    re.IGNORECASE,
)
_PHRASES = {
    "mark": "mark", "u": "underline", "ins": "underline", "b": "strong", "strong": "strong", "i": "em", "em": "em",
    "s": "s", "del": "s",
}  # fmt: skip
"""HTML names of phrases, and the tokens they become; of others only the text stays."""
_LAST_END = "last end of a phrase"
_SCRIPTS = {"sup": "^", "sub": "_"}
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_CAPTION = re.compile(r"^\s*[*_]{0,3}(?:Fig(?:ure)?\.?|Table\.|Table[*_]{1,3}\.)[\s*_:.\d]", re.IGNORECASE)


def is_caption(line: str) -> bool:
    """Whether a line of text is a caption: ``Fig. …``, ``**Fig. …**``, ``Table. …``, ``**Table**. …``."""
    return _CAPTION.match(line) is not None


def _wiki(state: StateInline, silent: bool) -> bool:
    """Inline rule: ``[[Note|label]]`` becomes a wiki token, ``![[file|width]]`` an embed token."""
    found = _WIKI.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        target, _, label = found[1].replace("\\|", "|").partition("|")
        token = state.push("embed" if found[0].startswith("!") else "wiki", "", 0)
        token.content = target.strip()
        token.info = label.strip()
    state.pos = found.end()
    return True


def _formula(state: StateInline, silent: bool) -> bool:
    """Inline rule: ``$…$`` and ``$$…$$`` become a math token. Prices and shell variables do not: no blank stands inside
    the dollar signs, and no letter or digit after them (Pandoc's rule).
    """
    found = _MATH.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        state.push("math", "", 0).content = found[1] or found[2]
    state.pos = found.end()
    return True


def _formula_block(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    """Block rule: lines from one that begins with ``$$`` to the next with another ``$$`` are one paragraph, whatever
    they begin with: a line of a formula that begins with a minus is no list.
    """
    first = _text_of(state, start)
    if not first.startswith("$$") or "$$" in first[2:] or state.is_code_block(start):
        return False
    inside = itertools.takewhile(lambda line: _is_inside(state, line), range(start + 1, end))
    last = next((line for line in inside if "$$" in _text_of(state, line)), None)
    if last is None:
        return False
    if not silent:
        state.push("paragraph_open", "p", 1)
        inline = state.push("inline", "", 0)
        inline.content = "\n".join(_text_of(state, line) for line in range(start, last + 1))
        inline.map, inline.children = [start, last + 1], []
        state.push("paragraph_close", "p", -1)
        state.line = last + 1
    return True


def _text_of(state: StateBlock, line: int) -> str:
    return state.src[state.bMarks[line] + state.tShift[line] : state.eMarks[line]].rstrip()


def _is_inside(state: StateBlock, line: int) -> bool:
    """Whether ``line`` is blank or indented enough to belong to the list item or quote being read."""
    return state.isEmpty(line) or state.sCount[line] >= state.blkIndent


def _highlight(state: StateInline, silent: bool) -> bool:
    """Inline rule: ``==words==`` become what a marker pen went over, as in Obsidian; ``a==b and c==d`` stays."""
    found = _HIGHLIGHT.match(state.src, state.pos, state.posMax)
    if found is None:
        return False
    if not silent:
        end, state.posMax = state.posMax, found.end(1)
        state.pos = found.start(1)
        state.push("mark_open", "mark", 1)
        state.md.inline.tokenize(state)
        state.push("mark_close", "mark", -1)
        state.posMax = end
    state.pos = found.end()
    return True


def _html(state: StateInline, silent: bool) -> bool:
    """Inline rule: ``<br>`` breaks the line, and what ``<mark>…</mark>`` and its like say of a phrase is drawn."""
    if state.src[state.pos] != "<":
        return False
    if broken := _BREAK.match(state.src, state.pos, state.posMax):
        if not silent:
            state.push("hardbreak", "br", 0)
        state.pos = broken.end()
        return True
    found = _PHRASE.match(state.src, state.pos, state.posMax) if state.pos < _last_end(state) else None
    if found is None:
        return False
    if not silent:
        _push_phrase(state, found)
    state.pos = found.end()
    return True


def _last_end(state: StateInline) -> int:
    """Where the text's last ``</`` stands, -1 without one; looked for once, lest long hostile lines take long."""
    kept = state.env.get(_LAST_END)
    if kept is None or kept[0] is not state.src:
        kept = state.env[_LAST_END] = (state.src, state.src.rfind("</"))
    at: int = kept[1]
    return at


def _push_phrase(state: StateInline, found: re.Match[str]) -> None:
    name = found["name"].lower()
    if name in _SCRIPTS:
        state.push("math", "", 0).content = f"{_SCRIPTS[name]}{{{found['text']}}}"
        return
    kind, end = _PHRASES.get(name), state.posMax
    state.pos, state.posMax = found.span("text")
    if kind:
        state.push(f"{kind}_open", name, 1)
    state.md.inline.tokenize(state)
    if kind:
        state.push(f"{kind}_close", name, -1)
    state.posMax = end


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "breaks": True})
    parser.enable(["table", "strikethrough"])
    # `---` under text ends a card or breaks it; indentation in notes is a habit, not code.
    parser.disable(["lheading", "html_block", "html_inline", "code"])
    parser.inline.ruler.before("link", "wiki", _wiki)
    parser.inline.ruler.before("link", "formula", _formula)
    parser.block.ruler.before(
        "fence", "formula", _formula_block, {"alt": ["paragraph", "list", "blockquote"]}
    )
    parser.inline.ruler.before("link", "highlight", _highlight)
    parser.inline.ruler.before("link", "html", _html)
    return parser


def parse(markdown: str) -> list[Token]:
    """The tokens of ``markdown``. What is glued under a table or a list without being of it is split off."""
    return _parser().parse(_lists_apart(_captions_apart(markdown)))


def parse_inline(markdown: str) -> list[Token]:
    """The tokens of ``markdown`` read as one run of text: a leading ``1.`` or ``-`` means nothing."""
    return [child for token in _parser().parseInline(markdown) for child in token.children or ()]


def _lists_apart(markdown: str) -> str:
    if not _ITEM.search(markdown):
        return markdown
    from hashq.notes.fences import read_fences  # noqa: PLC0415 - dear to load, and a question seldom has a list
    from hashq.notes.structure import apart_from_lists  # noqa: PLC0415 - as above

    lines = markdown.split("\n")
    apart = apart_from_lists(lines, read_fences(lines, ()).inside)
    return (
        "\n".join(f"\n{line}" if at in apart else line for at, line in enumerate(lines))
        if apart
        else markdown
    )


def _captions_apart(markdown: str) -> str:
    if "|" not in markdown:
        return markdown
    lines: list[str] = []
    for line in markdown.split("\n"):
        if lines and _ROW.match(lines[-1]) and is_caption(line):
            lines.append("")
        lines.append(line)
    return "\n".join(lines)
