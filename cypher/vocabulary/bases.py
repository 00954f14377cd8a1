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

    `said` is a clause about the dependent with {provider}, where no share is known. `year` is what
    a share is of where the basis goes by a year's total: a record with a share then counts from the
    threshold of dependency on, any other as it is declared. `trade` is the side of its provider's
    supply chain on which the dependent stands, None where the two need not trade.
    """

    said: Text
    year: Text | None = None
    trade: Literal["upstream", "downstream"] | None = None


DEPENDENCY_BASES = Vocabulary(
    DependencyBasis(
        "receipts",
        Text("收入来源", "receipts"),
        Text(
            "台账登记其收入主要来自{provider}", "by record its receipts come mainly from {provider}"
        ),
        year=Text("收入", "receipts"),
        trade="upstream",
    ),
    DependencyBasis(
        "expenditures",
        Text("支出去向", "expenditures"),
        Text("台账登记其支出主要付给{provider}", "by record its payments go mainly to {provider}"),
        year=Text("支出", "payments"),
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
        Text(
            "台账登记为{provider}的经济依存客户",
            "by record it depends on {provider} economically",
        ),
    ),
)

#: What is said of two customer numbers: that they are one customer, two, or that nobody can tell.
VERDICTS = Vocabulary(
    Word("same", Text("同一客户", "the same customer")),
    Word("different", Text("不是同一客户", "different customers")),
    Word("unsure", Text("不能确定", "not sure")),
)
