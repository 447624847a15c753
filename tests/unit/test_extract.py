"""Extraction of single files: what hostile and odd ones cost and give."""

from __future__ import annotations

import itertools
import random
import time
import tracemalloc
from pathlib import Path

import msgspec
import pytest

from hostile_sources import endless, mutated, nested
from repository_indexer.captures.items import MAX_HEIGHT
from repository_indexer.extract import extract_file
from repository_indexer.facts import Expression, FileFacts, composite_at
from repository_indexer.languages import languages
from repository_indexer.resolve import resolve

SAMPLES = Path(__file__).parent.parent / "languages" / "samples"
SECONDS = 10.0
"""Far below what a worker may take for a file, far above what these need on a busy machine."""
ENDLESS = 3_000
MUTATIONS = 12
"""Of each language's sample; `make fuzz` goes on from there."""


def names(facts: FileFacts) -> list[str]:
    return [definition.name for definition in facts.definitions]


def extract_in_time(source: bytes, language: str) -> FileFacts:
    started = time.process_time()
    facts = extract_file(source, language, "a")
    assert time.process_time() - started < SECONDS
    # What is found can be sent, and resolved.
    decoded = msgspec.msgpack.decode(msgspec.msgpack.encode(facts), type=FileFacts)
    assert decoded == facts
    resolve([("a", facts)], {})
    assert time.process_time() - started < 2 * SECONDS
    return facts


