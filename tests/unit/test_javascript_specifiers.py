"""Which file an import of JavaScript or TypeScript names."""

from __future__ import annotations

import json

import pytest

from repository_indexer.languages.javascript.manifests import read_object
from repository_indexer.languages.javascript.specifiers import Specifiers, Target


def test_extensions_and_index_may_be_left_out() -> None:
    found = Specifiers(["src/a.js", "src/util/index.ts", "src/b.jsx", "src/c.vue", "main.js"], {})
    assert found.target("./a", "src/x.js").path == "src/a.js"
    assert found.target("./util", "src/a.js").path == "src/util/index.ts"
    assert found.target("..", "src/util/index.ts").path == ""
    assert found.target(".", "src/util/x.ts").path == "src/util/index.ts"
    assert found.target("./b.jsx?raw", "src/a.js").path == "src/b.jsx"
    assert found.target("./c", "src/a.js").path == "src/c.vue"
    assert found.target("../main", "src/a.js").path == "main.js"
    assert found.target("./missing", "src/a.js") == Target()
    assert found.target("../../main", "src/a.js") == Target()


def test_a_typescript_import_names_what_will_be_written() -> None:
    found = Specifiers(["src/a.ts", "src/b.tsx", "src/c.mts", "src/d.d.ts"], {})
    assert found.target("./a.js", "src/x.ts").path == "src/a.ts"
    assert found.target("./b.js", "src/x.ts").path == "src/b.tsx"
    assert found.target("./c.mjs", "src/x.ts").path == "src/c.mts"
    assert found.target("./d", "src/x.ts").path == "src/d.d.ts"


def test_a_source_comes_before_its_declarations() -> None:
    found = Specifiers(["a.js", "a.d.ts"], {})
    assert found.target("./a", "x.ts").path == "a.js"


def test_paths_and_base_url_of_the_nearest_tsconfig_with_comments_and_extends() -> None:
    manifests = {
        "tsconfig.json": b"""{
            // comments are allowed, and "https://in.strings" are none
            "extends": "./config/tsconfig.base.json", /* as are
            these */
            "files": ["a.ts",],
        }""",
        "config/tsconfig.base.json": b"""{"compilerOptions": {"baseUrl": "..", "paths":
            {"@/*": ["src/*"], "@/shared/*": ["shared/src/*"], "config": ["src/config/index.ts"]}}}""",
        "web/jsconfig.json": b"""{"compilerOptions": {"paths": {"~/*": ["./app/*"]}}}""",
    }
    files = ["src/a.ts", "src/config/index.ts", "shared/src/b.ts", "web/app/c.js", "web/app/d.js"]
    found = Specifiers(files, manifests)
    assert found.target("@/a", "src/x.ts").path == "src/a.ts"
    assert found.target("@/shared/b", "src/x.ts").path == "shared/src/b.ts"
    assert found.target("config", "src/x.ts").path == "src/config/index.ts"
    assert found.target("src/a", "src/x.ts").path == "src/a.ts", "from baseUrl"
    assert found.target("~/c", "web/app/d.js").path == "web/app/c.js"
    assert found.target("@/a", "web/app/d.js") == Target(), "another configuration, and no package's name"


def test_configurations_that_the_nearest_refers_to_and_circles() -> None:
    manifests = {
        "tsconfig.json": b'{"references": [{"path": "./tsconfig.app.json"}], "extends": "./tsconfig.json"}',
        "tsconfig.app.json": b'{"compilerOptions": {"paths": {"@/*": ["./src/*"]}}}',
    }
    assert Specifiers(["src/a.ts"], manifests).target("@/a", "src/b.ts").path == "src/a.ts"


