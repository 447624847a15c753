"""Swift's rules that a sample cannot show one by one."""

from __future__ import annotations

import pytest

from repository_indexer.extract import extract_file
from repository_indexer.languages.swift.names import parts
from repository_indexer.languages.swift.packages import Packages
from repository_indexer.model import Graph
from repository_indexer.resolve import resolve


def graph_of(**files: str) -> Graph:
    """The graph of files by their paths without ending, with two underscores for a slash."""
    sources = [
        (f"{name.replace('__', '/')}.swift", extract_file(text.encode(), "swift", name))
        for name, text in files.items()
    ]
    return resolve(sources, {})


def calls(graph: Graph, kind: str = "calls") -> list[tuple[str, str, str]]:
    """Caller, signature of the callee behind its name, and certainty of all calls of the repository's own."""
    nodes = graph.nodes
    return sorted(
        (
            nodes[edge.source].qualified_name,
            nodes[edge.target].qualified_name + nodes[edge.target].signature,
            edge.resolution,
        )
        for edge in graph.edges
        if edge.kind == kind and nodes[edge.target].file
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a?.b!.c", ("a", "b", "c")),
        ("items[0]?.name", ("items", "[0]", "name")),
        ("Box<Int>.make", ("Box", "make")),
        (".red", ("red",)),
        ("$0.name", ("$0", "name")),
        ("a.`default`", ("a", "default")),
        ("pair.0", ("pair", "0")),
        ("a + b", ()),
    ],
)
def test_chains_are_taken_apart(text: str, names: tuple[str, ...]) -> None:
    assert parts(text) == names


def test_targets_of_a_package_are_modules() -> None:
    manifest = b"""
    let package = Package(name: "p",
        dependencies: [.package(url: "https://example.org/a/swift-log.git", from: "1.0.0")],
        targets: [
            .target(name: "Core", dependencies: [.target(name: "Base")], path: "Code/Core"),
            .target(name: "Base"), .testTarget(name: "BaseTests", dependencies: ["Base"]),
        ])
    """
    paths = ["Code/Core/a.swift", "Sources/Base/Deep/b.swift", "Tests/BaseTests/c.swift", "other/d.swift"]
    packages = Packages({"Package.swift": manifest}, paths)
    assert [packages.module_of(path) for path in paths] == ["Core", "Base", "BaseTests", ""]
    assert packages.package_of("Log.Logger") == "swift-log"
    assert packages.package_of("Foundation.URL") == "Apple"
    assert packages.package_of("Other.Thing") == ""


@pytest.mark.parametrize(
    ("call", "signature"),
    [
        ("f(1)", "(_ a: Int)"),
        ("f(a: 1)", "(a: Int)"),
        ("f(a: 1, b: 2)", "(a: Int, b c: Int)"),
        ("f(1, 2, 3)", "(_ all: Int..., end: Int = 0)"),
        ("f(1, 2, end: 3)", "(_ all: Int..., end: Int = 0)"),
        ("f { }", "(then: () -> Void)"),
    ],
)
def test_labels_choose_among_functions_of_one_name(call: str, signature: str) -> None:
    functions = [
        "(_ a: Int)",
        "(a: Int)",
        "(a: Int, b c: Int)",
        "(_ all: Int..., end: Int = 0)",
        "(then: () -> Void)",
    ]
    text = "".join(f"func f{one} {{}}\n" for one in functions)
    found = calls(graph_of(a=f"{text}func g() {{ {call} }}"))
    assert found == [("g", f"f{signature}", "exact")]


def test_extensions_in_other_files_give_members_and_conformances() -> None:
    graph = graph_of(
        a="class A { func f() { g(); h() } }",
        b="protocol P { }\nextension P { func h() {} }\nextension A: P { func g() { self.f() } }",
    )
    assert calls(graph) == [
        ("A.f", "A.g()", "exact"),
        ("A.f", "P.h()", "exact"),
        ("A.g", "A.f()", "exact"),
    ]
    assert calls(graph, "implements") == [("A", "P", "exact")]


def test_the_last_operand_is_called_not_the_operator() -> None:
    graph = graph_of(
        a="func a() -> Int { 1 }\nclass B { func c() -> Int { a() + b.c() * -b.c() } ; let b: B }"
    )
    assert calls(graph) == [("B.c", "B.c() -> Int", "exact"), ("B.c", "a() -> Int", "exact")]


def test_closures_without_parameters_have_them_by_number() -> None:
    graph = graph_of(a="struct A { func f() {} }\nfunc g(_ all: [A]) { all.forEach { $0.f() } }")
    assert calls(graph) == [("g", "g.<lambda1>", "inferred"), ("g.<lambda1>", "A.f()", "inferred")]


def test_names_that_are_bound_to_themselves() -> None:
    graph = graph_of(a="class A { var b: A?\n func f() { guard let b = b else { return }\n b.f() } }")
    assert calls(graph) == [("A.f", "A.f()", "inferred")]


def test_members_of_the_type_that_is_wanted() -> None:
    graph = graph_of(
        a="struct A { static func make(_ n: Int) -> A { A() } }\nfunc f(_ a: A) {}\nfunc g() { f(.make(1)) }"
    )
    assert ("g", "A.make(_ n: Int) -> A", "inferred") in calls(graph)
