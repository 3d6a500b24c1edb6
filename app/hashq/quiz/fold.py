"""Folds text to what matters when answers are compared. Knows nothing of questions."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TARGET = r"\((?:[^()]|\([^()]*\))*\)"
_EMBED = re.compile(rf"!\[\[[^\[\]]*\]\]|!\[[^\[\]]*\]{_TARGET}")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]]*)\]\]")
_LINK = re.compile(rf"\[([^\[\]]*)\]{_TARGET}")
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~|==)(?=\S)(.{1,500}?)(?<=\S)\1(?!\w)", re.DOTALL)
_CODE = re.compile(r"(?<!`)(`{1,8})(?!`)(.{1,500}?)(?<!`)\1(?!`)")
_LONGEST_PROSE = 5_000
"""Characters; in a longer text signs stay as they are: it is no answer, and looking for their ends takes long."""
_DEEPEST = 5
"""Emphasis within emphasis that is looked for."""
_NOT_WORD = re.compile(r"[^\w%$€£+#./:-]+|(?<!\w)[./:-]+|[./:-]+(?!\w)|[/:_-]+")
ARTICLES = frozenset({"a", "an", "the"})
_SIGN = re.compile(r"[*_~=`\[!<]")
_BREAK = re.compile(r"<br\s{0,9}/?>", re.IGNORECASE)
_REMEMBERED = 20_000
"""Texts whose folding is remembered: making one quiz asks for the same ones again and again."""
_KEEP_FINAL_S = ("ss", "us", "is", "os", "aws", "ecs", "dns", "https")


def undecorated(text: str) -> str:
    """``text`` without Markdown: emphasis, code ticks, links and embeds go; their words stay."""
    if len(text) > _LONGEST_PROSE or not _SIGN.search(text):
        return " ".join(text.split())
    text = _EMBED.sub(" ", text)
    if "`" not in text:
        text = _BREAK.sub(" ", text)
    text = _WIKI_LINK.sub(lambda link: link[1].strip(), text)
    text = _LINK.sub(r"\1", text)
    text = _CODE.sub(r"\2", text)
    for _ in range(_DEEPEST):
        before, text = text, _EMPHASIS.sub(r"\2", text)
        if text == before:
            break
    return " ".join(text.split())


@lru_cache(_REMEMBERED)
def words(text: str) -> tuple[str, ...]:
    """The words that matter: case, punctuation, Markdown, articles and plural folded away, in order.

    Numbers keep their digits, sign of percentage and decimal point; an answer of articles only keeps them. An *a* at
    the end is no article, but a name, as in *vitamin A*.
    """
    bare = unicodedata.normalize("NFKC", undecorated(text)).casefold()
    found = [_singular(word) for word in _NOT_WORD.sub(" ", bare).split()]
    last = len(found) - 1
    kept = tuple(
        word for at, word in enumerate(found) if word not in ARTICLES or (word == "a" and 0 < at == last)
    )
    return kept or tuple(found)


def folded(text: str) -> str:
    """:func:`words` joined by blanks; equal for answers that say the same in the same words."""
    return " ".join(words(text))


@lru_cache(_REMEMBERED)
def squeezed(text: str) -> str:
    """``text`` without case, punctuation or blanks, so that ``One at a time`` equals ``OneAtATime``."""
    bare = unicodedata.normalize("NFKC", undecorated(text)).casefold()
    return "".join(character for character in bare if character.isalnum() or character in "%+#")


def _singular(word: str) -> str:
    if len(word) <= 3 or not word.endswith("s") or word.endswith(_KEEP_FINAL_S):
        return word
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1]
