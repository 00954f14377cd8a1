"""The scorecard of closeness: how many points a tie of each type is worth, at most how many, why.

This is the one place where the points are declared; they are conventions. Together they come to 100
at most, and no type to more than 16: being close takes several kinds of ties.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cypher.vocabulary import EDGE_TYPES, Text


@dataclass(frozen=True)
class Factor:
    """One line of the scorecard.

    `each` are the points of one tie, `most` those of all ties of the type; a `dated` tie counts
    half after each half-life since it was last seen, the others count in full while they are valid.
    `records` is how many records show one tie: a shared thing takes one of either side. `title` is
    there where the line is called otherwise than the edge.
    """

    each: float
    most: float
    reason: Text
    dated: bool = False
    records: int = 1
    title: Text | None = None


#: By the type of the tie, in the order in which evidence and facts show them.
FACTORS: Mapping[str, Factor] = {
    "CONTROLS": Factor(
        8,
        16,
        Text("一方决定另一方的经营，进退与共", "one decides for the other: one fate"),
    ),
    "KIN_OF": Factor(
        6,
        12,
        Text(
            "亲属关系终身存续，资产与决策相互牵连", "kin for life: they share and decide together"
        ),
    ),
    "OWNS": Factor(
        5,
        10,
        Text("利益相连，但可以转让退出", "a common interest, though one that can be sold"),
    ),
    "HOLDS_POSITION": Factor(
        5,
        10,
        Text("日常共事，离任即止", "daily work together, until the office ends"),
    ),
    "GUARANTEES": Factor(
        4,
        8,
        Text("愿为对方承担风险，以担保期为限", "stands in for the other while the guarantee runs"),
    ),
    "DEPENDS_ON": Factor(
        4,
        8,
        Text("一方的经营靠另一方维持", "one's business depends on the other"),
    ),
    "HOLDS": Factor(
        4,
        4,
        Text(
            "资金不分彼此；多为已计分的家人或同事，因此封顶较低",
            "one purse; mostly kin or colleagues, who count already, hence the low limit",
        ),
        records=2,
        title=Text("共用账户", "shared accounts"),
    ),
    "OWES": Factor(
        3,
        6,
        Text("有账款未清，还清即止", "an open account, until it is settled"),
    ),
    "REFERRED": Factor(
        3,
        6,
        Text("说明彼此信任，随时间淡化", "a sign of trust, which fades with time"),
        dated=True,
    ),
    "PAID": Factor(
        2,
        16,
        Text(
            "单个往来对手说明不了多少，对手多且往来新近才见密切",
            "one partner says little; many, and lately, say much",
        ),
        dated=True,
    ),
    "SHARES": Factor(
        2,
        4,
        Text(
            "共用电话、地址、设备等只是旁证，过多客户共用的不计",
            "the same phone, address or device only supports the rest; what too many share counts "
            "nothing",
        ),
        records=2,
        title=Text("共用联系方式或设备", "shared identifiers"),
    ),
}

#: That two customers are believed to be one ties neither to a third, and that the bank counts them
#: to one group follows from ties that count already.
UNCOUNTED = ("SAME_AS", "MEMBER_OF")


def title_of(edge_type: str) -> Text:
    """What the line of a type is called, whether or not the scorecard has it."""
    factor = FACTORS.get(edge_type)
    return factor.title if factor and factor.title else EDGE_TYPES.title(edge_type)
