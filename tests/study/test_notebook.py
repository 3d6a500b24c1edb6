"""Notes as they are read, where they lead, and what leads to them."""

from __future__ import annotations

import pytest

from hashq.errors import UnreadableInputError

NOTES = {
    "Hub.md": "---\ntags: [x]\n---\nSee [[IAM#Roles|roles]], [[Nowhere]], [site](https://a.example), ![[IAM#Roles]]\n"
    "[gone](file:///etc/passwd) and ![[flow.png]] `[[IAM]]`\n",
    "aws/IAM.md": "---\naliases: [Rights]\n---\n# Roles\nAssumed, as [[Hub]] says.\n# Users\n#Q In its own note? [[IAM]]\nAnswer: yes\n",
    "Cards.md": "#Q What is a role?\nAnswer: see [[iam#Roles]]\n\n#Q What are rights?\nAnswer: [[Rights]]\n\n"
    "#Q Other?\nAnswer: [[IAM Identity Center]] of [[SIAM]]\nSee: [it](https://a.example)\n",
}


@pytest.fixture
def vault(opened, tmp_path):
    folder = tmp_path / "Vault"
    for name, text in NOTES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "Outside.md").write_text("secret", encoding="utf-8")
    (folder / "aws" / "flow.png").write_bytes(b"x")
    return folder


@pytest.fixture
def library(opened, vault):
    services = opened()
    services.library.import_paths([vault])
    return services


def test_a_page_shows_its_note_with_what_it_embeds_and_where_it_leads(library, vault):
    page = library.notebook.page(str(vault / "Hub.md"))
    text = "\n".join(page.lines)
    assert "tags" not in text
    assert "> Assumed, as [[Hub]] says." in text
    assert [(lead.label, lead.address or lead.path, lead.heading) for lead in page.leads] == [
        ("roles", str(vault / "aws/IAM.md"), "Roles"),
        ("site", "https://a.example", ""),
        ("Hub", str(vault / "Hub.md"), ""),
    ]
    assert [page.lines[mark.line][: mark.column][-2:] for mark in page.marks] == ["]]", "e)", "]]"]
    assert [(image.target, image.path) for image in page.images] == [
        ("flow.png", str(vault / "aws/flow.png"))
    ]


@pytest.mark.parametrize("name", ["../Outside.md", "Hub.md/../../Outside.md", "None.md"])
def test_only_notes_of_the_library_are_opened(library, vault, name):
    with pytest.raises(UnreadableInputError):
        library.notebook.page(str(vault / name))


def test_cards_that_link_to_a_note_are_found_by_its_name_and_its_aliases(library, vault):
    found = library.notebook.linking_to(str(vault / "aws/IAM.md"))
    assert [card.question for card in found] == ["What is a role?", "What are rights?"]


def test_links_is_a_field_of_the_query(library):
    assert {card.question for card in library.library.cards("links:IAM")} == {
        "What is a role?",
        "In its own note? [[IAM]]",
    }
    assert len(library.library.cards('links:"iam identity center.md"')) == 1
    assert library.library.cards("links:IA") == []


@pytest.mark.parametrize(("link", "note"), [("übung", "Übung"), ("Ωmega", "ωMEGA"), ("a.mdx", "A.mdx")])
def test_links_names_a_note_in_either_case_of_any_script_and_cuts_an_ending_only_at_the_end(
    opened, tmp_path, link, note
):
    services = opened()
    folder = tmp_path / "Others"
    folder.mkdir()
    (folder / "n.md").write_text(f"#Q What?\nAnswer: [[{link}]]\n", encoding="utf-8")
    services.library.import_paths([folder])
    assert len(services.library.cards(f"links:{note}")) == 1


def test_a_card_leads_to_its_sources_the_notes_it_names_and_its_own(library, vault):
    (card,) = library.library.cards("Other")
    leads = library.notebook.leads_of(card)
    assert [lead.address or lead.path for lead in leads] == ["https://a.example", str(vault / "Cards.md")]


def test_a_card_leads_to_the_pages_its_text_names_but_not_those_in_code(library, vault):
    (vault / "Web.md").write_text(
        "#Q Where is the [manual](https://a.example/q)?\nAnswer: At https://b.example, [x](javascript:alert) `https://no.example`\n"
        "```\nhttps://code.example\n```\n[again](https://a.example/q) and ![p](https://picture.example/x.png)\n",
        encoding="utf-8",
    )
    library.library.import_paths([vault])
    (card,) = library.library.cards("manual")
    leads = library.notebook.leads_of(card)
    assert [(lead.label, lead.address) for lead in leads] == [
        ("manual", "https://a.example/q"),
        ("https://b.example", "https://b.example"),
        ("Web", ""),
    ]
