"""Opens a page from disk in Debian's Chromium, with no network, and notes all it does."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright

FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
DESKTOP = (1366, 768)
PHONE = (390, 844)


def chromium() -> str:
    """Return the path of Chromium; without one the test fails in CI and is skipped elsewhere."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found:
        return found
    message = "no chromium here: apt-get install chromium"
    if os.environ.get("CI") or os.environ.get("GEO_SER_REQUIRE_BROWSER"):
        pytest.fail(message)
    pytest.skip(message)


@dataclass
class Seen:
    """A page and everything that happened on it since it was opened."""

    page: Page
    requests: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)

    def foreign(self) -> list[str]:
        """Return every request for something else than the page itself or data inside it."""
        own = self.page.url.partition("#")[0]
        return [
            url
            for url in self.requests
            if url.partition("#")[0] != own and not url.startswith(("data:", "blob:"))
        ]

    def trouble(self) -> list[str]:
        """Return what should not have happened: console errors, page errors, dialogs."""
        return [*self.console, *self.errors, *self.dialogs]


@contextmanager
def browser() -> Iterator[BrowserContext]:
    """Give a Chromium with a fresh profile and its network off."""
    with TemporaryDirectory() as profile, sync_playwright() as playwright:
        context = playwright.chromium.launch_persistent_context(
            profile,
            executable_path=chromium(),
            args=FLAGS,
            offline=True,
            viewport={"width": DESKTOP[0], "height": DESKTOP[1]},
        )
        try:
            yield context
        finally:
            context.close()


def open_page(
    context: BrowserContext, file: Path, *, size: tuple[int, int] = DESKTOP, fragment: str = ""
) -> Seen:
    """Open a page by its file address, as a double click does, and start taking notes."""
    page = context.new_page()
    page.set_viewport_size({"width": size[0], "height": size[1]})
    seen = Seen(page)
    page.on("request", lambda request: seen.requests.append(request.url))
    page.on("pageerror", lambda error: seen.errors.append(str(error)))
    page.on("console", lambda line: line.type == "error" and seen.console.append(line.text))
    page.on("dialog", lambda dialog: (seen.dialogs.append(dialog.message), dialog.dismiss()))
    page.goto(file.as_uri() + fragment, wait_until="load")
    return seen
