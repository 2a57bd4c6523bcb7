"""nbconvert exporters for the kit's notebooks; the command line prints without them, through `lesson`."""

from __future__ import annotations

from typing import Any

from nbconvert.exporters import Exporter
from nbformat import NotebookNode
from traitlets import Unicode, default

from quizengine.content.bank import kit_bank
from quizengine.content.notebook import Cell, Notebook
from quizengine.printing.document import Document, build_document
from quizengine.printing.look import PLAIN, Look
from quizengine.printing.recipes import read_recipes


class KitTypstExporter(Exporter):
    """A notebook of the kit as Typst source, which imports ``/kit.typ`` of the theme."""

    kind = Unicode("pupil", help="Which handout to print: an id of handouts/recipes.toml.").tag(config=True)
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
        where = f"{resources.get('metadata', {}).get('name') or 'notebook'}.ipynb"
        return self._finish(self._document(nb, where)), resources

    def _document(self, nb: NotebookNode, where: str) -> Document:
        recipes = read_recipes()
        if self.kind not in recipes:
            raise ValueError(f'kind "{self.kind}" is not a handout. Choose one of {", ".join(recipes)}.')
        return build_document(_to_notebook(nb), recipes[self.kind], bank=kit_bank(), where=where)

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


def _to_notebook(nb: NotebookNode) -> Notebook:
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
        )
        for number, cell in enumerate(nb.cells, start=1)
    )
    return Notebook(own.get("lesson", ""), own.get("lang", ""), cells)
