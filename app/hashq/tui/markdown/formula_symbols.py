"""What LaTeX's commands look like in Unicode: tables, and nothing else."""

from __future__ import annotations


def _words(listed: str) -> frozenset[str]:
    """Words parted by blanks."""
    return frozenset(listed.split())


def _table(pairs: str) -> dict[str, str]:
    """``name sign`` after ``name sign``, parted by blanks."""
    words = pairs.split()
    return dict(zip(words[::2], words[1::2], strict=True))


SYMBOLS = _table(
    """
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ mu μ nu ν
    xi ξ omicron ο pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω
    le ≤ leq ≤ leqslant ≤ ge ≥ geq ≥ geqslant ≥ ne ≠ neq ≠ ll ≪ gg ≫ approx ≈ equiv ≡ sim ∼ simeq ≃ cong ≅ propto ∝ doteq ≐
    prec ≺ succ ≻ preceq ⪯ succeq ⪰ lt < gt > coloneqq ≔
    times × div ÷ pm ± mp ∓ cdot · ast * star ⋆ circ ∘ bullet • oplus ⊕ ominus ⊖ otimes ⊗ odot ⊙ wedge ∧ vee ∨ setminus ∖
    infty ∞ sum ∑ prod ∏ coprod ∐ int ∫ iint ∬ iiint ∭ oint ∮ partial ∂ nabla ∇ prime ′ hbar ℏ ell ℓ Re ℜ Im ℑ aleph ℵ wp ℘
    in ∈ notin ∉ ni ∋ subset ⊂ subseteq ⊆ subsetneq ⊊ supset ⊃ supseteq ⊇ supsetneq ⊋ cup ∪ cap ∩ bigcup ⋃ bigcap ⋂
    bigoplus ⨁ bigotimes ⨂ bigvee ⋁ bigwedge ⋀ sqcup ⊔ sqcap ⊓ emptyset ∅ varnothing ∅ complement ∁
    forall ∀ exists ∃ nexists ∄ neg ¬ lnot ¬ land ∧ lor ∨ top ⊤ bot ⊥ vdash ⊢ models ⊨ therefore ∴ because ∵ blacksquare ∎
    to → rightarrow → leftarrow ← gets ← leftrightarrow ↔ longrightarrow ⟶ longleftarrow ⟵ longleftrightarrow ⟷
    Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ Longrightarrow ⟹ Longleftarrow ⟸ Longleftrightarrow ⟺ iff ⇔ implies ⇒ impliedby ⇐
    mapsto ↦ longmapsto ⟼ hookrightarrow ↪ rightharpoonup ⇀ rightleftharpoons ⇌ uparrow ↑ downarrow ↓ updownarrow ↕
    nearrow ↗ searrow ↘ swarrow ↙ nwarrow ↖ upharpoonright ↾
    ldots … dots … cdots ⋯ vdots ⋮ ddots ⋱ degree ° perp ⊥ parallel ∥ nparallel ∦ angle ∠ triangle △ square □ diamond ⋄
    mid | nmid ∤ vert | lvert | rvert | Vert ‖ lVert ‖ rVert ‖ langle ⟨ rangle ⟩ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉
    lbrace { rbrace } lbrack [ rbrack ] backslash \\ dagger † ddagger ‡ colon : checkmark ✓ euro €
    """
)
"""Command → its sign."""

NAMES = _words(
    """
    sin cos tan cot sec csc arcsin arccos arctan sinh cosh tanh coth log ln lg exp lim limsup liminf max min sup inf arg det
    dim ker deg gcd lcm hom Pr mod bmod
    """
)
"""Commands that stand for their own name."""

BEFORE = frozenset("∂¬∀∃∄∁")
"""Signs that belong to what follows: a blank between the two is LaTeX's, not the reader's."""

BETWEEN = frozenset("≤≥≠≪≫≈≡∼≃≅∝≐≺≻⪯⪰<>≔×÷±∓·⋆∘⊕⊖⊗⊙∧∨∖∈∉∋⊂⊆⊊⊃⊇⊋∪∩⊢⊨→←↔⟶⟵⟷⇒⇐⇔⟹⟸⟺↦⟼↪⇌⊥∥∦|∤")
"""Signs that stand between two others."""

SCALES = _words(
    """
    left right middle big Big bigg Bigg bigl bigr Bigl Bigr biggl biggr Biggl Biggr bigm Bigm limits nolimits displaystyle
    textstyle scriptstyle scriptscriptstyle nonumber notag hline
    """
)
"""Commands about size and place, which say nothing to read."""

STYLES = _words(
    """
    mathrm mathbf mathit mathsf mathtt mathcal mathscr mathfrak mathop mathbin mathrel boldsymbol bm pmb operatorname
    underbrace overbrace boxed cancel
    """
)
"""Commands that change how what follows looks, and nothing else."""

WORDS = _words("text textrm textbf textit textsf texttt mbox hbox textnormal")
"""Commands whose group is text and no formula."""

MARKS = {
    **dict.fromkeys(["vec", "overrightarrow"], "\u20d7"),
    **dict.fromkeys(["hat", "widehat"], "\u0302"),
    **dict.fromkeys(["tilde", "widetilde"], "\u0303"),
    **dict.fromkeys(["bar", "overline"], "\u0305"),
    "dot": "\u0307",
    "ddot": "\u0308",
    "check": "\u030c",
    "underline": "\u0332",
}
"""Command → the combining character put on each letter."""

DOUBLE_STRUCK = dict(zip("CHNPQRZ1", "ℂℍℕℙℚℝℤ𝟙", strict=True))
"""Of ``\\mathbb``."""

UPPER = dict(
    zip(
        "0123456789+-=()niabcdefghjklmoprstuvwxyzABDEGHIJKLMNOPRTUVWβγδθφχ′∘⊤",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱᵃᵇᶜᵈᵉᶠᵍʰʲᵏˡᵐᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵝᵞᵟᶿᵠᵡ′°ᵀ",
        strict=True,
    )
)
"""Superscripts."""
LOWER = dict(
    zip("0123456789+-=()aehijklmnoprstuvxβγρφχ", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ", strict=True)
)
"""Subscripts."""

NEGATED = {
    "=": "≠",
    "∈": "∉",
    "≡": "≢",
    "⊂": "⊄",
    "⊆": "⊈",
    "∼": "≁",
    "≈": "≉",
    "∃": "∄",
    "|": "∤",
    "<": "≮",
    ">": "≯",
}
"""Signs with a stroke of their own."""

ENVIRONMENTS = {
    "pmatrix": ("(", ")"),
    "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"),
    "vmatrix": ("|", "|"),
    "Vmatrix": ("‖", "‖"),
    "matrix": ("", ""),
    "smallmatrix": ("", ""),
    "array": ("", ""),
    "cases": ("{ ", ""),
}
"""Environments of rows and cells → what stands around them."""
ALIGNED = frozenset({"aligned", "align", "gathered", "gather", "split", "equation", "multline", "eqnarray"})
"""Environments of rows only, with or without a star."""
