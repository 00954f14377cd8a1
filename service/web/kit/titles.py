"""Titles of codes that stand on pages alone: no table of the API has a column of them."""

from collections.abc import Mapping

from cypher.vocabulary import IDENTIFIER_KINDS, Text
from service.api.tables.columns import headings

#: Identifying values, and what else a customer is found by or told with.
_FIELDS = {kind: word.title for kind, word in IDENTIFIER_KINDS.items()} | {
    "name": Text("名称", "name"),
    "former_name": Text("曾用名", "former name"),
    "customer_id": Text("客户号", "number"),
    "pinyin": Text("拼音", "pinyin"),
    "account": Text("账号", "account"),
    "id_number": Text("证件号码", "certificate number"),
    "id_type": Text("证件类型", "type of certificate"),
    "credit_code": Text("统一社会信用代码", "credit code"),
    "birth_on": Text("出生日期", "day of birth"),
    "gender": Text("性别", "gender"),
    "registered_address": Text("注册地址", "registered address"),
}
_PURPOSES = {
    "service": Text("客户服务", "service"),
    "credit_risk": Text("信用风险", "credit risk"),
    "aml": Text("反洗钱", "money laundering"),
    "compliance": Text("合规", "compliance"),
    "marketing": Text("市场营销", "marketing"),
}


def _columns() -> dict[str, Text]:
    """What the columns of a customer's record are called."""
    told = {name: Text(each.zh, name.replace("_", " ")) for name, each in headings().items()}
    return told | _FIELDS


#: By the name that templates give to `code`, then by the code.
TITLES: Mapping[str, Mapping[str, Text]] = {
    "matched": _FIELDS,
    "revealed": _FIELDS,
    "column": _columns(),
    "purposes": _PURPOSES,
}
