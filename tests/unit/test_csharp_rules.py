"""C#'s rules that a sample cannot show one by one."""

from __future__ import annotations

import pytest

from repository_indexer.extract import extract_file
from repository_indexer.languages.csharp.names import parts, type_arguments
from repository_indexer.languages.csharp.projects import Projects
from repository_indexer.model import Graph
from repository_indexer.resolve import resolve


def graph_of(**files: str) -> Graph:
    """The graph of files by their names without ending."""
    sources = [(f"{name}.cs", extract_file(text.encode(), "csharp", name)) for name, text in files.items()]
    return resolve(sources, {})


def calls(graph: Graph) -> list[tuple[str, str, str]]:
    """Caller, callee and certainty of all calls of the repository's own."""
    nodes = graph.nodes
    return sorted(
        (nodes[edge.source].qualified_name, nodes[edge.target].qualified_name, edge.resolution)
        for edge in graph.edges
        if edge.kind == "calls" and nodes[edge.target].file
    )


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("a?.b!.C<int>", ("a", "b", "C")),
        ("global::System.Console.WriteLine", ("System", "Console", "WriteLine")),
        ("items[0].Name", ("items", "[0]", "Name")),
        ("Get<List<int>>", ("Get",)),
        (":base", ("base",)),
        ("@class.Run", ("class", "Run")),
        ("a+b", ()),
    ],
)
def test_chains_are_taken_apart(text: str, names: tuple[str, ...]) -> None:
    assert parts(text) == names


def test_type_arguments_of_a_call() -> None:
    assert type_arguments("a.Get<int,List<A,B>>") == ("int", "List<A,B>")
    assert type_arguments("a.Get") == ()


def test_packages_of_project_files() -> None:
    projects = Projects(
        {
            "a/a.csproj": b'<PackageReference Include="Newtonsoft.Json" Version="13" />',
            "packages.config": b'<packages><package id="NUnit" version="3" /></packages>',
        }
    )
    assert projects.package_of("Newtonsoft.Json.Linq.JObject") == "Newtonsoft.Json"
    assert projects.package_of("NUnit.Framework.Assert") == "NUnit"
    assert projects.package_of("NUnitLite.Runner") == ""
    assert projects.package_of("System.IO.File") == ".NET"


def test_members_of_all_parts_of_a_type() -> None:
    graph = graph_of(
        a="namespace N { partial class A : B { void F() { G(); H(); } } }",
        b="namespace N { partial class A { void G() { F(); } } class B { public void H() { } } }",
    )
    assert calls(graph) == [
        ("N.A.F", "N.A.G", "exact"),
        ("N.A.F", "N.B.H", "exact"),
        ("N.A.G", "N.A.F", "exact"),
    ]


def test_types_of_one_name_differ_in_their_type_parameters() -> None:
    graph = graph_of(
        a="class Box { public void Plain() { } } class Box<T> { public void Held() { } }"
        " class U { void F(Box one, Box<int> other) { one.Plain(); other.Held(); } }"
    )
    assert calls(graph) == [("U.F", "Box.Held", "exact"), ("U.F", "Box.Plain", "exact")]


def test_extensions_are_seen_where_their_namespace_is() -> None:
    extension = "namespace E { public static class X { public static void Twice(this string text) { } } }"
    used = 'namespace M { class A { void F() { "a".Twice(); } } }'
    assert calls(graph_of(a=extension, b=f"using E; {used}")) == [("M.A.F", "E.X.Twice", "exact")]
    assert calls(graph_of(a=extension, b=used)) == []


def test_global_usings_are_for_all_files() -> None:
    graph = graph_of(
        a="global using E;",
        b="namespace E { public class X { public static void Run() { } } }",
        c="class A { void F() { X.Run(); } }",
    )
    assert calls(graph) == [("A.F", "E.X.Run", "exact")]


def test_namespaces_are_named_from_those_around() -> None:
    graph = graph_of(
        a="namespace A.B.C { public class X { public static void Run() { } } }",
        b="namespace A.D { class Y { void F() { B.C.X.Run(); A.B.C.X.Run(); } } }",
    )
    assert calls(graph) == [("A.D.Y.F", "A.B.C.X.Run", "exact")]


def test_conditional_compilation_inside_of_a_declaration() -> None:
    graph = graph_of(
        a="class A : B\n#if MORE\n , C\n#endif\n{\n"
        "#if MORE\n void F() { G(); }\n#else\n void F() { H(); }\n#endif\n"
        " void G() { }\n void H() { }\n}\nclass B { }\nclass C { }"
    )
    assert calls(graph) == [("A.F", "A.G", "exact"), ("A.F", "A.H", "exact")]
    assert not any(file.has_parse_error for file in graph.files)
