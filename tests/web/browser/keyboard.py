"""Going through pages with the keyboard alone, as people do who use no mouse."""

from playwright.sync_api import Page

#: More stops than any page has before what is looked for.
MOST_STOPS = 250
_FOCUSED = """() => {
  const at = document.activeElement;
  const style = getComputedStyle(at);
  const within = at.querySelector("circle");
  const label = at.id && document.querySelector(`label[for="${CSS.escape(at.id)}"]`);
  return {
    words: [at.getAttribute("aria-label"), label && label.textContent, at.textContent]
      .filter(Boolean).join(" ").replace(/\\s+/g, " ").trim(),
    is: at.tagName.toLowerCase(),
    seen: parseFloat(style.outlineWidth) > 0 || Boolean(within),
  };
}"""


def go_to(page: Page, words: str, kind: str = "") -> None:
    """Press Tab until what has the words has the focus, which is seen at every stop.

    `kind` is the tag of what is looked for: a, button, input, ...; raises AssertionError where the
    keyboard does not lead there.
    """
    stops = []
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        focused = page.evaluate(_FOCUSED)
        if focused["is"] == "body":
            continue
        assert focused["seen"], f"the focus on {focused['words'][:60]!r} is not seen"
        stops.append(focused["words"][:30])
        if words in focused["words"] and kind in ("", focused["is"]):
            return
    raise AssertionError(f"Tab does not lead to {words!r}, but to {stops}")


def follow(page: Page, words: str, kind: str = "a") -> None:
    """Go to what has the words and press Enter; the page that comes is there."""
    go_to(page, words, kind)
    enter(page)


def enter(page: Page) -> None:
    """Press Enter where it leads to another page, and wait until that is there."""
    with page.expect_navigation(wait_until="networkidle"):
        page.keyboard.press("Enter")


def write(page: Page, label: str, text: str, kind: str = "input") -> None:
    """Go to a field by its label, and type in place of what stands there."""
    go_to(page, label, kind)
    page.keyboard.press("Control+A")
    page.keyboard.type(text)
