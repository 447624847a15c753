"""Resolution: the order of the files makes no difference; and cases too small for a sample project."""

from __future__ import annotations

import json
import random
import time
from pathlib import Path

import pytest

from repository_indexer.extract import extract_file
from repository_indexer.facts import FileFacts
from repository_indexer.folder import Folder
from repository_indexer.gathering import Selection, gather, list_files
from repository_indexer.graph import graph_of, json_lines
from repository_indexer.model import Graph
from repository_indexer.resolve import resolve

SAMPLES = Path(__file__).parent.parent / "languages" / "samples"


def facts_of(files: dict[str, str]) -> list[tuple[str, FileFacts]]:
    languages = {"py": "python", "go": "go"}
    return [
        (path, extract_file(text.encode(), languages[path.rpartition(".")[2]], path))
        for path, text in files.items()
    ]


def edges(graph: Graph, *kinds: str) -> set[tuple[str, str, str]]:
    nodes = graph.nodes
    return {
        (nodes[edge.source].qualified_name, nodes[edge.target].qualified_name, edge.resolution.value)
        for edge in graph.edges
        if edge.kind in (kinds or ("calls",))
    }


def test_the_order_of_the_files_makes_no_difference() -> None:
    tree = Folder(SAMPLES)
    gathered = gather(tree, list_files(tree, Selection()), Selection())
    sources = [(path, told.facts) for path, told in gathered.told.items() if not told.facts.skip]
    manifests = gathered.manifests
    first = list(json_lines(resolve(sources, manifests)))
    for seed in range(5):
        random.Random(seed).shuffle(sources)
        assert list(json_lines(resolve(sources, manifests))) == first


def test_edges_can_be_read_twice_and_point_at_nodes() -> None:
    graph = graph_of(SAMPLES)
    assert list(graph.edges) == list(graph.edges)
    assert all(edge.source < len(graph.nodes) and edge.target < len(graph.nodes) for edge in graph.edges)
    identities = [(n.language, n.kind, n.qualified_name, n.signature, n.ordinal) for n in graph.nodes]
    assert len(set(identities)) == len(identities)


def test_json_lines_have_the_fields_that_are_promised() -> None:
    lines = [json.loads(line) for line in json_lines(graph_of(SAMPLES / "python"))]
    by_type = {
        kind: [line for line in lines if line["type"] == kind] for kind in ("node", "edge", "unresolved")
    }
    assert {frozenset(line) for line in by_type["node"]} == {
        frozenset(["type", "kind", "qualified_name", "name", "file", "start_line", "end_line", "language"])
    }
    assert {frozenset(line) for line in by_type["edge"]} == {
        frozenset(["type", "kind", "source", "target", "file", "line", "resolution"])
    }
    assert {frozenset(line) for line in by_type["unresolved"]} == {
        frozenset(["type", "kind", "source", "text", "file", "line"])
    }


def test_nothing_to_resolve() -> None:
    graph = resolve([], {})
    assert (graph.nodes, list(graph.edges), list(graph.unresolved)) == ([], [], [])


