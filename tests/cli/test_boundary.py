"""Whatever happens inside a command, a person sees a message and the shell an exit code; never a traceback."""

from __future__ import annotations

import click
import pytest

from hashq.cli import main
from hashq.errors import ExitCode


@pytest.fixture
def failing(monkeypatch):
    """A command line whose only command raises what it is given."""

    def install(failure: BaseException) -> None:
        def fail(*_: object, **__: object) -> None:
            raise failure

        monkeypatch.setattr(main.hashq, "main", fail)

    return install


def test_a_mistake_of_the_program_is_told_without_a_traceback(failing, capsys):
    failing(ZeroDivisionError("division by zero"))
    assert main.run([]) == ExitCode.UNFORESEEN
    shown = capsys.readouterr().err
    assert "ZeroDivisionError: division by zero" in shown
    assert "Traceback" not in shown


def test_a_mistake_is_raised_for_those_who_ask(failing, monkeypatch):
    monkeypatch.setenv("HASHQ_TRACEBACK", "1")
    failing(ZeroDivisionError())
    with pytest.raises(ZeroDivisionError):
        main.run([])


@pytest.mark.parametrize("failure", [KeyboardInterrupt(), click.Abort()])
def test_an_interruption_has_its_exit_code(failing, failure):
    failing(failure)
    assert main.run([]) == ExitCode.INTERRUPTED


def test_an_unknown_command_is_wrong_usage(capsys):
    assert main.run(["stduy"]) == ExitCode.USAGE
    assert "stduy" in capsys.readouterr().err
