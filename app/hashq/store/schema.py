"""The database's schema, whole, on one page.

Owns every table, index and trigger of the current version. Knows no query and no earlier version: how an
older database becomes this one stands in ``migrations.py``.

A card is three things, kept in two rows: what its note says (``texts`` and the place columns of ``cards``),
what the person decided (``suspended``, ``flag``, ``buried_until``, ``own_tags``), and what the model knows
(``state`` to ``lapses``: a cache that replaying ``reviews`` builds again, exactly). The text stands apart so
that counting a hundred thousand cards reads only their narrow rows.

Times are text as ``hashq.clock.iso_utc`` writes it, study days ``YYYY-MM-DD``; both sort as time does.
No foreign key cascades: a row that others need is never deleted on the way.
"""

from __future__ import annotations

import sqlite3
from typing import Final

APPLICATION_ID = 0x68736871
"""``hshq``, in the file's header: tells our databases from other SQLite files."""

VERSION = 2
"""The schema's version, kept in ``PRAGMA user_version``."""

_SOURCES = """
CREATE TABLE sources (
    id           INTEGER PRIMARY KEY,
    path         TEXT NOT NULL UNIQUE,              -- absolute
    kind         TEXT NOT NULL CHECK (kind IN ('file', 'folder', 'shipped')),
    deck         TEXT,                              -- the name asked for with --deck; NULL: from the path
    format       TEXT,                              -- the format asked for; NULL: told per file
    added_at     TEXT NOT NULL,
    read_at      TEXT,                              -- NULL until the first import that ended well
    forgotten_at TEXT                               -- set by `forget`: left out from then on
) STRICT;

CREATE TABLE notes (
    id             INTEGER PRIMARY KEY,
    source_id      INTEGER NOT NULL REFERENCES sources (id),
    path           TEXT NOT NULL UNIQUE,            -- absolute
    deck           TEXT NOT NULL,
    size           INTEGER NOT NULL,                -- bytes
    mtime_ns       INTEGER NOT NULL,
    sha256         TEXT NOT NULL,
    reader_version INTEGER NOT NULL,                -- a note read by an older reader is read again
    tags           TEXT NOT NULL DEFAULT '[]',      -- JSON: the front matter's tags
    aliases        TEXT NOT NULL DEFAULT '[]',      -- JSON
    problems       TEXT NOT NULL DEFAULT '[]',      -- JSON: problems as the last reading found them
    missing_since  TEXT                             -- NULL while the file is there
) STRICT;
CREATE INDEX notes_by_source ON notes (source_id);
CREATE INDEX notes_by_hash ON notes (sha256);
"""

_CARDS = """
CREATE TABLE cards (
    number          INTEGER PRIMARY KEY,            -- joins texts and the search index; never shown
    id              TEXT NOT NULL UNIQUE CHECK (id <> '' AND id NOT GLOB '*[^0-9a-z]*'),
    note_id         INTEGER NOT NULL REFERENCES notes (id),
    deck            TEXT NOT NULL,
    position        INTEGER NOT NULL,               -- order in its note, from 0
    line            INTEGER NOT NULL,
    end_line        INTEGER NOT NULL,
    kind            TEXT NOT NULL DEFAULT 'basic',
    block_id        TEXT,                           -- Obsidian's ^id, without ^
    has_answer      INTEGER NOT NULL CHECK (has_answer IN (0, 1)),  -- 0: kept, not scheduled
    sibling_group   TEXT,                           -- cards of one group are kept apart; NULL: no siblings
    created_at      TEXT NOT NULL,
    retired_at      TEXT,                           -- NULL while its text is in its note

    suspended       INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1)),
    flag            INTEGER NOT NULL DEFAULT 0 CHECK (flag BETWEEN 0 AND 7),
    buried_until    TEXT,                           -- the study day it comes back on
    own_tags        TEXT NOT NULL DEFAULT '[]',     -- JSON: tags the person gave here, not in the note

    state           TEXT NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'learning', 'review', 'relearning')),
    step            INTEGER,
    stability       REAL,                           -- days
    difficulty      REAL,                           -- 1 to 10
    due_at          TEXT,                           -- NULL for a new card
    due_day         TEXT,                           -- study day of due_at as decided at the review
    last_reviewed_at TEXT,
    last_study_day  TEXT,
    reviews         INTEGER NOT NULL DEFAULT 0,     -- in effect
    lapses          INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX cards_by_note ON cards (note_id, position, retired_at);  -- answers counts by note alone
CREATE INDEX cards_in_order ON cards (deck, note_id, position, retired_at) WHERE retired_at IS NULL;
CREATE INDEX cards_by_sibling_group ON cards (sibling_group) WHERE sibling_group IS NOT NULL;
-- Holds every column that counting reads, those of its own WHERE included: SQLite calls it covering only then.
CREATE INDEX cards_waiting
    ON cards (deck, state, suspended, due_day, due_at, buried_until, last_study_day, retired_at, has_answer)
    WHERE retired_at IS NULL AND has_answer = 1;
CREATE INDEX cards_by_due ON cards (state, due_day, suspended, buried_until, due_at, retired_at, has_answer)
    WHERE retired_at IS NULL AND has_answer = 1;
CREATE INDEX cards_by_lapses ON cards (lapses DESC, coalesce(difficulty, 1.0) DESC, id, suspended, deck)
    WHERE retired_at IS NULL AND has_answer = 1 AND lapses > 0;
CREATE INDEX cards_retired ON cards (retired_at) WHERE retired_at IS NOT NULL;
CREATE INDEX cards_buried ON cards (buried_until) WHERE buried_until IS NOT NULL;

CREATE TABLE texts (
    number   INTEGER PRIMARY KEY REFERENCES cards (number),
    question TEXT NOT NULL,
    answer   TEXT NOT NULL,
    tags     TEXT NOT NULL DEFAULT '[]',            -- JSON: tags from the note
    parts    TEXT NOT NULL DEFAULT '{}'             -- JSON: see, images, links, options, key
) STRICT;

CREATE TABLE fingerprints (
    card_id    TEXT NOT NULL REFERENCES cards (id),
    part       TEXT NOT NULL CHECK (part IN ('question', 'answer')),
    hash       TEXT NOT NULL,                       -- of the normalised text
    first_seen TEXT NOT NULL,
    PRIMARY KEY (card_id, part, hash)
) STRICT, WITHOUT ROWID;
CREATE INDEX fingerprints_by_hash ON fingerprints (hash, part);
"""

