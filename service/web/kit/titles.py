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

#: Why a load rejects rows, as rejects.csv says it.
_REJECTED = {
    "missing": Text("必填项为空", "a required value is missing"),
    "unknown_customer": Text("所指客户不存在", "names a customer that is not there"),
    "unknown_account": Text("所指账户不存在", "names an account that is not there"),
    "unknown_group": Text("所指集团不存在", "names a group that is not there"),
    "duplicate_key": Text("主键重复", "another row has the same key"),
    "erased": Text("客户信息已依法删除", "names a person who was erased"),
    "out_of_range": Text("数值超出范围", "out of range"),
    "too_long": Text("文字过长", "too long"),
    "line_too_long": Text("一行过长", "a line that is too long"),
    "too_many_decimals": Text("小数位过多", "too many decimals"),
    "too_many_cells": Text("列数过多", "too many cells"),
    "too_few_cells": Text("列数不足", "too few cells"),
    "not_a_number": Text("不是数字", "not a number"),
    "not_a_count": Text("不是非负整数", "not a count"),
    "not_a_currency": Text("不是货币代码", "not a currency"),
    "not_an_instant": Text("不是时间", "not an instant"),
    "not_a_day": Text("不是日期", "not a day"),
    "not_a_truth": Text("既非“是”也非“否”", "neither yes nor no"),
    "not_a_choice": Text("不在可选值之内", "not one of the choices"),
    "not_listed": Text("代码未列入映射", "a code that the mapping does not list"),
    "not_in_format": Text("与约定格式不符", "not in the format agreed on"),
    "not_in_encoding": Text("编码有误", "not in the encoding of the file"),
    "nothing_visible": Text("内容不可见", "holds nothing visible"),
    "broken_quotes": Text("引号不成对", "quotes that do not match"),
}


def _columns() -> dict[str, Text]:
    """What the columns of a customer's record are called."""
    told = {name: Text(column.zh, name.replace("_", " ")) for name, column in headings().items()}
    return told | _FIELDS


#: By the name that templates give to `code`, then by the code.
TITLES: Mapping[str, Mapping[str, Text]] = {
    "matched": _FIELDS,
    "revealed": _FIELDS,
    "column": _columns(),
    "purposes": _PURPOSES,
    "reject_code": _REJECTED,
}
