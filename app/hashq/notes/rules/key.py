"""Which of the author's options are right, where the answer says so beyond doubt.

Letters are the key only when they are the whole answer (or its first lines), its closing phrase, or the subject of "is correct".
Any negation in the same sentence, an "or" between them, or a letter that is no option: no key. None is ever guessed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from hashq.notes.inline import without_markup
from hashq.notes.lines import join

if TYPE_CHECKING:
    from hashq.notes.draft import Draft

_LETTER = r"(?:\([A-Za-z]\)|\(\d{1,2}\)|[A-Za-z](?![\w'’])[).]?|\d{1,2}(?!\w)[).]?)"
_JOIN = r"(?:\s*(?:,|&|\+|/|;)\s*(?:and\s+)?|\s+and\s+|\s+)"
_LETTERS = rf"{_LETTER}(?:{_JOIN}{_LETTER})*"
_NOUN = r"(?:(?:the\s+)?(?:correct\s+)?(?:options?|answers?|choices?|letters?)\s+)?"
_WHOLE = re.compile(rf"(?:both\s+)?{_NOUN}(?P<letters>{_LETTERS})[\s.,;:!]*$", re.IGNORECASE)
_RESTATED = re.compile(r"\(?([A-Za-z]|\d{1,2})(?:[).:]+\s+|\)?\s*[–—-]\s+|\)?\s+(?=\())(.+)$")
_TOGETHER = re.compile(r"(?P<letters>[A-Z]{2,6})\.?$")
_SUBJECT = re.compile(
    rf"(?:^|(?<=[\s,:;(]))(?P<letters>{_LETTERS})\s+(?:is|are)\s+(?:both\s+|all\s+)?(?:the\s+)?(?:only\s+)?correct\b",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:\b(?:(?:answers?|options?|choices?|correct(?:\s+ones?)?)(?:\s+(?:is|are))?|so|hence|therefore|thus)|→|=>|->)"
    rf"[\s:,]*(?:the\s+)?(?:both\s+)?(?:options?\s+)?(?P<letters>{_LETTERS})[\s.!]*$",
    re.IGNORECASE,
)
_BRACKETED = re.compile(
    r"(?P<letters>\([A-Za-z0-9]{1,2}\)(?:(?:\s*,\s*(?:and\s+)?|\s+and\s+|\s*&\s*|\s+)\([A-Za-z0-9]{1,2}\))*)[\s.!]*$"
)
_NEGATION = re.compile(
    r"\b(?:not|no|non|never|none|neither|nor|cannot|can'?t|without|except(?:ing)?|excluding|exclude[sd]?|unlike|but|or|"
    r"either|instead|rather|wrong|false|incorrect(?:ly)?|invalid|unsuitable|impossible|inappropriate|unsupported|"
    r"unavailable|unnecessary|eliminate[sd]?|eliminating|rule[sd]?\s+out|ruling\s+out|reject(?:s|ed)?|fail(?:s|ed)?|"
    r"distractors?|other\s+than|lacks?|discard(?:s|ed)?|ignore[sd]?|avoid(?:s|ed)?|nothing|neither)\b|n['’]t\b",
    re.IGNORECASE,
)
_OF_THEM = re.compile(r"(?:these|those|they|both|all|this (?:one|option|answer)|is|are)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[(\[*_]*[A-Z0-9(])|\n+")
_LONGEST_SENTENCE = 1_000
_LONGEST_ANSWER = 20_000
"""Characters; what is longer is no plain statement of which option is right."""
_ONE = re.compile(r"[A-Za-z]|\d{1,2}")
_ABBREVIATION = re.compile(r"(?:^|\s)(?:[A-Za-z]|e\.g|i\.e)\.$")


def find_key(draft: Draft) -> None:
    """Set the key when the answer names it for certain."""
    if not draft.options:
        return
    known = [option.label for option in draft.options]
    if len(set(known)) == len(known):
        draft.key = tuple(label for label in known if label in _key(draft, set(known)))


def _key(draft: Draft, known: set[str]) -> set[str]:
    text = join([line for line in draft.answer if not line.fenced]).replace("’", "'")
    lines = [shown for line in text.splitlines() if (shown := without_markup(line.lstrip("> -*+\t")))]
    if not lines:
        return set()
    if len(lines[0]) > _LONGEST_SENTENCE or len(text) > _LONGEST_ANSWER:
        return set()
    whole = _alone(draft, lines, known)
    if whole is not None:
        return whole
    sentences = _sentences("\n".join(lines))
    subjects = [key for sentence in sentences for key in _subjects(sentence, known)]
    closing = _closing(sentences, known)
    if subjects:
        named = set().union(*subjects)
        return named if all(subjects) and (not closing or closing <= named) else set()
    return closing


def _alone(draft: Draft, lines: list[str], known: set[str]) -> set[str] | None:
    """The letters that are the whole answer, its first lines, or options restated with their letters.

    None when the answer says more than that; empty when it does not, and yet is in doubt.
    """
    texts = {without_markup(option.text).rstrip(".").casefold(): option.label for option in draft.options}
    key: set[str] = set()
    for at, line in enumerate(lines):
        named = _named(line, texts, known)
        if named is None:
            doubtful = line[:1].islower() or _takes_back(line)
            return key if at and not doubtful else None
        if not named:
            return named
        key |= named
    return key


def _named(line: str, texts: dict[str, str], known: set[str]) -> set[str] | None:
    """What a line of letters alone, or of one option with its letter, names; None for any other line."""
    restated = _RESTATED.match(line)
    if restated:
        said = restated[2].rstrip(".").casefold()
        if restated[1].lower() in {texts.get(said), texts.get(said.removeprefix("(").removesuffix(")"))}:
            return {restated[1].lower()}
    found = _WHOLE.match(line) or _TOGETHER.match(line)
    if found and not re.search(r"\bor\b", line, re.IGNORECASE):
        key = _letters(found["letters"], known, together=found.re is _TOGETHER)
        same = texts.get(line.rstrip(".").casefold())
        return key if same is None or key == {same} else set()
    return None


def _takes_back(line: str) -> bool:
    """Whether ``line``, below letters alone, may say that these are not right."""
    sentence = _sentences(line)[0]
    negation = _NEGATION.search(sentence)
    return negation is not None and (negation.start() == 0 or _OF_THEM.match(sentence) is not None)


def _subjects(sentence: str, known: set[str]) -> list[set[str]]:
    """What each "… is correct" names; an empty set for one that is in doubt."""
    if len(sentence) > _LONGEST_SENTENCE:
        return []
    doubt = _NEGATION.search(sentence) is not None
    found = [_letters(match["letters"], known) for match in _SUBJECT.finditer(sentence)]
    return [set() if doubt else key for key in found]


def _closing(sentences: list[str], known: set[str]) -> set[str]:
    last = sentences[-1]
    if len(last) > _LONGEST_SENTENCE:
        return set()
    found = _BRACKETED.search(last) or _CLOSING.search(last) or _WHOLE.match(last)
    if found is None or _NEGATION.search(last):
        return set()
    before = sentences[-2] if len(sentences) > 1 else ""
    if len(before.split()) <= 2 and _NEGATION.search(before):
        return set()
    return _letters(found["letters"], known)


def _letters(text: str, known: set[str], *, together: bool = False) -> set[str]:
    """The labels in ``text``; none at all when one of them is no option."""
    named = (
        list(text.lower())
        if together
        else [found.lower() for found in _ONE.findall(re.sub(r"\band\b", " ", text, flags=re.IGNORECASE))]
    )
    return set(named) if named and len(set(named)) == len(named) and set(named) <= known else set()


def _sentences(text: str) -> list[str]:
    parts: list[str] = []
    for part in _SENTENCE.split(text):
        if parts and _ABBREVIATION.search(parts[-1]):
            parts[-1] += " " + part
        elif part.strip():
            parts.append(part)
    return parts or [text]
