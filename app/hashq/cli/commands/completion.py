"""``hashq completion``: prints what a shell needs to complete commands, options, decks, queries and files."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion for SHELL, to be read when it starts.

    bash: eval "$(hashq completion bash)" in ~/.bashrc; zsh: the same with zsh in ~/.zshrc, after compinit; fish: hashq
    completion fish > ~/.config/fish/completions/hashq.fish
    """
    from hashq.cli.completion_scripts import SCRIPTS
    from hashq.cli.printing import say

    say(SCRIPTS[shell].rstrip("\n"))
