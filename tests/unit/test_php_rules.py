"""PHP's rules that a sample cannot show one by one: types in comments, includes, composer's files."""

from __future__ import annotations

import json

import pytest

from repository_indexer.extract import extract_file
from repository_indexer.languages.php.includes import Includes
from repository_indexer.languages.php.names import parts
from repository_indexer.languages.php.packages import Packages
from repository_indexer.languages.php.type_texts import alternatives, class_names, documented_types
from repository_indexer.resolve import resolve


@pytest.mark.parametrize(
    ("text", "called", "names"),
    [
        ("$this->client->get", True, ("$this", "$client", "get")),
        ("$this->client->name", False, ("$this", "$client", "$name")),
        ("$a?->b", False, ("$a", "$b")),
        ("\\A\\B::make", True, ("\\A\\B", "make")),
        ("A::$last", False, ("A", "$last")),
        ("A::LIMIT", False, ("A", "LIMIT")),
        ("\\A\\B::class", False, ("\\A\\B",)),
        ("strlen", True, ("strlen()",)),
        ("$f", True, ("$f",)),
        ('$a["key"]->run', True, ("$a", '["key"]', "run")),
        ("$this->$name", True, ()),
        ("$a+$b", False, ()),
    ],
)
def test_chains_are_taken_apart(text: str, called: bool, names: tuple[str, ...]) -> None:
    assert parts(text, called) == names


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("?User", [("User", ())]),
        ("User|\\A\\B|null", [("User", ()), ("\\A\\B", ())]),
        ("(A&B)|string", [("A", ()), ("B", ())]),
        ("User[]", [("[]", ("", "User"))]),
        ("array<int, User>", [("[]", ("int", "User"))]),
        ("iterable<User>|null", [("[]", ("", "User"))]),
        ("array{0: A, 1: B}", [("{}", ("A", "B"))]),
        ("array{name: A}", []),
        ("Collection<User>", [("Collection", ())]),
        ("class-string<User>", []),
        ("int", []),
    ],
)
def test_types_are_taken_apart(text: str, found: list[tuple[str, tuple[str, ...]]]) -> None:
    assert list(alternatives(text)) == found


def test_types_in_comments() -> None:
    doc = "Text.\n@param array<int, User> $users who\n@param $loose\n@return \\A\\B|null what\n@var int"
    assert documented_types(doc) == {"$users": "array<int, User>", "return": "\\A\\B|null", "var": "int"}


def test_only_classes_are_named_by_a_type() -> None:
    assert class_names("array{id: int, user: ?User}|\\A\\B") == ["User", "\\A\\B"]


def test_includes_are_followed_from_the_files_folder_and_from_the_root() -> None:
    sources = {
        "a/main.php": "<?php require __DIR__ . '/b.php'; include 'lib/c.php';"
        " require dirname(__DIR__) . '/lib/d.php';",
        "a/b.php": "<?php",
        "lib/c.php": "<?php include $folder . '/b.php'; require 'd.php';",
        "lib/d.php": "<?php",
        "other.php": "<?php",
    }
    includes = Includes([(path, extract_file(text.encode(), "php", path)) for path, text in sources.items()])
    assert includes.beside("a/main.php") == {"a/main.php", "a/b.php", "lib/c.php", "lib/d.php"}
    assert includes.beside("a/b.php") == includes.beside("a/main.php")
    assert includes.beside("other.php") == {"other.php"}
    assert includes.target("lib/c.php", "$folder . '/b.php'") == ("", False)


def test_includes_know_constants() -> None:
    sources = {
        "web/load.php": "<?php define('ROOT', __DIR__ . '/'); define('LIB', 'lib');"
        " require ROOT . LIB . '/a.php';",
        "web/lib/a.php": "<?php require ROOT . 'load.php'; require OTHER . UNKNOWN . '/a.php';",
        "load.php": "<?php",
    }
    includes = Includes([(path, extract_file(text.encode(), "php", path)) for path, text in sources.items()])
    assert includes.target("web/load.php", "ROOT . LIB . '/a.php'") == ("web/lib/a.php", False)
    assert includes.target("web/lib/a.php", "ROOT . 'load.php'") == ("web/load.php", False)
    assert includes.target("web/lib/a.php", "OTHER . UNKNOWN . '/a.php'") == ("", False)


