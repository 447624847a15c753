"""Values that flow in JavaScript and TypeScript: cases too small for a sample project, and hostile ones."""

from __future__ import annotations

import time

import pytest

from repository_indexer.extract import extract_file
from repository_indexer.model import Graph
from repository_indexer.resolve import resolve

LANGUAGES = {"js": "javascript", "ts": "typescript", "tsx": "tsx"}


def graph_of_files(files: dict[str, str]) -> Graph:
    facts = [
        (path, extract_file(text.encode(), LANGUAGES[path.rpartition(".")[2]], path))
        for path, text in files.items()
    ]
    return resolve(facts, {})


def calls(text: str, path: str = "a.js", **others: str) -> set[tuple[str, str]]:
    """Who calls what of the repository, both without the name of the module `a`."""
    files = {path: text} | {name.replace("_", "."): other for name, other in others.items()}
    graph = graph_of_files(files)
    nodes = graph.nodes
    return {
        tuple(nodes[end].qualified_name.removeprefix("a.") for end in (edge.source, edge.target))
        for edge in graph.edges
        if edge.kind in ("calls", "instantiates") and nodes[edge.target].file
    }


def test_a_function_that_is_put_into_this_is_called_of_what_this_is_outside_of_it() -> None:
    text = "function F() { this.run = function () { this.other() }; this.other = () => {} }\nnew F().run()"
    assert calls(text) == {("a", "F"), ("a", "F.run"), ("F.run", "F.other")}


def test_only_the_objects_that_have_a_method_are_its_this() -> None:
    text = """
    class A { clone() { return new this.constructor() } }
    class B { clone() { return new this.constructor() } }
    function copy(x) { return x.clone() }
    copy(new A()); copy(new B())
    """
    found = calls(text)
    assert {("A.clone", "A"), ("B.clone", "B")} <= found
    assert not found & {("A.clone", "B"), ("B.clone", "A")}


def test_each_call_gets_back_what_it_gave() -> None:
    text = "const same = (x) => x\nconst f = () => {}, g = () => {}\nfunction h() { same(f)() }\nsame(g)()"
    assert calls(text) == {("h", "same"), ("h", "f"), ("a", "same"), ("a", "g")}


def test_a_name_that_gets_very_many_values_is_not_looked_at_place_by_place() -> None:
    lines = "\n".join(f"f = () => {number}\nf()" for number in range(5_000))
    started = time.process_time()
    calls(f"let f\n{lines}")
    assert time.process_time() - started < 10


def test_a_call_that_can_be_too_many_things_is_unresolved() -> None:
    text = "function run(f) { f() }\n" + "\n".join(f"run(() => {number})" for number in range(100))
    graph = graph_of_files({"a.js": text})
    assert [one.text for one in graph.unresolved] == ["f"]


def test_a_member_that_is_written_by_an_unknown_key_is_not_any_member() -> None:
    assert calls("const o = {}\no[key()] = () => {}\no.run()") == set()


def test_a_method_of_the_language_is_not_taken_for_one_of_the_same_name() -> None:
    text = "class A { map(f) {} }\nfunction g() {}\nnew A().map(g)\n;[1].map(g)"
    assert calls(text) == {("a", "A"), ("a", "A.map"), ("a", "g")}


def test_functions_only_touch_what_the_block_or_the_function_declares() -> None:
    text = """
    function outer() {
      if (x) { let f = one; f() } else { var g = two }
      g()
    }
    function one() {} function two() {}
    function other() { f() }
    """
    assert calls(text) == {("outer", "one"), ("outer", "two")}


def test_a_declared_type_says_more_than_what_is_given() -> None:
    text = """
    class Base { run(): void {} }
    class Derived extends Base { run(): void {} }
    function start(one: Base) { one.run() }
    start(new Derived())
    """
    assert ("start", "Base.run") in calls(text, "a.ts")
    assert ("start", "Derived.run") not in calls(text, "a.ts")


def test_a_module_in_typescript_sees_one_in_javascript_and_the_other_way_round() -> None:
    found = calls(
        "import { g } from './b'\nexport function f() { g() }",
        "a.ts",
        b_js="""
        import { f } from './a'
        export function g() { f() }
        """,
    )
    assert found == {("f", "b.g"), ("b.g", "f")}


HOSTILE = {
    "classes in circles": "class A extends A {}\nclass B extends C {}\nclass C extends B {}\nnew B().m()",
    "a member that is its own": "const a = {}\na.b = a\na.b.b.c = a.b\na.c.b.x = () => {}\na.c.x()",
    "a name that is its own member": "let x = require('y')\nwhile (1) { x = x.next; new x.a.b(x)() }",
    "a function of itself": "function f(g) { return f(g(f)) }\nf(f)(f)",
    "a deep chain of classes": "class A0 { m() {} }\n"
    + "\n".join(f"class A{n} extends A{n - 1} {{}}" for n in range(1, 3_000))
    + "\nnew A2999().m()",
    "very many elements": "const l = []\n"
    + "\n".join(f"l.push(() => {n})" for n in range(5_000))
    + "\nl.forEach((f) => f())",
    "objects that take all over": "\n".join(
        f"const o{n} = {{...o{n - 1}, f{n}() {{}}}}" for n in range(1, 1_000)
    ),
    "deeply nested literals": "x = "
    + "[" * 3_000
    + "]" * 3_000
    + "\ny = "
    + "{a:" * 3_000
    + "1"
    + "}" * 3_000,
    "a function bound over and over": "let f = () => {}\nwhile (1) { f = f.bind(null, 1); f() }"
    + ".bind(1)" * 900,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_programs_cost_bounded_time(name: str) -> None:
    started = time.process_time()
    calls(HOSTILE[name])
    assert time.process_time() - started < 10


def test_modules_that_give_each_other_on_cost_bounded_time() -> None:
    files = {
        f"m{n}.js": f'export * from "./m{n + 1}"\nexport {{ f{n} }} from "./m{n + 1}"' for n in range(1_000)
    }
    started = time.process_time()
    graph_of_files(files | {"z.js": 'import { f1, g } from "./m0"\nf1(); g()'})
    assert time.process_time() - started < 10


@pytest.mark.parametrize(
    "type_",
    [
        "Foo<" * 3_000 + "string" + ">" * 3_000,
        "(" * 3_000 + "A" + ")" * 3_000,
        "|".join(["A"] * 20_000),
        "<T>(" * 2_000,
        "(A|" * 2_000 + "B" + ")" * 2_000,
    ],
)
def test_hostile_types_cost_bounded_time(type_: str) -> None:
    started = time.process_time()
    graph_of_files({"a.ts": f"type A = {type_}\nlet x: {type_} = 1\nx.y()"})
    assert time.process_time() - started < 10
