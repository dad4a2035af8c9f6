"""JupyterLab as a reader of one edition wants it: in their language, the first lesson open, no news asked for."""

import json
import subprocess
import sys
from pathlib import Path

from book import ROOT
from book.notebooks import lesson_stems, path_of
from book.wording import customs_of


def defaults(language: str) -> dict[str, dict[str, str | bool]]:
    """Return what JupyterLab takes for its settings where the reader has chosen nothing."""
    return {
        "@jupyterlab/translation-extension:plugin": {"locale": customs_of(language)["jupyterlab"]},
        "@jupyterlab/apputils-extension:notification": {
            "fetchNews": "false",  # else it asks, in a dialogue over the first lesson
            "checkForUpdates": False,  # the book's pins say which version it is
        },
    }


def write_defaults(language: str, folder: Path) -> Path:
    """Write the defaults where JupyterLab looks for them, apart from the reader's own settings."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "overrides.json").write_text(json.dumps(defaults(language)), "utf-8")
    return folder


def command(language: str) -> list[str]:
    """Return the command that opens an edition."""
    settings = write_defaults(language, ROOT / "_build" / "lab" / language)
    first = path_of(lesson_stems()[0], language)
    return [sys.executable, "-m", "jupyterlab", str(first), f"--LabApp.app_settings_dir={settings}"]


def start(language: str) -> int:
    """Trust the edition's notebooks and open it; return the exit status of JupyterLab."""
    # JupyterLab shows no stored picture of a notebook that it does not know.
    notebooks = sorted((ROOT / "notebooks" / language).glob("*.ipynb"))
    trust = [sys.executable, "-m", "jupyter", "trust", *map(str, notebooks)]
    subprocess.call(trust, cwd=ROOT, stdout=subprocess.DEVNULL)
    return subprocess.call(command(language), cwd=ROOT)
