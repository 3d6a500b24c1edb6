"""Bounded YAML: what is read, what is refused, and where each problem stands."""

from __future__ import annotations

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from hashq.bounded_yaml import Limits, compose, construct, entries, load
from hashq.problems import Severity

YAML_LIKE = st.text(alphabet="ab01 :-[]{}&*!|>\n\t'\"#?%,.<~_=\u2028\x85é", max_size=60)


def codes(text, **more):
    return [problem.code for problem in load(text, **more)[1]]


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0644", 420),
        ("0o17", "0o17"),
        ("0888", "0888"),
        ("0x1F", 31),
        ("0b101", 5),
        ("1_000", 1000),
        ("1,000", 1000),
        ("-7", -7),
        ("0.0", 0.0),
        ("1.", 1.0),
        (".5", 0.5),
        (".", "."),
        ("1e3", "1e3"),
        ("yes", True),
        ("On", True),
        ("no", False),
        ("y", "y"),
        ("~", None),
        ("", None),
        ("'~'", "~"),
        ('"0644"', "0644"),
        ("!!str 5", "5"),
        ("! 5", 5),
        ("! '5'", "5"),
        ("!!float 5", 5.0),
        ("2024-99-99", "2024-99-99"),
        (":word", ":word"),
        ("22:22:22", 80542),
    ],
)
def test_scalars_have_the_types_an_agent_sees(written, value):
    data, _ = load(f"key: {written}\n")
    assert data == {"key": value}
    assert type(data["key"]) is type(value)


def test_an_empty_text_is_no_document_and_no_problem():
    assert load("# only a comment\n") == (None, ())


def test_only_the_first_document_is_read_and_the_second_is_reported():
    data, problems = load("a: 1\n---\nb: 2\n")
    assert data == {"a": 1}
    assert [(problem.code, problem.line, problem.severity) for problem in problems] == [
        ("yaml-documents", 2, Severity.WARNING)
    ]


def test_broken_text_after_the_first_document_does_not_matter():
    assert load("a: 1\n---\n]: [\n")[0] == {"a": 1}


def test_the_last_of_two_equal_keys_wins_with_a_warning_at_its_line():
    data, (problem,) = load("os: linux\nos: windows\n")
    assert data == {"os": "windows"}
    assert (problem.code, problem.line, problem.severity) == ("yaml-duplicate-key", 2, Severity.WARNING)


def test_text_and_number_are_different_keys():
    assert load("1: a\n'1': b\n") == ({1: "a", "1": "b"}, ())


def test_lines_count_from_the_first_line_given():
    (problem,) = load("a: [1\n", path="note.md", first_line=5)[1]
    assert (problem.path, problem.line, problem.code) == ("note.md", 6, "yaml")
    root = compose("a:\n  b: 1\n", first_line=5).root
    assert root is not None
    assert root.value[0][1].start_mark.line + 1 == 6


def test_a_tab_in_the_indentation_is_named():
    (problem,) = load("a:\n\tb: 1\n")[1]
    assert (problem.line, problem.column) == (2, 1)
    assert "tab" in problem.message


def test_a_tab_after_the_colon_is_read_where_the_agents_parser_is_there():
    yaml = pytest.importorskip("yaml")
    if not yaml.__with_libyaml__:
        pytest.skip("PyYAML was built without libyaml")
    assert load("version:\t0.0\n") == ({"version": 0.0}, ())


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\ud800", "\ufffe"])
def test_a_character_yaml_forbids_is_a_problem_at_its_place(character):
    (problem,) = load(f"a: 1\nb: x{character}\n")[1]
    assert (problem.code, problem.line, problem.column) == ("yaml-character", 2, 5)


def test_an_unquoted_star_gets_the_remedy_of_quotes():
    (problem,) = load("pattern: *.sh\n")[1]
    assert (problem.code, problem.line) == ("yaml", 1)
    assert "quotes" in problem.hint


def test_a_byte_order_mark_is_skipped():
    assert load("\ufeffa: 1\n") == ({"a": 1}, ())


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system", "!ruby/object:File", "!!python/name:os.system"]
)
def test_a_tag_that_asks_for_an_object_is_an_error_and_makes_none(tag):
    data, (problem,) = load(f"a: {tag} [ls]\n")
    assert data == {"a": ["ls"]}
    assert (problem.code, problem.severity) == ("yaml-tag", Severity.ERROR)


@pytest.mark.parametrize(
    ("written", "value"), [("!Ref web", "web"), ("!Ref 5", 5), ("!Ref '5'", "5"), ("!Ref", None)]
)
def test_another_tag_is_a_warning_and_its_value_is_read_without_it(written, value):
    data, (problem,) = load(f"a: {written}\n")
    assert data == {"a": value}
    assert (problem.code, problem.severity) == ("yaml-tag", Severity.WARNING)


