"""What things of Rust's types can be: generics by their bounds, containers, members, patterns."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from repository_indexer.facts import Binding, Call, Definition, Parameter
from repository_indexer.languages.rust.library_types import (
    CONSTRUCTORS,
    HOLDERS,
    ITERATOR,
    MACRO_RESULTS,
    SELF_RESULTS,
    TRAIT_METHODS,
    TRANSPARENT,
    WRAPPERS,
    HolderType,
)
from repository_indexer.languages.rust.paths import TRY, path_parts
from repository_indexer.model import NodeKind
from repository_indexer.resolve import rules
from repository_indexer.resolve.values import Holder, Result, Tag, Value, Values, as_instance, inferred

if TYPE_CHECKING:
    from repository_indexer.resolve.evaluate import Evaluator
    from repository_indexer.resolve.scopes import File, Scope

TYPE_KINDS = frozenset([NodeKind.STRUCT, NodeKind.ENUM, NodeKind.TRAIT, NodeKind.TYPE_ALIAS])


class TypeRules(rules.Rules):
    """The part of Rust's rules that is about types and values."""

    # -- Types

    def receiver(self, definition: Definition) -> str:
        """`self`, in whatever way it is taken."""
        first = definition.parameters[0].name if definition.parameters else ""
        return "self" if first == "self" else ""

    def type_names(self, text: str) -> list[str]:
        """The names in a type's text, but not its lifetimes, lengths, and names of associated types."""
        return [name for name in _WORD.findall(_NO_TYPE.sub("", text)) if name not in _KEYWORDS]

    def type_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values:
        """What something of a type can be; a type parameter is what its bounds are."""
        text = _PREFIX.sub("", text.strip())
        if text.startswith("("):
            places = split_types(text[1:-1])
            if len(places) == 1 and not text.endswith(",)"):
                return evaluator.typed(scope, places[0])
            return (Value(Tag.TUPLE, tuple(evaluator.typed(scope, one) for one in places)),) if places else ()
        if text.startswith("["):
            element = evaluator.typed(scope, text[1:-1].partition(";")[0])
            return (Value(Tag.HOLDER, Holder(self, "std.slice", (element,))),)
        if text.startswith(("fn(", "fn (", "!", "<", "extern", "unsafe")) or not text:
            return ()
        bounds = split_types(text, "+")
        if len(bounds) > 1:
            return self._bound_values(evaluator, scope, bounds)
        name, _, arguments = text.partition("<")
        given = [_ASSOCIATED.sub("", one) for one in split_types(arguments.rpartition(">")[0])]
        given = [one for one in given if not one.startswith("'")]
        parameter = self._type_parameter(evaluator, scope, name.strip())
        if parameter is not None:
            return parameter
        found: list[Value] = []
        for value in evaluator.chain(scope, name.strip()).values:
            found += self._instances(evaluator, scope, value, given)
        return tuple(dict.fromkeys(found))

    def _instances(self, evaluator: Evaluator, scope: Scope, type_: Value, given: list[str]) -> Values:
        """Instances of a type with type arguments."""
        if type_.tag is Tag.EXTERNAL:
            if type_.what in TRANSPARENT:
                return evaluator.typed(scope, given[0]) if given else ()
            if type_.what in HOLDERS or type_.what.endswith(".Result"):
                kind = type_.what if type_.what in HOLDERS else "std.result.Result"
                values = [evaluator.typed(scope, one) for one in given]
                values += [()] * (len(HOLDERS[kind].parameters) - len(values))
                return (Value(Tag.HOLDER, Holder(self, kind, tuple(values))),)
            return (Value(Tag.EXTERNAL_INSTANCE, type_.what),)
        if type_.tag is not Tag.DEFINITION:
            return ()
        node, inner = evaluator.symbols.nodes[type_.what], evaluator.symbols.scopes[type_.what]
        if node.kind is NodeKind.TYPE_ALIAS and inner.definition is not None and inner.definition.type:
            return evaluator.typed(inner.parent or inner, inner.definition.type)
        instance = as_instance(type_)
        return (instance,) if instance is not None and node.kind in TYPE_KINDS else ()

    def _type_parameter(self, evaluator: Evaluator, scope: Scope, name: str) -> Values | None:
        """What something of a type parameter is, by its bounds; None if the name is that of none."""
        around: Scope | None = scope
        while around is not None:
            parameters = around.definition.type_parameters if around.definition is not None else ()
            bounds = [one.type.lstrip(":") for one in parameters if one.name == name]
            if bounds:
                return self._bound_values(
                    evaluator, around, [one for text in bounds for one in split_types(text, "+")]
                )
            around = None if around.is_closed else around.parent
        return None

    def _bound_values(self, evaluator: Evaluator, scope: Scope, bounds: list[str]) -> Values:
        """What fulfils all bounds: the traits of the repository say more than those from elsewhere."""
        values = [
            value for one in bounds if not one.startswith(("'", "?")) for value in evaluator.typed(scope, one)
        ]
        own = [value for value in values if value.tag in (Tag.INSTANCE, Tag.HOLDER)]
        return tuple(dict.fromkeys(own or values))

    def result_values(self, evaluator: Evaluator, scope: Scope, text: str) -> Values:
        """The types of a function's head are seen from inside: it has the type parameters."""
        return evaluator.typed(scope, text)

    def literal_values(self, text: str) -> Values:
        """Strings and numbers."""
        if text == "<str>" or text[:1] == '"':
            return (Value(Tag.EXTERNAL_INSTANCE, f"{self.builtins_module}.str"),)
        return ()

    def linearise(self, evaluator: Evaluator, node: int, bases: list[Values]) -> list[Value]:
        """The type, then the traits of the repository: what those from elsewhere have is not known."""
        return [value for value in super().linearise(evaluator, node, bases) if value.tag is Tag.DEFINITION]

    def parameter_type(self, definition: Definition, parameter: Parameter) -> str:
        """`self` has the type around, if it says no other."""
        return parameter.type or ("Self" if parameter.name == "self" else "")

    # -- Members and values

    def other_member(self, evaluator: Evaluator, value: Value, name: str) -> Result | None:
        """Methods of the standard library, of traits that any type can have, and places of tuple structs."""
        if value.tag is Tag.HOLDER:
            return self._holder_member(evaluator, value, name)
        scope = evaluator.symbols.scopes[value.what]
        if name[:1] == "[":
            places = split_types(scope.definition.signature[1:-1]) if scope.definition is not None else []
            place = int(name[1:-1]) if name[1:-1].isdigit() else len(places)
            if place >= len(places):
                return None
            return inferred(evaluator.typed(scope, _VISIBILITY.sub("", places[place])))
        if name == TRY:
            return inferred((value,))
        if (
            name in ITERATOR.results
            and value.tag is Tag.INSTANCE
            and (element := self._item(evaluator, value))
        ):
            return self._holder_member(evaluator, self._holder("std.iter.Iterator", element), name)
        trait = TRAIT_METHODS.get(name)
        if trait is None:
            return None
        if name in SELF_RESULTS:
            instance = value if value.tag is Tag.INSTANCE else Value(Tag.INSTANCE, value.what)
            return inferred((Value(Tag.HOLDER_METHOD, (Holder(self, trait, ((instance,),)), name)),))
        return inferred((Value(Tag.EXTERNAL, f"{trait}.{name}"),))

    def _item(self, evaluator: Evaluator, value: Value) -> Values:
        """What a loop over a type of the repository gives: its associated type `Item`."""
        if value.tag is not Tag.INSTANCE:
            return ()
        for one in evaluator.symbols.scopes[value.what].names.get("Item", ()):
            inside = evaluator.symbols.scopes[one] if isinstance(one, int) else None
            if inside is not None and inside.definition is not None and inside.definition.type:
                return evaluator.typed(inside.parent or inside, inside.definition.type)
        return ()

    def _holder(self, kind: str, *held: Values) -> Value:
        return Value(Tag.HOLDER, Holder(self, kind, held))

    def _holder_member(self, evaluator: Evaluator, value: Value, name: str) -> Result | None:
        holder: Holder = value.what
        kind = HOLDERS.get(holder.type)
        if kind is None:
            return inferred((value,))
        if name[:1] == "[":
            return inferred(holder.held[-1])
        if name == TRY:
            return inferred((Value(Tag.HOLDER_METHOD, (Holder(self, "", (holder.held[0],)), name)),))
        if name[:1] == ".":
            return None
        added = evaluator.added_member(holder.type, name)
        return added or inferred((Value(Tag.HOLDER_METHOD, (holder, name)),))

    def holder_result(self, evaluator: Evaluator, method: Value, file: File, call: Call) -> Values:
        """What the standard library says of the method, and what the closure gives that it gets."""
        holder, name = method.what
        kind = HOLDERS.get(holder.type)
        if kind is None:
            own: Values = holder.held[0]
            return own
        text = kind.results.get(name)
        if text is None:
            return ()
        given: Values = ()
        if "R" in text:
            scope = file.scopes[call.scope]
            for argument in call.arguments:
                if argument is not None:
                    given += evaluator.called(evaluator.expression(scope, argument), self).values
        return self._held_type(kind, holder, text, given)

    def _held_type(self, kind: HolderType, holder: Holder, text: str, given: Values) -> Values:
        """The values of a type in the tables of the standard library."""
        if text == "Self":
            return (Value(Tag.HOLDER, holder),)
        if text in kind.parameters:
            return holder.held[kind.parameters.index(text)]
        if text == "R":
            return given
        if text.endswith(".T"):
            outer = self._held_type(kind, holder, text[:-2], given)
            held = [one.what.held[0] for one in outer if one.tag is Tag.HOLDER]
            return tuple(dict.fromkeys(value for values in held for value in values))
        if text.startswith("("):
            places = tuple(self._held_type(kind, holder, one, given) for one in split_types(text[1:-1]))
            return (Value(Tag.TUPLE, places),)
        name, bracket, inner = text.partition("<")
        if not bracket:
            return ()
        arguments = tuple(self._held_type(kind, holder, one, given) for one in split_types(inner[:-1]))
        return (Value(Tag.HOLDER, Holder(self, name.replace("::", "."), arguments)),)

    def handed_on(self, evaluator: Evaluator, method: Value) -> tuple[Values, ...]:
        """What the method calls a closure with."""
        holder, name = method.what
        kind = HOLDERS.get(holder.type)
        texts = kind.handed.get(name, ()) if kind is not None else ()
        return tuple(self._held_type(kind, holder, text, ()) for text in texts) if kind is not None else ()

    def bound_values(self, evaluator: Evaluator, values: Values, binding: Binding) -> Values:
        """What a pattern takes out of a value."""
        if binding.how == "element":
            values = tuple(one for value in values for one in self._elements(evaluator, value))
        for type_, place in _STEP.findall(binding.path):
            values = self._part(evaluator, values, type_, place.strip(".[]"))
        return values

    def _elements(self, evaluator: Evaluator, value: Value) -> Values:
        """What a loop over a value gives."""
        if value.tag is Tag.HOLDER:
            kind = HOLDERS.get(value.what.type)
            return self._held_type(kind, value.what, kind.element, ()) if kind and kind.element else ()
        return self._item(evaluator, value)

    def external_result(self, evaluator: Evaluator, name: str, file: File, call: Call) -> Values:
        """What the standard library's constructors make."""
        type_, _, function = name.rpartition(".")
        if name in WRAPPERS:
            argument = call.arguments[0] if call.arguments else None
            given = (
                evaluator.expression(file.scopes[call.scope], argument).values if argument is not None else ()
            )
            if WRAPPERS[name] in TRANSPARENT:
                return given
            return (self._holder(WRAPPERS[name], *(((), given) if function == "Err" else (given, ()))),)
        if name in MACRO_RESULTS:
            type_ = MACRO_RESULTS[name]
        elif function not in CONSTRUCTORS or not type_.startswith("std."):
            return ()
        if type_ in HOLDERS:
            return (self._holder(type_, *((),) * len(HOLDERS[type_].parameters)),)
        return () if type_ in TRANSPARENT else (Value(Tag.EXTERNAL_INSTANCE, type_),)

    def handed_by(self, evaluator: Evaluator, function: int, call: Call, argument: str) -> tuple[Values, ...]:
        """What a parameter's type or bound says of the closure: `impl Fn(A)`, `F: FnMut(A, B) -> C`."""
        scope = evaluator.symbols.scopes[function]
        definition = scope.definition
        places = [
            number for number, one in enumerate(call.arguments) if one is not None and one.text == argument
        ]
        if definition is None or not places:
            return ()
        is_method = bool(self.receiver(definition)) and len(definition.parameters) > len(call.arguments)
        place = places[0] + is_method
        text = definition.parameters[place].type if place < len(definition.parameters) else ""
        around: Scope | None = scope
        while around is not None and text.isidentifier():
            parameters = around.definition.type_parameters if around.definition is not None else ()
            bounds = [one.type for one in parameters if one.name == text and "Fn" in one.type]
            text = bounds[0] if bounds else text
            around = around.parent
        match = _CLOSURE.search(text)
        return tuple(evaluator.typed(scope, one) for one in split_types(match.group(1))) if match else ()

    def _part(self, evaluator: Evaluator, values: Values, type_: str, place: str) -> Values:
        """One step into a value that has the type or is the variant named in a pattern."""
        found: list[Value] = []
        for value in values:
            if value.tag is Tag.HOLDER and type_ in ("Some", "Ok", "Err"):
                found += value.what.held[-1 if type_ == "Err" else 0]
            elif value.tag is Tag.TUPLE and not type_:
                found += value.what[int(place)] if place.isdigit() and int(place) < len(value.what) else ()
            elif value.tag is Tag.INSTANCE:
                names = path_parts(type_)
                variants = evaluator.symbols.scopes[value.what].names.get(names[-1], ()) if names else ()
                owners = [one for one in variants if isinstance(one, int)]
                for owner in owners or [value.what]:
                    found += self._field(evaluator, owner, place)
        return tuple(dict.fromkeys(found))

    def _field(self, evaluator: Evaluator, owner: int, place: str) -> Values:
        """What a field of a struct or variant can be."""
        scope = evaluator.symbols.scopes[owner]
        if place.isdigit():
            found = self.other_member(evaluator, Value(Tag.INSTANCE, owner), f"[{place}]")
        else:
            found = evaluator.local_name(scope, f".{place}")
        return found.values if found is not None else ()


