"""The code that documents hold, at the lines where it is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from repository_indexer.documents import code_in
from repository_indexer.documents.code import keep_only
from repository_indexer.graph import graph_of


def notebook(*sources: object, language: str = "python") -> dict[str, object]:
    """A notebook of code cells, each after a cell of text."""
    cells: list[dict[str, object]] = []
    for source in sources:
        cells.append({"cell_type": "markdown", "metadata": {}, "source": ["f() in the text"]})
        cells.append(
            {"cell_type": "code", "metadata": {}, "outputs": [{"text": ["g()\n"]}], "source": source}
        )
    return {"cells": cells, "metadata": {"language_info": {"name": language}}, "nbformat": 4}


def code_of(document: object, indent: int | None = 1) -> str:
    code = code_in("a.ipynb", json.dumps(document, indent=indent).encode())
    assert code is not None
    return code.text.decode()


def written(document: object, indent: int | None = 1) -> dict[int, str]:
    """The lines of code that are not blank, by number."""
    return {number: line for number, line in enumerate(code_of(document, indent).split("\n"), 1) if line}


def test_each_line_of_a_notebook_stands_where_it_is_written() -> None:
    document = notebook(["import os\n", "\n", "def größe():\n", "    return 1"], ["größe()"])
    raw = json.dumps(document, indent=1).split("\n")
    found = written(document)
    assert list(found.values()) == ["import os", "def größe():", "    return 1", "größe()"]
    for number, line in found.items():
        assert line.encode("ascii", "backslashreplace").decode() in raw[number - 1].replace("\\u00", "\\x")


def test_a_source_of_one_string_goes_on_from_its_line() -> None:
    raw = json.dumps(notebook("a = 1\nb = 2\nc = 3", "d = 4"), indent=1).split("\n")
    first = next(number for number, line in enumerate(raw, 1) if "a = 1" in line)
    last = next(number for number, line in enumerate(raw, 1) if "d = 4" in line)
    found = written(notebook("a = 1\nb = 2\nc = 3", "d = 4"))
    assert found == {first: "a = 1", first + 1: "b = 2", first + 2: "c = 3", last: "d = 4"}


def test_a_notebook_of_one_line_is_numbered_like_a_script() -> None:
    assert written(notebook("a = 1\nb = 2", ["c = 3\n", "d = 4"]), indent=None) == {
        1: "a = 1",
        2: "b = 2",
        3: "c = 3",
        4: "d = 4",
    }


def test_strings_that_end_within_a_line_are_joined() -> None:
    assert list(written(notebook(["f(", "1,\n", " 2)"])).values()) == ["f(1,", " 2)"]


def test_magics_commands_and_cells_of_other_languages_are_blank() -> None:
    cells = [
        "%matplotlib inline\n!pip install x \\\n  y\n?help\nx = (a\n % b)\n"
        "if x:\n    !ls\nassert (x\n  != y)",
        "%%bash\necho f()",
        "%%time\nf()",
        "%time g()",
    ]
    document = notebook(*cells)
    document["cells"].append(  # type: ignore[attr-defined]
        {"cell_type": "code", "metadata": {"vscode": {"languageId": "sql"}}, "source": "SELECT f()"}
    )
    lines = ["x = (a", " % b)", "if x:", "    pass", "assert (x", "  != y)", "f()", "g()"]
    assert list(written(document).values()) == lines


@pytest.mark.parametrize(
    "source",
    [
        b"",
        b"x = 1",
        b"[" * 100_000,
        b'{"cells": ' + b"[" * 5_000 + b"]" * 5_000 + b"}",
        b'{"cells": [{"cell_type": "code", "source": ["a"]}]',
        b"9" * 100_000,
    ],
    ids=lambda source: repr(source[:20]),
)
def test_what_is_no_notebook_is_said_to_be_none(source: bytes) -> None:
    assert code_in("a.ipynb", source) is None


@pytest.mark.parametrize(
    "document",
    [
        {},
        [],
        {"cells": {}},
        {"cells": [1, None, [], {"cell_type": "code"}, {"cell_type": "code", "source": 1, "metadata": 1}]},
        {"cells": [{"cell_type": "code", "source": {"a": "b"}}], "metadata": {"kernelspec": 1}},
    ],
    ids=str,
)
def test_a_notebook_of_an_odd_shape_has_no_code(document: object) -> None:
    assert code_of(document).strip() == ("ab" if "kernelspec" in str(document) else "")


def test_a_notebook_of_many_pieces_costs_time_in_proportion() -> None:
    code = code_of(notebook(["a"] * 200_000, *["b\n"] * 5_000))
    assert code.count("a") == 200_000
    assert code.count("b") == 5_000


@pytest.mark.parametrize(
    ("language", "answer"), [("python", "python"), ("ipython", "python"), ("cobol", "unknown-language")]
)
def test_the_kernel_tells_a_notebooks_language(tmp_path: Path, language: str, answer: str) -> None:
    (tmp_path / "a.ipynb").write_text(json.dumps(notebook("x = 1", language=language), indent=1))
    (file,) = graph_of(tmp_path).files
    assert str(file.skip or file.language) == answer


@pytest.mark.parametrize(
    ("content", "limit", "answer"),
    [
        (b"{", 1_000, "undecodable"),
        (b"{}" + b" " * 1_000, 1_000, "too-large"),
        (b"version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n", 1_000, "lfs-pointer"),
        (b"\0", 1_000, "binary"),
        (b'{"cells": [], "x": "' + b"=" * 30_000 + b'"}', 50_000, "python"),
    ],
)
def test_what_is_done_with_a_notebook(tmp_path: Path, content: bytes, limit: int, answer: str) -> None:
    (tmp_path / "a.IPYNB").write_bytes(content)
    (file,) = graph_of(tmp_path, max_file_bytes=limit).files
    assert str(file.skip or file.language) == answer


def test_a_notebook_is_in_the_graph(tmp_path: Path) -> None:
    (tmp_path / "shop.py").write_text("def price(): pass\n")
    document = notebook("from shop import price", "def total():\n    return price()")
    raw = json.dumps(document, indent=1)
    (tmp_path / "sales.ipynb").write_text(raw)
    graph = graph_of(tmp_path, languages=["python"])
    names = [node.qualified_name for node in graph.nodes]
    calls = {
        (names[edge.source], names[edge.target], edge.line) for edge in graph.edges if edge.kind == "calls"
    }
    line = next(number for number, text in enumerate(raw.split("\n"), 1) if "def total" in text)
    assert calls == {("sales.total", "shop.price", line + 1)}
    assert graph_of(tmp_path, languages=["go"]).nodes == []


def test_what_is_not_kept_becomes_blank() -> None:
    assert keep_only(b"<a>\nx\n</a>\r\n<b>", [(3, 6)]) == b"   \nx\n     \n   "