@pytest.mark.parametrize("value", ["!!int many", "!!float 0x1F", "!!float ''", "!!bool maybe", "!!null x"])
def test_a_tag_that_does_not_fit_its_text_is_an_error(value):
    assert codes(f"a: {value}\n") == ["yaml-tag"]


@pytest.mark.parametrize("number", ["9" * 5000, "1.e+999", "-1.0e+400"])
def test_a_number_beyond_measure_stays_text_and_is_reported(number):
    data, (problem,) = load(f"a: {number}\n")
    assert data == {"a": number}
    assert (problem.code, problem.severity) == ("yaml-number", Severity.ERROR)


def test_a_number_in_sixties_is_pointed_out():
    data, (problem,) = load("timeout: 1:30\n")
    assert data == {"timeout": 5400}
    assert (problem.code, problem.severity) == ("yaml-number", Severity.WARNING)


def test_aliases_share_and_merges_give_way_to_the_mappings_own_keys():
    data, problems = load("base: &b {timeout: 60, runas: root}\nscript: {<<: *b, timeout: 5}\nagain: *b\n")
    assert data["script"] == {"timeout": 5, "runas": "root"}
    assert data["again"] is data["base"]
    assert problems == ()


def test_the_first_of_several_merged_mappings_wins():
    assert load("<<: [{a: 1}, {a: 2, b: 2}]\n")[0] == {"a": 1, "b": 2}


def test_every_use_of_an_alias_is_known_with_its_place():
    composed = compose("a: &x 1\nb: *x\nc: *x\n")
    assert [mark.line + 1 for mark in composed.aliases] == [2, 3]


@pytest.mark.parametrize("text", ["*nobody", "&a [*a]", "&a {b: {c: *a}}", "&a {*a : 1}"])
def test_an_alias_without_a_finished_target_is_an_error(text):
    assert "yaml-alias" in codes(text)


def test_a_key_that_is_a_list_is_an_error_and_is_left_out():
    assert load("[1, 2]: a\nb: 3\n")[0] == {"b": 3}
    assert codes("[1, 2]: a\n") == ["yaml-key"]


def test_entries_know_where_key_and_value_stand():
    root = compose("files:\n  - source: a\n").root
    (entry,) = entries(root)
    assert (entry.key, entry.key_node.start_mark.line, entry.value_node.start_mark.line) == ("files", 0, 1)


def bomb(levels=12, width=9):
    lines = [f"k0: &k0 [{', '.join('x' * width)}]"]
    lines += [f"k{n}: &k{n} [{', '.join([f'*k{n - 1}'] * width)}]" for n in range(1, levels)]
    return "\n".join(lines)


@pytest.mark.parametrize(
    "text",
    [
        bomb(),
        "[" * 200_000,
        "{a: " * 60_000,
        "- " * 100_000,
        "a: 1\n" * 300_000,
        "[" + "1," * 30_000 + "]",
        "a: &x 1\nb: [" + "*x," * 600 + "]",
        "\n".join(["k: &a0 [x]"] + [f"k: &a{n} [*a{n - 1}]" for n in range(1, 60)]),
        "\n".join(["- &a0 {x: 1}"] + [f"- &a{n} {{<<: *a{n - 1}}}" for n in range(1, 60)]),
    ],
    ids=["bomb", "brackets", "braces", "dashes", "size", "values", "aliases", "alias chain", "merge chain"],
)
def test_a_document_beyond_the_limits_is_refused(text):
    data, problems = load(text)
    assert data is None
    assert problems[-1].code == "yaml-limit"


def test_limits_are_the_callers_to_set():
    assert compose("[[1]]", limits=Limits(depth=2)).problems == ()
    assert [problem.code for problem in compose("[[1]]", limits=Limits(depth=1)).problems] == ["yaml-limit"]


@given(st.text(max_size=80) | YAML_LIKE)
@example("- &a\n  ? *a\n  : &a *a")
@example("!!map [1]")
@example("{<<: <<, <<: 5}")
@example("1:99999999999999999999")
@example("0_: 0b_\n-: 0,")
@example("!!float 0x1F")
@example("!!float 1:30")
@example("[!!int '', !!float '', !!bool '', !!null x]")
def test_no_text_raises(text):
    composed = compose(text)
    construct(composed.root)
    lines = (
        text.count("\n") + text.count("\u2028") + text.count("\u2029") + text.count("\x85") + text.count("\r")
    )
    for problem in composed.problems:
        assert 1 <= problem.line <= lines + 2


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers(-(10**9), 10**9) | st.text(alphabet="abc 0:-", max_size=8),
        lambda inner: (
            st.lists(inner, max_size=3) | st.dictionaries(st.text("ab", max_size=3), inner, max_size=3)
        ),
        max_leaves=12,
    )
)
def test_what_pyyaml_writes_is_read_back_as_it_was(data):
    yaml = pytest.importorskip("yaml")
    assert load(yaml.safe_dump(data, default_style='"' if isinstance(data, str) else None))[0] == data
