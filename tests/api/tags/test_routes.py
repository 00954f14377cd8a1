"""GET /tags: the catalogue, a page at a time."""

from service.tags import catalogue
from tests.banks import ServedBank


def test_the_whole_catalogue_comes_on_the_first_page(world: ServedBank) -> None:
    page = world.get("/tags")
    assert [tag["tag_id"] for tag in page["items"]] == list(catalogue())
    assert page["next"] is None


def test_a_page_goes_on_after_the_last_tag_shown(world: ServedBank) -> None:
    whole = world.get("/tags")["items"]
    first = world.get("/tags", limit=3)
    second = world.get("/tags", limit=3, cursor=first["next"])
    assert first["items"] + second["items"] == whole[:6]
    last = world.get("/tags", limit=500, cursor=second["next"])
    assert last == {"items": whole[6:], "next": None}
