"""How people type: what an input method makes of a text."""


def full_width(text: str) -> str:
    """The text as an input method in full-width mode types it."""
    wide = {code: chr(code + 0xFEE0) for code in range(0x21, 0x7F)} | {0x20: "\u3000"}
    return text.translate(wide)
