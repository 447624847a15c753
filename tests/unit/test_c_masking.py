"""What of C and C++ is parsed: branches of `#if`, and macros that no grammar knows."""

from __future__ import annotations

import time

import pytest

from repository_indexer.languages.c.masking import mask


def parsed(source: str, language: str = "c") -> list[str]:
    """The lines that are left for the parser, without those that are blank."""
    text = mask(source.encode(), language)
    assert len(text) == len(source.encode())
    return [" ".join(line.split()) for line in text.decode().split("\n") if line.strip()]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        pytest.param("#if A\nf();\n#else\ng();\n#endif\n", ["f();", "g();"], id="both are whole"),
        pytest.param(
            "#ifdef A\nif (x) {\n#else\nif (y) {\n#endif\nf();}\n",
            ["if (x) {", "f();}"],
            id="only one can be open",
        ),
        pytest.param("#ifdef A\nif (x) {\n#endif\nf();\n#ifdef A\n}\n#endif\n", ["if (x) {", "f();", "}"]),
        pytest.param(
            "int f(\n#ifdef A\nint a\n#else\nlong a\n#endif\n) {}", ["int f(", "int a", ") {}"], id="a part"
        ),
        pytest.param("#if A\nf();\n#elif B\ng(\n#else\nh();\n#endif\n", ["f();", "h();"]),
        pytest.param("#ifdef A\n/* none */\n#else\nif (x) {\n#endif\n", ["/* none */", "if (x) {"]),
        pytest.param("#if 0\nf();\n#else\ng();\n#endif\n", ["g();"], id="never"),
        pytest.param("#if 1 // for now\nf();\n#else\ng();\n#endif\n", ["f();"], id="always"),
        pytest.param("#ifdef __cplusplus\nclass A;\n#endif\nf();\n", ["f();"], id="C is no C++"),
        pytest.param(
            "#if A\n#if B\nint x(\n#else\nint y(\n#endif\n);\n#else\nint z;\n#endif\n",
            ["int x(", ");", "int z;"],
            id="inner parts make a whole",
        ),
        pytest.param(
            "#if A /* goes\non */\nf();\n#endif\n", ["f();"], id="a comment behind the condition goes on"
        ),
        pytest.param("/*\n#if A\n*/\nf();\n#if B\ng();\n#endif\n", ["/*", "#if A", "*/", "f();", "g();"]),
        pytest.param("#if A\nf();\n", ["#if A", "f();"], id="what is never closed stays"),
        pytest.param(
            "#define X \\\n  if (a) {\n#include <x.h>\n", ["#define X \\", "if (a) {", "#include <x.h>"]
        ),
        pytest.param(
            "#if A\nchar *s = \"}\";\n#else\nint c = '{';\n#endif\n",
            ['char *s = "}";', "int c = '{';"],
            id="brackets in literals",
        ),
    ],
)
def test_a_branch_is_parsed_beside_another_one_if_both_are_whole(source: str, expected: list[str]) -> None:
    assert parsed(source) == expected


def test_the_language_decides_what_only_the_language_can() -> None:
    header = '#ifdef __cplusplus\nextern "C" {\n#else\nint c;\n#endif\n'
    assert parsed(header, "cpp") == ['extern "C" {']
    assert parsed(header, "c") == ["int c;"]
    assert parsed("#if !defined(__OBJC__)\nint c;\n#endif\n", "objc") == []


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("class API Name : public Base {", "class Name : public Base {"),
        ("template <class T> struct API(1) Name {", "template <class T> struct Name {"),
        ("struct FOO bar;", "struct FOO bar;"),
        ("API int f(void);", "int f(void);"),
        ("static ATTRIBUTE(1) API int f(void);", "static int f(void);"),
        ("API Result *f(void);", "Result *f(void);"),
        ("API Result *(*f)(void);", "Result *(*f)(void);"),
        ("RESULT f(void);", "RESULT f(void);"),
        ("SIZE const n = 1;", "SIZE const n = 1;"),
        ("DWORD WINAPI f(void)", "DWORD f(void)"),
        ("int WINAPI f(void)", "int f(void)"),
        ("  CONSTEXPR Name::Name(int a) : a(a) {}", "Name::Name(int a) : a(a) {}"),
        ("  CONSTEXPR Name(int a) : a(a) {}", "Name(int a) : a(a) {}"),
        ("void f() const NOEXCEPT {", "void f() const {"),
        ("void f(int a UNUSED, int b MAYBE_UNUSED) {", "void f(int a , int b ) {"),
        ("  ITEM DEPRECATED(1) = 2,", "ITEM = 2,"),
        ("  CHECK(int, throw x, a*, b<c>);", "CHECK(0 , x, a , b );"),
        ("  CHECK(a, b);", "CHECK(a, b);"),
        ("return FOO bar(1);", "return FOO bar(1);"),
    ],
)
def test_macros_at_places_for_none_are_masked(source: str, expected: str) -> None:
    assert parsed(f"{source}\n", "cpp") == [expected]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("BEGIN_NAMESPACE\nint f();\n", ["int f();"]),
        (
            'int f();\nDEFINE(a, "b")\nstatic DEFINE(b)\nint g();\n',
            ["int f();", "DEFINE( ); DEFINE( );int g();"],
        ),
        ("TEST(a, b)\n{\n}\n", ["TEST(a, b)", "{", "}"]),
        ("int x = f(\n  FOO\n);\n", ["int x = f(", "FOO", ");"]),
        ("enum E {\n  FIRST\n};\n", ["enum E {", "FIRST", "};"]),
        ("enum E {\n  FIRST,\n  SECOND\n};\n", ["enum E {", "FIRST,", "SECOND", "};"]),
        ("#define X \\\n  FOO(1)\nint f();\n", ["#define X \\", "FOO(1)", "int f();"]),
    ],
)
def test_macros_that_stand_alone_end_as_statements_do(source: str, expected: list[str]) -> None:
    assert parsed(source) == expected


def test_prototypes_for_old_compilers_lose_their_macro() -> None:
    assert parsed("static int f OF((char *a, int b));\n") == ["static int f (char *a, int b) ;"]
    assert parsed("x = MAX((a), (b));\n") == ["x = MAX((a), (b));"]


@pytest.mark.parametrize("language", ["c", "cpp"])
@pytest.mark.parametrize(
    "source",
    [
        b"#if A\n" * 50_000 + b"#endif\n" * 50_000,
        b"#if A\nx;\n#else\n" * 30_000 + b"#endif\n" * 30_000,
        b"#if A\n" + b"#elif B\nx;\n" * 50_000 + b"#endif\n",
        b"\n" + b"AAA " * 150_000,
        b"\n" + b"AAA(" * 150_000,
        b"AAA\n" + b" " * 500_000,
        b"(" * 500_000,
        b"A BB((" * 80_000,
        b"#if A\n/*" * 60_000,
        b"\ntemplate <" + b">" * 500_000,
        b"\nAAA a::" + b"a::" * 150_000,
    ],
    ids=range(11),
)
def test_no_source_takes_more_than_time_in_proportion_to_its_size(source: bytes, language: str) -> None:
    started = time.process_time()
    assert len(mask(source, language)) == len(source)
    assert time.process_time() - started < 5
