"""``hashq edit``: opens a card's note at its line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from pathlib import Path

    from hashq.study.services import Services


@click.command("edit")
@click.argument("card")
@click.pass_context
def command(context: click.Context, card: str) -> None:
    """Edit the note of CARD at its line, then read it again; the card's history is kept.

    The editor is [editor] command of the settings, else $VISUAL, else $EDITOR, else hashq's own. A note that ships is first
    copied into the data folder.
    """
    import os

    from hashq.cli.printing import tell
    from hashq.study.editor import editor_command
    from hashq.study.services import open_services

    home: Path | None = context.obj
    services = open_services(home)
    try:
        found = services.library.card(card)
        path = services.library.own_note(found.path)
        if path != found.path:
            tell(f"This note ships with hashq; your own copy of it is {path}")
        settings = services.settings.editor
        words = editor_command(path, found.line, editor=settings.command, environment=os.environ)
        if words is not None:
            _edit(services, words, path)
    finally:
        services.close()
    if words is None:
        from hashq.tui.opening import open_app

        code = open_app(home, "note_editor", path=path, line=found.line)
        if code == 0:
            _read_again(home, path)
        context.exit(code)


def _edit(services: Services, words: list[str], path: str) -> None:
    """Run the editor; the note is read again however that ended, unless it never began."""
    from hashq.study.editor import EditorFailedError, run_editor

    try:
        run_editor(words, path)
    except EditorFailedError:
        _tell_changes(services, path)
        raise
    _tell_changes(services, path)


def _read_again(home: Path | None, path: str) -> None:
    from hashq.study.services import open_services

    services = open_services(home)
    try:
        _tell_changes(services, path)
    finally:
        services.close()


def _tell_changes(services: Services, path: str) -> None:
    from pathlib import Path

    from hashq.cli.printing import quantity, tell
    from hashq.plain_text import one_line

    report = services.library.import_paths([Path(path)], retire=True)  # an edit is consent
    for change in report.changes:
        tell(f"{change.change}: {one_line(change.question)}")
    if not report.changes:
        tell("Nothing changed.")
    if report.problems:
        tell(f"{quantity(len(report.problems), 'problem')}: `hashq check {path}` lists them.")
