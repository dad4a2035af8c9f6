"""Where the browser is that pages are tested and measured in: the package playwright brings none."""

import os
import shutil
from pathlib import Path

NAMES = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
)
USUAL_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)


def find() -> str | None:
    """Return the path of Chromium, Chrome or Edge, None if there is none."""
    found = [path for name in NAMES if (path := shutil.which(name))]
    found += [path for path in USUAL_PLACES if Path(path).exists()]
    return found[0] if found else None


def options() -> list[str]:
    """Return what it is started with: containers run as root, where it starts without its sandbox only."""
    return ["--no-sandbox"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
