"""How far apart a tie of each type leaves its two ends: what a path is ranked by, declared once.

The shortest path is the one whose ties come to the least distance, of these the one of the fewest
edges. The nearest ties count 1. A thing that two share takes an edge from each of them, so that the
distance between the two is twice what stands here. The numbers are conventions: only their order
matters, and that a payment is farther than two or three ties of another kind.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cypher.vocabulary.words import Text


@dataclass(frozen=True)
class Distance:
    """How far a tie leads, and why so far."""

    steps: int
    reason: Text


#: By the type of the tie.
DISTANCES: Mapping[str, Distance] = {
    "SAME_AS": Distance(1, Text("很可能就是同一客户", "most likely one and the same")),
    "KIN_OF": Distance(1, Text("亲属彼此熟识，终身不变", "kin know each other, for life")),
    "CONTROLS": Distance(1, Text("一方决定另一方的经营", "the one decides for the other")),
    "OWNS": Distance(2, Text("利益相连，但可以转让", "a common interest, which can be sold")),
    "HOLDS_POSITION": Distance(2, Text("日常共事，离任即止", "daily work, until the office ends")),
    "GUARANTEES": Distance(2, Text("愿为对方承担风险", "the one stands in for the other")),
    "DEPENDS_ON": Distance(2, Text("一方的经营靠另一方维持", "the one's business needs the other")),
    "REFERRED": Distance(2, Text("推荐者认识被推荐者", "who refers somebody knows them")),
    "HOLDS": Distance(1, Text("共用一个账户，资金不分彼此", "one account, one purse")),
    "MEMBER_OF": Distance(
        2, Text("银行认定为同一集团，彼此未必往来", "of one group, without dealings perhaps")
    ),
    "SHARES": Distance(
        2, Text("共用电话、地址等只是旁证", "the same phone or address is a hint at most")
    ),
    "OWES": Distance(3, Text("有账款未清，还清即止", "an open account, until it is settled")),
    "PAID": Distance(
        5, Text("多次付款是生意往来，未必相识", "several payments are business, not acquaintance")
    ),
}
#: So many payments from one to the other are several: fewer are a purchase.
SEVERAL_PAYMENTS = 3
ONCE_PAID = Distance(
    9, Text("一两次付款可能只是一次消费", "a payment or two may be one visit to a shop")
)


def distance(edge_type: str, payments: int = SEVERAL_PAYMENTS) -> int:
    """How far an edge of a type leads; of PAID, one that stands for so many payments."""
    if edge_type == "PAID" and payments < SEVERAL_PAYMENTS:
        return ONCE_PAID.steps
    return DISTANCES[edge_type].steps