_HISTORY = """
CREATE TABLE parameters (
    id            INTEGER PRIMARY KEY,
    model_version TEXT NOT NULL,                    -- such as fsrs-6
    body          TEXT NOT NULL,                    -- JSON: weights and every setting a due date depends on
    created_at    TEXT NOT NULL,
    note          TEXT NOT NULL DEFAULT '',
    UNIQUE (model_version, body)
) STRICT;

CREATE TABLE reviews (
    id                 INTEGER PRIMARY KEY,
    card_id            TEXT NOT NULL REFERENCES cards (id),
    kind               TEXT NOT NULL CHECK (kind IN ('review', 'undo', 'reset', 'reschedule')),
    rating             INTEGER CHECK (rating BETWEEN 1 AND 4),
    undoes             INTEGER REFERENCES reviews (id),
    reviewed_at        TEXT NOT NULL,
    study_day          TEXT NOT NULL,               -- as decided then; never computed again
    utc_offset_minutes INTEGER NOT NULL,
    duration_ms        INTEGER,                     -- NULL when not measured
    parameters_id      INTEGER REFERENCES parameters (id),
    origin             TEXT NOT NULL DEFAULT 'study',  -- study, quiz, import
    state_before       TEXT,
    predicted          REAL,                        -- chance of recall the model gave; NULL for a new card
    due_day            TEXT,                        -- of a reschedule: the study day the person chose
    batch              INTEGER,                     -- entries done, and undone, together; NULL: on its own
    CHECK ((kind = 'review') = (rating IS NOT NULL)),
    CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX reviews_undone ON reviews (undoes) WHERE undoes IS NOT NULL;
CREATE INDEX reviews_by_batch ON reviews (batch) WHERE batch IS NOT NULL;
CREATE INDEX reviews_by_card ON reviews (card_id, study_day);
CREATE INDEX reviews_by_day ON reviews (study_day);

CREATE TABLE actions (
    id           INTEGER PRIMARY KEY,
    kind         TEXT NOT NULL,                     -- bury, suspend, flag, tag, undo and what else changes marks
    at           TEXT NOT NULL,
    after_review INTEGER NOT NULL,                  -- reviews.id of the last review before it, 0 for none
    undoes       INTEGER REFERENCES actions (id),
    changes      TEXT NOT NULL,                     -- JSON: [{card, field, before, after}]
    CHECK ((kind = 'undo') = (undoes IS NOT NULL))
) STRICT;
CREATE UNIQUE INDEX actions_undone ON actions (undoes) WHERE undoes IS NOT NULL;

CREATE TABLE exams (
    id         INTEGER PRIMARY KEY,
    deck       TEXT NOT NULL,                       -- the deck it is about; '' for everything
    begun_at   TEXT NOT NULL,
    ended_at   TEXT,                                -- NULL while it is under way
    rules      TEXT NOT NULL,                       -- JSON: count, seconds, pass_mark
    questions  TEXT NOT NULL,                       -- JSON: whole, so that edited notes change no exam
    at         INTEGER NOT NULL DEFAULT 0,          -- index of the question on the screen
    used       REAL NOT NULL DEFAULT 0,             -- seconds, only while the program ran
    right      INTEGER,                             -- NULL while under way, and when given up
    total      INTEGER NOT NULL,
    score      INTEGER,                             -- of 1,000; NULL as `right`
    fed        TEXT NOT NULL DEFAULT 'nothing'      -- what it did to the schedule
) STRICT;
CREATE INDEX exams_by_end ON exams (ended_at);

CREATE TABLE exam_answers (
    exam_id    INTEGER NOT NULL REFERENCES exams (id),
    question   TEXT NOT NULL,                       -- its id in the exam's questions
    given      TEXT NOT NULL,                       -- JSON: labels or the written text; [] for blank
    seconds    REAL NOT NULL,                       -- on the screen, all visits together
    marked     INTEGER NOT NULL CHECK (marked IN (0, 1)),
    confidence INTEGER,                             -- per cent; NULL when not said
    PRIMARY KEY (exam_id, question)
) STRICT, WITHOUT ROWID;

CREATE TABLE meta (
    key   TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
"""