@pytest.mark.parametrize("language", sorted(languages()))
@pytest.mark.parametrize("source", [*nested(), *endless(ENDLESS)], ids=lambda source: repr(source[:20]))
def test_hostile_files_cost_bounded_time(
    source: bytes, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """`make fuzz` tries ten times larger ones."""
    monkeypatch.setattr("repository_indexer.extract.PARSE_SECONDS", 0.5)
    extract_in_time(source, language)


def test_a_file_that_cannot_be_parsed_in_time_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repository_indexer.extract.PARSE_SECONDS", -1.0)
    assert extract_file(b"x = 1\n" * 10_000, "python", "a.py").skip == "parse-timeout"
    monkeypatch.undo()
    assert extract_file(b"def f(): pass\n", "python", "a.py").definitions[1].name == "f"


def test_a_busy_machine_is_no_reason_to_skip_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """The budget is of processor time: the clock on the wall also runs for others."""
    clock = itertools.count(step=1_000)
    monkeypatch.setattr("repository_indexer.extract.time.monotonic", lambda: float(next(clock)))
    assert not extract_file(b"x = 1\n" * 10_000, "python", "a.py").skip


@pytest.mark.parametrize("language", ["csharp", "java", "kotlin", "python", "swift", "typescript"])
def test_expressions_within_expressions_are_told_to_a_bounded_height(language: str) -> None:
    """Resolution recursed through all of them, and ended there."""
    for opening, closing in ((b"[", b"]"), (b"f(", b")"), (b"1 + (", b")")):
        source = b"x = " + opening * 400 + b"a" + closing * 400
        facts = extract_in_time(source, language)
        assert height(facts) <= MAX_HEIGHT + 1


def height(facts: FileFacts) -> int:
    """In how many levels the expressions of a file hold others."""
    held = {at: [one.root for one in call.arguments if one] for at, call in enumerate(facts.calls)}
    held |= {
        composite_at(at): [one.root for one in composite.items if one]
        for at, composite in enumerate(facts.composites)
    }
    level, levels = set(held), 0
    while level:
        level = {root for one in level for root in held[one] if root != -1}
        levels += 1
    return levels


def test_a_chain_of_many_names_is_none() -> None:
    """Each of its beginnings was looked up: 2 s for 20,000 names, and a minute for 100,000."""
    facts = extract_in_time(b"x = y" + b".a" * 100_000 + b";\n" + b"z" * 500 + b"();\n", "csharp")
    assert [len(one.value.text) for one in facts.bindings if one.value] == [201]
    # A long name is one all the same.
    assert [call.text for call in facts.calls] == ["z" * 500]


@pytest.mark.parametrize("language", ["groovy", "java", "julia", "kotlin", "python"])
def test_a_module_of_many_names_is_none(language: str) -> None:
    """The rules recursed from each of its beginnings to the one before."""
    facts = extract_in_time(b"import " + b"a." * 20_000 + b"b\n", language)
    assert all(len(one.module) <= 101 for one in facts.imports)
    short = extract_in_time(b"import " + b"a." * 99 + b"b\n", language)
    assert any("a." * 90 in one.module + one.name for one in short.imports)


def test_parsing_leaves_no_memory_behind() -> None:
    """Lua's scanner looks for the end of the text from each bracket: the parser reads to and fro."""
    extract_file(b"x = 1", "lua", "a.lua")
    tracemalloc.start()
    try:
        extract_file(b"[" * 2_000, "lua", "a.lua")
        assert tracemalloc.get_traced_memory()[0] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_text_is_whole_to_its_last_character() -> None:
    """It is parsed piece by piece."""
    for length in (*range(70), 127, 128, 1000, 32_767, 32_768):
        facts = extract_file(("a\n" * length + "größe(語)").encode(), "python", "a.py")
        assert (facts.has_parse_error, len(facts.calls)) == (False, 1), length
        assert not extract_file(("a\n" * length + "語").encode(), "python", "a.py").has_parse_error, length


def test_a_parse_error_is_recorded_and_the_rest_is_found() -> None:
    facts = extract_file(b"def f(): pass\n\nx = = 1\n\ndef g(): pass\n", "python", "a.py")
    assert facts.has_parse_error
    assert names(facts) == ["", "f", "g"]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "latin-1"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_names_and_lines_are_right_in_any_encoding(encoding: str, line_end: str) -> None:
    lines = ["x = 'ä'", "", "def größe():", "    f()", "", "def b(): pass", ""]
    facts = extract_file(line_end.join(lines).encode(encoding), "python", "a.py")
    assert [(one.name, one.start_line) for one in facts.definitions] == [("", 1), ("größe", 3), ("b", 6)]
    assert [call.line for call in facts.calls] == [4]


def test_what_is_in_no_encoding_is_recorded() -> None:
    assert extract_file("x = '你好'\n".encode("gbk"), "python", "a.py").skip == "undecodable"


def test_lines_are_counted_from_one() -> None:
    facts = extract_file(b"\n\ndef f():\n    g()\n    return 1\n\nclass A: pass\n", "python", "a.py")
    assert [(one.start_line, one.end_line) for one in facts.definitions] == [(1, 7), (3, 5), (7, 7)]
    assert [call.line for call in facts.calls] == [4]


def written(facts: FileFacts, expression: Expression | None) -> str:
    """An expression by what it goes on from: `f(a, k=b).c`, `list(a, spread(b))[0]`, `map("k"=a)`."""
    if expression is None:
        return "?"
    if expression.root == -1:
        return expression.text
    held: tuple[Expression | None, ...]
    if expression.root >= 0:
        call = facts.calls[expression.root]
        name, held, names = call.text, call.arguments, call.keywords
        if call.root != -1:
            name = written(facts, Expression(call.text, call.line, call.root))
    else:
        composite = facts.composites[composite_at(expression.root)]
        name, held, names = composite.kind, composite.items, composite.keys
    unnamed = len(held) - len(names)
    items = [written(facts, one) for one in held]
    items[unnamed:] = [
        f"{key}={item}" if key else item for key, item in zip(names, items[unnamed:], strict=True)
    ]
    return f"{name}({', '.join(items)}){expression.text}"


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("f(a, 1, x + y, *b, k=c, **d)", "f(a, 1, x.__add__(y), spread(b), k=c, **=d)"),
        ("f(not a, -b, a < b, f'{a}', g(h)(i))", "f(?, b.__neg__(), a.__lt__(b), <str>, g(h)(i))"),
        ("f(a, # no argument\n  b)", "f(a, b)"),
        ("f(a for a in b)", "f(each(a))"),
        ("a().b(c).d", "a().b(c).d"),
        ("[a, *b, 'c'][0].d", 'list(a, spread(b), "c")[0].d'),
        ("{'a b': c, 1: d, k: e, k + 1: f, **g}", 'map("a b"=c, 1=d, k=e, f, **=g)'),
        ("{(a, b): c, 1: d}", "map(c, 1=d)"),
        ("a[ 'b' ][0][k][i + 1]['c\"']", 'a["b"][0][k][i+1][\'c"\']'),
        ("a if b else c or d", "choice(a, choice(c, d))"),
        ("(a and b).c", "choice(choice(b)).c"),
        ("(await f(a)).b()", "choice(choice(f(a))).b()"),
        ("lambda x: x", "<lambda1>"),
        ("f(lambda x: x)", "f(<lambda1>)"),
        ("{k: f(v) for k, v in x}", "each.map(k=f(v))"),
        ("a = b", "b"),
    ],
)
def test_expressions_carry_what_they_hold(source: str, expected: str) -> None:
    facts = extract_file(f"value = {source}\n".encode(), "python", "a.py")
    value = next(one.value for one in facts.bindings if one.target == "value")
    assert written(facts, value) == expected


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("a, b = c", {"a": "c[0]", "b": "c[1]"}),
        ("a, = c", {"a": "c[0]"}),
        ("a, (b, [c, d]) = e", {"a": "e[0]", "b": "e[1][0]", "c": "e[1][1][0]", "d": "e[1][1][1]"}),
        ("a, *b, c = d", {"a": "d[0]", "b": "d[1:-1]", "c": "d[-1]"}),
        ("*a, b = d", {"a": "d[0:-1]", "b": "d[-1]"}),
        ("a, b = c, d = e", {"a": "e[0]", "b": "e[1]", "c": "e[0]", "d": "e[1]"}),
        ("a, b = f(), g", {"a": "tuple(f(), g)[0]", "b": "tuple(f(), g)[1]"}),
        ("for a, (b, c) in d: pass", {"a": "d[0]", "b": "d[1][0]", "c": "d[1][1]"}),
        ("a['k'] = a.b = c", {'a["k"]': "c", "a.b": "c"}),
    ],
)
def test_targets_get_parts_of_the_value(source: str, expected: dict[str, str]) -> None:
    facts = extract_file(source.encode(), "python", "a.py")
    assert {one.target: written(facts, one.value) + one.path for one in facts.bindings} == expected


