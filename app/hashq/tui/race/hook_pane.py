"""One lifecycle event of one target, as lines: whose scripts, what they wrote to ``scripts.log``, and the diagnostics.

Draws from a moment and decides nothing; every line wraps to the width.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len

from hashq.plain_text import one_line
from hashq.sandbox.lifecycle import IGNORABLE
from hashq.sandbox.model import LifecycleEventStatus
from hashq.sandbox.narrate import clock
from hashq.sandbox.scripts_log import Stream
from hashq.tui.race.agent_lines import call_words
from hashq.tui.race.ink import folded, hanging_lines, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterator

    from hashq.sandbox.appspec_model import Script
    from hashq.sandbox.scripts_log import LogLine
    from hashq.tui.race.hooks import Hook, Stand
    from hashq.tui.race.ink import Line

STREAMS: dict[Stream, tuple[str, str]] = {
    Stream.AGENT: ("agent ", "quiet"),
    Stream.STDOUT: ("stdout", "text"),
    Stream.STDERR: ("stderr", "ember"),
}
"""How a line is marked and toned, by who wrote it."""
OWN_WORK = {
    "DownloadBundle": "The agent fetches the bundle, unpacks it, and prunes old revisions.",
    "Install": "The agent removes what its cleanup file lists, then copies the files and sets the permissions.",
    "BlockTraffic": "The service takes the instance from behind the load balancer.",
    "AllowTraffic": "The service registers the instance with the load balancer.",
}
"""What happens on an instance in events that run no script."""


def hook_lines(stand: Stand, name: str, width: int) -> list[list[Line]]:
    """What there is to see of one event at the moment, in parts: whose it is, its scripts, how it failed, the calls."""
    hook = stand.hook(name)
    parts = (_whose(hook, width), _scripts(hook, width), _end(hook, width), _calls(stand, name, width))
    return [list(part) for part in parts]


def _whose(hook: Hook, width: int) -> Iterator[Line]:
    for text in wrapped(_origin(hook), width):
        yield ((text, "ink"),)


def _origin(hook: Hook) -> str:
    """Whose scripts run, or why none do."""
    if hook.reserved:
        if not hook.stand.on_server:
            return "The service does this itself; no function is called."
        return OWN_WORK[hook.name]
    if not hook.stand.on_server:
        who = (
            f"The function {hook.function}"
            if hook.function
            else "A function, not named: the scenario has no AppSpec,"
        )
        return "No hook: nothing is called." if hook.no_op else f"{who} validates and reports."
    if hook.revision is None:
        return "Nothing to run: nothing was installed before."
    revision = one_line(hook.revision)
    where = "the revision installed before" if hook.name in IGNORABLE else "the bundle being deployed"
    if hook.no_op:
        return f"Nothing to run: the AppSpec of {revision}, {where}, has no hook here."
    return f"Scripts of {revision}, {where}."


def _calls(stand: Stand, name: str, width: int) -> Iterator[Line]:
    """What agent and service said to each other."""
    calls = call_words(stand, name)
    if calls:
        yield (("calls", "bold quiet"),)
    for call in calls:
        yield from hanging_lines("", (call, "quiet"), width)


def _scripts(hook: Hook, width: int) -> Iterator[Line]:
    """What was written while its scripts ran; before that, the scripts the appspec lists."""
    written = hook.written
    if written:
        yield (("scripts.log", "bold quiet"),)
        for line in written:
            yield from _logged(line, width)
        return
    for script in hook.scripts or ():
        yield from hanging_lines("  ", (_script(script), "bloom"), width)
    if hook.scripts is None and hook.revision is not None and hook.stand.on_server and not hook.no_op:
        words = f"not listed: the scenario has no AppSpec of {one_line(hook.revision)}"
        yield from hanging_lines("  ", (words, "quiet"), width)


def _script(script: Script) -> str:
    as_user = f", as {one_line(script.runas)}" if script.runas else ""
    return f"{one_line(script.location)}, timeout {script.timeout} s{as_user}"


def _logged(line: LogLine, width: int) -> Iterator[Line]:
    name, tone = STREAMS[line.stream]
    lead = f"{clock(line.at)} {name} "
    first, *rest = folded(line.text, max(8, width - len(lead))) or [""]
    yield ((lead, "quiet"), (first, tone))
    for text in rest:
        yield ((" " * len(lead), "text"), (text, tone))


def _end(hook: Hook, width: int) -> Iterator[Line]:
    """How it failed: what the service keeps of it."""
    record = hook.record
    if record is None or record.status is not LifecycleEventStatus.FAILED or hook.log is None:
        return
    told = hook.log.diagnostics
    title, where = "diagnostics", "logTail above" if told.log_tail else ""
    beside = where and len(f"{title}, {where}") <= width
    yield ((title, "bold quiet"), (f", {where}" if beside else "", "quiet"))
    if where and not beside:
        yield ((where, "quiet"),)
    named = (("errorCode", str(told.error_code)), ("scriptName", told.script_name), ("message", told.message))
    for key, value in named:
        if value:
            yield from _named(key, one_line(value), width)


def _named(key: str, value: str, width: int) -> Iterator[Line]:
    """A value beside its name, or below it where one of its words has no room there."""
    lead = f"{key:<11}"
    if max(map(cell_len, value.split()), default=0) > width - len(lead):
        yield ((key, "quiet"),)
        lead = "  "
    yield from hanging_lines(lead, (value, "ember"), width)