def test_packages_of_the_same_repository_by_name() -> None:
    packages = {
        "package.json": {"name": "root", "workspaces": ["packages/*"]},
        "packages/core/package.json": {"name": "@shop/core", "main": "dist/index.js"},
        "packages/ui/package.json": {
            "name": "ui",
            "exports": {
                ".": {"import": {"types": "./dist/main.d.ts", "default": "./dist/main.mjs"}},
                "./parts/*": "./src/parts/*.js",
            },
            "imports": {"#inner/*": "./src/inner/*.js"},
        },
        "packages/old/package.json": {"main": "./lib/old"},
    }
    files = [
        "packages/core/src/index.ts",
        "packages/core/src/cart.ts",
        "packages/ui/src/main.ts",
        "packages/ui/src/parts/button.js",
        "packages/ui/src/inner/a.js",
        "packages/old/lib/old.js",
    ]
    manifests = {path: json.dumps(content).encode() for path, content in packages.items()}
    found = Specifiers(files, manifests)
    importer = "packages/ui/src/main.ts"
    assert found.target("@shop/core", importer).path == "packages/core/src/index.ts"
    assert found.target("@shop/core/src/cart", importer).path == "packages/core/src/cart.ts"
    assert found.target("@shop/core/dist/cart.js", importer).path == "packages/core/src/cart.ts"
    assert found.target("ui", "packages/core/src/cart.ts").path == "packages/ui/src/main.ts"
    assert found.target("ui/parts/button", importer).path == "packages/ui/src/parts/button.js"
    assert found.target("#inner/a", importer).path == "packages/ui/src/inner/a.js"
    assert found.target("../../old", importer).path == "packages/old/lib/old.js"


@pytest.mark.parametrize(
    ("specifier", "target"),
    [
        ("react", "react"),
        ("@scope/name/sub.js", "@scope/name/sub.js"),
        ("node:fs/promises", "fs/promises"),
        ("https://deno.land/x/a.ts", "https://deno.land/x/a.ts"),
        ("@/nowhere", ""),
        ("#nowhere", ""),
        ("~/nowhere", ""),
    ],
)
def test_what_lies_elsewhere(specifier: str, target: str) -> None:
    assert Specifiers(["a.js"], {}).target(specifier, "a.js") == Target(external=target)


@pytest.mark.parametrize(
    ("symbol", "package"),
    [
        ("react.useState", "react"),
        ("@scope/name/sub.f", "@scope/name"),
        ("lodash.map.f", "lodash.map"),
        ("chart.js.Chart", "chart.js"),
        ("alias.f", "real-name"),
        ("scoped.f", "@real/name"),
        ("koa.f", "koa"),
        ("fs/promises.readFile", "node"),
        ("fs.readFile", "node"),
        ("undeclared.f", ""),
        ("globalThis.console.log", ""),
    ],
)
def test_the_package_of_an_external_symbol_is_that_of_the_manifests_around(symbol: str, package: str) -> None:
    outer = {"devDependencies": {"@types/koa": "1"}}
    inner = {
        "dependencies": {
            "react": "^18",
            "@scope/name": "*",
            "lodash.map": "4",
            "chart.js": "4",
            "alias": "npm:real-name@1",
            "scoped": "npm:@real/name@^2",
        }
    }
    manifests = {"package.json": json.dumps(outer).encode(), "app/package.json": json.dumps(inner).encode()}
    assert Specifiers([], manifests).external_package(symbol, "app/src/a.js") == package


def test_without_any_manifest_a_package_has_the_name_by_which_it_is_imported() -> None:
    assert Specifiers([], {}).external_package("@scope/name/sub.f", "a.js") == "@scope/name"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"[]",
        b"{",
        b"[" * 100_000,
        b'{"exports": ' + b'{"a": ' * 100_000,
        b'{"name": 1, "imports": [], "main": {}}',
    ],
)
def test_a_broken_manifest_says_nothing(content: bytes) -> None:
    found = Specifiers(["a.js"], {"package.json": content, "tsconfig.json": content})
    assert found.target("./a", "b.js").path == "a.js"
    assert found.target("x", "b.js").external == "x"


def test_a_string_in_a_manifest_keeps_what_looks_like_a_comment_or_a_last_comma() -> None:
    assert read_object(b'{"a": "// b ,]", /* c */ "d": [1,],}') == {"a": "// b ,]", "d": [1]}
