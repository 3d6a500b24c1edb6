"""Completion: what the shells are told, and that they put it in."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

HOSTILE = "It's $HOME `id` & 日本!"
BIN = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
"""Where the shells find hashq."""


@pytest.fixture
def library(hashq, tmp_path):
    """Three decks, one of them with a name that a shell would make much of, and a kept query."""
    folder = tmp_path / "AWS"
    folder.mkdir()
    for name in ("CodeDeploy", "EC2", HOSTILE):
        (folder / f"{name}.md").write_text(f"#Q What is {name}?\nAnswer: It.\n")
    hashq("import", str(folder))
    (Path(os.environ["HASHQ_HOME"]) / "config.toml").write_text('[queries]\n"Weak spots" = "is:leech"\n')


def shell(*command: str, **environment: str) -> list[str]:
    """The lines a shell's command prints."""
    done = subprocess.run(
        command, env={**os.environ, "PATH": BIN, **environment}, capture_output=True, text=True, check=True
    )
    return done.stdout.splitlines()


def offered(line: str) -> list[str]:
    """What the program answers zsh, which takes texts as they are."""
    told = shell(sys.executable, "-m", "hashq", _HASHQ_COMPLETE="zsh", COMP_LINE=line)
    return [way.split("\t")[1] for way in told]


def in_bash(line: str) -> list[str]:
    """What bash's own function comes to offer for ``line``."""
    script = (
        'eval "$(hashq completion bash)"; compopt() { :; }; COMP_LINE="$1"; COMP_POINT=${#1};'
        ' _hashq_completion hashq; (( ${#COMPREPLY[@]} )) && printf "%s\\n" "${COMPREPLY[@]}"'
    )
    return shell("bash", "--norc", "-c", script, "bash", line)


@pytest.mark.parametrize("name", ["bash", "zsh", "fish"])
def test_completion_is_printed_for_the_shells(hashq, name):
    ran = hashq("completion", name)
    assert ran.code == 0
    assert "_HASHQ_COMPLETE" in ran.out


def test_commands_options_and_choices_are_offered(home):
    assert offered("hashq rev") == ["review"]
    assert offered("hashq review --mi") == ["--minutes"]
    assert offered("hashq review --shape fo") == ["forgotten"]


@pytest.mark.parametrize(
    "line",
    [
        "hashq review AWS/C",
        "hashq quiz --deck AWS/C",
        "hashq stats --deck AWS/C",
        "hashq import --deck AWS/C",
    ],
)
def test_decks_are_offered_wherever_one_can_stand(library, line):
    assert offered(line) == ["AWS/CodeDeploy"]


def test_decks_are_offered_within_queries(library):
    assert offered("hashq cards deck:AWS/C") == ["deck:AWS/CodeDeploy"]
    assert offered("hashq review 'is:due -deck:AWS/C") == ["is:due -deck:AWS/CodeDeploy"]


def test_kept_queries_are_offered_where_they_can_be_studied(library):
    assert offered("hashq review We") == ["Weak spots"]
    assert offered("hashq stats --deck We") == []


def test_a_value_joined_to_its_option_is_offered_with_it(library):
    assert offered("hashq stats --deck=AWS/C") == ["--deck=AWS/CodeDeploy"]


def test_the_library_named_on_the_line_is_asked(library, tmp_path):
    assert offered(f"hashq --home {tmp_path / 'nowhere'} review A") == []
    assert not (tmp_path / "nowhere").exists()


def test_a_library_that_cannot_be_read_offers_nothing_and_says_nothing(library, home):
    (home / "hashq.db").write_text("no database")
    assert offered("hashq review A") == []


def test_files_are_left_to_the_shell(home):
    told = shell(sys.executable, "-m", "hashq", _HASHQ_COMPLETE="zsh", COMP_LINE="hashq check ")
    assert told == ["files"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize("line", ["hashq review AWS/It", "hashq review 'AWS/It", 'hashq review "AWS/It'])
def test_bash_puts_in_a_hostile_name_as_the_text_it_is(library, line):
    [put] = in_bash(line)
    quote = line[13] if line[13] in "'\"" else ""
    assert shell("bash", "-c", f"printf '%s\\n' {quote}{put}{quote}") == [f"AWS/{HOSTILE}"]


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
def test_bash_puts_in_what_follows_its_word_break_only(library):
    assert in_bash("hashq cards deck:AWS/C") == ["AWS/CodeDeploy"]


@pytest.mark.skipif(shutil.which("fish") is None, reason="there is no fish")
def test_fish_offers_decks(library):
    script = "hashq completion fish | source; complete -C $argv[1]"
    assert shell("fish", "--no-config", "-c", script, "--", "hashq review AWS/C") == ["AWS/CodeDeploy"]
