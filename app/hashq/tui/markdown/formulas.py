r"""LaTeX formulas made readable as one line of Unicode: ``$x^2 \\le \\alpha$`` shows as ``x² ≤ α``.

Owns the reading; what commands look like stands in ``formula_symbols``. What it does not know stays as it was written, with
its groups, and so does a formula whose braces do not match: a formula is never hidden or half shown. Pure.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from hashq.tui.markdown.formula_symbols import (
    ALIGNED,
    BEFORE,
    BETWEEN,
    DOUBLE_STRUCK,
    ENVIRONMENTS,
    LOWER,
    MARKS,
    NAMES,
    NEGATED,
    SCALES,
    STYLES,
    SYMBOLS,
    UPPER,
    WORDS,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

_TOKEN = re.compile(r"\\[A-Za-z]+\*?|\\.|\\|\s+|.", re.DOTALL)
_DEEPEST = 40
"""Groups within groups; a formula with more stays as it is."""
_ONE = re.compile(r"[∂∇√±−-]?[\w.,⁺⁻′'…∞]*|\W")
"""What needs no brackets as a part of a fraction or under a root."""
_PRODUCT = re.compile(r"[\d.,]+[^\W\d]\w*")
"""A number times something, which below a stroke would lose the something."""
_TOUCHING = re.compile(r"[\w∞(⟨√⁺⁻⁽^]")
_LETTER = re.compile(r"[^\W_]")
_SCRIPTS = frozenset([*UPPER.values(), *LOWER.values()])
_TEXT_ESCAPES = frozenset({"\\%", "\\&", "\\#", "\\_", "\\$", "\\{", "\\}", "\\ "})
_BLANKS = frozenset({"\\,", "\\;", "\\:", "\\>", "\\ ", "~"})
_OTHERS = {"\\|": "‖", "\\!": "", "\\\\": "; ", **dict.fromkeys(_BLANKS, " ")}
"""Signs that stand for something else."""
_SMALL_ROOTS = {"": "√", "2": "√", "3": "∛", "4": "∜"}


class _MalformedError(Exception):
    """The formula is not one that can be taken apart."""


class _Piece(NamedTuple):
    """A part of what is read."""

    text: str
    apart: str = ""
    """What to show where a neighbour touches it and ``text`` would read as one with it; empty: the same."""
    loose: bool = False
    """Whether a neighbour before it touches it, too, and not only one after it."""
    is_name: bool = False
    """Whether it is a name such as ``sin``, which stands apart from letters and numbers."""


def readable(formula: str) -> str:
    """``formula``, without its dollar signs, as text to read."""
    try:
        reading = _Reading(formula.strip())
        text = reading.until(None)
    except (_MalformedError, RecursionError):
        return formula.strip()
    return re.sub(r"\s+", " ", text).strip()


class _Reading:
    """One formula being read from left to right."""

    def __init__(self, formula: str) -> None:
        self._tokens = _TOKEN.findall(formula)
        self._at = 0
        self._depth = 0

    def until(self, *ends: str | None) -> str:
        """Everything up to one of ``ends``, which is taken too; None: the formula's end."""
        self._depth += 1
        if self._depth > _DEEPEST:
            raise _MalformedError
        pieces: list[_Piece] = []
        while (sign := self._next()) not in ends:
            if sign is None or sign == "}":
                raise _MalformedError
            pieces.append(self._piece(sign, pieces))
        self._depth -= 1
        return _joined(pieces)

    def _next(self) -> str | None:
        self._at += 1
        return self._tokens[self._at - 1] if self._at <= len(self._tokens) else None

    def _peek(self) -> str | None:
        return self._tokens[self._at] if self._at < len(self._tokens) else None

    def _skip_blanks(self) -> None:
        while (sign := self._peek()) is not None and sign.isspace():
            self._at += 1

    def _argument(self) -> str:
        """The group or single sign that a command or a script takes."""
        self._skip_blanks()
        sign = self._next()
        if sign is None or sign in {"}", "&", "^", "_"}:
            raise _MalformedError
        return (self.until("}") if sign == "{" else self._piece(sign, []).text).strip()

    def _piece(self, sign: str, before: list[_Piece]) -> _Piece:
        if sign == "{":
            return _Piece(self.until("}"))
        if sign in {"^", "_"}:
            return self._script(sign)
        if sign.isspace():
            return _Piece("" if before and before[-1].text in BEFORE else " ")
        if len(sign) > 1 and sign[1].isalpha():
            return self._command(sign)
        return _Piece(_OTHERS.get(sign, sign[-1]))

    def _script(self, sign: str) -> _Piece:
        if self._peek() in {None, "}"}:
            return _Piece(sign)
        return _Piece(_script(sign, self._argument()))

    def _command(self, sign: str) -> _Piece:
        name = sign[1:].removesuffix("*")
        if name in SYMBOLS:
            return self._symbol(SYMBOLS[name])
        if name in NAMES:
            return _Piece(name.removeprefix("b") if name == "bmod" else name, is_name=True)
        if name in SCALES:
            return self._scaled(name)
        if name in WORDS:
            return _Piece(self._as_written(group_only=True))
        if name in STYLES:
            return _Piece(self._argument(), is_name=name == "operatorname")
        if name in MARKS:
            return _Piece(_marked(self._argument(), MARKS[name]))
        return self._built(name) or _Piece(sign + self._as_written(group_only=False))

    def _built(self, name: str) -> _Piece | None:
        """What a command makes of its arguments; None for one that is not known."""
        match name:
            case "frac" | "dfrac" | "tfrac" | "cfrac":
                return self._fraction()
            case "binom" | "dbinom" | "tbinom":
                return _Piece(f"C({self._argument()}, {self._argument()})")
            case "sqrt":
                return self._root()
            case "begin":
                return self._environment()
            case "mathbb":
                return _Piece("".join(DOUBLE_STRUCK.get(letter, letter) for letter in self._argument()))
            case "not":
                plain = self._argument()
                return _Piece(NEGATED.get(plain, f"{plain}\u0338"))
            case "pmod":
                return _Piece(f" (mod {self._argument()})")
            case "overset" | "stackrel" | "underset":
                own = self._argument()
                return _Piece(self._argument() + _script("_" if name == "underset" else "^", own))
            case "quad" | "qquad" | "space":
                return _Piece(" ")
        return None

    def _symbol(self, shown: str) -> _Piece:
        """A sign; one between two others, which LaTeX's blank parts from what follows, is parted from what comes before too."""
        following = self._peek() or ""
        return _Piece(f" {shown}" if shown in BETWEEN and following.isspace() else shown)

    def _scaled(self, name: str) -> _Piece:
        if name in {"left", "right"}:
            self._skip_blanks()
            if self._peek() == ".":
                self._at += 1
        elif name.endswith("style"):
            self._skip_blanks()
        return _Piece("")

    def _as_written(self, *, group_only: bool) -> str:
        """The groups that follow as they are written; ``group_only``: what is in the one that follows."""
        if group_only:
            self._skip_blanks()
        written = ""
        while self._peek() == "{":
            start, depth = self._at, 0
            while depth or self._at == start:
                sign = self._next()
                if sign is None:
                    raise _MalformedError
                depth += (sign == "{") - (sign == "}")
            group = self._tokens[start : self._at]
            if group_only:
                return "".join(sign[1:] if sign in _TEXT_ESCAPES else sign for sign in group[1:-1])
            written += "".join(group)
        return written

    def _fraction(self) -> _Piece:
        above, below = self._argument(), self._argument()
        text = f"{_whole(above)}/{_whole(below, below=True)}"
        return _Piece(text, f"({text})", loose=True)

    def _root(self) -> _Piece:
        self._skip_blanks()
        degree = ""
        if self._peek() == "[":
            self._at += 1
            degree = self.until("]").strip()
        sign = _SMALL_ROOTS.get(degree) or f"{_script('^', degree)}√"
        under = self._argument()
        return _Piece(f"{sign}{_whole(under)}", f"{sign}({under})")

    def _environment(self) -> _Piece:
        r"""``\begin{name}`` to its end: cells parted by commas, rows by semicolons."""
        name = self._as_written(group_only=True).removesuffix("*")
        if name not in ALIGNED and name not in ENVIRONMENTS:
            raise _MalformedError
        if name == "array":
            self._as_written(group_only=True)
        rows: list[list[str]] = [[]]
        while True:
            start = self._at
            rows[-1].append(self.until("&", "\\\\", "\\end").strip())
            end = self._tokens[self._at - 1]
            if self._at == start:
                raise _MalformedError
            if end == "\\end":
                break
            if end == "\\\\":
                rows.append([])
        self._as_written(group_only=True)
        told = [row for row in rows if any(row)]
        if name in ALIGNED:
            return _Piece("; ".join(" ".join(filter(None, row)) for row in told))
        opened, closed = ENVIRONMENTS[name]
        return _Piece(f"{opened}{'; '.join(', '.join(row) for row in told)}{closed}")


