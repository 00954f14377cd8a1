"""Kinship: what one person is of another, and what that means for control, credit and influence."""

from dataclasses import dataclass
from typing import Literal

from cypher.vocabulary.words import Text, Vocabulary, Weight, Word

#: As what a relation makes two persons one household.
HouseholdTie = Literal["spouse", "parent_child"]


@dataclass(frozen=True)
class KinRelation(Word):
    """What `a` is of `b`: the title, and `inverse`, what `b` then is of `a`.

    `influence` is how much kin follow each other, against a referral, which is 1. `close` kin
    (近亲属) are those of the Civil Code, art. 1045, and of the guidelines on group credit, art. 3:
    three generations in line, two beside it. Kin `in_concert` (一致行动人) are taken to vote as
    one, by convention after 上市公司收购管理办法 art. 83. `household` says by what tie kin are
    family (家庭成员); None where kin need not live together.
    """

    inverse: str
    influence: Weight
    close: bool = True
    in_concert: bool = False
    household: HouseholdTie | None = None


_TWO_GENERATIONS = Weight(0.6, Text("两代直系，互相商量", "parent and child: they ask each other"))
_THREE_GENERATIONS = Weight(0.4, Text("隔代，往来较少", "two generations apart: less in touch"))

#: The closest first: of two who are kin twice over the first relation is told.
KIN_RELATIONS = Vocabulary(
    KinRelation(
        "spouse",
        Text("配偶", "spouse"),
        inverse="spouse",
        influence=Weight(0.8, Text("共同决策", "they decide together")),
        in_concert=True,
        household="spouse",
    ),
    KinRelation(
        "parent",
        Text("父母", "parent"),
        inverse="child",
        influence=_TWO_GENERATIONS,
        in_concert=True,
        household="parent_child",
    ),
    KinRelation(
        "child",
        Text("子女", "child"),
        inverse="parent",
        influence=_TWO_GENERATIONS,
        in_concert=True,
        household="parent_child",
    ),
    KinRelation(
        "sibling",
        Text("兄弟姐妹", "sibling"),
        inverse="sibling",
        influence=Weight(0.6, Text("同辈至亲，互相商量", "closest of an age: they ask each other")),
        in_concert=True,
    ),
    KinRelation(
        "grandparent",
        Text("祖父母或外祖父母", "grandparent"),
        inverse="grandchild",
        influence=_THREE_GENERATIONS,
    ),
    KinRelation(
        "grandchild",
        Text("孙子女或外孙子女", "grandchild"),
        inverse="grandparent",
        influence=_THREE_GENERATIONS,
    ),
    KinRelation(
        "other",
        Text("其他亲属", "relative"),
        inverse="other",
        influence=Weight(
            0.3, Text("旁系亲属，听取意见而已", "further kin: an opinion among others")
        ),
        close=False,
    ),
)
