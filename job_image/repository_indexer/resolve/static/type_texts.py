"""From the text of a type to its parts: `Map<String, ? extends Item[]>` is a name with its arguments.

The forms that languages with declared types share: names with dots, arguments in angle or square brackets,
arrays, functions (`(A, B) -> C`), tuples, and the signs for null, pointers and references, which make
no difference to what can be called.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

ARRAY = "[]"
"""The name of an array type; its argument is the type of the elements."""
FUNCTION = "->"
"""The name of a function type; its arguments are the parameters and, last, the result."""
RECEIVER_FUNCTION = ".->"
"""As a function; its first parameter is the receiver, which the body of a lambda has as `this`."""
DICTIONARY = "[:]"
TUPLE = "()"
ALTERNATIVES = "|"
MAX_LENGTH = 1_000
"""Longer texts of types are not looked at."""
MAX_DEPTH = 50
MAX_TEXTS = 50_000
"""Texts that are remembered."""

_TOKEN = re.compile(r"[^\W\d]\w*|->|=>|::|\.\.\.|[<>\[\](),.?&|*!@:]|\S")
_NAME = re.compile(r"[^\W\d]\w*\Z")
# Words beside a type's name that say nothing of what it has: variance, bounds, ways to pass and to hold it.
# fmt: off
_WORDS = frozenset([
    "any", "async", "borrowing", "class", "const", "consuming", "crossinline", "dyn", "enum",
    "extends", "final", "given", "implicit", "in", "inline", "inout", "mut", "noinline", "out",
    "params", "readonly", "ref", "rethrows", "scoped", "sending", "some", "struct", "super",
    "suspend", "throws", "typename", "unsafe", "using", "vararg", "volatile",
])
# fmt: on
_CLOSING = {"<": ">", "[": "]", "(": ")"}


class TypeText(NamedTuple):
    """A type as written: a name with dots, and its arguments; the name is empty where anything can be."""

    name: str
    arguments: tuple[TypeText, ...] = ()


ANYTHING = TypeText("")


@lru_cache(MAX_TEXTS)
def parse_type(text: str) -> TypeText:
    """The parts of a type's text; what is no type comes out as a name that nothing has."""
    if len(text) > MAX_LENGTH:
        return ANYTHING
    return _Parser(text).type(0)


class _Parser:
    """Reads one text from left to right."""

    def __init__(self, text: str) -> None:
        self.tokens = [sign for sign in _TOKEN.findall(text) if not sign.isspace()]
        self.position = 0

    def _next(self) -> str:
        return self.tokens[self.position] if self.position < len(self.tokens) else ""

    def _take(self, sign: str) -> bool:
        found = self._next() == sign
        self.position += found
        return found

    def type(self, depth: int) -> TypeText:
        """A type with all that may follow it."""
        found = self._single(depth)
        while True:
            sign = self._next()
            if sign in ("->", "=>"):
                self.position += 1
                parameters = found.arguments if found.name == TUPLE else (found,)
                return TypeText(FUNCTION, (*parameters, self.type(depth + 1)))
            if sign == "|" and depth <= MAX_DEPTH:
                self.position += 1
                found = TypeText(ALTERNATIVES, (found, self._single(depth + 1)))
            elif sign == "&":
                # Of an intersection (or a reference) the first type is the one that counts.
                self.position += 1
                if _NAME.match(self._next()):
                    self._single(depth + 1)
            else:
                return found

    def _single(self, depth: int) -> TypeText:
        if depth > MAX_DEPTH:
            self.position = len(self.tokens)
            return ANYTHING
        self._skip_before()
        if self._take("("):
            members = self._arguments(")", depth)
            # One type in brackets is that type, unless an arrow follows.
            single = len(members) == 1 and self._next() not in ("->", "=>")
            return self._suffixes(members[0] if single else TypeText(TUPLE, members))
        if self._take("["):
            members = self._arguments("]", depth)
            return self._suffixes(TypeText(ARRAY if len(members) == 1 else DICTIONARY, members))
        names: list[str] = []
        arguments: tuple[TypeText, ...] = ()
        while _NAME.match(self._next()):
            names.append(self._next())
            self.position += 1
            if self._next() == "<" or (self._next() == "[" and self._is_filled()):
                closing = _CLOSING[self._next()]
                self.position += 1
                arguments = self._arguments(closing, depth)
            if not (self._take(".") or self._take("::")):
                break
            if self._take("("):
                receiver, parameters = TypeText(".".join(names), arguments), self._arguments(")", depth)
                result = self.type(depth + 1) if self._take("->") else ANYTHING
                return TypeText(RECEIVER_FUNCTION, (receiver, *parameters, result))
        return self._suffixes(TypeText(".".join(names), arguments))

    def _is_filled(self) -> bool:
        """Whether there is something in the brackets that begin here: `Box[Int]`, not `int[]`."""
        following = self.tokens[self.position + 1 : self.position + 2]
        return following not in (["]"], [","])

    def _skip_before(self) -> None:
        """Annotations, words and signs before a type."""
        while sign := self._next():
            if sign == "@":
                self.position += 1
                self.position += 1
                while self._take("."):
                    self.position += 1
                if self._take("("):
                    self._arguments(")", MAX_DEPTH - 1)
            elif sign == "?" or sign in "&*:!" or (sign in _WORDS and self._word_follows()):
                self.position += 1
            else:
                return

    def _word_follows(self) -> bool:
        following = self.tokens[self.position + 1 : self.position + 2]
        return bool(following) and (bool(_NAME.match(following[0])) or following[0] in "([@&*?")

    def _suffixes(self, found: TypeText) -> TypeText:
        """What follows a type without being a type: `[]`, `?`, `*`, `...`."""
        while sign := self._next():
            if sign == "[":
                while self._next() not in ("]", ""):
                    self.position += 1
                self.position += 1
                found = TypeText(ARRAY, (found,))
            elif sign == "...":
                self.position += 1
                found = TypeText(ARRAY, (found,))
            elif sign in "?!*":
                self.position += 1
            else:
                break
        return found

    def _arguments(self, closing: str, depth: int) -> tuple[TypeText, ...]:
        """Types with commas between them, up to the closing bracket; a parameter's name is left out."""
        found: list[TypeText] = []
        while (sign := self._next()) and sign != closing:
            start = self.position
            one = self.type(depth + 1)
            if self._take(":"):
                if closing == "]":
                    found.append(one)
                one = self.type(depth + 1)
            found.append(one)
            if not self._take(",") and self._next() != closing:
                # Not a type after all: go on behind the next comma or bracket.
                while self._next() not in (",", closing, ""):
                    self.position += 1
                self._take(",")
            if self.position == start:
                self.position += 1
        self.position += 1
        return tuple(found)


@lru_cache(MAX_TEXTS)
def without_type_arguments(text: str) -> str:
    """A chain without what stands in angle brackets: `List.<Item>of` is `List.of`."""
    depth, kept = 0, []
    for sign in text:
        depth += sign == "<"
        if not depth:
            kept.append(sign)
        depth -= sign == ">" and depth > 0
    return "".join(kept)
