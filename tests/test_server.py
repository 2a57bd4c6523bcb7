"""The teacher's JupyterLab is for this machine and this teacher only, and asks nobody for anything."""

import json

import pytest

from quizengine.lab.server import configure


@pytest.fixture
def start(tmp_path):
    def start(lang="fr"):
        state = tmp_path / "state"
        return configure(folder=tmp_path, start="Accueil.ipynb", state=state, lang=lang, port=0)

    return start


def test_it_listens_to_this_machine_only(start):
    assert start()["ServerApp"]["ip"] == "127.0.0.1"


def test_nobody_gets_in_without_the_token(start):
    config = start()
    assert len(config["IdentityProvider"]["token"]) >= 32
    assert "password" not in {**config["ServerApp"], **config["IdentityProvider"]}
    assert not config["ServerApp"].get("disable_check_xsrf", False)


def test_every_start_has_its_own_token(start):
    assert start()["IdentityProvider"]["token"] != start()["IdentityProvider"]["token"]


def test_it_fetches_no_news_and_looks_for_no_update(start, tmp_path):
    lab = start()["LabApp"]
    assert lab["news_url"] is None
    assert lab["check_for_updates_class"] == "jupyterlab.NeverCheckForUpdate"
    notes = settings(tmp_path)["@jupyterlab/apputils-extension:notification"]
    assert (notes["fetchNews"], notes["checkForUpdates"]) == ("false", False)


def test_it_opens_no_terminal_and_installs_no_extension(start):
    config = start()
    assert config["ServerApp"]["terminals_enabled"] is False
    assert config["LabApp"]["extension_manager"] == "readonly"


@pytest.mark.parametrize(("lang", "locale"), [("fr", "fr_FR"), ("en", "en")])
def test_it_speaks_the_language_of_the_lessons(lang, locale, start, tmp_path):
    start(lang)
    assert settings(tmp_path)["@jupyterlab/translation-extension:plugin"] == {"locale": locale}


def settings(tmp_path):
    return json.loads((tmp_path / "state" / "settings" / "overrides.json").read_text("utf-8"))
