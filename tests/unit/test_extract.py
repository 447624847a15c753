"""Extraction of single files: what hostile and odd ones cost and give."""

from __future__ import annotations

import time
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from repository_indexer.extract import extract_file, extract_path
from repository_indexer.facts import FileFacts
from repository_indexer.languages import languages
from repository_indexer.resolve import resolve

SAMPLES = Path(__file__).parent.parent / "languages" / "samples"
SECONDS = 10.0
"""Far below what a worker may take for a file, far above what these need on a busy machine."""


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
@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"\0" * 100,
        b"(" * 100_000,
        b"[" * 100_000,
        b"{" * 100_000,
        b"([{" * 50_000,
        b"x = " + b"(" * 100_000 + b")" * 100_000,
        b"x = " + b"[" * 100_000 + b"]" * 100_000,
        b"x = " + b"f(" * 50_000 + b")" * 50_000,
        b"x = y" + b".a" * 100_000,
        b"x = y" + b".a()" * 50_000,
        b"x = 1" + b" + a" * 100_000,
        b"x = " + b"-" * 100_000 + b"1",
        b"x = [" + b"a," * 100_000 + b"]",
        b"f(" + b"a," * 100_000 + b")",
        b'"' * 100_001,
        b"x = '" + b"a" * 900_000 + b"'",
        b"\n" * 500_000,
        b"\r" * 100_000,
        bytes(range(256)) * 500,
        b"".join(b" " * depth + b"if x:\n" for depth in range(600)),
        b"".join(b" " * depth + b"class A:\n" for depth in range(600)),
        b"".join(b" " * depth + b"def f():\n" for depth in range(600)),
        b"lambda: " * 20_000 + b"1",
        b"package a\n" + b"func f() {" * 5_000 + b"}" * 5_000,
        b"package a\nvar x " + b"[]" * 50_000 + b"int\n",
        b"package a\nvar x " + b"map[string]" * 20_000 + b"int\nvar y = x[1]\n",
        b"x: " + b"list[" * 20_000 + b"int" + b"]" * 20_000,
        b"from " + b"." * 50_000 + b" import a\n",
        b"import " + b"a." * 50_000 + b"b\n",
        b"".join(b"x%d = x%d\n" % (number + 1, number) for number in range(20_000)) + b"x20000()\n",
        b"".join(b"def f%d(): return f%d()\n" % (n, n + 1) for n in range(20_000)) + b"f0().a()\n",
        b"".join(b"class A%d(A%d): pass\n" % (n, n + 1) for n in range(3_000)) + b"A0().a()\n",
        b"".join(b"class A%d(A%d): pass\n" % (n + 1, n) for n in range(1_000)) + b"A1000().a()\n",
        b"class A(A): pass\nclass B(C): pass\nclass C(B): pass\nB().x()\nx = x()\n",
        b"def f(): return f()\nf().g()\nclass A:\n    __call__ = A()\nA()()()\n",
        b"from a import x\nfrom a import *\nimport a\nx()\na.a.a.x()\n",
    ],
    ids=lambda source: repr(source[:20]),
)
def test_hostile_files_cost_bounded_time(source: bytes, language: str) -> None:
    extract_in_time(source, language)


def test_a_file_that_cannot_be_parsed_in_time_is_recorded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("repository_indexer.extract.PARSE_SECONDS", -1.0)
    assert extract_file(b"x = 1\n" * 10_000, "python", "a.py").skip == "parse-timeout"
    monkeypatch.undo()
    assert extract_file(b"def f(): pass\n", "python", "a.py").definitions[1].name == "f"


def test_a_parse_error_is_recorded_and_the_rest_is_found() -> None:
    facts = extract_file(b"def f(): pass\n\nx = = 1\n\ndef g(): pass\n", "python", "a.py")
    assert facts.has_parse_error
    assert names(facts) == ["", "f", "g"]


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("\ufeffdef größe(): pass\n".encode(), "größe"),
        (b"# coding: latin-1\ndef gr\xf6\xdfe(): pass\n", "größe"),
        ("def größe(): pass\n".encode("utf-16"), "größe"),
        (b"def f():\r\n    pass\r\n", "f"),
        ("x = 'ä'; y = '\U0001f600'\ndef größe(): pass\n".encode(), "größe"),
    ],
)
def test_encodings(source: bytes, found: str) -> None:
    assert names(extract_file(source, "python", "a.py")) == ["", found]


@pytest.mark.parametrize(
    "source",
    [b"x = '\xff'\n", b"# coding: nonsense\nx = '\xff'\n", b"# coding: hex\nx = '\xff'\n", b"\xff\xfea"],
)
def test_what_is_in_no_encoding_is_recorded(source: bytes) -> None:
    assert extract_file(source, "python", "a.py").skip == "undecodable"


def test_lines_are_counted_from_one() -> None:
    facts = extract_file(b"\n\ndef f():\n    g()\n    return 1\n\nclass A: pass\n", "python", "a.py")
    assert [(one.start_line, one.end_line) for one in facts.definitions] == [(1, 7), (3, 5), (7, 7)]
    assert [call.line for call in facts.calls] == [4]


def test_a_path_that_is_gone_or_grown_or_a_link(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_bytes(b"x" * 100)
    (tmp_path / "b.py").symlink_to("a.py")
    assert extract_path(bytes(tmp_path / "absent.py"), "python", "absent.py").skip == "unreadable"
    assert extract_path(bytes(tmp_path / "b.py"), "python", "b.py").skip == "unreadable"
    assert extract_path(bytes(tmp_path / "a.py"), "python", "a.py", 99).skip == "too-large"
    assert not extract_path(bytes(tmp_path / "a.py"), "python", "a.py", 100).skip


REAL_FILES = {
    "python": [
        Path(__file__).read_bytes(),
        *(file.read_bytes() for file in sorted(SAMPLES.glob("python/**/*.py"))),
    ],
    "go": [file.read_bytes() for file in sorted(SAMPLES.glob("go/**/*.go"))],
}


@st.composite
def mutated(draw: st.DrawFn, language: str) -> bytes:
    """A real file with pieces cut out, doubled, moved, or replaced by anything."""
    source = draw(st.sampled_from(REAL_FILES[language]))
    for _ in range(draw(st.integers(1, 6))):
        start = draw(st.integers(0, len(source)))
        end = draw(st.integers(start, min(len(source), start + 400)))
        other = draw(st.integers(0, len(source)))
        junk = draw(
            st.one_of(
                st.binary(max_size=20), st.sampled_from([b"(", b"]", b"{", b"'''", b"\n    ", b"\0", b"\xff"])
            )
        )
        piece = draw(st.sampled_from([b"", source[start:end] * 2, source[other : other + 200], junk * 3]))
        source = source[:start] + piece + source[end:]
    return source


@pytest.mark.parametrize("language", sorted(REAL_FILES))
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(data=st.data())
def test_mutated_files_are_extracted_and_resolved(language: str, data: st.DataObject) -> None:
    source = data.draw(mutated(language))
    facts = extract_in_time(source, language)
    lines = source.count(b"\n") + 2
    for position, definition in enumerate(facts.definitions[1:], 1):
        assert definition.name or definition.kind == "scope"
        assert 0 <= definition.scope < position
        assert 1 <= definition.start_line <= definition.end_line <= lines
    scopes, calls = len(facts.definitions), len(facts.calls)
    assert all(0 <= call.scope < scopes and call.root < calls for call in facts.calls)
    assert all(0 <= binding.scope < scopes for binding in facts.bindings)
