"""Roles: what each is called, which purposes it has, and how far it sees.

A role's purposes are those of the tags it may read; the first of them that a tag has is meant where
a question names none. How far it sees is its reach: `all` customers, those of the viewer's `own`
branches and manager's codes, `lists`: those of his branches or all, through lists for marketing
alone, or `none` by name.
"""

from dataclasses import dataclass
from typing import Literal, get_args

from cypher.vocabulary import Text
from service.tagging.declaration import Purpose

Role = Literal[
    "relationship_manager",
    "risk_officer",
    "marketer",
    "compliance",
    "tag_steward",
    "approver",
    "auditor",
    "administrator",
    "data_loader",
]
ROLE_IDS: tuple[Role, ...] = get_args(Role)
Reach = Literal["all", "own", "lists", "none"]
PURPOSES: tuple[Purpose, ...] = get_args(Purpose)


@dataclass(frozen=True)
class RoleRow:
    """What a role is called, its purposes, the first of them first, and its reach."""

    title: Text
    purposes: tuple[Purpose, ...]
    reach: Reach


ROLES: dict[Role, RoleRow] = {
    "relationship_manager": RoleRow(Text("客户经理", "relationship manager"), ("service",), "own"),
    "risk_officer": RoleRow(Text("风险管理", "risk officer"), ("credit_risk", "service"), "all"),
    "marketer": RoleRow(Text("市场营销", "marketer"), ("marketing",), "lists"),
    "compliance": RoleRow(
        Text("合规反洗钱", "compliance"), ("aml", "compliance", "credit_risk"), "all"
    ),
    "tag_steward": RoleRow(Text("标签管理员", "tag steward"), PURPOSES, "none"),
    "approver": RoleRow(Text("审批人", "approver"), PURPOSES, "none"),
    "auditor": RoleRow(Text("审计", "auditor"), PURPOSES, "all"),
    "administrator": RoleRow(Text("系统管理员", "administrator"), (), "none"),
    "data_loader": RoleRow(Text("数据加载", "data loader"), (), "none"),
}
