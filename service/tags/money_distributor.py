"""资金分散: customers whom a few pay, and who soon pay it on to many."""

from service.relations.payments.collection_tag import collection_tag
from service.tagging.declaration import Text

TAG = collection_tag(
    collects=False,
    tag_id="money_distributor",
    version="1.1.0",
    title=Text("资金分散", "Money distributor"),
    meaning=Text(
        "短期内（默认7天）资金集中转入、分散转出：至多两个付款方转入，随后转给至少五个不同收款方，"
        "转入与转出金额相当（较小者不低于较大者的一半）。按月发放的工资不算分散转出；现金及行外账户亦计。",
        "Within a few days (seven by default) money comes in from one or two payers and then goes "
        "out to five or more different payees, and either sum is at least half of the other. "
        "Salaries paid month by month are no distribution. Cash and accounts at other "
        "banks count too.",
    ),
    twenty_or_more=Text(
        "收款方达20个：已是向不特定多数人付款的规模，须排查返利、兑付等（本产品参考值）",
        "twenty payees or more: the scale of paying out to the public (reference value "
        "of this product)",
    ),
    ten_or_more=Text(
        "收款方达10个：超出亲友、同事之间的一般代付（本产品参考值）",
        "ten payees or more: beyond what is handed on among friends or colleagues (reference "
        "value of this product)",
    ),
    fewer_than_ten=Text(
        "收款方未达10个：集中转入、分散转出的情形已经成立，或有正当用途，应予了解（本产品参考值）",
        "fewer than ten payees: in by few and out to many all the same, which may be harmless "
        "and wants a look (reference value of this product)",
    ),
)
