"""The scripts of Vue's and Svelte's components, at the lines where they are written."""

from __future__ import annotations

import time

import pytest

from repository_indexer.documents import code_in

VUE = b"""<!-- <script>no</script> -->
<template>
  <p @click="f(1 > 2)">{{ x }}</p>
</template>
<script lang="ts">
export default {}
</script>
<script setup lang='ts' generic="T extends Map<string, number>">
const a = 1
</SCRIPT>
<style>p { color: red }</style>
"""


def test_the_scripts_keep_their_lines_and_all_else_is_blank() -> None:
    code = code_in("a/B.vue", VUE)
    assert code is not None
    assert code.language == "typescript"
    lines = [line.strip() for line in code.text.split(b"\n")]
    assert {number: line for number, line in enumerate(lines, 1) if line} == {
        6: b"export default {}",
        9: b"const a = 1",
    }
    assert len(code.text) == len(VUE)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (b"<script>x</script>", "javascript"),
        (b"<script context=module>x</script><script lang=ts>y</script>", "typescript"),
        (b"<script lang='tsx'>x</script>", "tsx"),
        (b"<script lang='coffee'>x</script>", ""),
        (b"<p>no script</p>", "javascript"),
        (b"<script-like lang='ts'>x", "javascript"),
    ],
)
def test_lang_chooses_the_language(text: bytes, language: str) -> None:
    code = code_in("A.svelte", text)
    assert code is not None
    assert code.language == language


@pytest.mark.parametrize(
    "part", [b'<script "', b"<!--", b"<script>", b"<script ", b"</script ", b"<script '\">"]
)
def test_a_broken_component_costs_no_more_than_its_size(part: bytes) -> None:
    started = time.monotonic()
    code_in("a.vue", part * 100_000)
    assert time.monotonic() - started < 2