SEARCH = """
CREATE VIRTUAL TABLE search USING fts5 (
    question, answer, tags,
    content = 'texts', content_rowid = 'number',
    tokenize = "unicode61 remove_diacritics 2", prefix = '2 3'
);
CREATE TRIGGER texts_into_search AFTER INSERT ON texts BEGIN
    INSERT INTO search (rowid, question, answer, tags) VALUES (new.number, new.question, new.answer, new.tags);
END;
CREATE TRIGGER texts_out_of_search AFTER DELETE ON texts BEGIN
    INSERT INTO search (search, rowid, question, answer, tags)
    VALUES ('delete', old.number, old.question, old.answer, old.tags);
END;
CREATE TRIGGER texts_changed_in_search AFTER UPDATE OF question, answer, tags ON texts BEGIN
    INSERT INTO search (search, rowid, question, answer, tags)
    VALUES ('delete', old.number, old.question, old.answer, old.tags);
    INSERT INTO search (rowid, question, answer, tags) VALUES (new.number, new.question, new.answer, new.tags);
END;
"""
"""The full-text index and what keeps it true. No stemming: a stem is not a prefix of the word being typed."""

DAY_SUMS: Final = (
    "again",
    "hard",
    "good",
    "easy",
    "timed",
    "duration_ms",
    "asked",
    "remembered",
    "predicted",
)
"""The columns of ``day_tallies`` that are summed, exactly: they are whole numbers."""
HOUR_SUMS: Final = ("reviews", "again")
"""Those of ``hour_tallies``."""


def _added(table: str, key: str, sums: tuple[str, ...], sides: str, which: str) -> str:
    """The statement that adds the counted reviews ``which`` to a table's sums for ``sides``: (deck, times) rows."""
    values = ", ".join(f"{column} * times" for column in sums)
    more = ", ".join(f"{column} = {column} + excluded.{column}" for column in sums)
    return (
        f"INSERT INTO {table} SELECT side.deck, {key}, {values} FROM counted CROSS JOIN ({sides}) AS side"
        f" WHERE {which} ON CONFLICT DO UPDATE SET {more};"
    )


def _tallied(sides: str, which: str) -> str:
    days = _added("day_tallies", "study_day", DAY_SUMS, sides, which)
    hours = _added("hour_tallies", "study_day, hour", HOUR_SUMS, sides, which)
    return f"{days}\n    {hours}"


def _emptied(which: str) -> str:
    """The statements that take away the rows ``which`` no review counts for any more."""
    return (
        f"DELETE FROM day_tallies WHERE {which} AND again + hard + good + easy = 0;\n"
        f"    DELETE FROM hour_tallies WHERE {which} AND reviews = 0;"
    )


def _both(times: int) -> str:
    """All decks together, and the deck of a new entry's card."""
    return f"SELECT '' AS deck, {times} AS times UNION ALL SELECT deck, {times} FROM cards WHERE id = new.card_id"


_DAY_UNDONE: Final = "study_day = (SELECT study_day FROM reviews WHERE id = new.undoes)"
_MOVED: Final = "SELECT old.deck AS deck, -1 AS times UNION ALL SELECT new.deck, 1"

