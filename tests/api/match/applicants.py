"""A bank of thirty customers with unlike names, and what is asked of it."""

from typing import Any

from tests.banks import ServedBank
from tests.building import Row

#: The check letters of these were worked out by GB 32100 and GB 11643.
CREDIT_CODE = "91350100M000100Y43"
RESIDENT_18, RESIDENT_15 = "11010519491231002X", "110105491231002"

BRANDS = [
    "砚棹",
    "云汀",
    "沣禾",
    "曜衡",
    "泓梧",
    "璟翮",
    "昶椿",
    "浔帆",
    "煜筑",
    "沅屿",
    "珩岚",
    "霁川",
    "翊辰",
    "栩渡",
    "澄溪",
]
TRADES = ["农业发展", "国际贸易", "餐饮管理", "建筑工程", "供应链管理"]
PERSONS = [
    "张建国",
    "李晓梅",
    "王海涛",
    "赵文静",
    "陈思远",
    "刘雨桐",
    "孙立军",
    "周芷若",
    "吴承恩",
    "郑和平",
    "冯玉祥",
    "褚时健",
    "卫子夫",
    "蒋南孙",
    "沈从文",
]
COMPANIES = [f"上海{brand}{TRADES[i % len(TRADES)]}有限公司" for i, brand in enumerate(BRANDS)]
NAMES = [*COMPANIES, *PERSONS]
#: One letter of another shape, one of the same sound, and one left out.
MISSPELT = {
    "上海砚棹农业发展有限公司": "上海砚掉农业发展有限公司",
    "张建国": "张健国",
    "上海云汀国际贸易有限公司": "上海云汀国贸易有限公司",
}


def customer(customer_id: str, name: str, **more: Any) -> Row:
    """A customer as a row: a company where the name says so."""
    kind = "company" if name.endswith("公司") else "person"
    return {"customer_id": customer_id, "kind": kind, "name": name, **more}


def applicants() -> list[Row]:
    """The thirty, numbered in the order of NAMES."""
    return [customer(f"N{i:02}", name) for i, name in enumerate(NAMES)]


def matched(bank: ServedBank, *items: Any, status: int = 200, **more: Any) -> Any:
    """POST /customers/match of items, a name standing for itself; the answer must have a status."""
    asked = [{"name": item} if isinstance(item, str) else item for item in items]
    response = bank.client.post("/api/v1/customers/match", json={"items": asked, **more})
    assert response.status_code == status, response.get_data(as_text=True)
    return response.get_json()


def found(bank: ServedBank, item: Any, **more: Any) -> tuple[str, list[str]]:
    """How one item is matched, and the customers in their order."""
    [answer] = matched(bank, item, **more)["items"]
    return answer["match"], [each["customer_id"] for each in answer["customers"]]


def bases(bank: ServedBank, item: Any) -> dict[str, str]:
    """By what the first customer of an item was compared, by field."""
    [answer] = matched(bank, item)["items"]
    return {reason["field"]: reason["basis"] for reason in answer["customers"][0]["reasons"]}


def wide(text: str) -> str:
    """Latin letters and digits in the full width that Chinese input methods give them."""
    return "".join("\u3000" if letter == " " else chr(ord(letter) + 0xFEE0) for letter in text)
