"""Which names the code of a file binds: by its imports, its parameters, and what gets a value in it."""

from __future__ import annotations

from msgspec import structs

from repository_indexer.facts import Binding
from repository_indexer.resolve.scopes import File, Scope, Symbols, function_of, receiver_class


def bind_imports(file: File, *, late: bool) -> None:
    """Bind what is imported in definitions that belong to where they stand, or, `late`, in the others."""
    is_late = frozenset(file.late)
    for statement in file.facts.imports:
        if (statement.scope in is_late) is not late:
            continue
        if statement.exported:
            continue
        scope = file.scopes[statement.scope]
        if file.rules.imports_all(statement):
            seen_in = scope.home if scope.home is not None and file.rules.is_for_all(statement) else scope
            seen_in.stars.append((scope, statement))
            if statement.alias and statement.name:
                # The module by another name, and all its names as well: `import A as B` of Haskell.
                scope.bind(statement.alias, (scope, structs.replace(statement, name="")))
        elif name := file.rules.imported_as(statement):
            scope.bind(name, (scope, statement))


def bind_names(symbols: Symbols, file: File) -> None:
    """Bind the file's parameters, and the names that get values in it."""
    facts, scopes = file.facts, file.scopes
    symbols.reference_names.update(statement.alias for statement in facts.imports if statement.alias)
    for call in facts.calls:
        if call.constructs and call.keywords:
            symbols.stored_names.update(call.keywords)
    for reference in facts.references:
        scope = scopes[reference.scope]
        if reference.role == "outer":
            scope.add_outer_name(reference.value.text)
        elif reference.role == "return":
            function_of(scope).add_return(reference.value)
        elif reference.role == "yield":
            function_of(scope).add_yield(reference.value)
    for scope, definition in zip(scopes, facts.definitions, strict=True):
        for parameter in definition.parameters:
            scope.bind(parameter.name, (scope, parameter))
    for binding in facts.bindings:
        _bind_value(symbols, scopes[binding.scope], binding)
    if not file.rules.declarations_hide:
        for scope in scopes:
            scope.is_plain = not (scope.is_class or scope.outer_names or scope.home is not None)


def _bind_value(symbols: Symbols, scope: Scope, binding: Binding) -> None:
    """Bind a name in its scope, or `self.x` in the class; in modules and classes it gets a node."""
    names = scope.rules.parts(binding.target)
    if len(names) > 1 and binding.value is not None:
        function_of(scope).add_path((names, scope, binding))
    if binding.how in ("assigned", "export") or len(names) > 2 or (len(names) == 2 and names[1][0] == "["):
        if len(names) > 1:
            symbols.add_store(scope, binding, names[-1])
        return
    name = names[-1] if names else binding.target
    if len(names) == 2:
        owner = receiver_class(symbols, scope, names[0])
        if owner is None:
            symbols.add_store(scope, binding, names[-1])
    else:
        owner = _outer_scope(scope, name) if name in scope.outer_names else scope
        if owner.home is not None and (owner.is_class or owner.rules.is_shared(name)):
            owner = owner.home
    if owner is None or name == "_":
        return
    is_module = owner.definition is not None and owner.definition.kind == "module"
    is_module = is_module and owner.rules.packages_have_variables
    if binding.how in ("", "constant") and (owner.is_class or owner.parent is None or is_module):
        symbols.variable(owner, binding, scope.path)
    if owner.home is None or not symbols.is_defined_at(owner, name, binding.line):
        owner.bind(name, (scope, binding))


def _outer_scope(scope: Scope, name: str) -> Scope:
    """The scope whose `name` is meant where it is declared global or nonlocal."""
    around = scope.parent
    while around is not None and around.parent is not None:
        if name in around.names and not around.is_class:
            return around
        around = around.parent
    return around or scope
