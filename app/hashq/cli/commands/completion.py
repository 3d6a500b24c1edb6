"""``hashq completion``: prints what a shell needs to complete commands and options."""

from __future__ import annotations

import click


@click.command("completion")
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def command(shell: str) -> None:
    """Print the completion for SHELL, to be read when it starts.

    bash: eval "$(hashq completion bash)" in ~/.bashrc; zsh: the same with zsh in ~/.zshrc; fish: hashq completion fish >
    ~/.config/fish/completions/hashq.fish
    """
    from click.shell_completion import get_completion_class

    from hashq.cli.main import hashq
    from hashq.cli.printing import say

    found = get_completion_class(shell)
    if found is None:
        raise click.UsageError(f"There is no completion for {shell}.")
    # click's own way asks the shell for its version first; printing the script needs no shell.
    complete = found(hashq, {}, "hashq", "_HASHQ_COMPLETE")
    say(complete.source_template % complete.source_vars())
