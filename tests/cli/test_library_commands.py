"""The commands over the library: their JSON, what they print where, and their exit codes."""

from __future__ import annotations

import json
import os
import re
import sys

import pytest

from hashq.cli.commands.check import annotation
from hashq.cli.importing import Meter
from hashq.cli.main import run
from hashq.errors import ExitCode
from hashq.problems import warning
from hashq.study.import_report import Progress

IMPORT_FIELDS = [
    "files", "cards", "new", "unchanged", "updated", "moved", "reworded", "retired", "restored", "problems", "changes",
]  # fmt: skip
CARD_FIELDS = [
    "id", "deck", "path", "line", "kind", "question", "answer", "see", "images", "links", "tags", "options", "key",
    "state", "due", "suspended",
]  # fmt: skip

NOTE = """\
#Q What is a revision? #codedeploy
Answer: Application files and an [[appspec]].
See: [Guide](https://example.org/guide)

---
#Q Which is a compute platform?
(a) Lambda
(b) S3
Answer: (a)
"""


@pytest.fixture
def note(tmp_path, home):
    path = tmp_path / "vault" / "Basics.md"
    path.parent.mkdir()
    path.write_text(NOTE)
    return path


@pytest.fixture
def hashq(capsys):
    """Runs a command line; its exit code, stdout and stderr."""

    def hashq(*arguments):
        code = run([str(argument) for argument in arguments])
        shown = capsys.readouterr()
        return int(code), shown.out, shown.err

    return hashq


@pytest.fixture
def answer(hashq):
    """Runs a command line that must do well; its JSON document."""

    def answer(*arguments):
        code, out, _ = hashq(*arguments)
        assert code == 0
        return json.loads(out)

    return answer


def test_import_answers_with_the_contracts_fields(answer, note):
    report = answer("import", note.parent, "--json")
    assert list(report) == IMPORT_FIELDS
    assert (report["files"], report["cards"], report["new"]) == (1, 2, 2)
    assert list(report["changes"][0]) == ["change", "id", "path", "line", "question", "was"]
    assert [(change["change"], change["line"], change["was"]) for change in report["changes"]] == [
        ("new", 1, ""),
        ("new", 6, ""),
    ]


def test_import_without_a_path_reads_every_source_again(answer, hashq, note):
    hashq("import", note.parent)
    assert answer("import", "--json")["unchanged"] == 2


def test_import_puts_only_its_summary_on_stdout(hashq, note):
    note.write_text("#Q Nothing?\nAnswer:\n")
    code, out, err = hashq("import", note)
    assert (code, out) == (0, "Read 1 note, 1 card: 1 new.\n")
    assert "empty-answer" in err


def test_import_exits_with_1_when_text_is_lost(hashq, note):
    note.write_text("#Q One?\n```\nnever closed\n")
    assert hashq("import", note)[0] == 1


def test_import_exits_with_3_when_a_path_is_not_there(hashq, note, home):
    code, out, err = hashq("import", note, note.parent / "nowhere", "--json")
    assert (code, out) == (3, "")
    assert "nowhere" in err
    assert not home.exists()


def test_import_of_a_known_source_that_is_not_there_reports_it_keeps_its_cards_and_exits_with_3(
    hashq, answer, note
):
    hashq("import", note.parent)
    note.parent.rename(note.parent.with_name("away"))
    code, out, _ = hashq("import", note.parent, "--retire", "--json")
    report = json.loads(out)
    assert (code, report["retired"]) == (3, 0)
    assert [problem["code"] for problem in report["problems"]] == ["source-missing"]
    assert len(answer("cards", "--json")) == 2
    assert hashq("import")[0] == 0


def test_import_exits_with_2_for_a_deck_name_without_a_path(hashq, home):
    assert hashq("import", "--deck", "AWS")[0] == 2


def test_a_dry_run_creates_no_data_folder(answer, note, home):
    assert answer("import", note, "--dry-run", "--json")["new"] == 2
    assert not home.exists()


def test_import_names_the_deck_as_asked(answer, hashq, note):
    hashq("import", note.parent, "--deck", "AWS")
    assert {card["deck"] for card in answer("cards", "--json")} == {"AWS/Basics"}


def test_import_says_how_to_consent_when_much_would_retire(hashq, note):
    hashq("import", note)
    note.write_text("#Q What is a revision?\nAnswer: Files.\n")
    code, _, err = hashq("import")
    assert code == 0
    assert "--retire" in err
    assert "1 retired" in hashq("import", "--retire")[1]


def test_sources_lists_what_is_read(answer, hashq, note):
    hashq("import", note.parent)
    (source,) = answer("sources", "--json")
    assert list(source) == ["path", "files", "cards", "read_at"]
    assert (source["path"], source["files"], source["cards"]) == (str(note.parent), 1, 2)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT[\d:.]+Z", source["read_at"])


