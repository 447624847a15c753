"""Methods that are looked up by their class and name, both written down, and called from there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from repository_indexer.facts import Call, Expression
from repository_indexer.resolve.scopes import Scope
from repository_indexer.resolve.static.objects import Method, Object, Passing
from repository_indexer.resolve.static.static_rules import static_rules
from repository_indexer.resolve.static.typed import Callee, Role, Typed
from repository_indexer.resolve.static.types import MaybeType

if TYPE_CHECKING:
    from repository_indexer.resolve.static.dispatch import Dispatch


class Reflection:
    """Lets the methods that are looked up flow to where they are called."""

    def __init__(self, dispatch: Dispatch) -> None:
        self.dispatch = dispatch
        self.types = dispatch.types

    def call(self, scope: Scope, call: Call, callee: Callee, passing: Passing, receiver: int | None) -> None:
        """A call of a library's method that looks a method up, or that calls one."""
        rules = static_rules(scope)
        names = {self.types.symbols.nodes[found.node].qualified_name for found in callee.found}
        if names & rules.method_lookups and passing.result is not None:
            self._look_up(scope, call, callee.receiver, passing)
        elif names & rules.method_invocations and receiver is not None:
            takes_nothing = names <= rules.instance_invocations

            def watcher(value: Object) -> None:
                if isinstance(value, Method):
                    self._invoke(passing, value, drops_instance=takes_nothing)

            self.dispatch.objects.watch(receiver, watcher)

    def _look_up(self, scope: Scope, call: Call, receiver: MaybeType, passing: Passing) -> None:
        """`Type.class.getMethod("name")`, `lookup.findVirtual(Type.class, "name", …)`."""
        arguments = list(call.arguments)
        name = next((text for one in arguments[:2] if (text := _string(one))), "")
        type_ = receiver
        if arguments and arguments[0] is not None and not _string(arguments[0]):
            type_ = self.types.expressions.value(scope, arguments[0]).type
        of = type_.arguments[0] if type_ is not None and type_.arguments else None
        if of is None or not name or not isinstance(of.what, int):
            return
        found = self.types.methods.found(Typed(of, True, Role.TYPE), of, name)
        nearest = tuple(one for one in found if one.owner == found[0].owner)
        if nearest:
            place = (scope.path, -2 - passing.site[1])
            self.dispatch.objects.add(passing.result or 0, Method(Callee(nearest), None, place))

    def _invoke(self, passing: Passing, value: Method, *, drops_instance: bool) -> None:
        """Call a method; one that is static is given an instance all the same, which it does not take."""
        if drops_instance and all(
            static_rules(self.types.symbols.scopes[found.node]).is_static(
                self.types.declarations.definition(found.node)
            )
            for found in value.callee.found
        ):
            passing = passing.without_first()
        self.dispatch.invoke(passing, value)


def _string(expression: Expression | None) -> str:
    """The text of a string that is written down."""
    text = expression.text if expression is not None and expression.root == -1 else ""
    return text[1:-1] if text[:1] == text[-1:] == '"' else ""
