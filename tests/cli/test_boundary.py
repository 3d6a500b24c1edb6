"""Whatever happens inside a command, a person sees a message and the shell an exit code; never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

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


@pytest.mark.parametrize(
    ("typed", "meant"), [("improt", "import"), ("Doctor", "doctor"), ("xyzzy", "hashq --help")]
)
def test_an_unknown_command_is_told_with_the_nearest(capsys, typed, meant):
    assert main.run([typed]) == ExitCode.USAGE
    assert meant in capsys.readouterr().err


@pytest.mark.parametrize(
    "line", ["--home {} due --json", "due --home {} --json", "--home elsewhere due --home {} --json"]
)
def test_the_data_folder_can_be_named_before_and_behind_the_command(capsys, tmp_path, line):
    note = tmp_path / "note.md"
    note.write_text("#Q What?\nAnswer: That.\n")
    main.run(["import", str(note), "--home", str(tmp_path / "data")])
    capsys.readouterr()
    assert main.run(line.format(tmp_path / "data").split()) == ExitCode.DONE
    assert json.loads(capsys.readouterr().out)["new"] == 1


def shell(command: str, home: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """What a shell makes of ``command``, in which ``hashq`` is the program."""
    program = f'hashq() {{ "{sys.executable}" -m hashq "$@"; }}; '
    surroundings = {**os.environ, "HASHQ_HOME": str(home), **environment}
    return subprocess.run(
        ["/bin/sh", "-c", program + command],
        env=surroundings,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )


def test_json_says_the_same_where_the_terminal_knows_only_ascii(home, tmp_path):
    note = tmp_path / "n.md"
    note.write_text("#Q Où → 漢?\nAnswer: ✓\n", encoding="utf-8")
    ran = shell(f"hashq import '{note}' && hashq cards --json", home, PYTHONIOENCODING="ascii")
    assert ran.stdout.isascii()
    card = json.loads(ran.stdout.splitlines()[-1])[0]
    assert (card["question"], card["answer"]) == ("Où → 漢?", "✓")


@pytest.mark.parametrize("command", ["due", "due --json", "cards"])
@pytest.mark.parametrize("nowhere", [">&-", "| true"])
def test_output_that_nobody_reads_is_no_mistake(home, command, nowhere):
    assert "Traceback" not in shell(f"hashq {command} {nowhere}", home).stderr


@pytest.mark.parametrize("command", ["--version", "--help", "due", "due --help"])
def test_an_output_without_room_is_told(home, command):
    ran = shell(f"hashq {command} >/dev/full", home)
    assert ran.returncode == ExitCode.INTERRUPTED
    assert "the output cannot be written" in ran.stderr


@pytest.mark.parametrize("streams", ["<&-", ">&-", "2>&-", "<&- >&-", "<&- >&- 2>&-"])
@pytest.mark.parametrize(
    ("command", "code"),
    [
        ("--version", 0),
        ("import . --dry-run", 0),
        ("stats", 0),
        ("stats --json", 0),
        ("quiz grade absent", 3),
    ],
)
def test_streams_that_the_shell_closed_are_no_mistake(home, tmp_path, streams, command, code):
    assert shell(f"cd '{tmp_path}' && hashq {command} {streams}", home).returncode == code


@pytest.mark.parametrize(
    "command", ["import .", "check notes", "export o.json", "--home . due", "restore a.db"]
)
def test_a_path_from_a_folder_that_is_gone_is_wrong_usage(home, tmp_path, command):
    gone = tmp_path / "gone"
    gone.mkdir()
    ran = shell(f"cd '{gone}' && rmdir '{gone}' && hashq {command}", home)
    assert ran.returncode == ExitCode.USAGE
    assert "this folder is gone" in ran.stderr


@pytest.mark.parametrize("command", ["quiz grade -", "appspec check -"])
def test_a_closed_input_cannot_be_read(home, command):
    ran = shell(f"hashq {command} <&-", home)
    assert ran.returncode == ExitCode.UNREADABLE_INPUT
    assert "standard input" in ran.stderr


@pytest.mark.parametrize("command", ["", "review", "quiz", "sandbox"])
def test_a_screen_without_a_terminal_is_refused(home, command):
    ran = shell(f"hashq {command}", home)
    assert ran.returncode == ExitCode.USAGE
    assert "need a terminal" in ran.stderr
    assert "\x1b" not in ran.stderr


def test_an_unclear_deck_is_told_before_any_screen_opens(hashq, tmp_path):
    for folder in ("a", "b"):
        note = tmp_path / "vault" / folder / "Same.md"
        note.parent.mkdir(parents=True)
        note.write_text(f"#Q What of {folder}?\nAnswer: {folder}\n")
    hashq("import", str(tmp_path / "vault"))
    ran = hashq("review", "same")
    assert ran.code == ExitCode.USAGE
    assert "vault/a/Same, vault/b/Same" in ran.err
    assert "\x1b" not in ran.err


@pytest.mark.parametrize(
    "arguments",
    [("import", ""), ("check", ""), ("ids", ""), ("--home", "", "due"), ("sandbox", "run", "--scenario", "")],
)
def test_an_empty_path_is_not_the_working_folder(arguments, tmp_path, monkeypatch, capsys):
    (tmp_path / "Note.md").write_text("#Q What?\nThis.\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HASHQ_HOME", str(tmp_path / "home"))
    assert main.run(arguments) == 2
    assert "empty path" in capsys.readouterr().err
    assert [entry.name for entry in tmp_path.iterdir()] == ["Note.md"]


def through_a_pipe(home, *arguments: str, stdout) -> tuple[int, str]:
    """Exit code and narration of one command in a process of its own, printing to ``stdout``."""
    done = subprocess.run(
        [sys.executable, "-m", "hashq", *arguments],
        env={**os.environ, "HASHQ_HOME": str(home)},
        stdout=stdout,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    "arguments", [("--help",), ("completion", "bash"), ("stats", "--json"), ("due",)], ids=" ".join
)
def test_a_pipe_that_closed_is_an_interruption_and_no_problem(home, arguments):
    reading, writing = os.pipe()
    os.close(reading)
    code, narration = through_a_pipe(home, *arguments, stdout=writing)
    os.close(writing)
    assert (code, narration) == (ExitCode.INTERRUPTED, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no full device")
@pytest.mark.parametrize("arguments", [("completion", "bash"), ("stats", "--json"), ("due",)], ids=" ".join)
def test_a_full_disk_is_told_and_is_no_mistake_of_the_program(home, arguments):
    with Path("/dev/full").open("w") as full:
        code, narration = through_a_pipe(home, *arguments, stdout=full)
    assert code == ExitCode.INTERRUPTED
    assert narration.startswith("hashq: standard output: the output cannot be written: No space left")
    assert "Exception ignored" not in narration