def test_packages_of_external_symbols() -> None:
    manifest = {
        "require": {"php": ">=8.1", "ext-json": "*", "guzzlehttp/guzzle": "^7", "symfony/console": "^6"},
        "require-dev": {"symfony/yaml": "^6"},
        "autoload": {"psr-4": {"App\\": ["src", "lib/"]}},
    }
    packages = Packages({"composer.json": json.dumps(manifest).encode()})
    assert packages.package_of("GuzzleHttp.Client.get") == "guzzlehttp/guzzle"
    assert packages.package_of("Symfony.Component.Yaml.Yaml") == "symfony/yaml"
    assert packages.package_of("Symfony.Component.Process.Process") == ""
    assert packages.package_of("Json.Thing") == ""
    assert packages.is_own("App.Model.User")
    assert packages.is_autoloaded("App.Model.User", "lib/Model/User.php")
    assert not packages.is_autoloaded("App.Model.User", "tests/User.php")
    lock = {"packages": [{"name": "laravel/framework", "autoload": {"psr-4": {"Illuminate\\": "src/"}}}]}
    packages = Packages({"composer.json": b"[]", "composer.lock": json.dumps(lock).encode()})
    assert packages.package_of("Illuminate.Support.Str") == "laravel/framework"


@pytest.mark.parametrize(
    "content", [b"", b"{", b"[1]", b'{"autoload": {"psr-4": [1]}, "require": 3}', b"\xff"]
)
def test_manifests_of_any_shape_are_taken(content: bytes) -> None:
    packages = Packages({"composer.json": content, "composer.lock": content})
    assert packages.package_of("A.B") == ""


def test_several_namespaces_of_one_file_without_braces() -> None:
    text = (
        b"<?php namespace A; class X { function f() {} } namespace B; class X { function f() { new \\A\\X; }}"
    )
    graph = resolve([("x.php", extract_file(text, "php", "x.php"))], {})
    names = [node.qualified_name for node in graph.nodes]
    made = [(names[edge.source], names[edge.target]) for edge in graph.edges if edge.kind == "instantiates"]
    assert made == [("B.X.f", "A.X")]
    assert {"A", "B", "A.X", "B.X", "A.X.f", "B.X.f"} <= set(names)


def test_loops_go_over_iterators() -> None:
    text = b"""<?php
    class Item { function run() {} }
    class Items implements IteratorAggregate {
        function getIterator(): ItemsIterator { return new ItemsIterator(); }
    }
    class ItemsIterator implements Iterator { function current(): Item { return new Item(); } }
    foreach (new Items() as $item) { $item->run(); }
    """
    graph = resolve([("x.php", extract_file(text, "php", "x.php"))], {})
    names = [node.qualified_name for node in graph.nodes]
    assert [names[edge.target] for edge in graph.edges if edge.kind == "calls"] == ["Item.run"]


def calls(text: str) -> list[tuple[str, str]]:
    """Line and callee of all calls of the repository's own in one file."""
    graph = resolve([("x.php", extract_file(f"<?php {text}".encode(), "php", "x.php"))], {})
    nodes = graph.nodes
    return sorted(
        (str(edge.line), nodes[edge.target].qualified_name)
        for edge in graph.edges
        if edge.kind == "calls" and nodes[edge.target].file
    )


def test_what_is_tested_to_be_of_a_class_is_so_in_the_branch() -> None:
    found = calls(
        """interface P { function a(); }
        class A implements P { function a() {} function b() {} }
        function f(P $x) {
            if ($x instanceof A) {
                $x->b();
            }
            $x->a();
        }"""
    )
    assert found == [("5", "A.b"), ("7", "A.a"), ("7", "P.a")]


def test_names_of_classes_as_values() -> None:
    found = calls(
        """class A { static function make() {} function run() {} }
        $name = A::class;
        $name::make();
        (new $name)->run();"""
    )
    assert found == [("3", "A.make"), ("4", "A.run")]
