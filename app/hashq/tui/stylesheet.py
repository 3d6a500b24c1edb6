"""A stylesheet that reads each text of styles once for each set of colours.

Textual reads every text again whenever a screen brings its own, and at the first frame of a theme. Owns that memory, and
no style.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.css.stylesheet import Stylesheet

if TYPE_CHECKING:
    from textual.css.model import RuleSet
    from textual.css.types import CSSLocation

Source = tuple[str, "CSSLocation", bool, int, str]
"""A text, its place, whether it is a widget's own default, its tie breaker, its scope: what its rules follow from."""

_read: dict[frozenset[tuple[str, str]], dict[Source, list[RuleSet]]] = {}
"""The rules of each source by the colours they were read with. Rules are never changed once they are read."""


class KeptStylesheet(Stylesheet):
    """Textual's stylesheet, with that memory."""

    def __init__(self, variables: dict[str, str]) -> None:
        """Styles for these colours."""
        super().__init__(variables=variables)
        self._known = _read.setdefault(frozenset(variables.items()), {})

    def set_variables(self, variables: dict[str, str]) -> None:
        """Other colours from now on."""
        self._known = _read.setdefault(frozenset(variables.items()), {})
        if variables != self._variables:
            super().set_variables(variables)

    def reparse(self) -> None:
        """Read what is new; the rest is known."""
        self.parse()

    def _parse_rules(
        self,
        css: str,
        read_from: CSSLocation,
        is_default_rules: bool = False,
        tie_breaker: int = 0,
        scope: str = "",
    ) -> list[RuleSet]:
        source = (css, read_from, is_default_rules, tie_breaker, scope)
        rules = self._known.get(source)
        if rules is None:
            rules = self._known[source] = super()._parse_rules(*source)
        return rules
