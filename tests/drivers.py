"""Firefox and WebKit, driven as the W3C says: by WebDriver BiDi over a web socket, by WebDriver over HTTP.

Playwright drives Chromium as it is, but of the other two only builds of its own, which come from no package
registry. What the checks need of them is little: to open a page, point, type, and evaluate JavaScript.
"""

import contextlib
import json
import os
import shutil
import socket
import subprocess
import time
import urllib.error
import urllib.request
from pathlib import Path

import websocket

PATIENCE = 240  # seconds
CONTROL = "\ue009"  # WebDriver, 17.4.2: keys that are no characters
FIREFOXES = (
    "firefox-esr",
    "firefox",
    "/Applications/Firefox.app/Contents/MacOS/firefox",
    "C:/Program Files/Mozilla Firefox/firefox.exe",
)
MINI_BROWSERS = "/usr/lib*/**/webkit2gtk-4.1/MiniBrowser"  # beside the library, not on the PATH


class Driver:
    """A window of a browser. Its subclasses say how it is spoken to; actions are the same in both protocols."""

    def click(self, selector):
        """Scroll to the first element and press the pointer on it."""
        self.evaluate(
            f"document.querySelector({json.dumps(selector)}).scrollIntoView({{block: 'center'}})"
        )
        move = {"type": "pointerMove", "x": 0, "y": 0, "origin": self.origin(selector)}
        press = [{"type": kind, "button": 0} for kind in ("pointerDown", "pointerUp")]
        self.perform({"type": "pointer", "id": "mouse", "actions": [move, *press]})

    def type(self, text, holding=""):
        """Press the keys of a text one after the other, while others are held down."""
        keys = [{"type": kind, "value": key} for key in text for kind in ("keyDown", "keyUp")]
        down = [{"type": "keyDown", "value": key} for key in holding]
        up = [{"type": "keyUp", "value": key} for key in holding]
        self.perform({"type": "key", "id": "keys", "actions": [*down, *keys, *up]})


class Firefox(Driver):
    """See https://w3c.github.io/webdriver-bidi/."""

    @staticmethod
    def find():
        return next(filter(None, map(shutil.which, FIREFOXES)), None)

    def __init__(self, program, folder, stack):
        """Start a Firefox whose profile is in `folder`; `stack` (an ExitStack) ends it."""
        command = [program, "--headless", "--no-remote", "--profile", str(folder)]
        process = subprocess.Popen(
            [*command, "--remote-debugging-port", "0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        stack.callback(process.wait)
        stack.callback(process.kill)
        found = wait_for(folder / "WebDriverBiDiServer.json")  # where it tells its address
        self.socket = websocket.create_connection(
            "ws://{ws_host}:{ws_port}/session".format(**found),
            timeout=PATIENCE,
            suppress_origin=True,
        )
        stack.callback(self.socket.close)
        self.number = 0
        self.call("session.new", capabilities={})
        stack.callback(self.call, "browser.close")
        self.context = self.call("browsingContext.getTree")["contexts"][0]["context"]

    def call(self, method, **parameters):
        self.number += 1
        self.socket.send(json.dumps({"id": self.number, "method": method, "params": parameters}))
        while (answer := json.loads(self.socket.recv())).get("id") != self.number:
            pass  # an event
        if answer["type"] == "error":
            raise RuntimeError(f"{method}: {answer['message']}")
        return answer["result"]

    def open(self, address):
        self.call("browsingContext.navigate", context=self.context, url=address, wait="complete")

    def script(self, expression):
        result = self.call(
            "script.evaluate",
            expression=expression,
            target={"context": self.context},
            awaitPromise=True,
        )
        if result["type"] == "exception":
            raise RuntimeError(result["exceptionDetails"]["text"])
        return result["result"]

    def evaluate(self, expression):
        return json.loads(
            self.script(f"JSON.stringify({expression}) ?? null").get("value") or "null"
        )

    def settled(self, promise):
        """Return what a promise comes to."""
        result = self.script(f"{promise}.then((value) => JSON.stringify(value) ?? null)")
        return json.loads(result.get("value") or "null")

    def origin(self, selector):
        element = self.script(f"document.querySelector({json.dumps(selector)})")
        return {"type": "element", "element": {"sharedId": element["sharedId"]}}

    def perform(self, source):
        self.call("input.performActions", context=self.context, actions=[source])


def wait_for(file):
    """Return what a JSON file says, as soon as another program has written it."""
    end = time.monotonic() + PATIENCE
    while True:
        with contextlib.suppress(OSError, ValueError):
            return json.loads(file.read_text("utf-8"))
        assert time.monotonic() < end, f"{file.name} was not written"
        time.sleep(0.1)


class WebKit(Driver):
    """WebKitGTK's small browser by its driver, on a display that nobody sees. See https://www.w3.org/TR/webdriver2/."""

    @staticmethod
    def find():
        """Return the path of the browser, if its driver and Xvfb are there, too."""
        if not (shutil.which("WebKitWebDriver") and shutil.which("Xvfb")):
            return None
        return next(map(str, Path("/").glob(MINI_BROWSERS.lstrip("/"))), None)

    def __init__(self, program, folder, stack):
        """Start a WebKit that keeps what it stores in `folder`; `stack` (an ExitStack) ends it."""
        environment = (
            os.environ
            | {
                "DISPLAY": display(stack),
                "GDK_BACKEND": "x11",
                "HOME": str(folder),
                "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS": "1",  # it can't be made in containers; the pages are ours
            }
        )
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        driver = subprocess.Popen(["WebKitWebDriver", f"--port={port}"], env=environment)
        stack.callback(driver.wait)
        stack.callback(driver.kill)
        self.address = f"http://127.0.0.1:{port}/session"
        options = {"binary": program, "args": ["--automation"]}
        self.session = ""
        self.session = "/" + self.begin({"webkitgtk:browserOptions": options})["sessionId"]
        stack.callback(self.call, "DELETE", "")

    def begin(self, capabilities):
        end = time.monotonic() + PATIENCE
        while True:
            try:
                return self.call("POST", "", capabilities={"alwaysMatch": capabilities})
            except urllib.error.URLError as error:  # the driver does not listen yet
                if isinstance(error, urllib.error.HTTPError) or time.monotonic() > end:
                    raise
                time.sleep(0.1)

    def call(self, method, path, **parameters):
        body = json.dumps(parameters).encode() if method == "POST" else None
        request = urllib.request.Request(self.address + self.session + path, body, method=method)
        with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
            return json.load(answer)["value"]

    def open(self, address):
        self.call("POST", "/url", url=address)

    def evaluate(self, expression):
        return self.call("POST", "/execute/sync", script=f"return {expression}", args=[])

    def origin(self, selector):
        return self.call("POST", "/element", using="css selector", value=selector)

    def perform(self, source):
        self.call("POST", "/actions", actions=[source])


def display(stack):
    """Start an X server without a screen; return the name of its display."""
    there, here = os.pipe()
    command = ["Xvfb", "-displayfd", str(here), "-screen", "0", "1280x1024x24", "-nolisten", "tcp"]
    server = subprocess.Popen(command, pass_fds=[here], stderr=subprocess.DEVNULL)
    stack.callback(server.wait)
    stack.callback(server.kill)
    os.close(here)
    with open(there) as number:  # noqa: PTH123 (a pipe)
        return f":{number.readline().strip()}"
