"""What one file says by itself: the records that extraction writes and resolution reads.

They name no other file and no path, so they can be kept by the content's git object id. Positions in
the lists stand for the records: scope 0 is the file itself. Text is as written in the source.
"""

from __future__ import annotations

from msgspec import Struct

EXTRACTOR_VERSION = 1
"""Raised with every change of what is extracted: facts of older versions are not used."""


class Expression(Struct, array_like=True, gc=False, omit_defaults=True):
    """A chain such as `self.client.get`, written at `line`.

    With `root`, the text goes on from the result of that call (`.b.c` in `a().b.c`); a literal is
    its type in angle brackets: `<str>`.
    """

    text: str
    line: int
    root: int = -1


class Call(Struct, array_like=True, gc=False, omit_defaults=True):
    """A call of `text`, with `root` as in `Expression`; `constructs` where it is no call but `T{}`."""

    scope: int
    text: str
    line: int
    root: int = -1
    constructs: bool = False


class Parameter(Struct, array_like=True, gc=False, omit_defaults=True):
    """A parameter; `type` is its annotation, `stars` counts the asterisks before its name."""

    name: str
    type: str = ""
    stars: int = 0


class Definition(Struct, array_like=True, omit_defaults=True):
    """Something that has a name and a span, or (kind `scope`) only limits where names can be seen.

    `kind` is a `NodeKind`, or `lambda`, or `scope`; `scope` is the position of the enclosing definition,
    which always comes earlier. `type` is what a function returns, what a field holds, what a type
    alias stands for. `receiver` is the type for which a method outside of its type is defined.
    """

    kind: str
    name: str
    scope: int
    start_line: int
    end_line: int
    parameters: list[Parameter] = []
    type: str = ""
    bases: list[Expression] = []
    decorators: list[Expression] = []
    receiver: str = ""
    signature: str = ""
    doc: str = ""
    modifiers: list[str] = []


class Binding(Struct, array_like=True, gc=False, omit_defaults=True):
    """`target` (a name, or a chain such as `self.x`) gets a value in `scope`.

    `type` is its annotation. `how` tells what is done with the value: nothing (``""``), an `element` of it
    (a loop), what it gives when `enter`ed (`with`), or `unknown`. `index` is the place of the target
    where a value is taken apart, else -1.
    """

    scope: int
    target: str
    line: int
    value: Expression | None = None
    type: str = ""
    how: str = ""
    index: int = -1


class Import(Struct, array_like=True, gc=False, omit_defaults=True):
    """`name` of `module` becomes known as `alias` in `scope`.

    Without `name` the module itself is imported; name `*` stands for all of its names. `alias` is empty
    where the language says what the name becomes.
    """

    scope: int
    module: str
    line: int
    name: str = ""
    alias: str = ""


class Reference(Struct, array_like=True, gc=False, omit_defaults=True):
    """A chain that is returned (`role` `return`), passed (`argument`), or declared `outer` (global)."""

    scope: int
    role: str
    value: Expression


class FileFacts(Struct, array_like=True, omit_defaults=True):
    """All of one file. `skip` is a `SkipReason` where the file could not be parsed at all."""

    language: str
    has_parse_error: bool = False
    skip: str = ""
    package: str = ""
    definitions: list[Definition] = []
    calls: list[Call] = []
    bindings: list[Binding] = []
    imports: list[Import] = []
    references: list[Reference] = []
