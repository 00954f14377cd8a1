"""What is decided of which kind of subject: how many sign it, who, and who may see it.

Maker is not checker: of what takes two signatures the second is never its author's.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cypher.vocabulary import Text
from service.access.roles import Role
from service.decisions.states import Action
from service.tagging.declaration import Purpose

Refusal = Literal["own-work", "not-allowed"]


@dataclass(frozen=True)
class Kind:
    """A kind of decision: what it is called, who signs it, for which purposes it is seen.

    `signatures` is how many it takes; `signs` are the roles that may approve, reject and withdraw
    it. Of one signature there is nothing to sign.
    """

    title: Text
    purposes: tuple[Purpose, ...]
    signatures: int = 1
    signs: frozenset[Role] = frozenset()


#: By the `subject_kind` of a decision.
KINDS: dict[str, Kind] = {
    "group": Kind(
        Text("集团成员人工认定", "override of a group"),
        signatures=2,
        signs=frozenset({"risk_officer"}),
        purposes=("service", "credit_risk"),
    ),
    "identity": Kind(
        Text("同一客户认定", "identity of two customer numbers"),
        signatures=2,
        signs=frozenset({"compliance"}),
        purposes=("service", "credit_risk", "aml", "compliance"),
    ),
    "customer": Kind(
        Text("查看客户敏感信息", "revealing what identifies a customer"),
        purposes=("service", "credit_risk", "aml", "compliance"),
    ),
    "erasure": Kind(
        Text("删除个人信息", "erasure of a person"),
        signatures=2,
        signs=frozenset({"compliance"}),
        purposes=("aml", "compliance"),
    ),
    "case": Kind(
        Text("风险事件留存", "keeping a case"),
        purposes=("credit_risk",),
    ),
    # By commands on the machine alone, which count at once: nobody signs them, or takes them back.
    "run": Kind(
        Text("批次的发布与撤回", "publishing and withdrawing runs"),
        purposes=("credit_risk", "compliance"),
    ),
    "user": Kind(
        Text("用户及其角色", "users and their roles"),
        purposes=("compliance",),
    ),
    "key": Kind(
        Text("程序密钥", "keys of programs"),
        purposes=("compliance",),
    ),
    "lead": Kind(
        Text("线索处理", "what is done about a lead"),
        purposes=("service", "credit_risk", "marketing"),
    ),
}


def signed_by(roles: Iterable[Role]) -> list[str]:
    """The kinds that some roles may sign."""
    own = frozenset(roles)
    return [name for name, kind in KINDS.items() if kind.signs & own]


def seen_for(purposes: Iterable[Purpose]) -> list[str]:
    """The kinds that are seen for some purposes."""
    own = frozenset(purposes)
    return [name for name, kind in KINDS.items() if own.intersection(kind.purposes)]


def refused(
    action: Action, *, kind: str, is_own: bool, proposed: bool, roles: Iterable[Role]
) -> Refusal | None:
    """Why somebody may not act so on a decision; None where he may.

    `is_own` says that he is its author: he never signs it, and may withdraw it while it is
    proposed. All else takes a role that signs the kind.
    """
    if is_own and action != "withdraw":
        return "own-work"
    if is_own and action == "withdraw" and proposed:
        return None
    return None if KINDS[kind].signs.intersection(roles) else "not-allowed"
