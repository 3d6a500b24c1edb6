"""A scenario as it stands somewhere: among those that ship, in a card, in a file. Light, since every card asks for it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashq.sandbox.scenario import ParsedScenario


@dataclass(frozen=True, slots=True)
class ScenarioText:
    """A scenario as it stands somewhere."""

    name: str
    """What it is called in the picker."""
    lesson: str
    """What there is to see; empty for a person's own."""
    text: str
    path: str = ""
    """Its file; empty for one that ships."""

    def read(self) -> ParsedScenario:
        """The scenario, or its problems at their lines."""
        from hashq.sandbox.scenario import parse_scenario  # noqa: PLC0415 - loads the sandbox

        return parse_scenario(self.text, path=self.path or self.name)
