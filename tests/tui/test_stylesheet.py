"""Styles are read once for each set of colours, and come out as Textual's own stylesheet reads them."""

from __future__ import annotations

from textual.css.stylesheet import Stylesheet

from hashq.tui.stylesheet import KeptStylesheet

BLUE, GREEN = {"ink": "#0000ff"}, {"ink": "#00ff00"}
TEXT = "Static { color: $ink; }"


def test_the_rules_are_textuals_own():
    own, kept = Stylesheet(variables=BLUE), KeptStylesheet(BLUE)
    for sheet in (own, kept):
        sheet.add_source(TEXT)
        sheet.reparse()
    assert kept.css == own.css


def test_other_colours_give_other_rules_and_the_first_ones_come_back():
    sheet = KeptStylesheet(BLUE)
    sheet.add_source(TEXT)
    blue = sheet.css
    sheet.set_variables(GREEN)
    sheet.reparse()
    green = sheet.css
    sheet.set_variables(BLUE)
    sheet.reparse()
    assert sheet.css == blue != green


def test_a_text_is_read_once():
    first, second = KeptStylesheet(BLUE), KeptStylesheet(BLUE)
    for sheet in (first, second):
        sheet.add_source(TEXT, read_from=("here", ""))
        sheet.reparse()
    assert first.rules[0] is second.rules[0]
