"""Whose customers a question may tell of: what texts take to ask for no others.

A text that includes the fragment `in_scope` takes `everyone`, `of_branches` and `of_managers`
beside its own parameters. They are no fields of its query: the engine binds them from the scope
that the question is asked in, so that no caller can leave them out.
"""

from dataclasses import dataclass, fields
from typing import Any


@dataclass(frozen=True)
class Scope:
    """Everybody, or the customers of some branches and of some relationship managers.

    A customer of several numbers is in scope where one of them is.
    """

    everyone: bool
    of_branches: list[str]
    of_managers: list[str]

    def parameters(self) -> dict[str, Any]:
        """The parameters by name, as both engines take them."""
        return dict(vars(self))


#: What commands ask in, and viewers whose scope is the whole bank.
EVERYBODY = Scope(everyone=True, of_branches=[], of_managers=[])
#: The parameters of a text that keeps to a scope: all of them, or none.
SCOPE = frozenset(field.name for field in fields(Scope))
