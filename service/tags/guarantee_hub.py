"""一保多: customers who stand for many different borrowers."""

from service.relations.guarantees.many_parties import tag_of_many_parties
from service.tagging.declaration import Text

TAG = tag_of_many_parties(
    "borrowers",
    tag_id="guarantee_hub",
    title=Text("一保多", "Guarantor of many"),
    meaning=Text(
        "为三户或以上不同客户提供担保。其中数户同时违约，即须同时代偿。同一客户的多笔担保按一户计。",
        "Guarantees three or more different customers. If several of them default, all have to "
        "be paid for. Several guarantees for one customer count as one party.",
    ),
    more_than_five=Text(
        "为超过五户提供担保：银监办发〔2014〕214号将对外担保超过五户列为重点风险",
        "for more than five: CBRC notice 214 of 2014 singles out guarantees for more than five "
        "parties",
    ),
    five_or_fewer=Text(
        "未超过五户：同时代偿的压力已高于单笔担保（本产品参考值）",
        "five or fewer: several may still have to be paid for at once (reference value of this "
        "product)",
    ),
    sentence=Text(
        "为{count}户客户提供担保（{names}），合计{sums}",
        "Guarantees {count} customers ({names}), in all {sums}",
    ),
)
