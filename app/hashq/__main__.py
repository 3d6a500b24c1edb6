"""The program's entry point. Answers ``--version`` before anything else is imported, and what needs no parsing without
loading click: the screens, an import of what is known, and ``due``, which prompts ask for every few seconds.
"""

from __future__ import annotations

import os
import sys


def _told_version() -> bool:
    """Print the version; False where the output takes none, which the command line then tells."""
    from hashq import __version__

    if sys.stdout is not None:
        try:
            sys.stdout.write(f"hashq {__version__}\n")
            sys.stdout.flush()
        except OSError:
            return False
    return True


def main() -> int:
    """Run the command line and return its exit code."""
    try:
        return _answered(sys.argv[1:])
    except KeyboardInterrupt:  # while the program was still loading
        if sys.stderr is not None:
            sys.stderr.write("Interrupted.\n")
        return 130


def _answered(arguments: list[str]) -> int:
    if arguments == ["--version"] and _told_version():
        return 0
    if "_HASHQ_COMPLETE" in os.environ:
        from hashq.cli.boundary import answered
        from hashq.cli.completion import complete

        return answered(lambda: complete(os.environ))
    from hashq.cli.plain import PLAIN

    plain = PLAIN.get(tuple(arguments))
    if plain is not None:
        from hashq.cli.boundary import answered

        return answered(plain)
    from hashq.cli.main import run

    return run(arguments)


if __name__ == "__main__":
    sys.exit(main())
