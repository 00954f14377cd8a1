"""资金归集: customers whom many pay, and who soon pay it on to a few."""

from service.relations.payments.collection_tag import collection_tag
from service.tagging.declaration import Text

TAG = collection_tag(
    collects=True,
    tag_id="money_collector",
    version="1.0.0",
    title=Text("资金归集", "Money collector"),
    meaning=Text(
        "短期内（默认7天）资金分散转入、集中转出：至少五个不同付款方转入，转给至多两个收款方，"
        "转入与转出金额相当（较小者不低于较大者的一半）。现金及行外账户亦计。",
        "Within a few days (seven by default) money comes in from five or more different payers "
        "and goes out to one or two payees, and either sum is at least half of the other. "
        "Cash and accounts at other banks count too.",
    ),
    twenty_or_more=Text(
        "付款方达20个：已是向不特定多数人收款的规模，须排查非法集资、跑分等（本产品参考值）",
        "twenty payers or more: the scale of collecting from the public (reference "
        "value of this product)",
    ),
    ten_or_more=Text(
        "付款方达10个：超出亲友、同事之间的一般代收（本产品参考值）",
        "ten payers or more: beyond what friends or colleagues pool (reference value of this "
        "product)",
    ),
    fewer_than_ten=Text(
        "付款方未达10个：分散转入、集中转出的情形已经成立，或有正当用途，应予了解（本产品参考值）",
        "fewer than ten payers: in by many and out to few all the same, which may be harmless "
        "and wants a look (reference value of this product)",
    ),
)
