"""The program's entry point. Answers ``--version`` before anything else is imported, and a plain ``due``, which
prompts and status bars ask for every few seconds, without loading click.
"""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit code."""
    if sys.argv[1:] == ["--version"]:
        from hashq import __version__

        sys.stdout.write(f"hashq {__version__}\n")
        return 0
    if sys.argv[1:] in (["due"], ["due", "--json"]):
        from hashq.cli.due import run_due

        return run_due(as_json="--json" in sys.argv)
    from hashq.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
