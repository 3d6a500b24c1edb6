"""LaTeX formulas are readable in a terminal; what is not known stays as written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hashq.tui.markdown.formulas import readable
from hashq.tui.markdown.layout import Look, lines
from hashq.tui.markdown.reading import read


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (r"x^2 \le \alpha", "x² ≤ α"),
        (r"x_{i+1} = x_i + 1", "xᵢ₊₁ = xᵢ + 1"),
        (r"\frac{1}{2}", "1/2"),
        (r"\frac{a+b}{2}", "(a+b)/2"),
        (r"\sqrt{x}", "√x"),
        (r"\lceil n \rceil", r"\lceil n \rceil"),
        (r"a \to b", "a → b"),
        (r"O(n \log n)", r"O(n \log n)"),
        (r"\text{healthy} \geq 75\%", "healthy ≥ 75%"),
        (r"\left( x \right)", "( x )"),
        (r"e^{i\pi}", "e^(iπ)"),
        (r"\leftarrow", "←"),
    ],
)
def test_formulas_read_as_text(formula, text):
    assert readable(formula) == text


@given(st.text(alphabet="\\{}^_fracsqt xyz012$", max_size=60))
def test_any_formula_is_read_without_failing(formula):
    assert isinstance(readable(formula), str)


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("It is $x^2$ long.", "It is x² long."),
        (r"$$\sum_i x_i$$", "∑ᵢ xᵢ"),
        ("It costs $5 to $10.", "It costs $5 to $10."),
        ("Set $HOME and $PATH first.", "Set $HOME and $PATH first."),
        ("Code `$x^2$` stays.", "Code $x^2$ stays."),
        (r"A \$x\$ stays.", "A $x$ stays."),
    ],
)
def test_dollar_signs_that_are_no_formula_stay(markdown, shown):
    assert [line.plain.rstrip() for line in lines(read(markdown), 60, Look())] == [shown]
