"""Which file an include names, and which language a header is in."""

from __future__ import annotations

import pytest

from repository_indexer.languages.c.dialects import decide, scan
from repository_indexer.languages.c.includes import IncludeIndex

LANGUAGES = {"c": "c", "h": "c", "cc": "cpp", "hpp": "cpp", "m": "objc"}


def decided(files: dict[str, str]) -> dict[str, str]:
    """The languages of headers and `.m` files, by the contents of all files."""
    return decide(
        {
            path: (LANGUAGES[path.rpartition(".")[2]], scan(path, text.encode()))
            for path, text in files.items()
        }
    )


def test_a_header_is_in_the_language_of_the_files_that_include_it() -> None:
    assert decided(
        {
            "a.c": '#include "one.h"\n',
            "b.cc": '#include "two.h"\n#  include <three.h>\n',
            "one.h": "int class;\n",
            "two.h": "int f(void);\n",
            "lib/include/three.h": '#include "four.h"\n',
            "lib/include/four.h": "",
        }
    ) == {"one.h": "c", "two.h": "cpp", "lib/include/three.h": "cpp", "lib/include/four.h": "cpp"}


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("int f(void);\n", "c"),
        ('#ifdef __cplusplus\nextern "C" {\nclass A;\n#endif\n', "c"),
        ('// class A {\n/* template <class T> */\nconst char *s = "a::b";\n', "c"),
        ("#define STD std::string\n", "c"),
        ("#ifndef __cplusplus\nint f(void);\n#else\nnamespace a { int f(); }\n#endif\n", "c"),
        ("struct template { int public; };\nint private, class;\n", "c"),
        ("namespace a {\n}\n", "cpp"),
        ("class A : B {\n};\n", "cpp"),
        ("template <class T> T f();\n", "cpp"),
        ("struct A {\npublic:\n  int a;\n};\n", "cpp"),
        ("std::string f();\n", "cpp"),
        ("#include <cstdint>\n", "cpp"),
        ("struct A { A& operator=(const A&); };\n", "cpp"),
    ],
)
def test_of_a_header_that_both_include_the_text_decides(text: str, language: str) -> None:
    files = {"a.c": '#include "x.h"\n', "b.cc": '#include "x.h"\n', "x.h": text}
    assert decided(files) == {"x.h": language}


def test_a_header_that_nobody_includes_is_what_its_text_says_or_the_repository_is() -> None:
    assert decided({"x.h": "int f();\n", "a.cc": ""}) == {"x.h": "cpp"}
    assert decided({"x.h": "int f();\n", "a.cc": "", "a.c": ""}) == {"x.h": "c"}
    assert decided({"x.h": "class A;\n", "a.c": ""}) == {"x.h": "cpp"}
    assert decided({"x.h": "int f();\n"}) == {"x.h": "c"}
    assert decided(
        {"all.h": '#include "x.h"\n', "x.h": "class A;\n", "a.c": "", "b.cc": '#include "x.h"'}
    ) == {
        "all.h": "cpp",
        "x.h": "cpp",
    }


def test_objective_c_says_so_itself() -> None:
    assert decided(
        {
            "a.m": '#import "a.h"\n@implementation A\n@end\n',
            "a.h": "@interface A\n@end\n",
            "types.h": "typedef int T;\n",
            "b.m": '#import "types.h"\n',
            "matlab.m": "function y = f(x)\n  y = x;\nend\n",
        }
    ) == {"a.m": "objc", "a.h": "objc", "b.m": "objc", "types.h": "objc", "matlab.m": ""}


def test_includes_go_in_circles() -> None:
    assert decided({"a.h": '#include "b.h"\n', "b.h": '#include "a.h"\n', "a.cc": '#include "a.h"\n'}) == {
        "a.h": "cpp",
        "b.h": "cpp",
    }


PATHS = [
    "main.c",
    "util.h",
    "src/a.c",
    "src/util.h",
    "src/net/b.c",
    "include/lib/api.h",
    "compat/string.h",
    "one/config.h",
    "one/x.c",
    "two/config.h",
    "two/deep/y.c",
    "libc/include/stdio.h",
]


@pytest.mark.parametrize(
    ("includer", "name", "in_quotes", "expected"),
    [
        ("src/a.c", "util.h", True, "src/util.h"),
        ("src/net/b.c", "../util.h", True, "src/util.h"),
        ("src/net/b.c", "util.h", True, "src/util.h"),
        ("main.c", "util.h", True, "util.h"),
        ("main.c", "lib/api.h", False, "include/lib/api.h"),
        ("main.c", "api.h", False, "include/lib/api.h"),
        ("main.c", "pi.h", False, ""),
        ("main.c", "string.h", False, ""),
        ("main.c", "string.h", True, "compat/string.h"),
        ("main.c", "stdio.h", False, "libc/include/stdio.h"),
        ("two/deep/y.c", "config.h", True, "two/config.h"),
        ("src/a.c", "config.h", True, ""),
        ("src/a.c", "lib\\api.h", True, "include/lib/api.h"),
        ("src/a.c", "../../outside.h", True, ""),
        ("src/a.c", "gone.h", True, ""),
    ],
)
def test_an_include_names_the_nearest_file_or_none(
    includer: str, name: str, in_quotes: bool, expected: str
) -> None:
    assert IncludeIndex(PATHS).file(includer, name, in_quotes=in_quotes) == expected
