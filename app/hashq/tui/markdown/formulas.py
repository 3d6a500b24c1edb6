r"""LaTeX formulas made readable as one line of Unicode: ``$x^2 \\le \\alpha$`` shows as ``x² ≤ α``.

Owns the table of symbols. What it does not know stays as it was written: a formula is never hidden or half shown. Pure.
"""

from __future__ import annotations

import re

_SYMBOLS = {
    **dict(
        zip(
            [
                "alpha",
                "beta",
                "gamma",
                "delta",
                "epsilon",
                "zeta",
                "eta",
                "theta",
                "iota",
                "kappa",
                "lambda",
                "mu",
                "nu",
                "xi",
                "pi",
                "rho",
                "sigma",
                "tau",
                "phi",
                "chi",
                "psi",
                "omega",
                "Gamma",
                "Delta",
                "Theta",
                "Lambda",
                "Xi",
                "Pi",
                "Sigma",
                "Phi",
                "Psi",
                "Omega",
            ],
            "αβγδεζηθικλμνξπρστφχψωΓΔΘΛΞΠΣΦΨΩ",
            strict=True,
        )
    ),
    **dict(
        zip(
            [
                "le",
                "leq",
                "ge",
                "geq",
                "ne",
                "neq",
                "approx",
                "equiv",
                "sim",
                "times",
                "div",
                "pm",
                "cdot",
                "infty",
                "sum",
                "prod",
                "int",
                "partial",
                "nabla",
                "in",
                "notin",
                "subset",
                "subseteq",
                "cup",
                "cap",
                "emptyset",
                "forall",
                "exists",
                "neg",
                "land",
                "lor",
                "to",
                "rightarrow",
                "leftarrow",
                "Rightarrow",
                "Leftrightarrow",
                "iff",
                "implies",
                "mapsto",
                "ldots",
                "dots",
                "cdots",
                "circ",
                "degree",
                "propto",
                "perp",
                "angle",
            ],
            "≤≤≥≥≠≠≈≡∼×÷±·∞∑∏∫∂∇∈∉⊂⊆∪∩∅∀∃¬∧∨→→←⇒⇔⇔⇒↦………∘°∝⊥∠",
            strict=True,
        )
    ),
}
_UPPER = dict(
    zip("0123456789+-=()niabcdefghjklmoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True)
)
_LOWER = dict(zip("0123456789+-=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ", strict=True))
_GROUP = r"\{((?:[^{}])*)\}"
_FRACTION = re.compile(r"\\[dt]?frac\s*" + _GROUP + r"\s*" + _GROUP)
_ROOT = re.compile(r"\\sqrt\s*" + _GROUP)
_WORDS = re.compile(r"\\(?:text|mathrm|mathbf|mathit|operatorname|mathbb|mathcal)\s*" + _GROUP)
_RAISED = re.compile(r"([_^])(?:" + _GROUP + r"|([^\s{}\\^_(]))")
_COMMAND = re.compile(r"\\([A-Za-z]+)")
_SPACES = re.compile(r"\\(?:,|;|:|!|quad|qquad| )")
_BRACKETS = re.compile(r"\\(?:left|right)(?![A-Za-z])")
_DEPTH = 8
"""Groups within groups that are taken apart."""


def readable(formula: str) -> str:
    """``formula``, without its dollar signs, as text to read."""
    text = _SPACES.sub(" ", formula.strip())
    text = _BRACKETS.sub("", text)
    text = _COMMAND.sub(_symbol, text)
    for _ in range(_DEPTH):
        simpler = _WORDS.sub(r"\1", text)
        simpler = _FRACTION.sub(lambda found: f"{_whole(found[1])}/{_whole(found[2])}", simpler)
        simpler = _ROOT.sub(lambda found: f"√{_whole(found[1])}", simpler)
        simpler = _RAISED.sub(_raise, simpler)
        if simpler == text:
            break
        text = simpler
    return text.replace("\\{", "{").replace("\\}", "}").replace("\\%", "%").replace("\\_", "_")


def _symbol(found: re.Match[str]) -> str:
    return _SYMBOLS.get(found[1], found[0])


def _whole(part: str) -> str:
    """``part``, in brackets where it is more than one number or name."""
    return part if re.fullmatch(r"\w*|\W", part) else f"({part})"


def _raise(found: re.Match[str]) -> str:
    """A superscript or subscript; one that Unicode lacks keeps its sign and loses its braces."""
    part = found[2] if found[2] is not None else found[3]
    letters = _UPPER if found[1] == "^" else _LOWER
    if all(letter in letters for letter in part):
        return "".join(letters[letter] for letter in part)
    if found[2] is None:
        return found[0]
    return f"{found[1]}({part})" if found[1] == "^" else f"_{part}"
