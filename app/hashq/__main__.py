"""The program's entry point. Answers ``--version`` before anything else is imported."""

from __future__ import annotations

import sys


def main() -> int:
    """Run the command line and return its exit code."""
    if sys.argv[1:] == ["--version"]:
        from hashq import __version__

        sys.stdout.write(f"hashq {__version__}\n")
        return 0
    from hashq.cli.main import run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