def test_definitions_that_are_alike_are_told_apart_by_their_ordinal() -> None:
    graph = resolve(facts_of({"a.py": "if x:\n    def f(): pass\nelse:\n    def f(): pass\nf()\n"}), {})
    functions = [node for node in graph.nodes if node.name == "f"]
    assert [(node.ordinal, node.start_line) for node in functions] == [(0, 2), (1, 4)]
    assert len({(node.signature, node.qualified_name) for node in functions}) == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # A name that is bound to something nobody follows is not that of an outer scope.
        ("def f(): pass\ndef g(f): f()\n", set()),
        ("def f(): pass\ndef g():\n    for f in x: f()\n", set()),
        ("def f(): pass\nz = [f() for f in x]\nf()\n", {("a", "a.f", "exact")}),
        ("def f(): pass\ndef g():\n    with x as f: f()\n", set()),
        ("def f(): pass\ndef g():\n    with x as (f, h): f()\n", set()),
        ("def f(): pass\ndef g():\n    try: pass\n    except E as f: f()\n", set()),
        ("def f(): pass\ndef g(x):\n    match x:\n        case [f, *h]: f()\n", set()),
        ("def f(): pass\ndef g():\n    (f, h), *k = x\n    f(); h(); k()\n", set()),
        ("def f(): pass\ndef g():\n    if (f := x): f()\n", set()),
        ("def f(): pass\nh = lambda f: f()\n", set()),
        # A class's names are not seen by its methods.
        ("class A:\n    def f(self): pass\n    def g(self): f()\n", set()),
        ("class A:\n    def f(): pass\n    f()\n", {("a.A", "a.A.f", "exact")}),
        # Candidates only where one method has the name, and never for those of built-in types.
        ("class A:\n    def run(self): pass\ndef g(x): x.run()\n", {("a.g", "a.A.run", "candidate")}),
        ("class A:\n    def run(self): pass\nclass B:\n    def run(self): pass\ndef g(x): x.run()\n", set()),
        ("class A:\n    def append(self): pass\ndef g(x): x.append()\n", set()),
        ("def run(): pass\ndef g(x): x.run()\n", set()),
        # Chained and pairwise assignments, and such as nobody can follow.
        ("def f(): pass\ng = h = f\ng(); h()\n", {("a", "a.f", "inferred")}),
        ("def f(): pass\ndef g(): pass\na, b = f, g\nb()\n", {("a", "a.g", "inferred")}),
        ("def f(): pass\nx = f if y else 1\nx()\n", {("a", "a.f", "inferred")}),
        ("def f(): pass\nx[0] = f\nx()\n", set()),
        # super() in a method that is called on an instance of a subclass.
        (
            "class A:\n    def f(self): pass\nclass B(A):\n    def f(self): super().f()\n",
            {("a.B.f", "a.A.f", "inferred")},
        ),
        # Awaited, returned, and self-returning calls.
        (
            "class A:\n    async def f(self): return self\n"
            "async def g():\n    x = await A().f()\n    x.f()\n",
            {("a.g", "a.A.f", "inferred")},
        ),
        ("def f(): return g\ndef g(): pass\nf()()\n", {("a", "a.f", "exact"), ("a", "a.g", "inferred")}),
        ("class A:\n    def __call__(self): return self\nA()()()\n", {("a", "a.A.__call__", "inferred")}),
    ],
)
def test_calls_of_one_python_file(text: str, expected: set[tuple[str, str, str]]) -> None:
    graph = resolve(facts_of({"a.py": text}), {})
    own = {node.qualified_name for node in graph.nodes if node.file}
    assert {edge for edge in edges(graph) if edge[1] in own} == expected


@pytest.mark.parametrize(
    ("path", "module"),
    [
        ("main.py", "main"),
        ("pkg/mod.py", "pkg.mod"),
        ("src/pkg/mod.py", "pkg.mod"),
        ("src/pkg/__init__.py", "pkg"),
        ("backend/app/__init__.py", "app"),
        ("__init__.py", "__init__"),
        ("pkg/__main__.py", "pkg.__main__"),
        ("my-tools/a.b.py", "my-tools.a.b"),
        ("script", "script"),
    ],
)
def test_names_of_python_modules(path: str, module: str) -> None:
    graph = resolve([(path, extract_file(b"x = 1\n", "python", path))], {})
    assert next(node.qualified_name for node in graph.nodes if node.file == path) == module


def test_imports_that_lead_in_a_circle_or_nowhere() -> None:
    graph = resolve(
        facts_of(
            {
                "p/__init__.py": "from .a import x, y\nfrom .b import *\n",
                "p/a.py": "from .b import x\nfrom . import y\nfrom ... import z\nx()\ny()\n",
                "p/b.py": "from .a import *\nfrom p import x\nimport p.absent\n",
            }
        ),
        {},
    )
    assert edges(graph) == set()
    texts = {reference.text for reference in graph.unresolved if reference.kind == "imports"}
    assert {"....z", "p.absent"} <= texts


def test_of_modules_of_one_name_the_nearest_is_meant() -> None:
    files = {
        "one/app/__init__.py": "",
        "one/app/util.py": "def f(): pass\n",
        "one/app/main.py": "from app.util import f\nf()\n",
        "two/app/__init__.py": "",
        "two/app/util.py": "def f(): pass\n",
        "two/app/main.py": "from app.util import f\nf()\n",
    }
    graph = resolve(facts_of(files), {})
    pairs = {
        (graph.nodes[edge.source].file, graph.nodes[edge.target].file)
        for edge in graph.edges
        if edge.kind == "calls"
    }
    assert pairs == {("one/app/main.py", "one/app/util.py"), ("two/app/main.py", "two/app/util.py")}


def test_a_folder_of_scripts_does_not_hide_an_installed_package() -> None:
    graph = resolve(facts_of({"docker/build.py": "", "a.py": "import docker\ndocker.run()\n"}), {})
    assert edges(graph) == {("a", "docker.run", "exact")}
    assert [node.kind for node in graph.nodes if node.qualified_name == "docker.run"] == ["external"]


