"""Every word of the interface in the reader's language, and the way from a page to its translations."""

import json
import re
import shutil
from gettext import NullTranslations
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.locale import get_translation, get_translator, translators

from book import LANGUAGES, archive
from book.site.edition import edition_of

BOOK = Path(__file__).resolve().parent.parent
TEXT = re.compile(r'\b_\(("(?:[^"\\]|\\.)*")')  # in a script
SCRIPTS = re.compile(r'src="[^"]*?([\w.-]+\.js)[?"]')

_ = get_translation("sphinx")


class Words(NullTranslations):
    """A catalogue that knows our words first, and asks Sphinx's for the others."""

    def __init__(self, words: dict[str, str], others: NullTranslations):
        super().__init__()
        self.words = words
        self.add_fallback(others)

    def gettext(self, message: str) -> str:
        return self.words.get(message) or super().gettext(message)


def speak(app: Sphinx, config: Config) -> None:
    """Let this build's catalogues, and the shared configuration, speak the language of the build."""
    words = edition_of(app).words
    for catalogue in ("sphinx", "booktheme"):
        translators["general", catalogue] = Words(words, get_translator(catalogue))
    app.translator = translators["general", "sphinx"]  # what the templates ask
    config.html_title = _(config.html_title)
    config.project = _(config.project)
    config.author = _(config.author)
    config.html_theme_options["search_bar_text"] = _("Search this book...")
    for document in config.external_site_map.values():
        for tree in document.subtrees:
            tree.caption = tree.caption and _(tree.caption)


def lead_elsewhere(app: Sphinx, config: Config) -> None:
    """Say where the notebooks of this edition are kept, and where the edition is published."""
    options = config.html_theme_options
    options["path_to_docs"] = f"notebooks/{config.language}"
    if options.get("repository_url"):
        options.update(
            use_repository_button=True, use_issues_button=True, use_edit_page_button=True
        )
        options["launch_buttons"] = {
            "binderhub_url": "https://mybinder.org",
            "notebook_interface": "jupyterlab",
        }
    edition = edition_of(app)
    edition.site_url = config.html_baseurl and config.html_baseurl.rstrip("/") + "/"
    config.html_baseurl = edition.site_url and f"{edition.site_url}{config.language}/"


def word_scripts(app: Sphinx, config: Config) -> None:
    """Give the scripts their texts, `_("…")`, in the language of the build, in place: no page looks a word up."""
    folder = Path(app.doctreedir) / "static"
    shutil.rmtree(folder, ignore_errors=True)
    for path in sorted((BOOK / "static").rglob("*.js")):
        target = folder / path.relative_to(BOOK / "static")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(worded(path.read_text("utf-8"), edition_of(app).words), "utf-8")
    config.html_static_path.append(str(folder))  # behind ours, whose scripts these replace


def worded(script: str, words: dict[str, str]) -> str:
    """Return a script with the texts of a language."""

    def translated(match: re.Match[str]) -> str:
        text = json.loads(match[1])
        return f"_({json.dumps(words.get(text, text), ensure_ascii=False)}"

    return TEXT.sub(translated, script)


def prepare(app: Sphinx) -> None:
    # myst-nb would put the outputs of cells beside the pages, into the published site.
    config = app.env.mystnb_config  # type: ignore[attr-defined]  # myst-nb has put it there
    app.env.mystnb_config = config.copy(output_folder=str(app.doctreedir / "outputs"))  # type: ignore[attr-defined]


def name_folds(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """Word the folds of cells: myst-nb sets “source”, “output” or “content” into one English pattern."""
    for node in doctree.findall(lambda node: "prompt_show" in getattr(node, "attributes", {})):
        for prompt in ("prompt_show", "prompt_hide"):
            node[prompt] = _(node[prompt])


def link(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Tell a page where it stands in the other languages."""
    page = app.builder.get_target_uri(pagename)
    context["languages"] = [
        (language, name, context["pathto"](f"../{language}/{page}", 1))
        for language, name in LANGUAGES.items()
    ]


def offer_the_edition(
    app: Sphinx,
    pagename: str,
    templatename: str,
    context: dict[str, Any],
    doctree: nodes.document | None,
) -> None:
    """Add the archive of the whole edition to the theme's download menu."""
    button = {
        "type": "link",
        "url": context["pathto"](archive.name(app.config.language), 1),
        "text": _("The whole edition (.zip)"),
        "tooltip": _("Download all notebooks of this edition"),
        "icon": "fas fa-book",
        "label": "download-edition-button",
    }
    for buttons in download_menus(context):
        buttons.insert(1, button)


def download_menus(context: dict[str, Any]) -> list[list[dict[str, Any]]]:
    """Return the buttons of the theme's download menu on a page, none where a page has no such menu."""
    groups = context.get("header_buttons", [])
    return [group["buttons"] for group in groups if group["label"] == "download-buttons"]


def setup(app: Sphinx) -> None:
    app.config.templates_path.append(str(BOOK / "templates"))
    app.config.html_static_path.append(str(BOOK / "static"))
    app.connect("config-inited", speak, priority=950)  # once the table of contents is read
    app.connect("config-inited", lead_elsewhere, priority=950)
    app.connect("config-inited", word_scripts, priority=951)  # once they are read
    app.connect("builder-inited", prepare, priority=950)  # once myst-nb is set up
    app.connect("doctree-resolved", name_folds)
    app.connect("html-page-context", link)
    # once the theme has made its menu
    app.connect("html-page-context", offer_the_edition, priority=900)
