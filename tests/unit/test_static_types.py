"""Languages with declared types: which overload, which class, which function runs; beside the samples."""

from __future__ import annotations

import time

import pytest

from repository_indexer.extract import extract_file
from repository_indexer.model import EdgeKind, Graph
from repository_indexer.resolve import resolve
from repository_indexer.resolve.static.type_texts import TypeText, parse_type

EXTENSIONS = {"java": "java", "kt": "kotlin", "scala": "scala"}


def graph_of(files: dict[str, str], manifests: dict[str, bytes] | None = None) -> Graph:
    sources = [
        (path, extract_file(text.encode(), EXTENSIONS[path.rpartition(".")[2]], path))
        for path, text in files.items()
    ]
    return resolve(sources, manifests or {})


def called(graph: Graph, source: str, kind: EdgeKind = EdgeKind.CALLS) -> dict[str, str]:
    """Name and signature of all that the definition `source` calls, and how certain that is."""
    nodes = graph.nodes
    return {
        nodes[edge.target].qualified_name + nodes[edge.target].signature: edge.resolution.value
        for edge in graph.edges
        if edge.kind is kind and nodes[edge.source].qualified_name == source
    }


def overload(parameters: list[str], arguments: str) -> dict[str, str]:
    """Which of the methods `f` with these parameters Java calls."""
    methods = "\n".join(f"void f({one}) {{}}" for one in parameters)
    source = f"class A {{ {methods} void run() {{ f({arguments}); }} }} class B extends A {{}}"
    graph = graph_of({"A.java": source})
    return {
        name.removeprefix("A.f"): how
        for name, how in called(graph, "A.run").items()
        if name.startswith("A.f")
    }


@pytest.mark.parametrize(
    ("parameters", "arguments", "expected"),
    [
        (["int a", "int a, int b"], "1", "(int a)"),
        (["int a", "long a", "Object a"], "1", "(int a)"),
        (["long a", "Integer a"], "1", "(long a)"),
        (["Integer a", "Object a"], "1", "(Integer a)"),
        (["Object a", "int... a"], "1", "(Object a)"),
        (["int... a", "String a"], "1, 2", "(int... a)"),
        (["String a", "Object a"], '"x"', "(String a)"),
        (["String a", "int a"], '"x" + 1', "(String a)"),
        (["char a", "String a"], "'x'", "(char a)"),
        (["char a", "int a"], "1 + 2", "(int a)"),
        (["boolean a", "int a"], "1 < 2", "(boolean a)"),
        (["double a", "int a"], "1.5", "(double a)"),
        (["float a", "double a"], "1.5f", "(float a)"),
        (["long a", "int a"], "7L", "(long a)"),
        (["A a", "B a"], "new B()", "(B a)"),
        (["A a", "String a"], "new B()", "(A a)"),
        (["A a", "Object a"], "null", "(A a)"),
        (["A[] a", "A a"], "new A[3]", "(A[] a)"),
        (["int[] a", "long[] a"], "new long[3]", "(long[] a)"),
        (["Runnable a", "java.util.function.Supplier<A> a"], "() -> 1, 2", None),
        (
            ["Runnable a", "java.util.function.Function<A, A> a"],
            "x -> x",
            "(java.util.function.Function<A, A> a)",
        ),
        (["Runnable a", "String a"], "() -> {}", "(Runnable a)"),
        (["A a", "B a"], "(A) new B()", "(A a)"),
        (["A a", "B a"], "true ? new B() : new A()", "(A a)"),
    ],
)
def test_java_chooses_the_overload_that_the_language_does(
    parameters: list[str], arguments: str, expected: str | None
) -> None:
    found = overload(parameters, arguments)
    assert found == ({expected: "exact"} if expected else {})


def test_of_overloads_that_an_unknown_argument_does_not_tell_apart_each_may_be_meant() -> None:
    found = overload(["int a", "String a", "int a, int b"], "Elsewhere.value()")
    assert found == {"(int a)": "inferred", "(String a)": "inferred"}


def test_packages_without_a_name_are_apart_and_of_two_of_one_name_the_nearest_counts() -> None:
    program = "class Main { void run() { new Helper().help(); } }\n"
    helper = "class Helper { void help() {} }"
    files = {}
    for number in (1, 2):
        files[f"plain{number}/Main.java"] = program
        files[f"named{number}/a/b/Main.java"] = "package a.b; " + program
        files[f"named{number}/a/b/Helper.java"] = "package a.b; " + helper
    files["plain1/Helper.java"] = helper
    graph = graph_of(files)
    nodes = graph.nodes
    calls = {
        (nodes[edge.source].file, nodes[edge.target].file)
        for edge in graph.edges
        if edge.kind is EdgeKind.CALLS
    }
    assert calls == {
        ("plain1/Main.java", "plain1/Helper.java"),
        ("named1/a/b/Main.java", "named1/a/b/Helper.java"),
        ("named2/a/b/Main.java", "named2/a/b/Helper.java"),
    }
    unresolved = {nodes[one.source].file for one in graph.unresolved}
    assert unresolved == {"plain2/Main.java"}


