"""Edges: what ties customers to each other, and to accounts, identifiers and groups.

An edge leads from the one who does (owns, guarantees, refers) to the one to whom it is done, as its
name reads; `forwards` and `backwards` say that in a sentence whose subject is either end.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from cypher.query import View
from cypher.view import (
    Controls,
    DeclaredMembers,
    Dependencies,
    Guarantees,
    Identifiers,
    Kinships,
    Obligations,
    Ownerships,
    Positions,
    Referrals,
    SameCustomers,
)
from cypher.view.accounts import AccountHolders, Payments
from cypher.vocabulary.bases import CONTROL_BASES, DEPENDENCY_BASES
from cypher.vocabulary.kinship import KIN_RELATIONS
from cypher.vocabulary.roles import OFFICES
from cypher.vocabulary.words import Text, Vocabulary, Word

#: What may stand at an end of an edge, by its label in the graph.
End = Literal["Customer", "Account", "Identifier", "Group"]


@dataclass(frozen=True)
class EdgeType(Word):
    """A type of edge: how it reads, what its ends are, and where a derivation reads its records.

    `view` has the columns `begins` and `ends`: numbers of customers or accounts where these are the
    ends, a group's id; an identifier is `kind:value`. A tie that a question may suppose must say
    what it `needs` and may say what it `takes`, with `words` for what is no free text; `needs` is
    None where no question may suppose one.
    """

    forwards: Text
    backwards: Text
    view: type[View[Any]]
    begins: str
    ends: str
    needs: tuple[str, ...] | None = ()
    takes: tuple[str, ...] = ()
    words: Mapping[str, Vocabulary[Any]] = field(default_factory=dict)
    from_end: End = "Customer"
    to_end: End = "Customer"

    @property
    def between_customers(self) -> bool:
        """Whether its records name a customer at either end."""
        return self.from_end == self.to_end == "Customer"

    @property
    def customer_ends(self) -> tuple[str, ...]:
        """The ends of an edge, "from" and "to", that are customers."""
        ends = {"from": self.from_end, "to": self.to_end}
        return tuple(end for end, label in ends.items() if label == "Customer")


EDGE_TYPES = Vocabulary(
    EdgeType(
        "OWNS",
        Text("持股", "ownership"),
        Text("持有{other}的股份", "owns a share of {other}"),
        Text("由{other}持股", "is owned in part by {other}"),
        view=Ownerships,
        begins="owner_no",
        ends="owned_no",
        needs=("share",),
        takes=("votes",),
    ),
    EdgeType(
        "CONTROLS",
        Text("控制", "control"),
        Text("控制{other}", "controls {other}"),
        Text("受{other}控制", "is controlled by {other}"),
        view=Controls,
        begins="controller_no",
        ends="controlled_no",
        needs=("basis",),
        words={"basis": CONTROL_BASES},
    ),
    EdgeType(
        "HOLDS_POSITION",
        Text("任职", "offices"),
        Text("在{other}任职", "holds an office in {other}"),
        Text("有{other}在其任职", "has {other} as an officer"),
        view=Positions,
        begins="person_no",
        ends="company_no",
        needs=("role",),
        words={"role": OFFICES},
    ),
    EdgeType(
        "KIN_OF",
        Text("亲属", "kinship"),
        Text("与{other}系亲属", "is kin of {other}"),
        Text("与{other}系亲属", "is kin of {other}"),
        view=Kinships,
        begins="a_no",
        ends="b_no",
        needs=("relation",),
        words={"relation": KIN_RELATIONS},
    ),
    EdgeType(
        "GUARANTEES",
        Text("担保", "guarantees"),
        Text("为{other}提供担保", "guarantees {other}"),
        Text("由{other}提供担保", "is guaranteed by {other}"),
        view=Guarantees,
        begins="guarantor_no",
        ends="borrower_no",
        takes=("amount", "currency"),
    ),
    EdgeType(
        "REFERRED",
        Text("推荐", "referrals"),
        Text("推荐了{other}", "referred {other}"),
        Text("由{other}推荐", "was referred by {other}"),
        view=Referrals,
        begins="referrer_no",
        ends="referred_no",
        takes=("at",),
    ),
    EdgeType(
        "DEPENDS_ON",
        Text("经济依存", "dependency"),
        Text("在经济上依存于{other}", "depends on {other}"),
        Text("是{other}在经济上的依存对象", "is depended on by {other}"),
        view=Dependencies,
        begins="dependent_no",
        ends="provider_no",
        needs=("basis",),
        takes=("share",),
        words={"basis": DEPENDENCY_BASES},
    ),
    EdgeType(
        "HOLDS",
        Text("持有账户", "accounts"),
        Text("名下有{other}", "holds {other}"),
        Text("由{other}持有", "is held by {other}"),
        view=AccountHolders,
        begins="customer_no",
        ends="account_no",
        needs=None,
        to_end="Account",
    ),
    EdgeType(
        "PAID",
        Text("资金往来", "payments"),
        Text("向{other}付款", "paid {other}"),
        Text("收到{other}付款", "was paid by {other}"),
        view=Payments,
        begins="from_no",
        ends="to_no",
        needs=("amount",),
        takes=("currency", "at"),
        from_end="Account",
        to_end="Account",
    ),
    EdgeType(
        "MEMBER_OF",
        Text("集团成员", "group membership"),
        Text("是{other}的成员", "is a member of {other}"),
        Text("成员包括{other}", "has {other} as a member"),
        view=DeclaredMembers,
        begins="customer_no",
        ends="group_id",
        takes=("role",),
        to_end="Group",
    ),
    EdgeType(
        "SHARES",
        Text("使用标识", "identifiers"),
        Text("使用{other}", "uses {other}"),
        Text("也由{other}使用", "is used by {other}"),
        view=Identifiers,
        begins="customer_no",
        ends="normalised",
        to_end="Identifier",
    ),
    EdgeType(
        "OWES",
        Text("债权债务", "obligations"),
        Text("对{other}负有债务", "owes money to {other}"),
        Text("对{other}享有债权", "is owed money by {other}"),
        view=Obligations,
        begins="debtor_no",
        ends="creditor_no",
        needs=("amount",),
        takes=("currency",),
    ),
    EdgeType(
        "SAME_AS",
        Text("疑为同一客户", "same customer"),
        Text("与{other}疑为同一客户", "may be the same customer as {other}"),
        Text("与{other}疑为同一客户", "may be the same customer as {other}"),
        view=SameCustomers,
        begins="customer_no",
        ends="other_no",
        takes=("basis",),
    ),
)
#: The types whose records tie two customers directly.
TIES_OF_CUSTOMERS = EDGE_TYPES.words(lambda edge: edge.between_customers)


def tied(edge_type: str, forwards: bool) -> Text:
    """What an edge makes its beginning of its end, or its end of its beginning: with {other}."""
    edge = EDGE_TYPES.get(edge_type)
    if edge is None:
        return Text(f"与{{other}}有联系（{edge_type}）", f"is tied to {{other}} ({edge_type})")
    return edge.forwards if forwards else edge.backwards
