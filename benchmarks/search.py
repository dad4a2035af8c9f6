"""How well the search of the built site finds sections by their headings, and cards by the error messages pasted.

.venv/bin/python benchmarks/search.py
"""

import sys
from pathlib import Path

import yaml
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from book import LANGUAGES, ROOT
from book.browser import find, options
from book.search.table import PASTED, messages, print_messages, print_table, tally
from book.server import SITE


def main():
    if not (SITE / "en/search.html").exists():
        sys.exit("There is no site yet: python3 -m book build")
    kinds = yaml.safe_load((ROOT / "tests/pasted.yml").read_text("utf-8"))
    found, pasted = {}, {}
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find(), args=options())
        page = browser.new_page()
        for language in LANGUAGES:
            page.goto((SITE / language / "search.html").as_uri() + "?q=memoryview")
            page.locator(".search-found li").first.wait_for()
            found[language] = tally(page)
            pasted[language] = messages(page)
            first = page.evaluate(PASTED, [one["text"] for one in kinds])
            pairs = zip(kinds, first, strict=True)
            missed = [one["kind"] for one, card in pairs if card != f"errors.html#{one['card']}"]
            pasted[language]["as it came"] = len(kinds), missed
        browser.close()
    print_table(found)
    print_messages(pasted)


main()
