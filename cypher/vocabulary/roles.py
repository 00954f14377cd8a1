"""Roles: the offices that persons hold in companies, and the parts that customers have in accounts.

The role of a member of a declared group is free text, as the bank's own lists have it.
"""

from dataclasses import dataclass

from cypher.vocabulary.words import Clue, Text, Vocabulary, Weight, Word


@dataclass(frozen=True)
class Office(Word):
    """An office: `decides` is how much of a say it gives, None where it gives none.

    A company has one holder of a `sole` office. `in_common` is what it says of two companies that
    one person holds it in both; None where the office does not run the business, so that its holder
    is no key person (关键人员) of the company. `short` is the Chinese title in a longer phrase, ''
    where it is the same.
    """

    decides: Weight | None
    in_common: Clue | None = None
    sole: bool = False
    short: str = ""

    @property
    def runs_business(self) -> bool:
        """Whether its holder is a key person of the company."""
        return self.in_common is not None


OFFICES = Vocabulary(
    Office(
        "legal_representative",
        Text("法定代表人", "legal representative"),
        decides=Weight(
            0.6,
            Text(
                "法定代表人：对外签字即对公司生效（民法典第61条）",
                "legal representative: the signature binds the company (article 61 of the Civil "
                "Code)",
            ),
        ),
        in_common=Clue(
            0.6,
            Text(
                "同一人对外代表两家企业，能够同时约束双方",
                "one person binds both companies by signing for them",
            ),
            Text("法定代表人同为{names}", "have the same legal representative ({names})"),
        ),
        sole=True,
    ),
    Office(
        "director",
        Text("董事", "director"),
        decides=Weight(0.3, Text("董事：在董事会有一票", "director: one vote on the board")),
    ),
    # Supervisors watch those who decide (公司法), and decide nothing themselves.
    Office("supervisor", Text("监事", "supervisor"), decides=None),
    Office(
        "executive",
        Text("高级管理人员", "executive"),
        decides=Weight(
            0.5, Text("高级管理人员：主持日常经营", "executive: runs the daily business")
        ),
        in_common=Clue(
            0.5,
            Text(
                "同一人参与两家企业的经营决策（集团客户授信业务风险管理指引第3条）",
                "one person takes part in running both (guidelines on group credit, art. 3)",
            ),
            Text("高管中均有{names}", "have an executive in common ({names})"),
        ),
        short="高管",
    ),
    Office("other", Text("其他职务", "officer"), decides=None),
)


@dataclass(frozen=True)
class HolderRole(Word):
    """What a customer is of an account: whether the money in it is the customer's own."""

    owns: bool


HOLDER_ROLES = Vocabulary(
    HolderRole("owner", Text("户主", "owner"), owns=True),
    HolderRole("joint", Text("联名持有人", "joint holder"), owns=True),
    HolderRole("authorised", Text("被授权人", "authorised user"), owns=False),
)
