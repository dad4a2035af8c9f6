"""JupyterLab opens in the reader's language, at the first lesson, and asks nothing."""

import json
from pathlib import Path

import pytest
from jsonschema import validate
from jupyterlab_server.settings_utils import get_settings
from jupyterlab_server.translation_utils import get_language_pack, get_language_packs

from book import LANGUAGES, lab
from book.wording import customs_of

pytestmark = pytest.mark.once


@pytest.fixture
def settings(tmp_path, monkeypatch):
    """Return a function of a language and a plugin: its settings, and its schema, as JupyterLab reads them."""
    from jupyterlab.commands import get_app_dir

    monkeypatch.setattr(lab, "ROOT", tmp_path)
    own = tmp_path / "own"
    schemas = Path(get_app_dir(), "schemas")

    def read(language, plugin):
        [option] = [word for word in lab.command(language) if word.startswith("--LabApp.")]
        name, _, folder = option.removeprefix("--LabApp.").partition("=")
        assert name == "app_settings_dir"
        overrides = json.loads(Path(folder, "overrides.json").read_text("utf-8"))
        assert all(
            Path(schemas, *plugin.split(":")).with_suffix(".json").exists() for plugin in overrides
        )
        found, _ = get_settings(folder, str(schemas), str(own), plugin, overrides=overrides)
        given = {name: one["default"] for name, one in found["schema"]["properties"].items()}
        return {**given, **found["settings"]}, found["schema"]

    read.own = own
    return read


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_speaks_the_language_and_asks_for_no_news(settings, language):
    chosen, _ = settings(language, "@jupyterlab/translation-extension:plugin")
    assert chosen["locale"] == customs_of(language)["jupyterlab"]
    news, schema = settings(language, "@jupyterlab/apputils-extension:notification")
    validate(news, schema)
    assert (news["fetchNews"], news["checkForUpdates"]) == ("false", False)


def test_what_the_reader_has_chosen_counts(settings):
    plugin = settings.own / "@jupyterlab" / "translation-extension" / "plugin.jupyterlab-settings"
    plugin.parent.mkdir(parents=True)
    plugin.write_text('{"locale": "en"}', "utf-8")
    chosen, _ = settings("tr", "@jupyterlab/translation-extension:plugin")
    assert chosen["locale"] == "en"


@pytest.mark.parametrize(("language", "file"), [("tr", "Dosya"), ("ru", "Файл")])
def test_the_language_packs_are_there(language, file):
    locale = customs_of(language)["jupyterlab"]
    assert locale in get_language_packs()[0]
    words = get_language_pack(locale)[0]["jupyterlab"]
    assert words["menu\x04File"] == [file]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_first_lesson_is_opened(language, tmp_path, monkeypatch):
    monkeypatch.setattr(lab, "ROOT", tmp_path)
    assert Path(lab.command(language)[3]).parts[-3:] == ("notebooks", language, "01-slices.ipynb")