def test_go_packages_without_go_mod() -> None:
    files = {"a/x.go": "package a\nfunc F() { g() }\n", "a/y.go": "package a\nfunc g() {}\n"}
    assert edges(resolve(facts_of(files), {})) == {("a.F", "a.g", "exact")}


def test_go_tests_from_outside_are_a_package_of_their_own() -> None:
    files = {
        "x.go": "package m\nfunc F() {}\n",
        "x_test.go": 'package m_test\nimport "e.org/m"\nfunc F() { m.F() }\n',
    }
    graph = resolve(facts_of(files), {"go.mod": b"module e.org/m\n"})
    assert edges(graph) == {("e.org/m_test.F", "e.org/m.F", "exact")}


@pytest.mark.parametrize(
    ("language", "path", "line", "around"),
    [
        (
            "python",
            "a.py",
            "  self.a = self.a.b\n",
            "class A:\n def f(self):\n  self.a = A()\n{}  self.a.f()\n",
        ),
        ("ruby", "a.rb", "@a = @a.b\n", "class A\ndef f\n@a = A.new\n{}@a.f\nend\nend"),
        ("rust", "a.rs", "let x = x.g();\n", "struct A; impl A {{ fn f(&self) {{ let x = A;\n{}x.f(); }} }}"),
        (
            "go",
            "a.go",
            "c.a = c.a.b()\n",
            "package a\ntype C struct{{ a *C }}\nfunc f(c *C) {{\n{}c.a.b() }}",
        ),
    ],
)
def test_stores_that_read_what_others_put_cost_no_more_than_their_number(
    language: str, path: str, line: str, around: str
) -> None:
    seconds = []
    for number in (500, 2000):
        facts = extract_file(around.format(line * number).encode(), language, path)
        start = time.process_time()
        resolve([(path, facts)], {})
        seconds.append(time.process_time() - start)
    assert seconds[1] < 12 * seconds[0] + 0.2


def test_two_stores_that_read_each_other_end() -> None:
    text = (
        "class T:\n  def __init__(self):\n    self.b = T()\n  def go(self): ...\n"
        "class A:\n  def f(self):\n    self.a = T()\n"
        "    self.a = self.a.b\n    self.a = self.a.b\n    self.a.go()\n"
    )
    graph = resolve(facts_of({"a.py": text}), {})
    assert ("a.A.f", "a.T.go", "inferred") in edges(graph)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("fn f(x: Option<A>) { let x = x.unwrap();\nx.go(); }", {("crate.f", "crate.A.go", "inferred")}),
        ("fn f(x: Option<A>) {\nif let Some(x) = x { x.go() } }", {("crate.f", "crate.A.go", "inferred")}),
        ("fn go() {} fn f() {\nlet go = go();\n}", {("crate.f", "crate.go", "exact")}),
        (
            "fn f(all: Vec<A>) { all.iter().map(|a| a.go()); }",
            {("crate.f.<lambda1>", "crate.A.go", "inferred")},
        ),
        (
            'fn f() { m!("{}", A::new().go()); }',
            {("crate.f", "crate.A.new", "exact"), ("crate.f", "crate.A.go", "inferred")},
        ),
        ("#[cfg(all(go(a)))] fn f() { matches!(x, A::go(_)); } fn all() {} fn go() {}", set()),
    ],
)
def test_calls_of_one_rust_file(text: str, expected: set[tuple[str, str, str]]) -> None:
    text += "\nstruct A; impl A { fn new() -> Self { A } fn go(&self) {} }"
    graph = resolve([("main.rs", extract_file(text.encode(), "rust", "main.rs"))], {})
    own = {node.qualified_name for node in graph.nodes if node.file}
    assert {edge for edge in edges(graph) if edge[1] in own} == expected