_PREFIX = re.compile(r"(?:&|'\w+\s*|\*const\b|\*mut\b|\bmut\b|\bdyn\b|\bimpl\b|for\s*<[^>]*>|\s)+")
_WORD = re.compile(r"[^\W\d]\w*(?:::[^\W\d]\w*)*")
_NO_TYPE = re.compile(r"'\w+|;[^\]]*(?=\])|\b\w+\s*=(?!=)|\bas\b")
_KEYWORDS = frozenset(["mut", "dyn", "impl", "const", "fn", "for", "where", "unsafe", "extern", "_", "async"])
_ASSOCIATED = re.compile(r"^\w+\s*=\s*")
_VISIBILITY = re.compile(r"^(?:#\[[^\]]*\]\s*)*pub(?:\([^)]*\))?\s+")
_CLOSURE = re.compile(r"\bFn(?:Mut|Once)?\s*\(((?:[^()]|\([^()]*\))*)\)")
_STEP = re.compile(r"(?:\{([^}]*)\})?(\.\w+|\[\w+\])")


def split_types(text: str, separator: str = ",") -> list[str]:
    """The types in a list of them; what lies in brackets is not split."""
    depth, start, found = 0, 0, []
    for position, character in enumerate(text):
        if character in "<([{":
            depth += 1
        elif character in ")]}" or (character == ">" and text[position - 1] != "-"):
            depth -= 1
        elif character == separator and depth == 0:
            found.append(text[start:position].strip())
            start = position + 1
    found.append(text[start:].strip())
    return [one for one in found if one]
