"""Notes within notes: shown in place, once on the way down, never without end."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hashq.notes.note_names import NoteNames, heading_of
from hashq.notes.transclusion import DEEPEST, MOST_LINES, Source, expand

NOTES = {
    "/v/Home.md": "---\ntags: [a]\n---\n\nBegin\n![[Roles]]\nEnd",
    "/v/Roles.md": "# Kinds\nA role.\n## Trust\nWho may.\n# Limits\nFew.\n\nA block\nof two ^both\n",
}


def shown(text, notes=NOTES, path="/v/Reading.md", **more):
    names = NoteNames((each, ()) for each in notes)

    def lookup(target, origin):
        found = names.find(target, origin)
        return None if found is None else Source(found, notes.get(found, ""))

    return [line.text for line in expand(text, path, lookup, **more)]


def test_front_matter_is_hidden():
    assert shown("---\ndeck: A\n---\n\nText") == ["Text"]


def test_a_note_stands_quoted_below_its_title():
    lines = shown(NOTES["/v/Home.md"], path="/v/Home.md")
    assert lines[:5] == ["Begin", "", "", "> **Roles**", "> # Kinds"]
    assert lines[-2:] == ["", "End"]
    assert "tags" not in "".join(lines)


@pytest.mark.parametrize(
    ("target", "text"),
    [
        ("Roles#Trust", ["## Trust", "Who may."]),
        ("roles#kinds", ["# Kinds", "A role.", "## Trust", "Who may."]),
        ("Roles#Kinds#Trust", ["## Trust", "Who may."]),
        ("Roles#^both", ["A block", "of two ^both"]),
    ],
)
def test_a_heading_or_a_block_shows_its_part_alone(target, text):
    lines = [line.removeprefix("> ") for line in shown(f"![[{target}]]")]
    assert [line for line in lines[2:] if line][1:] == text


def test_words_around_an_embed_stay():
    lines = shown("before ![[Roles#Limits]] after")
    assert lines[0] == "before"
    assert lines[-1].strip() == "after"


def test_an_embed_in_a_list_stays_in_its_item():
    assert shown("- ![[Roles#Trust]]") == ["- **Roles › Trust**", "", "  > ## Trust", "  > Who may.", ""]


@pytest.mark.parametrize("text", ["`![[Roles]]`", "```\n![[Roles]]\n```", "| ![[Roles]] |", "![[Nowhere]]"])
def test_what_is_no_embed_or_leads_nowhere_stays_as_it_is(text):
    assert "\n".join(shown(text)) == text


def test_a_note_is_not_shown_within_itself():
    notes = {"/v/A.md": "a ![[B]]", "/v/B.md": "b ![[A]]"}
    lines = shown(notes["/v/A.md"], notes, "/v/A.md")
    assert sum("b ![[A]]" in line for line in lines) == 1


def test_notes_are_nested_so_deep_and_no_deeper():
    notes = {f"/v/N{level}.md": f"![[N{level + 1}]]" for level in range(20)}
    deepest = shown(notes["/v/N0.md"], notes, "/v/N0.md")
    assert any(f"![[N{DEEPEST + 1}]]" in line for line in deepest)
    assert not any(f"**N{DEEPEST + 1}**" in line for line in deepest)


def test_notes_that_multiply_each_other_come_to_an_end():
    notes = {f"/v/N{level}.md": f"![[N{level + 1}]]\n" * 60 for level in range(6)}
    assert len(shown(notes["/v/N0.md"], notes, "/v/N0.md")) < MOST_LINES + 400


NAMES = st.sampled_from("ABCD")
PIECES = st.one_of(
    st.builds("![[{}]]".format, NAMES),
    st.builds("![[{}#{}]]".format, NAMES, st.sampled_from(["H", "^b", "None", ""])),
    st.sampled_from(["# H", "text ^b", "```", "- ![[A]] x", "> ![[B|30]]", "---", "| ![[C]] |", "", "^b"]),
    st.text(max_size=12),
)
TEXTS = st.lists(PIECES, max_size=8).map("\n".join)


@settings(max_examples=80)
@given(st.fixed_dictionaries({f"/v/{name}.md": TEXTS for name in "ABCD"}))
def test_any_notes_can_be_read_whatever_embeds_what(notes):
    lines = shown(notes["/v/A.md"], notes, "/v/A.md")
    assert len(lines) < 2 * MOST_LINES
    titles = [line.split("**")[0] for line in lines if line.rstrip().endswith("**")]
    assert (
        max((title.count(">") for title in titles), default=0) <= DEEPEST + 1
    )  # one more may stand in the note


@settings(max_examples=60)
@given(st.text(max_size=80))
def test_text_that_embeds_nothing_keeps_every_line(text):
    plain = text.replace("[", "(").replace("---", "-")
    kept = [line for line in shown(plain, {}) if line.strip()]
    lines = plain.replace("\r\n", "\n").replace("\r", "\n").removeprefix("\ufeff").split("\n")
    assert kept == [line for line in lines if line.strip()]


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("Roles", "/v/aws/Roles.md"),
        ("gcp/Roles", "/v/gcp/Roles.md"),
        ("roles.md#Trust", "/v/aws/Roles.md"),
        ("R%6Fles", "/v/aws/Roles.md"),
        ("Rights", "/v/gcp/Roles.md"),
        ("#Here", "/v/aws/Reading.md"),
        ("../../etc/passwd", None),
        ("", None),
    ],
)
def test_a_link_means_the_note_of_that_name_nearest_by(target, path):
    names = NoteNames([("/v/gcp/Roles.md", ("Rights",)), ("/v/aws/Roles.md", ())])
    assert names.find(target, "/v/aws/Reading.md") == path


@pytest.mark.parametrize(
    ("target", "path"),
    [
        ("../Roles", "/v/Roles.md"),
        ("./Roles.md", "/v/aws/Roles.md"),
        ("../gcp/Roles#Trust", "/v/gcp/Roles.md"),
        ("./iam/Roles", "/v/aws/iam/Roles.md"),
        ("../nowhere/Roles", "/v/aws/Roles.md"),
    ],
)
def test_a_relative_link_begins_at_the_folder_of_its_note(target, path):
    folders = ("", "gcp/", "aws/", "aws/gcp/", "aws/iam/")
    names = NoteNames([(f"/v/{folder}Roles.md", ()) for folder in folders])
    assert names.find(target, "/v/aws/Reading.md") == path


@settings(max_examples=60)
@given(st.text(max_size=30), st.text(max_size=20))
def test_a_link_leads_to_a_known_note_or_nowhere(target, origin):
    names = NoteNames([("/v/A.md", ("b",))])
    assert names.find(target, origin) in {"/v/A.md", origin, None}


@pytest.mark.parametrize(
    ("target", "heading"),
    [
        ("N.md#Second%20Part", "Second Part"),
        ("N#A#B", "B"),
        ("N#50% off", "50% off"),
        ("N#^id", "^id"),
        ("N", ""),
    ],
)
def test_a_link_names_the_heading_that_it_leads_to(target, heading):
    assert heading_of(target) == heading


def test_a_number_sign_in_a_files_name_is_no_heading():
    names = NoteNames([("/v/C# notes.md", ()), ("/v/C.md", ())])
    assert names.find("C%23%20notes.md#Types", "/v/Reading.md") == "/v/C# notes.md"
