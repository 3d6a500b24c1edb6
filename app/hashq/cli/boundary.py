"""Where errors become a message and an exit code. Knows no click: what must be quick ends here without loading it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from hashq.cli.printing import UnwritableOutputError, silence_stdout, tell, tell_failure
from hashq.errors import ExitCode, HashqError

if TYPE_CHECKING:
    from collections.abc import Callable


def answered(work: Callable[[], int]) -> int:
    """Do the work; what the process answers its shell. A person never sees a traceback they did not ask for."""
    try:
        return work()
    except UnwritableOutputError as problem:
        silence_stdout()
        return tell_failure(problem)
    except HashqError as problem:
        return tell_failure(problem)
    except KeyboardInterrupt:
        tell("Interrupted.")
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        silence_stdout()
        return ExitCode.INTERRUPTED
    except Exception as mistake:
        if os.environ.get("HASHQ_TRACEBACK"):
            raise
        return tell_failure(_unforeseen(mistake))


def _unforeseen(mistake: Exception) -> HashqError:
    """A mistake of the program's own, as a person is told of it."""
    words = f"{type(mistake).__name__}: {mistake}" if str(mistake) else type(mistake).__name__
    failure = HashqError(
        f"something went wrong that should not have: {words}",
        remedy="What was acknowledged is stored. With HASHQ_TRACEBACK=1 set, the same command shows where it happened.",
    )
    failure.exit_code = ExitCode.UNFORESEEN
    return failure