def test_what_runs_is_only_what_instances_reach() -> None:
    graph = graph_of(
        {
            "A.java": """
                interface Animal { void speak(); }
                class Dog implements Animal { public void speak() {} }
                class Cat implements Animal { public void speak() {} }
                class Cow implements Animal { public void speak() {} }
                class Main {
                    static Animal kept;
                    static void say(Animal animal) { animal.speak(); }
                    static void later() { kept.speak(); }
                    public static void main(String[] args) {
                        say(new Dog());
                        kept = args.length > 0 ? new Cat() : null;
                        Animal cow = new Cow();
                    }
                }
            """
        }
    )
    assert called(graph, "Main.say") == {"Animal.speak()": "exact", "Dog.speak()": "inferred"}
    assert called(graph, "Main.later") == {"Animal.speak()": "exact", "Cat.speak()": "inferred"}


def test_a_method_without_access_modifier_is_overridden_in_its_package_only() -> None:
    graph = graph_of(
        {
            "a/A.java": "package a; public class A { void hidden() {} public void seen() {} }",
            "a/C.java": "package a; class C extends A { void hidden() {} }",
            "b/B.java": "package b; class B extends a.A { void hidden() {} public void seen() {} }",
        }
    )
    nodes = graph.nodes
    overrides = {
        (nodes[edge.source].qualified_name, nodes[edge.target].qualified_name)
        for edge in graph.edges
        if edge.kind is EdgeKind.OVERRIDES
    }
    assert overrides == {("a.C.hidden", "a.A.hidden"), ("b.B.seen", "a.A.seen")}


@pytest.mark.parametrize(
    ("manifest", "content"),
    [
        (
            "pom.xml",
            b"<dependency><groupId>org.junit.jupiter</groupId><artifactId>api</artifactId></dependency>",
        ),
        ("build.gradle", b"testImplementation 'org.junit.jupiter:api:5.1'"),
        ("build.gradle.kts", b'testImplementation("org.junit.jupiter:api:5.1")'),
        ("gradle/libs.versions.toml", b'junit = { group = "org.junit.jupiter", name = "api" }'),
    ],
)
def test_external_symbols_have_the_package_that_a_manifest_names(manifest: str, content: bytes) -> None:
    source = "import org.junit.jupiter.api.Test; import org.junitpioneer.X; class A { }"
    graph = graph_of({"src/A.java": source}, {manifest: content})
    packages = {node.qualified_name: node.package for node in graph.nodes if node.kind == "external"}
    assert packages == {"org.junit.jupiter.api.Test": "org.junit.jupiter:api", "org.junitpioneer.X": ""}


def test_recursive_types_and_bases_in_a_circle_end() -> None:
    graph = graph_of(
        {
            "A.java": """
                class A<T extends A<T>> extends B<A<A<T>>> { T self() { return null; } }
                class B<T> extends C<B<B<T>>> { T get() { return null; } }
                class C<T> { T got() { return null; } }
                class X extends Y { } class Y extends X { void run() { run(); missing(); } }
                class Main { void run(A a, B<B> b) { a.self().self().self(); b.get().get().got(); } }
            """
        }
    )
    assert called(graph, "Y.run") == {"Y.run()": "exact"}
    assert "A.self()" in called(graph, "Main.run")


@pytest.mark.parametrize("unit", ["A<", "(", "[", "@", "?", "A.", "A|", "->", "A&", "<>"])
def test_types_of_any_text_are_read_in_bounded_time(unit: str) -> None:
    started = time.process_time()
    for length in (10, 1_000, 100_000):
        parse_type(unit * length)
    assert time.process_time() - started < 1


def test_types_are_read_in_the_ways_that_languages_write_them() -> None:
    item = TypeText("Item")
    assert parse_type("Map<String, ? extends Item[]>") == TypeText(
        "Map", (TypeText("String"), TypeText("[]", (item,)))
    )
    assert parse_type("@Nullable a.b.Item?") == TypeText("a.b.Item")
    assert parse_type("(name: String, Item) -> Item") == TypeText("->", (TypeText("String"), item, item))
    assert parse_type("Item.(Int) -> Unit") == TypeText(".->", (item, TypeText("Int"), TypeText("Unit")))
    assert parse_type("[String: Item]") == TypeText("[:]", (TypeText("String"), item))
    assert parse_type("const std::vector<Item*>&") == TypeText("std.vector", (item,))
    assert parse_type("List[Item]") == TypeText("List", (item,))
