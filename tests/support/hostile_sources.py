"""Source code that nobody wrote in good faith: without end, without sense, or real and mutilated."""

from __future__ import annotations

import random
from collections.abc import Sequence

BRACKETS = 100_000


def nested() -> list[bytes]:
    """Brackets, many and deep, whatever the language makes of them."""
    return [
        b"(" * BRACKETS,
        b"[" * BRACKETS,
        b"{" * BRACKETS,
        b"([{" * (BRACKETS // 3),
        b"x = " + b"(" * BRACKETS + b")" * BRACKETS,
        b"x = " + b"[" * BRACKETS + b"]" * BRACKETS,
    ]


def endless(size: int) -> list[bytes]:
    """Constructs that go on for about `size` parts, within each other or one behind the other."""
    n = size
    return [
        b"",
        b"\0" * 100,
        b"x = " + b"f(" * n + b")" * n,
        b"x = y" + b".a" * n,
        b"x = y" + b".a()" * n,
        b"x = y" + b"::a->b" * n,
        b"x = 1" + b" + a" * n,
        b"x = " + b"-" * n + b"1",
        b"x = " + b"a ? b : " * n + b"c",
        b"x = [" + b"a," * n + b"]",
        b"f(" + b"a," * n + b")",
        b'"' * (n + 1),
        b'"${' * n,
        b"/*" * n,
        b"x = '" + b"a" * (9 * n) + b"'",
        b"\n" * (5 * n),
        b"\r" * n,
        bytes(range(256)) * (n // 200),
        b"".join(b" " * depth + b"if x:\n" for depth in range(n // 100)),
        b"".join(b" " * depth + b"class A:\n" for depth in range(n // 100)),
        b"".join(b" " * depth + b"def f():\n" for depth in range(n // 100)),
        b"class A { " * n,
        b"lambda: " * n + b"1",
        b"x = " + b"(a) => " * n + b"1",
        b"x = " + b"{ a -> " * n + b"}" * n,
        b"x: " + b"A<" * n + b"A" + b">" * n,
        b"package a\n" + b"func f() {" * n + b"}" * n,
        b"package a\nvar x " + b"[]" * n + b"int\n",
        b"package a\nvar x " + b"map[string]" * n + b"int\nvar y = x[1]\n",
        b"x: " + b"list[" * n + b"int" + b"]" * n,
        b"from " + b"." * n + b" import a\n",
        b"import " + b"a." * n + b"b\n",
        b"".join(b"x%d = x%d\n" % (at + 1, at) for at in range(n // 4)) + b"x%d()\n" % (n // 4),
        b"".join(b"def f%d(): return f%d()\n" % (at, at + 1) for at in range(n // 4)) + b"f0().a()\n",
        b"".join(b"class A%d(A%d): pass\n" % (at, at + 1) for at in range(n // 20)) + b"A0().a()\n",
        b"".join(b"class A%d(A%d): pass\n" % (at + 1, at) for at in range(n // 20)) + b"A9().a()\n",
        b"class A(A): pass\nclass B(C): pass\nclass C(B): pass\nB().x()\nx = x()\n",
        b"class A extends A {}\nclass B extends C { x = x; }\nclass C extends B {}\nnew B().x();\n",
        b"def f(): return f()\nf().g()\nclass A:\n    __call__ = A()\nA()()()\n",
        b"from a import x\nfrom a import *\nimport a\nx()\na.a.a.x()\n",
    ]


def mutated(chance: random.Random, sources: Sequence[bytes]) -> bytes:
    """A real file with pieces cut out, doubled, moved, or replaced by anything, also from another file."""
    source = chance.choice(sources)
    for _ in range(chance.randint(1, 6)):
        start = chance.randint(0, len(source))
        end = chance.randint(start, min(len(source), start + chance.choice([1, 20, 400])))
        other = chance.choice([source, chance.choice(sources)])
        at = chance.randint(0, len(other))
        junk = chance.choice([b"(", b"]", b"{", b"'''", b"\n    ", b"\0", b"\xff", b"\xe2\x82", b";", b"<"])
        piece = chance.choice(
            [b"", source[start:end] * 2, other[at : at + 200], junk * chance.choice([1, 3, 50])]
        )
        source = source[:start] + piece + source[end:]
    return source
