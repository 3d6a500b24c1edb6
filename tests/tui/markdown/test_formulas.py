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
        (r"\lceil n \rceil", "⌈ n ⌉"),
        (r"a \to b", "a → b"),
        (r"O(n \log n)", "O(n log n)"),
        (r"\text{healthy} \geq 75\%", "healthy ≥ 75%"),
        (r"\left( x \right)", "( x )"),
        (r"e^{i\pi}", "e^(iπ)"),
        (r"\leftarrow", "←"),
    ],
)
def test_formulas_read_as_text(formula, text):
    assert readable(formula) == text


@pytest.mark.parametrize(
    ("formula", "text"),
    [
        (r"\frac12", "1/2"),
        (r"\frac{1}{2}mv^2", "(1/2)mv²"),
        (r"\frac{1}{2x}", "1/(2x)"),
        (r"\dfrac{\partial f}{\partial x}", "∂f/∂x"),
        (r"\sqrt[3]{x+1}", "∛(x+1)"),
        (r"\sqrt{2}x", "√(2)x"),
        (r"x = \frac{-b \pm \sqrt{b^2-4ac}}{2a}", "x = (-b ± √(b²-4ac))/(2a)"),
        (r"\sum_{i=1}^{n} i^2", "∑ᵢ₌₁ⁿ i²"),
        (r"\int_0^\infty e^{-x}\,dx", "∫₀^∞ e⁻ˣ dx"),
        (r"\lim_{x \to 0} f(x)", "lim_(x → 0) f(x)"),
        (r"x\sin\theta", "x sin θ"),
        (r"\tan^{-1} x", "tan⁻¹ x"),
        (r"f: \mathbb R^n \to \mathbb{R}", "f: ℝⁿ → ℝ"),
        (r"A^T A^{\top}", "Aᵀ Aᵀ"),
        (r"\bar{x} \le \vec{v}", "x\u0305 ≤ v\u20d7"),
        (r"\binom{n}{k}", "C(n, k)"),
        (r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}", "(a, b; c, d)"),
        (r"\begin{array}{cc} 1 & 0 \\ 0 & 1 \\ \end{array}", "1, 0; 0, 1"),
        (r"f(x) = \begin{cases} x & x \ge 0 \\ -x & \text{else} \end{cases}", "f(x) = { x, x ≥ 0; -x, else"),
        (r"\begin{aligned} a &= b \\ &= c \end{aligned}", "a = b; = c"),
        (r"a \not\equiv b \pmod{n}", "a ≢ b (mod n)"),
        (r"\left. x \right|_{0}", "x |₀"),
        (r"x\in A\cup B", "x ∈ A ∪ B"),
        (r"\text{if } x > 0", "if x > 0"),
        (r"\{ x \mid x \notin A \}", "{ x | x ∉ A }"),
    ],
)
def test_formulas_of_a_course_of_mathematics_read_as_text(formula, text):
    assert readable(formula) == text


@pytest.mark.parametrize(
    "formula",
    [
        r"\frac{1}{2",
        "{a",
        "a}",
        r"\frac",
        r"\unknown{x}",
        r"\begin{tikzpicture} x \end{tikzpicture}",
        "x^",
        "{" * 99 + "}" * 99,
    ],
)
def test_what_is_not_known_or_malformed_stays_as_written(formula):
    assert readable(formula) == formula


@given(
    st.lists(
        st.sampled_from(
            [
                r"\frac",
                r"\sqrt",
                r"[3]",
                r"\begin",
                r"{cases}",
                r"\end",
                r"&",
                r"\\",
                r"\left",
                r"\text",
                r"\vec",
                r"\not",
                r"{",
                r"}",
                r"^",
                r"_",
                r"x",
                r"1",
                r"\\",
                r"",
            ]
        ),
        max_size=30,
    ).map("".join)
)
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
        (r"A fee $f = \$5$ holds.", "A fee f = $5 holds."),
        ("$5 and $6 today, $x$ tomorrow.", "$5 and $6 today, x tomorrow."),
        ("$$\na\n- b\n+ c\n$$", "a - b + c"),
    ],
)
def test_dollar_signs_that_are_no_formula_stay(markdown, shown):
    assert [line.plain.rstrip() for line in lines(read(markdown), 60, Look())] == [shown]
