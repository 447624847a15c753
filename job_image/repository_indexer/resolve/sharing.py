"""Equal texts and lines of all files' facts become one object each: facts repeat most of what they say."""

from __future__ import annotations

from collections.abc import Iterable

from repository_indexer.facts import Definition, Expression, FileFacts, Parameter

_NO_PARAMETERS: list[Parameter] = []
_NO_EXPRESSIONS: list[Expression] = []
_NO_MODIFIERS: list[str] = []


def share(files: Iterable[FileFacts]) -> None:
    """Let the facts of all files share what they have in common."""
    text: dict[str, str] = {}
    line: dict[int, int] = {}
    names: dict[tuple[str, ...], tuple[str, ...]] = {}

    def share_all(expressions: Iterable[Expression | None]) -> None:
        for one in expressions:
            if one is not None:
                one.text = text.setdefault(one.text, one.text)
                one.line = line.setdefault(one.line, one.line)

    for facts in files:
        for call in facts.calls:
            call.text = text.setdefault(call.text, call.text)
            call.line = line.setdefault(call.line, call.line)
            if call.keywords:
                call.keywords = names.setdefault(call.keywords, call.keywords)
            share_all(call.arguments)
        for composite in facts.composites:
            composite.kind = text.setdefault(composite.kind, composite.kind)
            share_all(composite.items)
        for binding in facts.bindings:
            binding.target = text.setdefault(binding.target, binding.target)
            binding.line = line.setdefault(binding.line, binding.line)
        share_all(binding.value for binding in facts.bindings)
        for reference in facts.references:
            reference.role = text.setdefault(reference.role, reference.role)
        share_all(reference.value for reference in facts.references)
        for definition in facts.definitions:
            definition.kind = text.setdefault(definition.kind, definition.kind)
            definition.name = text.setdefault(definition.name, definition.name)
            for parameter in definition.parameters:
                parameter.name = text.setdefault(parameter.name, parameter.name)
            _share_empty_lists(definition)


def _share_empty_lists(definition: Definition) -> None:
    """Most definitions have no bases, no decorators, and so on; nothing is ever added to them."""
    definition.parameters = definition.parameters or _NO_PARAMETERS
    definition.type_parameters = definition.type_parameters or _NO_PARAMETERS
    definition.bases = definition.bases or _NO_EXPRESSIONS
    definition.decorators = definition.decorators or _NO_EXPRESSIONS
    definition.modifiers = definition.modifiers or _NO_MODIFIERS
