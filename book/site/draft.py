"""The builder of one page: of a whole edition it leaves out all that is made of more than one."""

from pathlib import Path

from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder


class Draft(StandaloneHTMLBuilder):
    """Sphinx's builder of HTML, without all that is made of more than one page."""

    def copy_assets(self) -> None:
        """Leave style sheets and scripts as they are in the site."""
        (Path(self.outdir) / "_static").mkdir(parents=True, exist_ok=True)

    def finish(self) -> None:
        self.copy_image_files()


def setup(app: Sphinx) -> None:
    app.add_config_value("draft", False, "")
    if app.config.overrides.get("draft"):
        app.add_builder(Draft, override=True)  # by its name: outputs are chosen by that
