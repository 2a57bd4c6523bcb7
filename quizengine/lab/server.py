"""Starts JupyterLab on the teacher's folder, apart from any Jupyter they already have.

Must not know: what a lesson is, or where the kit lies.
"""

import json
import logging
import os
import secrets
import shutil
from pathlib import Path
from urllib.parse import quote

import nbformat
import platformdirs
import zmq
from jupyter_server.serverapp import ServerApp
from jupyterlab.labapp import LabApp
from nbformat.sign import NotebookNotary
from traitlets.config import Config

HERE = Path(__file__).parent
LOCALES = {"fr": "fr_FR", "en": "en"}
# Another Jupyter's settings, extensions and start-up files may not break the lessons, nor be changed by them.
FOREIGN = ("JUPYTER_PATH", "JUPYTER_CONFIG_PATH", "JUPYTERLAB_DIR", "JUPYTER_TOKEN", "JUPYTER_RUNTIME_DIR")


def set_environment(state: Path) -> None:
    """Point Jupyter and the kernels it starts to the kit's own folders."""
    for name in FOREIGN:
        os.environ.pop(name, None)
    os.environ["JUPYTER_NO_CONFIG"] = "1"
    os.environ["JUPYTER_DATA_DIR"] = str(state / "data")
    os.environ["IPYTHONDIR"] = str(state / "ipython")
    os.environ["PYDEVD_DISABLE_FILE_VALIDATION"] = "1"


def write_settings(state: Path, lang: str) -> Path:
    """Write JupyterLab's settings for one language, and forget the tabs of last time.

    Returns:
        The folder that holds them.
    """
    shutil.rmtree(state / "workspaces", ignore_errors=True)
    settings = state / "settings"
    settings.mkdir(parents=True, exist_ok=True)
    overrides = json.loads((HERE / "overrides.json").read_text(encoding="utf-8"))
    overrides["@jupyterlab/translation-extension:plugin"] = {"locale": LOCALES[lang]}
    (settings / "overrides.json").write_text(json.dumps(overrides), encoding="utf-8")
    shutil.copyfile(HERE / "page_config.json", settings / "page_config.json")
    return settings


def configure(*, folder: Path, start: str, state: Path, lang: str, port: int) -> Config:
    """Return JupyterLab's configuration: this machine only, with a token, and no request to anybody."""
    return Config(
        {
            "Application": {"log_level": "ERROR"},
            "IdentityProvider": {"token": secrets.token_urlsafe()},
            "ServerApp": {
                "ip": "127.0.0.1",
                "port": port,
                "root_dir": str(folder),
                "open_browser": False,
                "allow_root": True,
                "answer_yes": True,
                "terminals_enabled": False,
                # A browser packed as a snap may not read the hidden folder of the usual redirection file.
                "use_redirect_file": not Path("/snap/bin").is_dir(),
                "default_url": f"/lab/tree/{quote(start)}",
            },
            "KernelManager": {"transport_encryption": "auto" if zmq.has("curve") else "disabled"},
            "LabApp": {
                "default_url": f"/lab/tree/{quote(start)}",
                "app_settings_dir": str(write_settings(state, lang)),
                "user_settings_dir": str(state / "user-settings"),
                "workspaces_dir": str(state / "workspaces"),
                "extra_labextensions_path": [str(HERE)],
                "extension_manager": "readonly",
                "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
                "news_url": None,
            },
        }
    )


def usual_state(lang: str) -> Path:
    """Return where this system keeps a program's own files, one folder a language: both may run at once."""
    return platformdirs.user_data_path("quizengine", appauthor=False) / lang


def trust(lessons: Path) -> None:
    """Sign the kit's lessons, so that copies of them, word for word, may run and show their buttons.

    A notebook that came from elsewhere stays untrusted: JupyterLab asks before it does anything.
    """
    with NotebookNotary(data_dir=os.environ["JUPYTER_DATA_DIR"]) as notary:  # type: ignore[no-untyped-call]
        for path in lessons.rglob("*.ipynb"):
            notary.sign(nbformat.read(path, as_version=4))  # type: ignore[no-untyped-call]


def start_server(*, folder: Path, start: str, state: Path, lang: str, port: int) -> ServerApp:
    """Return JupyterLab's server on a folder, listening but not yet answering; port 0 takes a free one."""
    set_environment(state)
    config = configure(folder=folder, start=start, state=state, lang=lang, port=port)
    server: ServerApp = LabApp.initialize_server(config=config)
    return server


def run(server: ServerApp) -> None:
    """Serve until Ctrl+C, and leave no token behind."""
    # From here on what is critical is only that it stops: the kit says so itself, in the teacher's language.
    server.log.addFilter(lambda record: record.levelno < logging.CRITICAL)
    try:
        server.start()
    finally:
        server.remove_server_info_file()
        server.remove_browser_open_files()


def address(server: ServerApp) -> str:
    """Return the address of the start page, token included."""
    path = server.default_url.lstrip("/")
    return f"{server.connection_url}{path}?token={server.identity_provider.token}"
