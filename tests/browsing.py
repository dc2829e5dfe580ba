"""A real browser, driven over a pipe by its own protocol: Chromium without a window, with nothing to install beside."""

from __future__ import annotations

import base64
import itertools
import json
import os
import select
import shutil
import subprocess
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")
CHROMIUM = os.environ.get("RUNREST_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), "")
FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-dev-shm-usage",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-extensions",
    "--hide-scrollbars", "--remote-debugging-pipe",
)  # fmt: skip
PATIENCE_S = 120
"""How long anything may take before the browser counts as gone; far more than it ever needs."""


WIRES = """
import fcntl, os, sys
ends = [fcntl.fcntl(int(end), fcntl.F_DUPFD, 64) for end in sys.argv[1:3]]
for at, end in enumerate(ends, 3):
    os.dup2(end, at)
os.execv(sys.argv[3], sys.argv[3:])
"""
"""The browser reads its orders from 3 and answers on 4: this puts the two ends there, then becomes the browser."""


class BrowserError(Exception):
    """The page threw, or the browser went away."""


class Browser:
    """One tab. ``complaints`` gathers everything the console, the page or its security policy complained of."""

    def __init__(self) -> None:
        self.profile = tempfile.TemporaryDirectory(ignore_cleanup_errors=True)
        to_browser, self.write_end = os.pipe()
        self.read_end, from_browser = os.pipe()

        self.process = subprocess.Popen(
            [sys.executable, "-S", "-c", WIRES, str(to_browser), str(from_browser), CHROMIUM, *FLAGS,
             f"--user-data-dir={self.profile.name}", "about:blank"],
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            pass_fds=(to_browser, from_browser),
        )  # fmt: skip
        os.close(to_browser)
        os.close(from_browser)
        self.numbers = itertools.count(1)
        self.left = b""
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.session = ""
        try:
            self._attach()
        except BaseException:
            self.__exit__()
            raise

    def _attach(self) -> None:
        target = next(one for one in self.ask("Target.getTargets")["targetInfos"] if one["type"] == "page")
        self.session = self.ask("Target.attachToTarget", targetId=target["targetId"], flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network", "DOM", "Accessibility"):
            self.ask(f"{domain}.enable")

    def __enter__(self) -> Browser:
        return self

    def __exit__(self, *_: object) -> None:
        self.process.terminate()
        self.process.wait(20)
        os.close(self.write_end)
        os.close(self.read_end)
        self.profile.cleanup()

    def ask(self, method: str, **params: Any) -> Any:
        """Send one order and wait for its answer, taking note of what happens meanwhile."""
        number = next(self.numbers)
        told: dict[str, Any] = {"id": number, "method": method, "params": params}
        if self.session:
            told["sessionId"] = self.session
        text = json.dumps(told).encode() + b"\0"
        while text:
            text = text[os.write(self.write_end, text) :]
        while True:
            found = self._next()
            if found.get("id") == number:
                if "error" in found:
                    raise BrowserError(f"{method}: {found['error']['message']}")
                return found["result"]
            self._note(found)

    def _next(self) -> dict[str, Any]:
        until = time.monotonic() + PATIENCE_S
        while b"\0" not in self.left:
            ready, _, _ = select.select([self.read_end], [], [], max(0, until - time.monotonic()))
            more = os.read(self.read_end, 1 << 20) if ready else b""
            if not more:
                raise BrowserError("the browser is gone")
            self.left += more
        first, _, self.left = self.left.partition(b"\0")
        found: dict[str, Any] = json.loads(first)
        return found

    def _note(self, event: dict[str, Any]) -> None:
        told, method = event.get("params", {}), event.get("method")
        if method == "Runtime.exceptionThrown":
            self.complaints.append(json.dumps(told["exceptionDetails"])[:600])
        elif method == "Log.entryAdded" and told["entry"]["level"] in ("error", "warning"):
            self.complaints.append(told["entry"]["text"])
        elif method == "Runtime.consoleAPICalled" and told["type"] in ("error", "warning", "assert"):
            self.complaints.append(json.dumps(told["args"])[:600])
        elif method == "Network.requestWillBeSent":
            self.requests.append(told["request"]["url"])

    def run(self, script: str) -> Any:
        """Give what an expression comes to in the page; promises are waited for."""
        found = self.ask("Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True)
        if "exceptionDetails" in found:
            raise BrowserError(json.dumps(found["exceptionDetails"])[:800])
        return found["result"].get("value")

    def call(self, script: str, value: Any) -> Any:
        """Call a function of the page with plain data."""
        return self.run(f"({script})({json.dumps(value)})")

    def open(self, address: str) -> None:
        """Open a page and wait until it has answered for the first time."""
        self.complaints.clear()
        self.requests.clear()
        self.ask("Page.navigate", url="about:blank")
        self.ask("Page.navigate", url=address)
        until = time.monotonic() + PATIENCE_S
        while self.run("document.documentElement?.dataset.ready") != "yes":
            if time.monotonic() > until:
                raise BrowserError(f"{address} never answered; {self.complaints}")
            time.sleep(0.02)

    def press(self, key: str, *, text: str = "", shift: bool = False) -> None:
        """Press one key."""
        codes = {"Tab": 9, "Enter": 13, " ": 32, "ArrowLeft": 37, "ArrowUp": 38, "ArrowRight": 39, "ArrowDown": 40}
        said = {" ": " ", "Enter": "\r"}.get(key, text)
        told = {
            "key": key,
            "windowsVirtualKeyCode": codes.get(key, ord(key[0].upper())),
            "modifiers": 8 if shift else 0,
        }
        self.ask(
            "Input.dispatchKeyEvent",
            type="keyDown" if said else "rawKeyDown",
            **({"text": said} if said else {}),
            **told,
        )
        self.ask("Input.dispatchKeyEvent", type="keyUp", **told)

    def size(self, width: int, height: int, *, scheme: str = "light", mobile: bool = False) -> None:
        """Set the window and whether it is light or dark."""
        self.ask("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=mobile)
        self.ask("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def picture(self, path: Path, *, whole: bool = False) -> None:
        """Write what is to be seen as a PNG."""
        found = self.ask("Page.captureScreenshot", format="png", captureBeyondViewport=whole)
        path.write_bytes(base64.b64decode(found["data"]))

    def paper(self, path: Path) -> None:
        """Write what would be printed on A4 as a PDF."""
        found = self.ask("Page.printToPDF", paperWidth=8.27, paperHeight=11.69, printBackground=False)
        path.write_bytes(base64.b64decode(found["data"]))