TALLIES: Final = f"""
CREATE TABLE day_tallies (                          -- a cache: `reviews` summed by deck and study day
    deck        TEXT NOT NULL,                      -- the deck the cards are in now; '' for all decks together
    study_day   TEXT NOT NULL,
    again       INTEGER NOT NULL,                   -- these four: reviews in effect, by rating
    hard        INTEGER NOT NULL,
    good        INTEGER NOT NULL,
    easy        INTEGER NOT NULL,
    timed       INTEGER NOT NULL,                   -- reviews whose time was measured
    duration_ms INTEGER NOT NULL,                   -- of the timed
    asked       INTEGER NOT NULL,                   -- cards in state review at their first review of the day
    remembered  INTEGER NOT NULL,                   -- of the asked, not rated again
    predicted   INTEGER NOT NULL,                   -- of the asked: chances of recall, billionths, summed
    PRIMARY KEY (deck, study_day)
) STRICT, WITHOUT ROWID;
CREATE TABLE hour_tallies (                         -- a cache: the same by hour of the day
    deck        TEXT NOT NULL,
    study_day   TEXT NOT NULL,
    hour        INTEGER NOT NULL,                   -- 0 to 23, as the person's clock showed it then
    reviews     INTEGER NOT NULL,
    again       INTEGER NOT NULL,
    PRIMARY KEY (deck, study_day, hour)
) STRICT, WITHOUT ROWID;
CREATE VIEW counted AS
    SELECT id, card_id, study_day,
           (substr(reviewed_at, 12, 2) * 60 + substr(reviewed_at, 15, 2) + utc_offset_minutes + 1440) / 60 % 24 AS hour,
           1 AS reviews, rating = 1 AS again, rating = 2 AS hard, rating = 3 AS good, rating = 4 AS easy,
           duration_ms IS NOT NULL AS timed, coalesce(duration_ms, 0) AS duration_ms,
           known AS asked, known AND rating > 1 AS remembered,
           CASE WHEN known THEN CAST(round(coalesce(predicted, 0) * 1e9) AS INTEGER) ELSE 0 END AS predicted
    FROM (
        SELECT *, state_before IS 'review' AND NOT EXISTS (
            SELECT 1 FROM reviews AS earlier
            WHERE earlier.card_id = given.card_id AND earlier.id < given.id AND earlier.study_day = given.study_day
                  AND earlier.kind = 'review'
                  AND NOT EXISTS (SELECT 1 FROM reviews AS taker WHERE taker.undoes = earlier.id)
        ) AS known
        FROM reviews AS given
        WHERE kind = 'review' AND NOT EXISTS (SELECT 1 FROM reviews AS taker WHERE taker.undoes = given.id)
    );
CREATE TRIGGER reviews_into_tallies AFTER INSERT ON reviews WHEN new.kind = 'review' BEGIN
    {_tallied(_both(1), "id = new.id")}
END;
-- A review that is taken back leaves its place as the first of its day to the next: the card's day is counted anew.
CREATE TRIGGER undone_out_of_tallies BEFORE INSERT ON reviews WHEN new.kind = 'undo' BEGIN
    {_tallied(_both(-1), f"card_id = new.card_id AND {_DAY_UNDONE}")}
END;
CREATE TRIGGER undone_into_tallies AFTER INSERT ON reviews WHEN new.kind = 'undo' BEGIN
    {_tallied(_both(1), f"card_id = new.card_id AND {_DAY_UNDONE}")}
    {_emptied(f"deck IN ('', (SELECT deck FROM cards WHERE id = new.card_id)) AND {_DAY_UNDONE}")}
END;
CREATE TRIGGER cards_move_tallies AFTER UPDATE OF deck ON cards WHEN new.deck <> old.deck BEGIN
    {_tallied(_MOVED, "card_id = new.id")}
    {_emptied("deck = old.deck AND study_day IN (SELECT study_day FROM reviews WHERE card_id = new.id)")}
END;
"""
"""Reviews by deck, study day and hour, what each review in effect counts for, and what keeps the sums true to it."""

GUARDS = """
CREATE TRIGGER reviews_are_kept BEFORE DELETE ON reviews BEGIN
    SELECT RAISE(ABORT, 'reviews are never deleted');
END;
CREATE TRIGGER reviews_stay_as_given BEFORE UPDATE ON reviews BEGIN
    SELECT RAISE(ABORT, 'reviews are never changed');
END;
CREATE TRIGGER actions_are_kept BEFORE DELETE ON actions BEGIN
    SELECT RAISE(ABORT, 'actions are never deleted');
END;
CREATE TRIGGER actions_stay_as_given BEFORE UPDATE ON actions BEGIN
    SELECT RAISE(ABORT, 'actions are never changed');
END;
CREATE TRIGGER cards_are_kept BEFORE DELETE ON cards BEGIN
    SELECT RAISE(ABORT, 'cards retire, they are never deleted');
END;
"""
"""History cannot be rewritten, not even by our own mistake. Migrations re-create these after rebuilding a table."""

SCHEMA = _SOURCES + _CARDS + _HISTORY + TALLIES + SEARCH + GUARDS
"""Everything a new database is made of."""


def split(script: str) -> list[str]:
    """The single statements of ``script``; unlike ``executescript`` they then run inside our own transaction."""
    statements, pending = [], ""
    for line in script.splitlines(keepends=True):
        pending += line
        if sqlite3.complete_statement(pending):
            statements.append(pending.strip())
            pending = ""
    return statements
