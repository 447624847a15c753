"""The parameters of definitions, and their type parameters."""

from __future__ import annotations

from bisect import bisect_left

from repository_indexer.captures.definitions import Definitions
from repository_indexer.captures.source import Source
from repository_indexer.facts import Definition, Parameter

_STARS = {
    "parameter": 0,
    "parameter.apart": 0,
    "parameter.field": 0,
    "parameter.star": 1,
    "parameter.stars": 2,
}
_TYPE_PARAMETER_ROLES = ("type_parameter", "type_parameter.bound", "type_parameter.of", "type_parameter.next")
_LABEL_ROLES = ("parameter.label", "parameter.many", "parameter.receiver")
_TYPE_ROLES = ("parameter.type", "parameter.types", "parameter.type.next")
_PARAMETER_ROLES = (
    *_STARS,
    *_LABEL_ROLES,
    *_TYPE_ROLES,
    "parameter.declaration",
    "receiver",
    *_TYPE_PARAMETER_ROLES,
)
_FUNCTION_KINDS = frozenset(["function", "method", "constructor"])
RECEIVER = "this"


class Parameters:
    """The parameters of a file, which it gives to the definitions that have them."""

    def __init__(self, source: Source, definitions: Definitions) -> None:
        self.source = source
        self.definitions = definitions
        # In the order of the text:
        self._all: list[Parameter] = []
        self._starts: list[int] = []
        self._read()

    def before(self, position: int) -> Parameter | None:
        """The last parameter that starts before a position."""
        number = bisect_left(self._starts, position) - 1
        return self._all[number] if number >= 0 else None

    def _read(self) -> None:  # noqa: PLR0912, PLR0915 - one place for what each capture role means
        fields: list[tuple[int, int, Parameter]] = []
        following_type = constrained = label = ""
        declared_end = 0
        for start, negative_end, role in self.source.places(*_PARAMETER_ROLES):
            definition, text = (
                self.definitions.all[self.definitions.scope(start)],
                self.source.cut(start, -negative_end),
            )
            if role == "parameter.declaration":
                if text == "void":
                    continue
                declared_end = -negative_end
                self._add_parameter(definition, Parameter("", text.partition("=")[0].strip()), start)
            elif role in _STARS and start < declared_end and not self._all[-1].name:
                self._name_declared(definition, text, start, declared_end)
            elif role == "parameter.label":
                if start in self._starts[-1:]:
                    self._all[-1].label = text
                else:
                    label = text
            elif role == "parameter.receiver":
                self._add_parameter(definition, Parameter(RECEIVER, text), start)
            elif role == "parameter.many":
                if self._all:
                    self._all[-1].stars = 1
            elif role == "parameter.field" and start in self._starts[-1:]:
                fields.append((self.definitions.scope(start), self.source.line(start), self._all[-1]))
            elif role in _STARS:
                parameter = Parameter(text, following_type, _STARS[role], label=label)
                following_type = label = ""
                if role == "parameter.apart":
                    parameter.name = self.definitions.apart_at[start] = (
                        f"<parameter{len(definition.parameters) + 1}>"
                    )
                self._add_parameter(definition, parameter, start)
                if role == "parameter.field":
                    fields.append((self.definitions.scope(start), self.source.line(start), parameter))
            elif role in _TYPE_PARAMETER_ROLES:
                if role == "type_parameter.next":
                    following = self.definitions.templated(-negative_end)
                    if following is not None:
                        following.type_parameters.append(Parameter(text))
                elif role == "type_parameter":
                    definition.type_parameters.append(Parameter(text))
                elif role == "type_parameter.of":
                    constrained = text
                elif definition.type_parameters:
                    for one in definition.type_parameters:
                        if one.name == constrained and not one.type:
                            one.type = text
                    if not constrained:
                        definition.type_parameters[-1].type = text
            elif role == "parameter.type.next":
                following_type = text
            elif role == "receiver":
                definition.receiver = text
                for parameter in definition.parameters:
                    parameter.type = text
            else:
                for parameter in reversed(definition.parameters):
                    if parameter.type:
                        break
                    parameter.type = text
                    if role == "parameter.type":
                        break
        self._add_fields(fields)

    def _add_fields(self, fields: list[tuple[int, int, Parameter]]) -> None:
        """Fields that are declared as parameters, in the class that has them or has their constructor."""
        for scope, line, parameter in fields:
            around = self.definitions.all[scope]
            owner = around.scope if around.kind in _FUNCTION_KINDS else scope
            self.definitions.all.append(
                Definition("field", parameter.name, owner, line, line, type=parameter.type)
            )

    def _add_parameter(self, definition: Definition, parameter: Parameter, start: int) -> None:
        definition.parameters = [*definition.parameters, parameter]
        self._starts.append(start)
        self._all.append(parameter)

    def _name_declared(self, definition: Definition, name: str, start: int, end: int) -> None:
        """Give the last parameter its name: what its declaration says beside that is its type."""
        parameter = self._all[-1]
        before = self.source.cut(self._starts[-1], start).rstrip()
        after = self.source.cut(start, end)[len(name) :].partition("=")[0]
        if before.endswith("..."):
            parameter.stars, before = 1, before.removesuffix("...")
        parameter.name, parameter.type = name, f"{before.strip()}{after}".strip()
