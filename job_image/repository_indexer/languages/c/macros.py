"""Macros that no grammar can parse, told by their spelling and place, and masked by blanks.

`class API Name {`, `API int f(void);`, `int WINAPI f()`, `BEGIN_DECLS` and `DEFINE(a, b)` alone on a
line, `int f P((int a));`, `int a GUARDED_BY(b);`: a name in capitals where the language allows none is a
macro. What it stands for is another file's matter; without it the code around it parses as it was meant.
`BEGIN_NAMESPACE` and `END_NAMESPACE` become `namespace {` and `}` (see `expansions`).
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
    rb"|\bthrow\b|\bconst[ \t]++(?=\w)|[*&]++(?=[ \t]*+[,)])|<[^<>()]*+>[ \t*&]*+(?=[,)])"
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
_ANNOTATION = re.compile(
    rb"(?<=[\s)])(?P<run>(?:[A-Z]++_){0,3}?(?:(?:PT_)?GUARDED_(?:BY|VAR)|ACQUIRED_(?:BEFORE|AFTER)|EXCLUDES"
    rb"|(?:TRY_)?(?:ACQUIRE|RELEASE)(?:_SHARED|_GENERIC)?|REQUIRES(?:_SHARED)?|ASSERT_(?:SHARED_)?CAPABILITY"
    rb"|(?:EXCLUSIVE_|SHARED_|UN)?LOCKS?_(?:EXCLUDED|FUNCTION|REQUIRED|RETURNED)|RETURN_CAPABILITY"
    rb"|ASSERT_(?:EXCLUSIVE|SHARED)_LOCK|(?:EXCLUSIVE|SHARED)_(?:LOCKS_REQUIRED|TRYLOCK_FUNCTION)"
    rb"|NO_THREAD_SAFETY_ANALYSIS)\b" + _ARGUMENTS + rb"?+)(?=\s*+(?:[;{=]|:[^:]))"
)
"""Those of Clang's Thread Safety Analysis, behind what they are said of."""
_BEHIND = re.compile(
    rb"\n[ \t]*+(?:(?:static|const|constexpr|extern|inline|virtual|mutable|volatile|unsigned|struct|class"
    rb"|enum|union|typename)[ \t]++)*+(?!(?:return|else|if|while|for|switch|goto|case|new|delete|throw|using"
    rb"|typedef|do|explicit|friend|template)\b)"
    rb"[A-Za-z_][\w:]*+(?:<[^;(){}\n]{0,200}>)?(?:[ \t]++|[ \t]*+[*&][ \t*&]*+)(?:const\b[ \t*&]*+)?"
    + _NAME
    + rb"(?:\[\w*\]|\((?:[^();{}]|\([^();{}]*+\)){0,300}+\)(?:\s*+(?:const|override|noexcept)\b)*+)?+"
    rb"\s++(?P<run>[A-Z]++_[A-Z0-9_]++" + _ARGUMENTS + rb")(?=\s*+(?:[;{]|:[^:]))"
)
"""A macro with arguments behind a declaration: its name is that of a type and another one's."""
_LONE = re.compile(rb"\n[ \t]*+(?P<macro>[A-Z_][A-Z0-9_]{8,80}+)[ \t;]*+(?=\n|//|/\*)")
_OPENING = re.compile(rb"_?(?:BEGIN|OPEN|START|ENTER)_|_(?:BEGIN|OPEN|START|ENTER)(?:_|\Z)")
_CLOSING = re.compile(rb"_?(?:END|CLOSE|STOP|EXIT)_|_(?:END|CLOSE|STOP|EXIT)(?:_|\Z)")
_NAMESPACE = re.compile(rb"(?:\A|_)(?:NAMESPACE|NS)(?:_|\Z)")
_NESTED = rb"\((?:[^();{}]|\((?:[^();{}]|\((?:[^();{}]|\([^();{}]*+\))*+\))*+\)){0,500}+\)"
_TEMPLATE_PARAMETER = re.compile(rb"(?P<run>,\s*+" + _UPPER + rb"[ \t]*+" + _NESTED + rb")(?=\s*+>)")
"""`template <class T, ENABLE_IF(is_integral<T>::value)>`"""
_AFTER_TEMPLATE = re.compile(
    rb"\n[ \t]*+template[ \t]*+<[^\n;{}]{0,300}>[ \t]*+"
    + _SPECIFIERS
    + rb"(?P<run>"
    + _RUN
    + rb")(?=\s++[A-Za-z_~])"
)
_ENUM_BASE = re.compile(
    rb"\benum\b[^;{}()\n:]{0,100}:\s*+(?P<run>(?:(?:unsigned|signed|long|short)\s++)++)(?=\w++\s*+\{)"
)
"""The grammar knows only bases of one word."""
_AFTER_ENUM = re.compile(
    rb"\benum[ \t]++(?:(?:class|struct)[ \t]++)?\w++[ \t]++(?P<run>" + _UPPER + _ARGUMENTS + rb")(?=\s*+\{)"
)
_MODULE = re.compile(rb"\n(?P<run>(?:export[ \t]++)?(?:module|import)\b[^;{}()=\n]{0,200};)")
"""`import name;`, which the grammar takes for a variable."""
_OF_CLASSES = {
    _CLASS: (),
    _ANNOTATION: (
        *(b"GUARDED_", b"ACQUIRE", b"RELEASE", b"REQUIRES", b"EXCLUDES", b"LOCK", b"CAPABILITY"),
        b"THREAD_SAFETY",
    ),
    _TEMPLATE_PARAMETER: (),
    _AFTER_TEMPLATE: (b"template",),
    _ENUM_BASE: (b"enum",),
    _AFTER_ENUM: (b"enum",),
    _MODULE: (b"module", b"import"),
}
"""What is only looked for in C++, and words of which a text with any has one: they are found much sooner."""
_CONSTRUCTED = re.compile(rb"[ \t]*+(?:~[ \t]*+)?\w++[ \t]*+\(")
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
    patterns = [_AFTER_TYPE, _AFTER_PARAMETERS, _BEHIND]
    if has_classes:
        patterns += [
            pattern
            for pattern, words in _OF_CLASSES.items()
            if not words or any(word in text for word in words)
        ]
    for pattern in patterns:
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
    if has_classes:
        _name_namespaces(text, masked)
    return bytes(masked)


def _name_namespaces(text: bytes, masked: bytearray) -> None:
    """Write brackets where macros begin and end namespaces, if these fit each other."""
    depth, brackets = 0, []
    for match in _LONE.finditer(text):
        macro = match["macro"]
        opens = _OPENING.search(macro) is not None
        if not _NAMESPACE.search(macro) or not (opens or _CLOSING.search(macro)):
            continue
        depth += 1 if opens else -1
        if depth < 0:
            return
        brackets.append((match, opens))
    for match, opens in brackets if depth == 0 else ():
        start, end = match.span("macro")
        _blank(masked, start, end)
        masked[end - 1] = ord("{" if opens else "}")
        if opens:
            masked[start : start + 9] = b"namespace"


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
    is_constructor = b"explicit" in line["before"] and _CONSTRUCTED.match(text, line.end())
    is_destructor = text[line.end() : line.end() + 1] == b"~"
    is_declared = _DECLARATION.match(text, line.end()) or _CONSTRUCTOR.match(text, line.end())
    if is_constructor or is_destructor or is_declared:
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
            if argument[0][:1].isalpha() and argument[0].split()[0] not in (b"throw", b"const"):
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
    lines = masked[start:end].split(b"\n")
    masked[start:end] = b"\n".join(b" " * len(line) for line in lines)
