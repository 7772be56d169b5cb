"""A page in Debian's Chromium, headless, and the process of `poised browser` behind it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from selenium import webdriver
from selenium.webdriver.chrome.service import Service
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from tests.e2e.slack_driver import free_port
from tests.waits import HANG_S

ROOT = Path(__file__).parents[2]
DRIVER = "/usr/bin/chromedriver"
ARGUMENTS = (
    "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
    "--no-first-run", "--disable-background-networking", "--disable-component-update",
)  # fmt: skip


class Server:
    """`poised browser` on a folder; it may be killed and started again on the same port."""

    def __init__(self, folder: Path) -> None:
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}/browser"
        self._log = folder / "server.log"
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        self._environment = kept | {
            "HOME": str(folder),
            "POISED_DATA": str(folder / "data"),
            "POISED_SECRETS": str(folder / "secrets"),
            "POISED_LOG": "INFO",
        }
        self.start()

    def start(self) -> None:
        """Start it, and wait until it listens."""
        words = ("-m", "bot", "browser", "--no-open", "--port", str(self.port))
        with self._log.open("ab") as log:
            self.process = subprocess.Popen(
                [sys.executable, *words], cwd=ROOT, env=self._environment, stdout=log, stderr=log
            )

    def kill(self) -> None:
        """Kill -9."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()

    def stop(self) -> int:
        """Ask it to end; tells the exit code."""
        self.process.terminate()
        return self.process.wait(HANG_S)

    def end(self) -> None:
        """Let it end, with its database, if it still runs."""
        if self.process.poll() is None:
            self.stop()


class Page:
    """What a person does and sees."""

    def __init__(self, folder: Path, *extra: str) -> None:
        options = webdriver.ChromeOptions()
        for argument in (*ARGUMENTS, f"--user-data-dir={folder}", *extra):
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
        self.driver = webdriver.Chrome(options=options, service=Service(DRIVER))

    def open(self, url: str) -> None:
        """Open the page; a server that still starts is tried again."""

        def loaded(driver: Any) -> bool:
            driver.get(url)
            return "Poised" in driver.title

        self._until(loaded, ignored=Exception)
        self.connected()

    def connected(self) -> None:
        """Wait until the stream has brought everything."""
        self._until(lambda _: self.driver.find_element(By.ID, "status").text == "Connected.")

    def press(self, label: str) -> None:
        """Press the newest button with these words."""

        def found(_: Any) -> bool:
            every = self.driver.find_elements(By.CSS_SELECTOR, "main button")
            mine = [each for each in every if each.is_displayed() and each.text == label]
            if mine:
                mine[-1].click()
            return bool(mine)

        self._until(found, ignored=Exception)

    def write(self, text: str) -> None:
        """Type into the field that has the focus, and send with Enter."""
        self.driver.switch_to.active_element.send_keys(text, Keys.ENTER)

    def enter(self) -> None:
        """Press Enter on whatever has the focus."""
        self.driver.switch_to.active_element.send_keys(Keys.ENTER)

    def reload(self) -> None:
        """Load the page again."""
        self.driver.refresh()
        self.connected()

    def second_tab(self, url: str) -> None:
        """Go on in a new tab."""
        self.driver.switch_to.new_window("tab")
        self.open(url)

    def width_on(self, pixels: int) -> int:
        """The width that the content takes on a screen so wide; a window is never so narrow."""
        screen = {"width": pixels, "height": 640, "deviceScaleFactor": 1, "mobile": True}
        self.driver.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", screen)
        return int(self.driver.execute_script("return document.documentElement.scrollWidth"))

    def messages(self) -> list[str]:
        """The messages on the page, oldest first."""
        script = "return [...document.querySelectorAll('li.message')].map((one) => one.textContent)"
        found: list[str] = self.driver.execute_script(script)
        return found

    def sees(self, words: str) -> str:
        """Wait for a message with these words, and give it."""
        self._until(lambda _: any(words in one for one in self.messages()), words)
        return next(one for one in self.messages() if words in one)

    def requests(self) -> tuple[list[str], int]:
        """What this view asked for, and the bytes that came for it, headers included."""
        script = (
            "return performance.getEntries().filter((one) => one.name.startsWith('http'))"
            ".map((one) => [one.name, one.transferSize ?? 0])"
        )
        found = self.driver.execute_script(script)
        return [name for name, _ in found], sum(size for _, size in found)

    def complaints(self) -> list[str]:
        """What the console holds against the page: a broken policy, an error."""
        return [
            entry["message"]
            for entry in self.driver.get_log("browser")
            if entry["level"] == "SEVERE" and "net::ERR" not in entry["message"]
        ]

    def close(self) -> None:
        """End the browser."""
        self.driver.quit()

    def _until(self, holds: Any, words: str = "", ignored: Any = ()) -> None:
        skipped = (ignored,) if ignored else ()
        wait = WebDriverWait(self.driver, HANG_S, ignored_exceptions=skipped)
        wait.until(holds, f"{words} {self.messages()[-3:]}")


@contextmanager
def page(folder: Path, *extra: str) -> Iterator[Page]:
    """A browser that is closed at the end."""
    one = Page(folder, *extra)
    try:
        yield one
    finally:
        one.close()
