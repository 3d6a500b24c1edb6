"""Pictures and wiki links in a card's text. Both stay where they stand; here they become data as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

from hashq.notes.inline import Link, file_target, links
from hashq.notes.model import Image
from hashq.problems import warning

if TYPE_CHECKING:
    from hashq.notes.draft import Draft
    from hashq.notes.lines import Line

_HINT = "Put the file into the vault, or mend the name."


def collect_links(draft: Draft) -> None:
    """List the notes the card links to or transcludes, wherever in the card; runs before any line is taken away."""
    for line in draft.lines():
        if "[[" in line.text and not line.fenced:
            found = (link for link in links(line.text) if link.wiki and not link.image and link.target)
            draft.links.extend(link.target for link in found)
    draft.links = list(dict.fromkeys(draft.links))


def collect_images(draft: Draft) -> None:
    """List the pictures, in order, and report those that are missing."""
    for line in (*draft.question, *draft.answer):
        if "![" in line.text and not line.fenced:
            for link in links(line.text):
                _collect(draft, line, link)


def _collect(draft: Draft, line: Line, link: Link) -> None:
    if not link.image:
        return
    path = None if link.remote else draft.index.find(file_target(link.target), draft.path)
    draft.images.append(Image(link.target, path, link.width))
    if path is None and not link.remote:
        column = draft.column(line.number, line.text[link.begin : link.end])
        message = f"the picture {link.target} is not in the vault"
        draft.problems.append(
            warning(draft.path, line.number, "missing-image", message, _HINT, column=column)
        )
