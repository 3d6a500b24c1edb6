"""The program starts and ends with clear words, whatever happens in between."""

from __future__ import annotations

import asyncio
import gc
import signal
import subprocess
import sys

import pytest

from hashq.errors import HashqError
from hashq.tui import opening
from hashq.tui.app import COLLECTED_AFTER, HashqApp
from hashq.tui.opening import open_app
from hashq.tui.screens.home import HomeScreen


@pytest.fixture
def headless(monkeypatch):
    """Programs run without a terminal, and ``leave`` at once."""
    run = HashqApp.run
    monkeypatch.setattr(HashqApp, "run", lambda app: run(app, headless=True))
    monkeypatch.setattr(opening, "_is_terminal", lambda _stream: True)


def test_a_deck_that_does_not_exist_is_told_to_the_shell(library, headless):
    with pytest.raises(HashqError, match="no deck"):
        open_app(library.home, "review", deck="nowhere")


def test_an_unexpected_error_ends_with_a_message_and_no_traceback(library, headless, monkeypatch, capsys):
    monkeypatch.setattr(HomeScreen, "show_library", lambda _screen: 1 / 0)
    with pytest.raises(HashqError, match="did not expect: ZeroDivisionError"):
        open_app(library.home)
    assert "Traceback" not in "".join(capsys.readouterr())


def test_key_settings_that_clash_are_told_before_any_screen(library, headless):
    (library.home / "config.toml").write_text('[keys]\n"review.undo" = ["e"]\n')
    with pytest.raises(HashqError, match=r"review\.edit"):
        open_app(library.home)


def test_a_program_that_is_asked_to_end_leaves_as_by_an_interruption(library, headless, monkeypatch):
    monkeypatch.setattr(HomeScreen, "show_library", lambda _screen: signal.raise_signal(signal.SIGTERM))
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt):
        open_app(library.home)
    assert signal.getsignal(signal.SIGTERM) == before


def test_the_entrance_itself_loads_no_textual():
    script = "import sys, hashq.tui.opening; sys.exit('textual' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0


def test_the_collector_works_again_and_seldom_once_the_first_screen_shows(library):
    async def at_the_desk():
        usual = gc.get_threshold()
        gc.disable()  # as the entrance does
        try:
            async with library.open("review"):
                return gc.isenabled() and gc.get_threshold() == COLLECTED_AFTER
        finally:
            gc.set_threshold(*usual)
            gc.enable()
            gc.unfreeze()

    assert asyncio.run(at_the_desk())


def test_quit_leaves_from_anywhere(library):
    async def at_the_desk():
        async with library.open("review") as seat:
            await seat.press("ctrl+q")
            assert seat.app._exit

    asyncio.run(at_the_desk())
