"""What one file says by itself: the records that extraction writes and resolution reads.

They name no other file and no path, so they can be kept by the content's git object id. Positions in
the lists stand for the records: scope 0 is the file itself. Text is as written in the source.
"""

from __future__ import annotations

from msgspec import Struct

EXTRACTOR_VERSION = 3
"""Raised with every change of what is extracted: facts of older versions are not used."""


class Expression(Struct, array_like=True, gc=False, omit_defaults=True):
    """A chain such as `self.client.get`, written at `line`.

    With `root`, the text goes on from what another expression gives: the call of that position (`.b.c` in
    `a().b.c`), or, below -1, the composite at `composite_at(root)`. A string is its text in double quotes,
    or `<str>` if it is long.
    """

    text: str
    line: int
    root: int = -1


def composite_at(root: int) -> int:
    """The position of the composite that `root` (below -1) stands for; works both ways."""
    return -2 - root


class Call(Struct, array_like=True, gc=False, omit_defaults=True):
    """A call of `text`, with `root` as in `Expression`; `constructs` where it is no call but `T{}`.

    `arguments` are in the order of the text, None where one carries no value; `keywords` are the names
    of the last ones (empty for one without a name, `**` for a mapping that is spread).
    With `operator`, the method that `text` ends with is called by an operator (`a.__add__` for `a + b`).
    """

    scope: int
    text: str
    line: int
    root: int = -1
    constructs: bool = False
    arguments: tuple[Expression | None, ...] = ()
    keywords: tuple[str, ...] = ()
    operator: bool = False


class Composite(Struct, array_like=True, gc=False, omit_defaults=True):
    """An expression that holds others, or is one of them.

    `kind` is `list`, `tuple` or `set` (items by place), `map` (`keys` are those of `items`), `each`
    (something whose elements are all like the items: a comprehension, `each.list` if it is a list),
    `choice` (one of the items: `a if c else b`), `spread` (all elements of its item: `*a`), `cast` (its
    item as the type that is the key; a list can have the type of its elements there, too), `method` (the
    function of its item that the key names, not called), `arithmetic` (of the widest type of its items). A
    key is a string in double quotes, a number or a name; `**` for a mapping that is spread; empty if it is
    anything else.
    """

    scope: int
    kind: str
    items: tuple[Expression | None, ...] = ()
    keys: tuple[str, ...] = ()


class Parameter(Struct, array_like=True, gc=False, omit_defaults=True):
    """A parameter; `type` is its annotation, `stars` counts the asterisks before its name.

    One of the name `*` takes nothing: those that follow are given by name only. Where calls have to give a
    name, `label` is that; `_` if they must not.
    """

    name: str
    type: str = ""
    stars: int = 0
    default: Expression | None = None
    label: str = ""


class Definition(Struct, array_like=True, omit_defaults=True):
    """Something that has a name and a span, or (kind `scope`) only limits where names can be seen.

    `kind` is a `NodeKind`, or `constructor`, `lambda`, `anonymous` (a class), or `scope`; `scope` is the
    position of the enclosing definition, which always comes earlier. `type` is what a function returns,
    what a field holds, what a type alias stands for. The last `implemented` ones of the bases are those that
    it says to implement. `receiver` is the type for which a method outside of
    its type is defined. The `type` of a type parameter is what it has to be (its bound).
    A function that `is_stub` only says that it is to be overridden.
    With `is_value` it is an expression, for which `<POSITION>` stands: no name around is bound to it, and
    only its own code knows it by its `own_name`; `holder` is what it is assigned to a part of. With
    `is_forward` it only declares what may be defined at another place.
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
    type_parameters: list[Parameter] = []
    implemented: int = 0
    is_value: bool = False
    own_name: str = ""
    holder: str = ""
    is_forward: bool = False
    metaclass: Expression | None = None
    is_stub: bool = False


class Binding(Struct, array_like=True, gc=False, omit_defaults=True):
    """`target` (a name, or a chain such as `self.x`) gets a value in `scope`.

    `type` is its annotation. `how` tells what is done with the value: nothing (``""``), an `element` of it
    (a loop), what it gives when `enter`ed (`with`), or `unknown`; one that is `narrowed` is
    known to be of the type from here on; a name that is `assigned` is declared
    elsewhere, one that is an `export` is only known outside of the file; a `default` holds where nothing else
    is given. `path` tells which part the target then
    gets where the value is taken apart: `[1]`, `[0][2]`, `[1:-1]`, `.name`.
    It holds from the line `since` on, inside of the `branch` (-1: of the scope) in which it stands.
    """

    scope: int
    target: str
    line: int
    value: Expression | None = None
    type: str = ""
    how: str = ""
    path: str = ""
    since: int = 0
    branch: int = -1


class Branch(Struct, array_like=True, gc=False, omit_defaults=True):
    """Lines that may be skipped or repeated; `around` is the position of the branch around, or -1."""

    start_line: int
    end_line: int
    around: int = -1


class Import(Struct, array_like=True, gc=False, omit_defaults=True):
    """`name` of `module` becomes known as `alias` in `scope`.

    Without `name` the module itself is imported; name `*` stands for all of its names. `alias` is empty
    where the language says what the name becomes. What is `exported` is only known outside of the file.
    `call` is the position of the call that gives the module where the import is an expression.
    """

    scope: int
    module: str
    line: int
    name: str = ""
    alias: str = ""
    exported: bool = False
    call: int = -1


class Reference(Struct, array_like=True, gc=False, omit_defaults=True):
    """An expression that is given back, or a name that belongs to another scope.

    Its `role` is `return` or `yield` of an expression, `outer` or `hoisted` of a name.
    Any other role is the name of a method that is called on the expression without being named.
    """

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
    composites: list[Composite] = []
    bindings: list[Binding] = []
    imports: list[Import] = []
    references: list[Reference] = []
    branches: list[Branch] = []