def test_sources_of_an_empty_library_are_an_empty_list(answer, home):
    assert answer("sources", "--json") == []
    assert not home.exists()


def test_forget_leaves_a_source_out(answer, hashq, note):
    hashq("import", note.parent)
    code, out, err = hashq("forget", note.parent)
    assert (code, out) == (0, "")
    assert "2 cards retired" in err
    assert answer("cards", "--json") == []
    assert len(answer("cards", "is:retired", "--json")) == 2


def test_forget_answers_with_what_is_still_read(answer, hashq, note, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (other / "Other.md").write_text("#Q What else?\nThis.\n")
    hashq("import", note.parent, other)
    left = answer("forget", note.parent, "--json")
    assert [(source["path"], source["cards"]) for source in left] == [(str(other), 1)]
    assert list(left[0]) == ["path", "files", "cards", "read_at"]


def test_forget_of_something_else_is_wrong_usage(hashq, note):
    assert hashq("forget", note)[0] == 2


def test_cards_answers_with_the_contracts_fields(answer, hashq, note):
    hashq("import", note.parent)
    first, second = answer("cards", "--json")
    assert list(first) == CARD_FIELDS
    assert re.fullmatch("[0-9a-z]+", first["id"])
    assert (first["deck"], first["path"], first["line"]) == ("vault/Basics", str(note), 1)
    assert first["see"] == [{"label": "Guide", "target": "https://example.org/guide"}]
    assert (first["links"], first["tags"]) == (["appspec"], ["codedeploy"])
    assert (first["state"], first["due"], first["suspended"]) == ("new", None, False)
    assert second["options"] == [{"label": "a", "text": "Lambda"}, {"label": "b", "text": "S3"}]
    assert second["key"] == ["a"]


@pytest.mark.parametrize(
    ("query", "lines"),
    [
        (["revision"], [1]),
        (["REVIS"], [1]),
        (["compute", "platform"], [6]),
        (["revision", "platform"], []),
        (["-revision"], [6]),
        (["tag:codedeploy"], [1]),
        (["tag:#CodeDeploy"], [1]),
        (["deck:basics"], [1, 6]),
        (["deck:vault"], [1, 6]),
        (["-deck:vault"], []),
        (["deck:asics"], []),
        (["path:VAULT"], [1, 6]),
        (["is:new"], [1, 6]),
        (["is:due"], []),
        (["is:suspended"], []),
        (['"compute platform"'], [6]),
        (['"platform compute"'], []),
        (["?"], [1, 6]),
        (['"OR', 'NEAR("'], []),
        (['"'], [1, 6]),
        (["arn:aws:s3"], []),
    ],
)
def test_a_query_finds_its_cards(answer, hashq, note, query, lines):
    hashq("import", note.parent)
    assert [card["line"] for card in answer("cards", "--json", "--", *query)] == lines


def test_an_unknown_standing_is_wrong_usage_and_lists_the_known_ones(hashq, home):
    code, _, err = hashq("cards", "is:tired")
    assert code == 2
    assert "is:retired" in err


def test_show_prints_the_card_as_it_will_look(hashq, answer, note):
    hashq("import", note.parent)
    card = answer("cards", "platform", "--json")[0]
    code, out, _ = hashq("show", card["id"])
    assert code == 0
    assert "Which is a compute platform?" in out
    assert "(a) Lambda" in out
    assert answer("show", card["id"], "--json") == card


@pytest.mark.parametrize("command", [["show"], ["rate", "good"], ["edit"], ["relink", "x"]])
def test_what_is_no_text_is_no_cards_id(hashq, command):
    name, *rest = command
    code, _, told = hashq(name, "\udcff", *rest)
    assert code == ExitCode.USAGE
    assert "there is no card" in told


def test_show_takes_the_beginning_of_an_id(hashq, answer, note):
    hashq("import", note.parent)
    card = answer("cards", "platform", "--json")[0]
    assert answer("show", card["id"][:7], "--json") == card


def test_show_of_no_card_is_wrong_usage(hashq, home):
    assert hashq("show", "nope")[0] == 2


def test_escape_sequences_in_notes_do_not_reach_the_terminal(hashq, answer, note):
    note.write_text("#Q Red \x1b[31malert\x1b[0m\x07?\nAnswer: \x1b]0;title\x07Yes, red.\n")
    shown = hashq("import", note)[1] + hashq("cards")[1]
    card = answer("cards", "--json")[0]
    shown += hashq("show", card["id"])[1]
    assert "\x1b" not in shown
    assert "\x07" not in shown


def test_check_reads_and_stores_nothing(answer, note, home):
    report = answer("check", note.parent, "--format", "json")
    assert list(report) == ["files", "cards", "problems"]
    assert [list(card) for card in report["cards"]] == [CARD_FIELDS, CARD_FIELDS]
    assert [(card["deck"], card["line"]) for card in report["cards"]] == [
        ("vault/Basics", 1),
        ("vault/Basics", 6),
    ]
    assert not home.exists()


def test_check_prints_each_problem_with_its_line_and_a_caret(hashq, note):
    note.write_text("#Q One?\nAnswer: This.\n![[gone.png]]\n")
    code, out, err = hashq("check", note)
    assert code == 0
    assert f"{note}:3:1: warning:" in out
    assert "    ![[gone.png]]\n    ^\n" in out
    assert "1 problem." in err


def test_check_exits_with_1_for_errors(hashq, note):
    note.write_text("#Q One?\n```\nnever closed\n")
    assert hashq("check", note)[0] == 1


def test_check_of_nothing_is_wrong_usage_and_of_a_missing_path_unreadable(hashq, note):
    assert hashq("check")[0] == 2
    assert hashq("check", note.parent / "nowhere")[0] == 3


def test_check_reads_the_shipped_deck(answer):
    report = answer("check", "--shipped", "--json")
    assert len(report["cards"]) >= 60
    assert report["problems"] == []


def test_annotations_escape_what_github_would_misread():
    problem = warning("a,b:c%.md", 3, "missing-image", "100 % gone\r\nreally", column=2)
    assert annotation(problem) == (
        "::warning file=a%2Cb%3Ac%25.md,line=3,col=2,title=missing-image::100 %25 gone%0D%0Areally"
    )


def test_check_prints_annotations_with_paths_from_here(hashq, note, monkeypatch):
    note.write_text("#Q One?\nAnswer:\n")
    monkeypatch.chdir(note.parent)
    code, out, _ = hashq("check", "Basics.md", "--format", "github")
    assert code == 0
    assert out.startswith("::warning file=Basics.md,line=1")


def test_ids_lists_and_writes_on_request(hashq, answer, note):
    before = note.read_text()
    assert "2 anchors to write" in hashq("ids", note)[2]
    assert note.read_text() == before
    assert "2 anchors written" in hashq("ids", "--write", note)[2]
    written = {card["id"] for card in answer("cards", "--json")}
    assert set(re.findall(r"\^([0-9a-z]+)", note.read_text())) == written


def test_relink_prints_the_card_with_its_history(hashq, answer, note):
    hashq("import", note)
    old, new = (card["id"] for card in answer("cards", "--json"))
    assert answer("relink", old, new, "--json")["question"] == "Which is a compute platform?"


def test_stdout_of_json_commands_is_one_document_even_with_problems(hashq, note):
    note.write_text("#Q Nothing?\nAnswer:\n#Q One?\n```\nnever closed\n")
    code, out, err = hashq("import", note, "--json")
    assert code == 1
    assert {problem["code"] for problem in json.loads(out)["problems"]} >= {"empty-answer", "unclosed-fence"}
    assert "unclosed-fence" in err


def test_file_names_that_are_not_text_are_told_and_skipped(answer, hashq, note):
    if sys.platform != "linux":
        pytest.skip("only Linux has such names")
    (note.parent / "bad\udcff.md").write_text(NOTE)
    code, out, _ = hashq("import", note.parent, "--json")
    assert code == 1
    assert json.loads(out)["new"] == 2


def test_a_long_import_on_a_terminal_shows_how_far_it_is(capsys):
    seconds = iter([0.0, 0.2, 0.9, 0.9, 1.5, 1.5])
    meter = Meter(lambda: next(seconds), visible=True)
    for done in (1, 2, 3):
        meter(Progress(done, 3, "n.md"))
    shown = capsys.readouterr()
    assert shown.out == ""
    assert "1 of 3" not in shown.err
    assert shown.err.endswith("3 of 3 notes\n")


def test_an_import_that_is_over_at_once_shows_no_progress(capsys):
    Meter(lambda: 0.0, visible=True)(Progress(1, 1, "n.md"))
    assert capsys.readouterr().err == ""


def test_an_import_without_a_terminal_shows_no_progress(capsys):
    seconds = iter([0.0, 9.0, 9.0])
    Meter(lambda: next(seconds), visible=False)(Progress(1, 2, "n.md"))
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("command", ["import", "check"])
def test_a_named_file_that_may_not_be_read_is_unreadable_input(hashq, tmp_path, monkeypatch, command):
    note = tmp_path / "closed.md"
    note.write_text("#Q May I?\nAnswer: No.\n")
    asked_of = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: str(path) != str(note) and asked_of(path, mode))
    code, _, err = hashq(command, str(note))
    assert code == ExitCode.UNREADABLE_INPUT
    assert "closed.md: cannot be read: Permission denied" in err
