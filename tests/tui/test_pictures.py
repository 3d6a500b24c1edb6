"""Pictures in the terminal: bounded, shaped right, and never a crash."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from hashq.tui.pictures import Canvas, draw, fitted

CANVAS = Canvas(height=10)


def a_picture(tmp_path, size=(80, 40), mode="RGB", colour="white", name="x.png"):
    path = tmp_path / name
    Image.new(mode, size, colour).save(path)
    return str(path)


def test_a_picture_takes_a_cell_for_eight_pixels_and_keeps_its_shape(tmp_path):
    drawing = draw(a_picture(tmp_path, (160, 80)), 60, None, CANVAS)
    assert [line.cell_length for line in drawing.lines] == [20] * 5


def test_the_authors_width_is_kept(tmp_path):
    drawing = draw(a_picture(tmp_path, (800, 400)), 60, 80, CANVAS)
    assert drawing.lines[0].cell_length == 10


def test_half_a_picture_in_each_colour_is_drawn_so(tmp_path):
    picture = Image.new("RGB", (160, 16), "white")
    picture.paste((0, 0, 0), (0, 0, 80, 16))
    picture.save(tmp_path / "x.png")
    (line,) = draw(str(tmp_path / "x.png"), 60, None, CANVAS).lines
    shades = [(span.style.foreground.rgb, span.style.background.rgb) for span in line.spans]
    assert line.cell_length == 20
    assert shades[0] == ((0, 0, 0), (0, 0, 0))
    assert shades[-1] == ((255, 255, 255), (255, 255, 255))


def test_what_is_transparent_lies_on_white(tmp_path):
    (line, *_) = draw(a_picture(tmp_path, mode="RGBA", colour=(0, 0, 0, 0)), 60, None, CANVAS).lines
    assert line.spans[0].style.background.rgb == (255, 255, 255)


def test_without_colour_a_picture_is_drawn_in_characters(tmp_path):
    dark = draw(a_picture(tmp_path, colour="black"), 60, None, Canvas(10, colour=False))
    assert set("".join(line.plain for line in dark.lines)) == {"@"}
    assert not any(line.spans for line in dark.lines)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "CMYK", "I;16", "F"])
def test_every_kind_of_pixel_can_be_drawn(tmp_path, mode):
    path = tmp_path / "x.tiff"
    Image.new(mode, (80, 40)).save(path)
    assert draw(str(path), 60, None, CANVAS).lines


def test_a_missing_file_is_told(tmp_path):
    assert draw(str(tmp_path / "none.png"), 60, None, CANVAS).trouble == "missing"


@pytest.mark.parametrize(
    "content", [b"", b"no picture", b"\x89PNG\r\n\x1a\n" + b"\x00" * 40, b"GIF89a\xff\xff\xff\xff"]
)
def test_a_broken_file_is_told(tmp_path, content):
    (tmp_path / "x.png").write_bytes(content)
    assert draw(str(tmp_path / "x.png"), 60, None, CANVAS).trouble == "cannot be read"


def test_a_picture_cut_short_is_told(tmp_path):
    path = a_picture(tmp_path, (400, 400), colour="red")
    content = Path(path).read_bytes()
    Path(path).write_bytes(content[: len(content) // 2])
    assert draw(path, 60, None, CANVAS).trouble == "cannot be read"


@given(
    st.tuples(st.integers(0, 5000), st.integers(0, 5000)),
    st.integers(1, 200),
    st.integers(0, 3000) | st.none(),
    st.integers(1, 50),
)
def test_a_picture_never_exceeds_its_place(size, width, wanted, height):
    cells, rows = fitted(size, width, wanted, height)
    assert 1 <= cells <= width
    assert 1 <= rows <= height
