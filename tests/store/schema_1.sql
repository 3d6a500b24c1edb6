-- The schema as version 1 of the database had it, whole.
PRAGMA application_id = 1752393841;
PRAGMA user_version = 1;

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
    ON cards (deck, state, suspended, buried_until, due_day, due_at, sibling_group, retired_at, has_answer)
    WHERE retired_at IS NULL AND has_answer = 1;
CREATE INDEX cards_by_due ON cards (state, due_day, suspended, buried_until, due_at, retired_at, has_answer)
    WHERE retired_at IS NULL AND has_answer = 1;
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
CREATE INDEX reviews_by_card ON reviews (card_id, id);
CREATE INDEX reviews_by_day ON reviews (study_day, kind, state_before);

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
