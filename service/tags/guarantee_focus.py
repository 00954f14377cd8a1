"""多保一: customers for whom many different guarantors stand."""

from service.relations.guarantees.many_parties import tag_of_many_parties
from service.tagging.declaration import Text

TAG = tag_of_many_parties(
    "guarantors",
    tag_id="guarantee_focus",
    title=Text("多保一", "Guaranteed by many"),
    meaning=Text(
        "由三户或以上不同客户提供担保。一旦违约，各担保人同时被要求代偿。同一担保人的多笔担保按一户计。",
        "Guaranteed by three or more different customers. If it defaults, all of them are "
        "called upon at once. Several guarantees by one guarantor count as one party.",
    ),
    more_than_five=Text(
        "担保人超过五户：一旦违约波及面广，户数界限比照银监办发〔2014〕214号的五户（本产品参考值）",
        "more than five guarantors: a default would reach many; the number follows the five "
        "parties of CBRC notice 214 of 2014 (reference value of this product)",
    ),
    five_or_fewer=Text(
        "担保人未超过五户：融资仍须多户共同增信（本产品参考值）",
        "five guarantors or fewer: the credit still rests on several others (reference value of "
        "this product)",
    ),
    sentence=Text(
        "由{count}户客户提供担保（{names}），合计{sums}",
        "Guaranteed by {count} customers ({names}), in all {sums}",
    ),
)
