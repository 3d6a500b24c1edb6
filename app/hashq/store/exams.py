"""Exams as they are kept: every answer durable when it is acknowledged, so that one killed in mid-exam goes on.

Owns the tables ``exams`` and ``exam_answers``. What a question or an answer means is not known here.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import sqlite3

    from hashq.store.database import Database


@dataclass(frozen=True, slots=True)
class ExamAnswerRow:
    """What was given to one question. Columns as in ``schema.py``."""

    question: str
    given: str
    seconds: float
    marked: bool
    confidence: int | None


@dataclass(frozen=True, slots=True)
class ExamRow:
    """An exam without its answers. Columns as in ``schema.py``."""

    id: int
    deck: str
    begun_at: str
    ended_at: str | None
    rules: str
    questions: str
    at: int
    used: float
    right: int | None
    total: int
    score: int | None
    fed: str


@dataclass(frozen=True, slots=True)
class PastRow:
    """An exam that was submitted, without its questions. Columns as in ``schema.py``."""

    id: int
    deck: str
    ended_at: str
    rules: str
    used: float
    right: int
    total: int
    score: int
    fed: str


_COLUMNS = "id, deck, begun_at, ended_at, rules, questions, at, used, right, total, score, fed"


def add_exam(database: Database, *, deck: str, begun_at: str, rules: str, questions: str, total: int) -> int:
    """Keep a new exam, inside a transaction; its number."""
    return database.execute(
        "INSERT INTO exams (deck, begun_at, rules, questions, total) VALUES (?, ?, ?, ?, ?)",
        (deck, begun_at, rules, questions, total),
    )


def write_answers(database: Database, exam: int, answers: list[ExamAnswerRow]) -> None:
    """Keep these answers in place of earlier ones to the same questions, inside a transaction."""
    database.execute_many(
        "INSERT INTO exam_answers (exam_id, question, given, seconds, marked, confidence) VALUES (?, ?, ?, ?, ?, ?)"
        " ON CONFLICT (exam_id, question) DO UPDATE SET given = excluded.given, seconds = excluded.seconds,"
        " marked = excluded.marked, confidence = excluded.confidence",
        [
            (exam, answer.question, answer.given, answer.seconds, int(answer.marked), answer.confidence)
            for answer in answers
        ],
    )


def write_progress(database: Database, exam: int, at: int, used: float) -> bool:
    """Keep where an exam stands and the time it used, inside a transaction; False when it has ended."""
    return bool(
        database.execute_many(
            "UPDATE exams SET at = ?, used = ? WHERE id = ? AND ended_at IS NULL", [(at, used, exam)]
        )
    )


def end_exam(database: Database, exam: int, ended_at: str, right: int | None, score: int | None) -> None:
    """Keep that an exam is over, inside a transaction; without a score: it was given up."""
    database.execute(
        "UPDATE exams SET ended_at = ?, right = ?, score = ? WHERE id = ? AND ended_at IS NULL",
        (ended_at, right, score, exam),
    )


def mark_fed(database: Database, exam: int, fed: str) -> bool:
    """Keep what an exam did to the schedule, inside a transaction; False when it did something already."""
    return bool(
        database.execute_many("UPDATE exams SET fed = ? WHERE id = ? AND fed = 'nothing'", [(fed, exam)])
    )


def unmark_fed(database: Database, exam: int) -> None:
    """Keep that what an exam did to the schedule was taken back, inside a transaction."""
    database.execute("UPDATE exams SET fed = 'nothing' WHERE id = ?", (exam,))


def exam_by_id(database: Database, exam: int) -> ExamRow | None:
    """The exam with this number; None when there is none."""
    row = database.row(f"SELECT {_COLUMNS} FROM exams WHERE id = ?", (exam,))
    return None if row is None else _exam(row)


def unfinished_exam(database: Database) -> ExamRow | None:
    """The exam under way that was begun last; None when there is none."""
    row = database.row(f"SELECT {_COLUMNS} FROM exams WHERE ended_at IS NULL ORDER BY id DESC LIMIT 1")
    return None if row is None else _exam(row)


def answers_of(database: Database, exam: int) -> list[ExamAnswerRow]:
    """The answers kept of an exam, in no order that means anything."""
    rows = database.rows(
        "SELECT question, given, seconds, marked, confidence FROM exam_answers WHERE exam_id = ?", (exam,)
    )
    return [
        ExamAnswerRow(row["question"], row["given"], row["seconds"], bool(row["marked"]), row["confidence"])
        for row in rows
    ]


def past_exams(database: Database) -> list[PastRow]:
    """The exams that were submitted, the latest first."""
    rows = database.rows(
        "SELECT id, deck, ended_at, rules, used, right, total, score, fed FROM exams"
        " WHERE ended_at IS NOT NULL AND score IS NOT NULL ORDER BY ended_at DESC, id DESC"
    )
    return [PastRow(*row) for row in rows]


def _exam(row: sqlite3.Row) -> ExamRow:
    return ExamRow(*row)