def test_a_rust_comment_tells_about_what_follows_its_attributes() -> None:
    text = b"/// One.\n/// Two.\n#[derive(Debug)]\n#[cfg(all(\n    a\n))]\nstruct A;\n\n// None.\nstruct B;\n"
    definitions = extract_file(text, "rust", "a.rs").definitions
    assert {one.name: one.doc for one in definitions if one.name} == {"A": "One.\nTwo.", "B": ""}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("def f; go; end", {("f", "go", "exact")}),
        ("def f; go = 1; go; end", set()),
        ("def f; [1].each { go }; end", {("f", "go", "exact")}),
        ("def f; [1].each { |go| go }; end", set()),
        ("class A; def f; go; end; def go; end; end", {("A.f", "A.go", "inferred")}),
        ("class A; def self.go; end; def f; go; end; end", {("A.f", "go", "exact")}),
        (
            "module M; def go; end; end; class A; prepend M; def go; end; def f; go; end; end",
            {("A.f", "M.go", "inferred")},
        ),
        ("class A; class << self; def go; end; def f; go; end; end; end", {("A.f", "A.go", "inferred")}),
    ],
)
def test_calls_of_one_ruby_file(text: str, expected: set[tuple[str, str, str]]) -> None:
    text += "\ndef go; end"
    graph = resolve([("a.rb", extract_file(text.encode(), "ruby", "a.rb"))], {})
    own = {node.qualified_name for node in graph.nodes if node.file}
    assert {edge for edge in edges(graph) if edge[1] in own} == expected


def test_text_of_chains_is_kept_without_arguments() -> None:
    text = "@a.b(1)\ndef f(): pass\nx().y(2).z()\n" + "q" + ".r()" * 100 + "\n"
    graph = resolve(facts_of({"a.py": text}), {})
    assert [node.decorators for node in graph.nodes if node.name == "f"] == [("a.b",)]
    texts = [reference.text for reference in graph.unresolved if reference.kind == "calls"]
    assert texts[:4] == ["a.b", "x().y().z", "x().y", "x"]
    assert max(map(len, texts)) < 50


def test_calls_that_hand_on_what_they_get_cost_no_more_than_their_number() -> None:
    seconds = []
    for number in (5, 20):
        lines = ["class T:", " def go(self): ..."]
        for name, inner in (("f", "g"), ("g", "h"), ("h", "k")):
            lines += [f"def {name}(a):", *[f" if a: return {inner}(a)"] * number]
        lines += ["def k(a):", " return a", "def use():", *[" f(T()).go()"] * 20]
        facts = extract_file("\n".join(lines).encode(), "python", "a.py")
        start = time.process_time()
        graph = resolve([("a.py", facts)], {})
        seconds.append(time.process_time() - start)
        assert ("a.use", "a.T.go", "inferred") in edges(graph)
    assert seconds[1] < 12 * seconds[0] + 0.2


def test_a_name_in_no_definition_is_not_the_files() -> None:
    """Abseil's `spinlock_wait.h`: the file became a definition in itself, and resolution had no end."""
    source = (
        b'extern "C" {\nvoid SYMBOL(A)(int all);\nvoid SYMBOL(B)(int all);\n}\n'
        b"namespace n { void f(int all); }\ninline void n::f(int all) { SYMBOL(A)(all); }\n"
    )
    facts = extract_file(source, "cpp", "a.h")
    assert [one.name for one in facts.definitions] == ["", "n", "f", "f"]
    graph = resolve([("a.h", facts)], {})
    assert [node.qualified_name for node in graph.nodes] == ["a.h", "n", "n.f"]


def test_a_default_that_seems_to_be_the_files_is_one_of_its_expressions() -> None:
    """What is left of abseil's `flag_test.cc` where the file itself has a parameter, by the grammar."""
    source = b"""FLAG(double, flag_04, {}, "");
  absl::SetFlag(&FLAGS_09, 1.00001);
  EXPECT_NEAR(absl::GetFlag(FLAGS_09), 1.00001, 1e-10);
  absl::SetFlag(&FLAGS_10, -3.54f);
  EXPECT_NEAR(absl::GetFlag(FLAGS_10), -3.54f, 1e-6f);
            absl::MakeUint128(0, 0xFFFAAABBBCCCDDD));
  handle = absl::FindCommandLineFlag("flag_08");
  EXPECT_EQ(*handle->TryGet<uint64_t>(), 9876543);
    threads.emplace_back([&]() {
      while (!stop.load(std::memory_order_relaxed)) {
      },
}
  TestExpectedLeaks<5>(
      [&] {
        const char* in_argv[] = {"testbin", "--flag=C"};
        absl::ParseCommandLine(2, const_cast<char**>(in_argv));

std::string AbslUnparseFlag(const EnumWrapper&) { return ""; }

}  // namespace
  absl::SetFlag(&FLAGS_wrapper, value);
  value = absl::GetFlag(FLAGS_wrapper);
  EXPECT_EQ(value.e, B);
"""
    facts = extract_file(source, "cpp", "a.cc")
    assert any(one.default is not None and one.default.root >= 0 for one in facts.definitions[0].parameters)
    assert not resolve([("a.cc", facts)], {}).failed
