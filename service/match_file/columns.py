"""Which column of a table says what: by the canonical names, and by the words that banks use."""

from collections.abc import Sequence

from cypher.normalisation import alphanumeric
from cypher.search.keys import search_key
from service.api.match.schemas import NAMING

#: What headers call the fields of an item, beside the fields' own names.
WORDS = {
    "name": "姓名 名称 客户名称 客户姓名 客户名 中文名称 企业名称 公司名称 单位名称 机构名称 户名 "
    "申请人 申请人名称 申请人姓名 借款人 借款人名称 借款人姓名 担保人 担保人名称 name customername "
    "fullname companyname applicant",
    "customer_id": "客户号 客户编号 客户代码 客户id 客户标识 核心客户号 ecif号 ecif客户号 "
    "customerid customerno customernumber clientid cif",
    "id_number": "证件号码 证件号 证件编号 身份证 身份证号 身份证号码 公民身份号码 居民身份证号码 "
    "统一社会信用代码 社会信用代码 信用代码 统一信用代码 营业执照号 营业执照号码 注册号 "
    "组织机构代码 护照号 护照号码 证照号码 idnumber idno certificatenumber creditcode uscc",
    "id_type": "证件类型 证件种类 证照类型 idtype",
    "kind": "客户类型 客户类别 客户种类 类型 kind customertype",
    "birth_on": "出生日期 出生年月日 生日 birthon birthday dateofbirth",
    "phone": "手机 手机号 手机号码 电话 电话号码 联系电话 联系方式 移动电话 phone mobile telephone",
    "region": "地区 区域 所在地区 所在地 城市 region city",
    "branch": "机构 经办机构 管户机构 开户机构 分行 支行 网点 branch",
    "relationship_manager": "客户经理 客户经理号 客户经理编号 管户经理 relationshipmanager",
}
#: Fields whose numbers are names: a spreadsheet that took one for an amount has spoilt it.
NUMBERS = ("customer_id", "id_number", "phone")

_FIELD = {word: field for field, words in WORDS.items() for word in words.split()}


def plain(header: str) -> str:
    """A header's words without what stands in brackets behind them, signs and spaces."""
    key = search_key(header.partition("(")[0].partition("（")[0])
    return alphanumeric(key.removeprefix("*"))


def fields_of(header: Sequence[str]) -> dict[int, str]:
    """The field that each column says, by its place; columns that say none are left out."""
    found = {i: _FIELD.get(plain(name)) for i, name in enumerate(header)}
    return {i: field for i, field in found.items() if field}


def names_somebody(fields: dict[int, str]) -> bool:
    """Whether any column says a field that customers are found by."""
    return any(field in NAMING for field in fields.values())
