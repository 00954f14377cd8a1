"""Write again the pages and tables that are made from the code: `make documents`."""

from docs import catalogue_page, endpoints_page, reading_tags_table, settings_page


def main() -> None:
    """Write each page from its declarations."""
    for page in (catalogue_page, endpoints_page, reading_tags_table, settings_page):
        page.DOCUMENT.write_text(page.render(), encoding="utf-8")


if __name__ == "__main__":
    main()
