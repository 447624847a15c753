"""Macros that no grammar can parse, told by their spelling and place, and masked by blanks.

`class API Name {`, `API int f(void);`, `int WINAPI f()`, `BEGIN_NAMESPACE` and `DEFINE(a, b)` alone on a
line, `int f P((int a));`: a name in capitals where the language allows none is a macro. What it stands for
is another file's matter; without it the code around it parses as it was meant.
"""

from __future__ import annotations

import re

_UPPER = rb"[A-Z_][A-Z0-9_]{2,}+\b"
_ARGUMENTS = rb"(?:[ \t]*+\((?:[^();{}]|\([^();{}]*+\)){0,300}+\))"
_ITEM = _UPPER + _ARGUMENTS + rb"?+"
_RUN = _ITEM + rb"(?:[ \t]++" + _ITEM + rb"){0,5}"
_SPECIFIERS = rb"(?:(?:static|extern|inline|virtual|friend|constexpr|explicit|typedef)[ \t]++){0,4}+"
_NAME = rb"(?:::)?+[A-Za-z_]\w*+(?:::~?+[A-Za-z_]\w*+)*+"

_LINE = re.compile(rb"\n[ \t]*+(?P<before>" + _SPECIFIERS + rb")(?P<run>" + _RUN + rb")(?P<after>[ \t]*+)")
_FIRST_OF_SEVERAL = re.compile(rb"(" + _ITEM + rb")[ \t]++(?=" + _UPPER + rb")")
_DECLARATION = re.compile(
    rb"(?:static|inline|extern|constexpr|consteval|unsigned|signed|void|int|char|short|long|float|double"
    rb"|bool|struct|enum|union|class|typename|auto|virtual|explicit|friend|template|typedef|operator)\b"
    rb"|const\b(?![ \t]*+(?:\*|\w++[ \t]*+[;=,\[]))"  # In `SIZE const n = 1;` the name is that of a type.
    rb"|(?!const\b|return\b|else\b|goto\b|case\b|new\b|delete\b|throw\b)"
    + _NAME
    + rb"(?:<[^;(){}\n]{0,200}>)?(?:[ \t]++|[ \t]*+[*&][ \t*&]*+)(?:const\b[ \t*&]*+)?"
    + _NAME
    + rb"[ \t]*+[(;=\[{]"
    rb"|" + _NAME + rb"(?:[ \t]++|[ \t]*+\*[ \t*]*+)\(\*"
    rb"|(?:\w+::)*(?P<class>\w+)::~?(?P=class)[ \t]*+\("
)
"""What can only be the start of a declaration."""
_FUNCTION = re.compile(rb"[ \t*]*+" + _NAME + rb"[ \t]*+\(")
_CONSTRUCTOR = re.compile(rb"\w+\([^;{}]{0,300}?\)\s*+(?:noexcept\s*+)?:[^:]")
_LINE_END = re.compile(rb"(?://[^\n]*+|/\*[^\n]*?\*/[ \t]*+)?(?=(\n))\s*+(\S)?")
_TYPE_ARGUMENT = re.compile(
    rb"\b(?:(?:const|unsigned|signed|void|int|char|short|long|float|double|bool)\b[ \t*&]*+)++(?=[,)])"
    rb"|\bthrow\b|[*&]++(?=[ \t]*+[,)])|<[^<>()]*+>[ \t*&]*+(?=[,)])"
)
_CLASS = re.compile(
    rb"\n[ \t]*+(?:template[ \t]*+<[^\n]*>[ \t]*+)?(?:typedef[ \t]++)?(?:class|struct|union)[ \t]++"
    rb"(?P<run>"
    + _RUN
    + rb")(?=\s++[A-Za-z_]\w*+(?:::\w++)*+(?:<[^(){};]{0,200}>)?(?:\s++final)?\s*+(?:\{|:[^:]))"
)
_AFTER_TYPE = re.compile(
    rb"\n" + _SPECIFIERS + rb"(?:(?:const|unsigned|struct)[ \t]++)*+"
    rb"(?!(?:return|else|goto|case|new|delete|throw|typedef|using|struct|enum|class|union|template)\b|"
    + _UPPER
    + rb")[A-Za-z_][\w:]*+[ \t*]++(?P<run>"
    + _UPPER
    + rb"(?:[ \t]++"
    + _UPPER
    + rb")*+)(?=[ \t*]++"
    + _NAME
    + rb"[ \t]*+\()"
)
_AFTER_PARAMETERS = re.compile(rb"\)(?:[ \t]*+const\b)?\s*+(?P<run>" + _UPPER + rb")(?=\s*+[;{])")
_GOES_ON = frozenset(b"=,}+-*.?:)[;|&<>(")
"""What goes on with an expression, a list, or a declaration of the name before."""
_UNUSED = re.compile(rb"UNUSED(?=[ \t]*+[,)=;])")
_UNUSED_START = re.compile(rb"[ \t](?P<run>[A-Z_]*)\Z")
_TWO_BRACKETS = re.compile(rb"\(\(")
_PROTOTYPE_END = re.compile(rb"[^;{}]{0,1000}?\)(?P<end>\))(?=[ \t]*+;)")
_PROTOTYPE_MACRO = re.compile(rb"\w[ \t]+(?P<macro>[A-Z_][A-Z0-9_]*[ \t]*)\Z")


