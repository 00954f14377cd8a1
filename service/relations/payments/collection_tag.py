"""资金归集 and 资金分散: money from many to a few, or from a few to many, seen from either side."""

from service.relations.payments.cash_flows import VIEWS
from service.relations.payments.collect_and_distribute import collect_and_distribute
from service.relations.payments.collection_text import told_gathering
from service.relations.payments.settings import PaymentSettings
from service.tagging.declaration import Grade, Holdings, Reading, Tag, Text


def collection_tag(
    *,
    collects: bool,
    tag_id: str,
    title: Text,
    meaning: Text,
    version: str,
    twenty_or_more: Text,
    ten_or_more: Text,
    fewer_than_ten: Text,
) -> Tag:
    """The tag of customers who collect from many for a few, or else distribute from a few to many.

    The score is the number of payers, or of payees; the texts of numbers are the reasons of its
    grades. See `collect_and_distribute` for the rule and its cost.
    """
    grades = (
        Grade("wide", Text("大范围", "wide"), 20, twenty_or_more),
        Grade("medium", Text("中等范围", "medium"), 10, ten_or_more),
        Grade("narrow", Text("小范围", "narrow"), None, fewer_than_ten),
    )

    def find(bank: Reading, settings: PaymentSettings) -> Holdings:
        return collect_and_distribute(bank, settings, collects=collects, grades=grades)

    return Tag(
        tag_id=tag_id,
        version=version,
        title=title,
        meaning=meaning,
        audience=Text("反洗钱合规、风险管理", "compliance officers, risk officers"),
        purposes=("credit_risk", "aml"),
        source="金融机构大额交易和可疑交易报告管理办法 (中国人民银行令〔2006〕第2号) art. 11(1); "
        "all numbers: reference values of this product",
        views=VIEWS,
        grades=grades,
        find=find,
        tell=told_gathering,
        names=("facts.largest_payers", "facts.largest_payees"),
        rests_on=("PAID",),
    )
