"""The pages above the editions: the one that proposes a language, and the one for wrong addresses."""

from pathlib import Path
from urllib.parse import urlparse

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from book import LANGUAGES, policy, release
from book.wording import say

TEMPLATES = Path(__file__).resolve().parent / "templates"
NAMES = ("landing.html", "404.html")
PAGES = Environment(loader=FileSystemLoader(TEMPLATES), undefined=StrictUndefined, autoescape=True)


def write(
    site: Path,
    site_url: str,
    course: list[str],
    paper: dict[str, list[str]],
    packages: str = "",
    runs: bool = True,
) -> None:
    """Write `index.html` and `404.html` into the site; `site_url` is its address, or empty while it has none.

    `course` names the lessons in their order, `paper` the files of each edition that are to be printed or read
    elsewhere; `packages` is the address of Python packages for live cells, or empty, and `runs` says whether there
    are live cells.

    A host serves 404.html for any address of any depth, so its links start from the path of the site.
    """
    for name in NAMES:
        page = PAGES.get_template(name).render(
            languages=LANGUAGES,
            say=say,
            course=course,
            paper=paper,
            runs=runs,
            site_url=site_url,
            release=release.VERSION,
            base=urlparse(site_url).path or "/",
        )
        target = "index.html" if name == "landing.html" else name
        (site / target).write_text(policy.state(page, packages) + "\n", "utf-8")
