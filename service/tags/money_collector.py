"""资金归集: customers whom many pay, and who soon pay it on to a few."""

from service.relations.payments.cash_flows import VIEWS
from service.relations.payments.collect_and_distribute import collect_and_distribute
from service.relations.payments.collection_text import told_gathering
from service.settings import Settings
from service.tagging.declaration import Grade, Holdings, Reading, Tag, Text

GRADES = (
    Grade(
        "wide",
        Text("大范围", "wide"),
        20,
        Text(
            "付款方达20个：已是向不特定多数人收款的规模，须排查非法集资、跑分等（惯例）",
            "twenty payers or more: the scale of collecting from the public (convention)",
        ),
    ),
    Grade(
        "medium",
        Text("中等范围", "medium"),
        10,
        Text(
            "付款方达10个：超出亲友、同事之间的一般代收（惯例）",
            "ten payers or more: beyond what friends or colleagues pool (convention)",
        ),
    ),
    Grade(
        "narrow",
        Text("小范围", "narrow"),
        None,
        Text(
            "付款方未达10个：分散转入、集中转出的情形已经成立，或有正当用途，应予了解（惯例）",
            "fewer than ten payers: in by many and out to few all the same, which may be harmless "
            "and wants a look (convention)",
        ),
    ),
)


def find(bank: Reading, settings: Settings) -> Holdings:
    """Find who collects; the score is the number of payers. See `collect_and_distribute`."""
    return collect_and_distribute(bank, settings, collects=True, grades=GRADES)


TAG = Tag(
    tag_id="money_collector",
    version="1.0.0",
    title=Text("资金归集", "Money collector"),
    meaning=Text(
        "短期内（默认7天）资金分散转入、集中转出：至少五个不同付款方转入，转给至多两个收款方，"
        "转入与转出金额相当（较小者不低于较大者的一半，均可设）。现金及行外账户亦计。",
        "Within a few days (seven, a setting) money comes in from five or more different payers "
        "and goes out to one or two payees, and either sum is at least half of the other "
        "(settings). Cash and accounts at other banks count too.",
    ),
    audience=Text("反洗钱、风险管理", "financial-crime and risk officers"),
    source="金融机构大额交易和可疑交易报告管理办法 (中国人民银行令〔2006〕第2号) art. 11(1); "
    "all numbers: convention",
    views=VIEWS,
    grades=GRADES,
    find=find,
    tell=told_gathering,
    names=("facts.largest_payers", "facts.largest_payees"),
    rests_on=("PAID",),
)
