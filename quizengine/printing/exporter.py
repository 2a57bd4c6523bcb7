"""nbconvert exporters for the kit's notebooks; the command line prints without them, through `lesson`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Unicode, default

from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.notebook import Cell, Notebook
from quizengine.printing.document import Document, build_document
from quizengine.printing.gallery import Gallery
from quizengine.printing.look import PLAIN, Look
from quizengine.printing.own import build_own
from quizengine.printing.recipes import read_recipes


class KitTypstExporter(Exporter):
    """A notebook of the kit as Typst source, which imports ``/kit.typ`` of the theme."""

    kind = Unicode("pupil", help="Which handout to print: an id of handouts/recipes.toml.").tag(config=True)
    lang = Unicode("", help="fr or en, for a notebook that does not say it itself.").tag(config=True)
    paper = Unicode(PLAIN.paper, help="a4 or letter").tag(config=True)
    variants = Unicode("", help="Some of large, dyslexia, ink and no-qr, with spaces.").tag(config=True)
    export_from_notebook = "Kit handout (Typst)"
    output_mimetype = "text/vnd.typst"
    default_preprocessors: list[str] = []  # noqa: RUF012 - a trait of nbconvert
    """None: cells are chosen by tag here, and nbconvert validates the notebook again after each one."""

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".typ"

    def from_notebook_node(
        self, nb: NotebookNode, resources: dict[str, Any] | None = None, **options: object
    ) -> tuple[Any, dict[str, Any]]:
        """Return the handout and nbconvert's resources.

        Raises:
            ValueError: something in the notebook cannot be printed; the message names the cell.
        """
        nb, resources = super().from_notebook_node(nb, resources, **options)
        told = resources.get("metadata", {})
        gallery = Gallery(Path(told["path"] or ".") if "path" in told else None)
        gallery.place = resources.get("output_files_dir") or gallery.place
        try:
            document = self._document(nb, f"{told.get('name') or 'notebook'}.ipynb", gallery)
            made = self._finish(document)
        except ValueError as error:
            if _is_command():  # nbconvert would show a teacher a traceback
                sys.exit(f"{error}")
            raise
        if isinstance(made, str):
            resources.setdefault("outputs", {}).update(document.files)
        return made, resources

    def _document(self, nb: NotebookNode, where: str, gallery: Gallery) -> Document:
        recipes = read_recipes()
        if self.kind not in recipes:
            raise ValueError(f'kind "{self.kind}" is not a handout. Choose one of {", ".join(recipes)}.')
        notebook, recipe = _to_notebook(nb, self.lang), recipes[self.kind]
        if notebook.lesson:
            return build_document(notebook, recipe, bank=kit_bank(), where=where, gallery=gallery)
        return build_own(notebook, recipe, bank=kit_bank(), where=where, gallery=gallery)

    def _finish(self, document: Document) -> str | bytes:
        return document.source


class KitPDFExporter(KitTypstExporter):
    """A notebook of the kit as a tagged PDF/UA-1."""

    export_from_notebook = "Kit handout (PDF)"
    output_mimetype = "application/pdf"

    @default("file_extension")
    def _file_extension_default(self) -> str:
        return ".pdf"

    def _finish(self, document: Document) -> str | bytes:
        return document.to_pdf(Look(self.paper, tuple(self.variants.split())))


def _is_command() -> bool:
    """Whether `jupyter nbconvert` runs, and no program."""
    from nbconvert.nbconvertapp import NbConvertApp  # it loads every exporter, and so this module

    return bool(NbConvertApp.initialized())


def _to_notebook(nb: NotebookNode, lang: str) -> Notebook:
    """Return nbformat's notebook as the kit's own record; lines in the file are not known here."""
    own = nb.metadata.get("quizengine", {})
    cells = tuple(
        Cell(
            cell.get("id", ""),
            cell.cell_type,
            "".join(cell.source),
            tuple(cell.metadata.get("tags", ())),
            bool(cell.get("outputs")),
            number,
            cell,
        )
        for number, cell in enumerate(nb.cells, start=1)
    )
    lang = lang or own.get("lang") or nb.metadata.get("lang") or ("" if own.get("lesson") else LANGUAGES[0])
    return Notebook(own.get("lesson", ""), lang, cells)
