"""The shipped diagrams: small, on a light ground of their own, and drawn by the script beside them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageStat

PICTURES = Path(__file__).parents[2] / "cards" / "CodeDeploy" / "images"
NAMES = sorted(path.name for path in PICTURES.glob("*.png"))
LIGHT = 180


@pytest.fixture(scope="module")
def redrawn(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with every picture as the script draws it now."""
    folder = tmp_path_factory.mktemp("redrawn")
    subprocess.run([sys.executable, PICTURES / "draw.py", folder], check=True)
    return folder


def test_the_script_draws_exactly_the_pictures_that_ship(redrawn: Path) -> None:
    assert sorted(path.name for path in redrawn.iterdir()) == NAMES
    assert len(NAMES) >= 3


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_is_what_its_script_draws(name: str, redrawn: Path) -> None:
    """Compared by mean difference: another Pillow may smooth an edge a little otherwise."""
    with Image.open(PICTURES / name) as shipped, Image.open(redrawn / name) as drawn:
        difference = ImageChops.difference(shipped.convert("RGB"), drawn.convert("RGB"))
    assert max(ImageStat.Stat(difference).mean) < 4


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_brings_its_own_light_ground(name: str) -> None:
    """It is read on dark terminals and light ones: all four corners are opaque and light."""
    with Image.open(PICTURES / name) as picture:
        drawn = picture.convert("RGBA")
    width, height = drawn.size
    for corner in ((0, 0), (width - 1, 0), (0, height - 1), (width - 1, height - 1)):
        *colour, alpha = drawn.getpixel(corner)
        assert alpha == 255
        assert min(colour) >= LIGHT


@pytest.mark.parametrize("name", NAMES)
def test_a_picture_keeps_its_contrast_at_the_size_of_a_terminal(name: str) -> None:
    """Shrunk to 80 half blocks across, it still has dark marks on its light ground."""
    with Image.open(PICTURES / name) as picture:
        shrunk = picture.convert("L").resize((80, 40), Image.Resampling.LANCZOS)
    darkest, lightest = shrunk.getextrema()
    assert lightest - darkest > 120
    assert (PICTURES / name).stat().st_size < 30_000