def _joined(pieces: Iterable[_Piece]) -> str:
    """``pieces`` side by side, each as its neighbours let it be read."""
    told = [piece for piece in pieces if piece.text]
    text = ""
    for index, piece in enumerate(told):
        after = told[index + 1].text if index + 1 < len(told) else ""
        text += _beside(piece, text[-1:], after[:1])
    return text


def _beside(piece: _Piece, before: str, after: str) -> str:
    if piece.is_name:
        blank_before = " " if _LETTER.match(before) else ""
        blank_after = " " if _LETTER.match(after) and after not in _SCRIPTS else ""
        return f"{blank_before}{piece.text}{blank_after}"
    touched = _TOUCHING.match(after) or (piece.loose and _TOUCHING.match(before))
    return piece.apart if piece.apart and touched else piece.text


def _whole(part: str, *, below: bool = False) -> str:
    """``part``, in brackets where it is more than one number or name; ``below``: below a stroke."""
    alone = _ONE.fullmatch(part) and not (below and _PRODUCT.fullmatch(part))
    return part if alone else f"({part})"


def _script(sign: str, part: str) -> str:
    """A superscript or subscript; one that Unicode lacks keeps its sign, and has brackets for braces."""
    letters = UPPER if sign == "^" else LOWER
    close = "".join(part.split())
    if all(letter in letters for letter in close):
        return "".join(letters[letter] for letter in close)
    alone = len(part) == 1 or (sign == "_" and re.fullmatch(r"\w+", part))
    return f"{sign}{part}" if alone else f"{sign}({part})"


def _marked(part: str, mark: str) -> str:
    """``part`` with ``mark`` on each of its letters."""
    return "".join(letter if letter.isspace() else letter + mark for letter in part)