def mask_macros(text: bytes, *, has_classes: bool) -> bytes:
    """`text`, which begins with a line end, with blanks in place of such macros; the length stays."""
    masked = bytearray(text)
    for pattern in (_AFTER_TYPE, _AFTER_PARAMETERS, *([_CLASS] if has_classes else [])):
        for match in pattern.finditer(text):
            _blank(masked, *match.span("run"))
    for match in _UNUSED.finditer(text):
        if before := _UNUSED_START.search(text, max(0, match.start() - 60), match.start()):
            _blank(masked, before.start("run"), match.end())
    for match in () if has_classes else _TWO_BRACKETS.finditer(text):
        before = _PROTOTYPE_MACRO.search(text, max(0, match.start() - 60), match.start())
        if before and (after := _PROTOTYPE_END.match(text, match.end())):
            _blank(masked, before.start("macro"), match.start() + 1)
            _blank(masked, *after.span("end"))
    done = 0
    for line in _LINE.finditer(text):
        if at_end := _LINE_END.match(text, line.end()):
            done = _mask_whole_line(text, masked, line, at_end, done)
        else:
            _mask_line_start(text, masked, line)
    return bytes(masked)


def _mask_whole_line(
    text: bytes, masked: bytearray, line: re.Match[bytes], at_end: re.Match[bytes], done: int
) -> int:
    """Mask macros that stand alone; up to where statements are known to be whole, which was `done` before."""
    start, end = line.span("run")
    opening = text.find(b"(", start, end)
    following = at_end[2][0] if at_end[2] else -1
    if not _follows_statement(text, line.start(), done):
        if following == ord("{") and opening < 0:
            _blank(masked, start, end)
        return done
    if opening < 0:
        if following not in _GOES_ON:
            _blank(masked, start, end)
    elif following not in _GOES_ON and following != ord("{"):
        # A call stays one, without arguments that may be no expressions.
        _blank(masked, *line.span("before"))
        _blank(masked, opening + 1, end - 1)
        masked[at_end.start(1)] = ord(";")
    return line.end()


def _mask_line_start(text: bytes, masked: bytearray, line: re.Match[bytes]) -> None:
    """Mask macros before a declaration, between type and function, behind an item, and types as arguments."""
    start, end = line.span("run")
    first = _FIRST_OF_SEVERAL.match(text, start, end)
    if _DECLARATION.match(text, line.end()) or _CONSTRUCTOR.match(text, line.end()):
        _blank(masked, start, end)
    elif _FUNCTION.match(text, line.end()):
        if first:
            # `DWORD WINAPI f(`
            _blank(masked, first.end(), end)
    elif text[end - 1 : end] == b")":
        if first and b"(" not in first[1]:
            # `ITEM DEPRECATED("so") = 1,`
            _blank(masked, first.end(), end)
        for argument in _TYPE_ARGUMENT.finditer(text, start, end):
            _blank(masked, *argument.span())
            if argument[0][:1].isalpha() and argument[0] != b"throw":
                masked[argument.start()] = ord("0")


def _follows_statement(text: bytes, position: int, done: int) -> bool:
    """Whether a new statement can begin behind `position`; all up to `done` is known to be whole ones."""
    while position > done and text[position - 1 : position].isspace():
        position -= 1
    if position <= done or text[position - 1 : position] in b";{}>:":
        return True
    if text.endswith((b"*/", b"\\"), 0, position):
        return text[position - 1 : position] == b"/"
    line = text[text.rfind(b"\n", 0, position) + 1 : position].lstrip()
    return line.startswith((b"//", b"#"))


def _blank(masked: bytearray, start: int, end: int) -> None:
    masked[start:end] = b" " * (end - start)
