"""An AppSpec to try: written, pasted or read from a file; its problems at their lines; then deployed to the fleet."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual import on
from textual.widgets import Input, TextArea

from hashq.errors import UnreadableInputError
from hashq.plain_text import plain_text
from hashq.sandbox.appspec import parse_appspec
from hashq.tui.screens.common import tells_errors
from hashq.tui.screens.sandbox_written import WrittenScreen
from hashq.tui.typed_path import PathSuggester, typed_path

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult

    from hashq.problems import Problem

LARGEST = 1_000_000
"""Bytes of an AppSpec file."""
FIRST_TEXT = {
    "server": """version: 0.0
os: linux
files:
  - source: /
    destination: /var/www/app
hooks:
  ApplicationStop:
    - location: scripts/stop.sh
      timeout: 60
  AfterInstall:
    - location: scripts/set_up.sh
      runas: root
  ApplicationStart:
    - location: scripts/start.sh
  ValidateService:
    - location: scripts/check.sh
""",
    "lambda": """version: 0.0
Resources:
  - greeting:
      Type: AWS::Lambda::Function
      Properties:
        Name: greeting
        Alias: live
        CurrentVersion: 1
        TargetVersion: 2
Hooks:
  - BeforeAllowTraffic: checkBefore
  - AfterAllowTraffic: checkAfter
""",
    "ecs": """version: 0.0
Resources:
  - TargetService:
      Type: AWS::ECS::Service
      Properties:
        TaskDefinition: "arn:aws:ecs:eu-central-1:111122223333:task-definition/web:2"
        LoadBalancerInfo:
          ContainerName: web
          ContainerPort: 80
Hooks:
  - AfterAllowTestTraffic: checkBefore
""",
}
"""Something to begin with, for each platform."""


class AppSpecScreen(WrittenScreen):
    """The AppSpec."""

    PLACE = "sandbox_appspec"
    CSS_PATH = "sandbox_appspec.tcss"
    TITLE_WORDS = "AppSpec to try"

    def __init__(self, done: Callable[[str], None], platform: str, text: str | None = None) -> None:
        """Write ``text``, or an example; ``done`` is told what to deploy on ``platform`` (server, lambda, ecs)."""
        super().__init__(FIRST_TEXT[platform] if text is None else text)
        self._done = done
        self._platform = platform

    def compose(self) -> ComposeResult:
        """A place for a path joins, shown when it is asked for."""
        yield Input(placeholder="the path of an appspec.yml; enter reads it", suggester=PathSuggester())
        yield from super().compose()

    def check(self, text: str) -> tuple[Problem, ...]:
        """The AppSpec's problems."""
        return parse_appspec(text, platform=self._platform).problems

    def action_open(self) -> None:
        """Ask for the path of a file."""
        path = self.query_one(Input)
        path.add_class("-asked")
        path.focus()

    @on(Input.Submitted)
    @tells_errors
    def read_file(self) -> None:
        """Read the file into the text."""
        path = self.query_one(Input)
        area = self.query_one(TextArea)
        area.text = plain_text(_read(path.value.strip()))
        path.remove_class("-asked")
        area.focus()

    def action_accept(self) -> None:
        """Deploy a revision with it; an AppSpec that is wrong fails where the agent would notice."""
        self.program.go_back()
        self._done(self.text)


def _read(name: str) -> str:
    path = typed_path(name)
    if path is None:
        raise UnreadableInputError("no path was given", remedy="type the path of an appspec.yml")
    try:
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as reason:
        raise UnreadableInputError(
            f"the AppSpec cannot be read: {reason.strerror or reason}",
            place=str(path),
            remedy="check its path",
        ) from reason
    if len(data) > LARGEST:
        raise UnreadableInputError("the file is too large for an AppSpec", place=str(path))
    return data.decode("utf-8-sig", "replace")
