"""Draws the README's pictures: the real program on a copy of the shipped deck after six simulated weeks.

Run: python app/pictures/draw.py   (needs rsvg-convert and the font DejaVu Sans Mono)
"""

from __future__ import annotations

import asyncio
import os
import random
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from hashq.paths import shipped_decks
from hashq.scheduling.model import Rating
from hashq.study.services import open_services
from hashq.tui.app import HashqApp

if TYPE_CHECKING:
    from hashq.study.services import Services

HERE = Path(__file__).parent
NOTES = "notes/AWS"
"""Where the studied notes lie below the person's own folder."""
FIRST_DAY = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)
DAYS = 42
CELL = 12.2
"""Width of a character in the drawing."""


@dataclass
class Calendar:
    """A clock that moves when told."""

    moment: datetime = FIRST_DAY

    def now(self) -> datetime:
        """The moment it was set to."""
        return self.moment

    def utc_offset(self, moment: datetime) -> timedelta:  # noqa: ARG002 - a clock takes it
        """UTC all year."""
        return timedelta(0)


@dataclass(frozen=True)
class Picture:
    """One picture: which screen, what is pressed there, how large and in which colours."""

    name: str
    keys: tuple[str, ...] = ()
    screen: str = "home"
    size: tuple[int, int] = (100, 30)
    settings: str = ""
    environment: dict[str, str] = field(default_factory=dict)
    opening: dict[str, object] = field(default_factory=dict)


THEMES = ("light", "high-contrast")
RACE = ("9",)
PICTURES = (
    Picture("home", settings='[decks."AWS/CodeDeploy"]\nexam_date = 2026-05-20\n'),
    Picture("review", ("space",), "review", opening={"deck": "CodeDeploy"}),
    Picture("quiz", ("x", "enter")),
    Picture("browse", ("b",), size=(120, 32)),
    Picture("stats", ("t",), size=(120, 36)),
    Picture("settings", (",",)),
    Picture("import", ("i", "/", "ctrl+u", *"~/vault", "enter")),
    Picture("keys", ("?",), size=(80, 24)),
    Picture("sandbox", RACE, "sandbox"),
    Picture("sandbox-80x24", RACE, "sandbox", (80, 24)),
    Picture("sandbox-160x50", RACE, "sandbox", (160, 50)),
    Picture("sandbox-four-80x24", RACE, "sandbox", (80, 24), opening={"scenario": "four.yaml"}),
    Picture("sandbox-detail", (*RACE, "d"), "sandbox", (120, 40), opening={"scenario": "script-times-out"}),
    Picture("sandbox-form", ("c",), "sandbox"),
    Picture("sandbox-traffic", RACE, "sandbox", opening={"scenario": "ecs-linear"}),
    Picture("sandbox-blue-green", RACE, "sandbox", (120, 36), opening={"scenario": "blue-green"}),
    *(
        Picture(f"sandbox-{theme}", RACE, "sandbox", settings=f'[screen]\ntheme = "{theme}"\n')
        for theme in THEMES
    ),
    Picture("sandbox-no-color", RACE, "sandbox", environment={"NO_COLOR": "1"}),
    Picture("sandbox-ascii", RACE, "sandbox", settings="[screen]\nascii = true\n"),
)


VAULT = {
    "Networking/DNS.md": "#Q Which record gives the IPv4 address of a name?\nAnswer: `A`\n\n#Q What is a *zone*?\n",
    "Networking/TLS.md": "#Q What does a certificate bind?\nAnswer: A name to a public key.\n![[Chain of trust.png]]\n",
    "Storage.md": "#Q Which storage survives the instance?\nAnswer: A volume.\n---\n#Q Which does not?\nAnswer: The local disk.\n",
}
"""Somebody's notes, for the picture of an import: two of them have problems."""
FOUR = (
    "compare: [OneAtATime, {minimumHealthyHosts: {type: FLEET_PERCENT, value: 75}}, HalfAtATime, AllAtOnce]\n"
    "fail: [i-3]\n"
)
"""Four configurations to race."""


def write_vault(folder: Path) -> None:
    """Write the notes of :data:`VAULT`."""
    for name, text in VAULT.items():
        note = folder / name
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(text, encoding="utf-8")


def study_six_weeks(services: Services, calendar: Calendar) -> None:
    """Rate as a person would who knows most of it, every day but two."""
    services.library.import_paths([Path.home() / NOTES])
    chance = random.Random(3)  # noqa: S311 - a picture, not a secret
    for day in range(DAYS):
        calendar.moment = FIRST_DAY + timedelta(days=day)
        session = services.study.start()
        while session.current is not None and day not in {9, 17} and len(session.given) < 90:
            calendar.moment += timedelta(seconds=chance.randint(6, 25))
            rating = chance.choices(list(Rating), [8, 10, 70, 12])[0]
            session, _ = services.study.rate(session, rating, chance.randint(3000, 15000))
            session = session.at(calendar.moment)
    calendar.moment = FIRST_DAY + timedelta(days=DAYS)


async def draw(picture: Picture, home: Path, calendar: Calendar) -> None:
    """Open the program, press the keys, keep what it shows."""
    (home / "config.toml").write_text(picture.settings, encoding="utf-8")
    app = HashqApp(partial(open_services, home, calendar), picture.screen, **picture.opening)
    async with app.run_test(size=picture.size) as pilot:
        await pilot.pause(0.4)
        for key in picture.keys:
            await pilot.press({"?": "question_mark", ",": "comma"}.get(key, key))
            await pilot.pause(0.6)
        drawn = app.export_screenshot(title="hashq")
    app.services.close()
    write_png(drawn, HERE / f"{picture.name}.png")


def write_png(drawn: str, target: Path) -> None:
    """The drawing as PNG, with a font of this machine in place of one from the network."""
    plain = re.sub(r"@font-face\s*{[^}]*}", "", drawn).replace("Fira Code", "DejaVu Sans Mono")
    plain = re.sub(r'x="([\d.]+)"([^>]*)>((?:&#160;)+)', _past_blanks, plain)
    with tempfile.NamedTemporaryFile("w", suffix=".svg", encoding="utf-8") as svg:
        svg.write(plain)
        svg.flush()
        subprocess.run(["rsvg-convert", "--width", "900", "-o", str(target), svg.name], check=True)  # noqa: S603, S607
    with Image.open(target) as drawing:
        drawing.convert("RGB").quantize(256, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE).save(
            target, optimize=True
        )


def _past_blanks(run: re.Match[str]) -> str:
    """A run of text that begins behind its blanks, which the converter would drop."""
    blanks = run[3].count("&#160;")
    rest = re.sub(r'textLength="[\d.]+"', "", run[2])
    return f'x="{float(run[1]) + blanks * CELL:.1f}"{rest}>'


def main() -> None:
    """Draw every picture."""
    home = Path(tempfile.mkdtemp())
    os.environ["HOME"] = str(home)
    shutil.copytree(shipped_decks(), home / NOTES, ignore=shutil.ignore_patterns("README.md", "*.py"))
    write_vault(home / "vault")
    os.chdir(home / "vault")
    Path("four.yaml").write_text(FOUR, encoding="utf-8")
    calendar = Calendar()
    services = open_services(home, calendar)
    study_six_weeks(services, calendar)
    services.close()
    for picture in PICTURES:
        os.environ.pop("NO_COLOR", None)
        os.environ.update(picture.environment)
        asyncio.run(draw(picture, home, calendar))
        print(picture.name)  # noqa: T201 - a script
    shutil.rmtree(home)


if __name__ == "__main__":
    main()