def test_bindings_of_one_name_tell_where_they_hold() -> None:
    source = "x = a\nif c:\n    x = b\n    y = 1\n    while d:\n        x = (\n            e)\nz = x\n"
    facts = extract_file(source.encode(), "python", "a.py")
    found = {
        (one.target, one.line, one.since, one.branch) for one in facts.bindings if one.target in ("x", "z")
    }
    assert found == {("x", 1, 1, -1), ("x", 3, 3, 0), ("x", 6, 7, 1), ("z", 8, 8, -1)}
    assert [(one.start_line, one.end_line, one.around) for one in facts.branches] == [(3, 7, -1), (5, 7, 0)]


def test_parameters_have_defaults() -> None:
    facts = extract_file(b"def f(a, b=g, *, c=lambda: 1, d: T = h(), **k): pass\n", "python", "a.py")
    parameters = [
        (one.name, one.stars, written(facts, one.default)) for one in facts.definitions[1].parameters
    ]
    assert parameters == [
        ("a", 0, "?"),
        ("b", 0, "g"),
        ("*", 1, "?"),
        ("c", 0, "<lambda1>"),
        ("d", 0, "h()"),
        ("k", 2, "?"),
    ]


@pytest.mark.parametrize("language", sorted(folder.name for folder in SAMPLES.iterdir()))
def test_mutated_files_are_extracted_and_resolved(language: str) -> None:
    sources = [file.read_bytes() for file in sorted((SAMPLES / language).rglob("*")) if file.is_file()]
    for seed in range(MUTATIONS):
        source = mutated(random.Random(seed), sources)
        facts = extract_in_time(source, language)
        lines = len(source.splitlines()) + source.count(b"\n") + source.count(b"\r") + 2
        for position, definition in enumerate(facts.definitions[1:], 1):
            assert definition.name or definition.kind in ("scope", "extension"), seed
            assert 0 <= definition.scope < position, seed
            assert 1 <= definition.start_line <= definition.end_line <= lines, seed
        scopes, calls = len(facts.definitions), len(facts.calls)
        assert all(0 <= call.scope < scopes and call.root < calls for call in facts.calls), seed
        assert all(0 <= binding.scope < scopes for binding in facts.bindings), seed
