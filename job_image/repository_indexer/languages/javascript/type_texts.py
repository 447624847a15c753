"""The texts of TypeScript's types, taken apart (typescriptlang.org/docs/handbook/2/everyday-types.html)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

MAX_TEXT = 500
"""Longer types are not taken apart."""
MAX_NAMED = 5_000
"""Of longer types the names at their beginning are told."""
ARRAY = "[]"
TUPLE = "[,]"
TYPEOF = "typeof"

# fmt: off
KEYWORDS = frozenset([
    "abstract", "any", "as", "asserts", "bigint", "boolean", "const", "extends", "false", "in", "infer",
    "is", "keyof", "never", "new", "null", "number", "object", "out", "readonly", "string", "symbol",
    "this", "true", "typeof", "undefined", "unique", "unknown", "void",
])
LIBRARY_TYPES = frozenset([
    "ArrayLike", "AsyncGenerator", "AsyncIterable", "AsyncIterableIterator", "AsyncIterator", "Awaited",
    "Capitalize", "ClassDecorator", "ConstructorParameters", "Exclude", "Extract", "Generator",
    "InstanceType", "Iterable", "IterableIterator", "JSX", "Lowercase", "MethodDecorator", "NoInfer",
    "NodeJS", "NonNullable", "Omit", "OmitThisParameter", "ParameterDecorator", "Parameters", "Partial",
    "Pick", "PromiseLike", "PropertyDecorator", "PropertyDescriptor", "PropertyKey", "Readonly",
    "ReadonlyArray", "ReadonlyMap", "ReadonlySet", "Record", "RegExpExecArray", "RegExpMatchArray",
    "Required", "ReturnType", "TemplateStringsArray", "Thenable", "ThisParameterType", "ThisType",
    "Uncapitalize", "Uppercase",
])
"""Types that the language itself declares; values of its own are among the built-in names."""
# fmt: on

_DOCUMENT_TYPE = re.compile(
    r"(?:HTML|SVG|CSS|DOM|IDB|RTC|WebGL|GPU)[A-Z]\w+|\w*(?:Event|Element|Node)(?:Init|Map)?"
)
"""Types of what browsers have (developer.mozilla.org/docs/Web/API), which are too many to name."""
_WORD = re.compile(r"(?<![\w$.])(?:[^\W\d]|\$)[\w$]*(?:\s*\.\s*(?:[^\W\d]|\$)[\w$]*)*")
_STRING = re.compile(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"|`(?:[^`\\]|\\.)*`")
_LABEL = re.compile(r"(?:[^\W\d]|\$)[\w$]*\s*\??\s*(?::|(?=\())|\[[^\]]*\bin\b|\binfer\s+[\w$]+")
"""Names of members, parameters and the like in a type, which are no types."""
_GENERIC = re.compile(r">(?=\s*\()")
_INFERRED = re.compile(r"\binfer\s+([\w$]+)|\[\s*([\w$]+)\s+in\b")
_KNOWN = KEYWORDS | LIBRARY_TYPES
_NAME = re.compile(r"((?:[^\W\d]|\$)[\w$]*(?:\s*\.\s*(?:[^\W\d]|\$)[\w$]*)*)\s*(<.*>)?", re.DOTALL)
_OPENING, _CLOSING = "([{<", ")]}>"


def type_names(text: str) -> list[str]:
    """The names of types in a type, without those of the language's own."""
    text = text[:MAX_NAMED]
    plain = _LABEL.sub(" ", _STRING.sub(" ", text))
    known = _KNOWN.union(_declared_within(plain), *_INFERRED.findall(text))
    found = ("".join(name.split()) for name in _WORD.findall(plain))
    return [name for name in found if name.partition(".")[0] not in known]


def _declared_within(text: str) -> Iterator[str]:
    """The type parameters of functions' types in a type: `<A, B extends C>(a: A) => B`."""
    for match in _GENERIC.finditer(text):
        depth, start = 0, match.start()
        while start >= 0:
            depth += (text[start] == ">" and text[start - 1 : start] != "=") - (text[start] == "<")
            if not depth:
                break
            start -= 1
        for one in split_outside(text[start + 1 : match.start()], ","):
            name = _WORD.search(one.removeprefix("const "))
            if name:
                yield name[0]


def is_of_browsers(name: str) -> bool:
    """Whether a type that nothing here declares is one that browsers have."""
    return _DOCUMENT_TYPE.fullmatch(name) is not None


@cache
def function_parameters(text: str) -> tuple[str, ...] | None:
    """The types of the parameters of a function's type, empty for those without; None for other types."""
    if len(text) > MAX_TEXT:
        return None
    text = _without_brackets(text.strip())
    if text.startswith("<"):
        text = text[_closing(text) + 1 :].lstrip()
    end = _closing(text) if text.startswith("(") else -1
    if end < 0 or not text[end + 1 :].lstrip().startswith("=>"):
        return None
    parameters = split_outside(text[1:end], ",")
    return tuple(one.partition(":")[2].strip() for one in parameters if not one.startswith("this:"))


@cache
def alternatives(text: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """What something of the type can be: names with their arguments, `ARRAY` and the like for lists."""
    return tuple(_alternatives(text))


def _alternatives(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if len(text) > MAX_TEXT:
        return
    text = _without_brackets(text.strip().lstrip("|&").strip())
    text = text.removeprefix("readonly ").strip()
    parts = split_outside(text, "|")
    if len(parts) == 1:
        parts = split_outside(text, "&")
    if len(parts) > 1:
        for part in parts:
            yield from alternatives(part)
    elif "=>" in text or text.startswith(("{", "new ", "abstract ", "keyof ", "unique ")):
        return
    elif text.endswith("[]"):
        yield ARRAY, (text[:-2],)
    elif text.startswith("[") and text.endswith("]"):
        yield TUPLE, tuple(_LABEL.sub("", part, count=1).strip() for part in split_outside(text[1:-1], ","))
    elif text.startswith("typeof "):
        yield TYPEOF, (text.removeprefix("typeof ").strip(),)
    elif (match := _NAME.fullmatch(text)) and (match[1] == "this" or match[1] not in KEYWORDS):
        arguments = split_outside(match[2][1:-1], ",") if match[2] else []
        yield "".join(match[1].split()), tuple(arguments)


def _without_brackets(text: str) -> str:
    while text.startswith("(") and _closing(text) == len(text) - 1:
        text = text[1:-1].strip()
    return text


def _closing(text: str) -> int:
    """The position of the bracket that closes the first one; -1 if none does."""
    depth = 0
    for position, character in enumerate(text):
        depth += (character in _OPENING) - (character in _CLOSING and text[position - 1] != "=")
        if not depth:
            return position
    return -1


def split_outside(text: str, separator: str) -> list[str]:
    """Split at the separators that are in no bracket."""
    depth, start, found = 0, 0, []
    for position, character in enumerate(text):
        if character in _OPENING:
            depth += 1
        elif character in _CLOSING and text[position - 1] != "=":
            depth -= 1
        elif character == separator and not depth:
            found.append(text[start:position].strip())
            start = position + 1
    return [one for one in [*found, text[start:].strip()] if one]
