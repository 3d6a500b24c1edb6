"""Answers a shell that completes: what its line can go on with, in the form its script reads.

A line a way to go on: its kind, a tab, the text, a tab, a few words of help. Kinds: ``word``, ``part`` (no blank after it),
``files`` and ``folders`` (the shell looks for them itself). What goes wrong offers nothing: a person is in mid-line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from click.shell_completion import ShellComplete

from hashq.cli.printing import say
from hashq.cli.shell_line import put_in_bash, read_line
from hashq.errors import ExitCode
from hashq.plain_text import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from click.shell_completion import CompletionItem

    from hashq.cli.shell_line import TypedLine

ASKED = "_HASHQ_COMPLETE"
"""The variable by which a shell's script asks; its value is the shell."""
_KINDS = {"file": "files", "dir": "folders"}


def complete(environment: Mapping[str, str]) -> int:
    """Print how the line in ``COMP_LINE`` can go on. ``COMP_WORDBREAKS``: where bash begins a word anew."""
    shell = environment.get(ASKED, "")
    line = read_line(environment.get("COMP_LINE", ""), environment.get("COMP_WORDBREAKS", ""))
    for item in _ways_on(line):
        kind = _KINDS.get(item.type, "part" if item.goes_on else "word")
        if not item.value.isprintable():
            continue  # one line is all there is for it
        text = put_in_bash(item.value, line) if shell == "bash" else item.value
        say("\t".join((kind, text, one_line(item.help or ""))).rstrip("\t"))
    return ExitCode.DONE


def _ways_on(line: TypedLine) -> list[CompletionItem]:
    """What click and the parameters' own types offer, each as a whole word."""
    from hashq.cli.main import hashq

    offered = ShellComplete(hashq, {}, "hashq", ASKED).get_completions(list(line.words[1:]), line.typed)
    option, equals, _ = line.typed.partition("=")
    if option.startswith("--") and equals:
        for item in offered:
            item.value = f"{option}={item.value}"
    return offered
