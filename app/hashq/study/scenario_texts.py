"""A scenario as it stands somewhere: among those that ship, in a card, in a file. Light, since every card asks for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from hashq.sandbox.scenario import ParsedScenario


class ScenarioText(NamedTuple):
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
