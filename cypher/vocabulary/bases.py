"""Bases: what a record rests on or says: of control, of dependency, of two numbers being one."""

from dataclasses import dataclass
from typing import Literal

from cypher.vocabulary.words import Text, Vocabulary, Word


@dataclass(frozen=True)
class ControlBasis(Word):
    """What a record of control rests on; the title completes "controls it by ...".

    Parties to a record `in_concert` vote as one, besides that one controls the other.
    """

    in_concert: bool = False


CONTROL_BASES = Vocabulary(
    ControlBasis("board_majority", Text("董事会多数席位", "a majority of the board")),
    ControlBasis("agreement", Text("协议", "an agreement"), in_concert=True),
    ControlBasis("contract", Text("合同", "a contract")),
    ControlBasis("other", Text("其他安排", "another arrangement")),
)


@dataclass(frozen=True)
class DependencyBasis(Word):
    """By what a customer depends on its provider.

    `said` is a clause about the dependent with {provider}, and {share} where it counts `by_share`:
    such a record counts from the threshold of dependency on, any other as it is declared. `trade`
    is the side of its provider's supply chain on which the dependent stands, None where the two
    need not trade.
    """

    said: Text
    by_share: bool = False
    trade: Literal["upstream", "downstream"] | None = None


DEPENDENCY_BASES = Vocabulary(
    DependencyBasis(
        "receipts",
        Text("收入来源", "receipts"),
        Text("其{share}的收入来自{provider}", "{share} of its receipts come from {provider}"),
        by_share=True,
        trade="upstream",
    ),
    DependencyBasis(
        "expenditures",
        Text("支出去向", "expenditures"),
        Text("其{share}的支出付给{provider}", "{share} of its payments go to {provider}"),
        by_share=True,
        trade="downstream",
    ),
    DependencyBasis(
        "repayment_source",
        Text("还款来源", "source of repayment"),
        Text("还款来源依赖{provider}", "its loans are repaid out of {provider}"),
    ),
    DependencyBasis(
        "funding_source",
        Text("资金来源", "source of funding"),
        Text("资金来源依赖{provider}", "it is funded by {provider}"),
    ),
    DependencyBasis(
        "output_sold",
        Text("产品销售", "output sold"),
        Text("产品主要售予{provider}", "it sells its output to {provider}"),
        trade="upstream",
    ),
    DependencyBasis(
        "other",
        Text("其他依存", "other dependency"),
        Text("登记为依存于{provider}", "a record says that it lives from {provider}"),
    ),
)

#: What is said of two customer numbers: that they are one customer, two, or that nobody can tell.
VERDICTS = Vocabulary(
    Word("same", Text("同一客户", "the same customer")),
    Word("different", Text("不是同一客户", "different customers")),
    Word("unsure", Text("不能确定", "not sure")),
)
