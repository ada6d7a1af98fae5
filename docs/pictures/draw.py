"""Make the pictures of this folder anew: the example pages in a real browser.

    PYTHONPATH=src python docs/pictures/draw.py

Wants chromium and playwright, as the tests of the page do.
"""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from firsthand import trace
from firsthand.publish.page import to_page

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WORDS = "three of the dam’s six gates"  # of the statement that is lit


def main() -> None:
    """Draw both pictures; pages are named from the root of the tree, as the docs name them."""
    os.chdir(ROOT)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        report = Path(folder, "report.html")
        report.write_text(to_page(trace(["examples"])), encoding="utf-8")
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1200, "height": 720})
        page.goto(report.as_uri())
        _claim(page)
        _statement(page)
        browser.close()


def _claim(page: Page) -> None:
    """The fullest claim in which possible merges leave an interval."""
    claims = page.locator(".claims > ol > [data-claim]").all()
    wanted = next(c for c in claims if c.get_attribute("data-min") != c.get_attribute("data-max"))
    wanted.locator(".standing").screenshot(path=HERE / "claim.png")


def _statement(page: Page) -> None:
    button = page.locator("article button", has_text=WORDS).first
    button.click()
    button.evaluate("(button) => button.closest('article').scrollIntoView()")
    page.screenshot(path=HERE / "evidence-page.png")


if __name__ == "__main__":
    main()
