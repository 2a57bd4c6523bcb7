"""Sheets that are read back: one page, whole rings, and a code for each version."""

import json
import math
from itertools import combinations

import pytest
import typst

from quizengine.cli import main
from quizengine.content.bank import LANGUAGES, kit_bank
from quizengine.content.kit import kit_root
from quizengine.content.notebook import read_notebook
from quizengine.content.sheet_code import KINDS, SheetCode
from quizengine.printing.copies import Copy, list_copies, split_copies
from quizengine.printing.document import build_document, is_for, open_sheet
from quizengine.printing.look import VARIANTS, Look
from quizengine.printing.read_back import find_printed
from quizengine.printing.recipes import read_recipes
from quizengine.printing.rings import plan_answers
from quizengine.scoring.item import TYPED

BANK = kit_bank()
LESSONS = [(name, lang) for name, one in BANK.lessons.items() for lang in one.notebook]
lessons = pytest.mark.parametrize(("lesson", "lang"), LESSONS)


def plan(lesson, lang, kind, seed=0):
    """Return a sheet, None where the lesson has none of this kind."""
    notebook, recipe = (
        read_notebook(BANK.folder.parent / BANK.lessons[lesson].notebook[lang]),
        read_recipes()[kind],
    )
    if not is_for(recipe, notebook, bank=BANK, where=""):
        return None
    return plan_answers(open_sheet(notebook, recipe, bank=BANK, where="", seed=seed))


@lessons
def test_a_sheet_is_one_page_and_its_rings_keep_their_distance(lesson, lang):
    for kind in KINDS:
        sheet = plan(lesson, lang, kind)
        if sheet is None:
            continue
        layout = sheet.read_layout(1)
        rings = [(one.x, one.y) for row in layout.rows for one in row.marks]
        assert min(math.dist(*two) for two in combinations(rings, 2)) >= layout.ring + 1
        assert layout.ring >= 6
        foot = min(y for _, y in layout.corners[2:]) - layout.marker / 2
        assert max(y for _, y in rings) + layout.ring / 2 < foot, (kind, "the page is full")
        assert {row.item for row in layout.rows} - {""} == {
            one.id for _, one in sheet.items if one.kind not in TYPED
        }


@lessons
def test_a_ticket_asks_the_three_items_of_its_form(lesson, lang):
    for kind, form in zip(KINDS[1:], "ABC", strict=True):
        sheet = plan(lesson, lang, kind)
        assert sheet is None or [one.form for _, one in sheet.items] == [form] * 3
        assert (sheet is None) == (not lesson.startswith("teens"))


def test_a_code_finds_its_sheet_in_either_language():
    for lang in LANGUAGES:
        sheet = plan("teens-3", lang, "ticket-b", 7)
        found = find_printed(sheet.code(7), BANK)
        assert found.layout == sheet.read_layout(7)
        assert (found.lesson, found.kind, found.seed) == ("teens-3", "ticket-b", 7)


def test_a_code_of_another_kit_finds_nothing():
    code = plan("teens-3", "fr", "ticket-b").code(0)
    strange = [
        SheetCode(code.lesson, code.kind, code.seed, code.digest ^ 1),
        SheetCode(60, code.kind, code.seed, code.digest),
        SheetCode(list(BANK.lessons).index("families-1"), 1, 0, code.digest),
    ]
    assert [find_printed(one, BANK) for one in strange] == [None] * 3


def test_a_number_is_the_same_on_the_sheet_and_on_the_lessons_other_sheets():
    sheet = plan("teens-3", "fr", "ticket-c")
    notebook = read_notebook(BANK.folder.parent / BANK.lessons["teens-3"].notebook["fr"])
    source = build_document(notebook, read_recipes()["recall"], bank=BANK, where="").source
    for number, item in sheet.items:
        assert f'"id": "{item.id}"' in source
        assert f'number: "{number}"' in source


def test_neighbours_hold_different_versions():
    assert list_copies() == (Copy(),)
    assert list_copies(seeds=2) == (Copy(1), Copy(2))
    assert list_copies(seeds=2, sheets=3) == (Copy(1, 1), Copy(2, 2), Copy(1, 3))
    assert list_copies(sheets=2) == (Copy(0, 1), Copy(0, 2))
    assert split_copies(list_copies(seeds=2), is_read=False) == {
        "-version-1": (Copy(1),),
        "-version-2": (Copy(2),),
    }


@pytest.mark.parametrize("given", [{"seeds": 1000}, {"sheets": 100}, {"seeds": -1}])
def test_more_than_a_sheet_can_tell_is_refused(given):
    with pytest.raises(ValueError, match="write a number from 0 to"):
        list_copies(**given)


def test_the_command_prints_numbered_sheets_and_versions(tmp_path, capsys):
    command = ["print", "teens-3", "--lang", "en", "--out", str(tmp_path), "--seeds", "2"]
    assert main([*command, "--kind", "ticket-b", "--kind", "recall", "--sheets", "4"]) == 0
    assert sorted(path.name for path in tmp_path.rglob("*.pdf")) == [
        "03-mute-block-report-three-weeks-sheet-version-1.pdf",
        "03-mute-block-report-three-weeks-sheet-version-2.pdf",
        "03-mute-block-report-ticket-b.pdf",
    ]
    assert main(["print", "--seeds", "5000"]) == 1
    assert "--seeds 5000" in capsys.readouterr().err


def test_choices_stand_in_one_order_on_every_sheet_of_a_version():
    notebook = read_notebook(BANK.folder.parent / BANK.lessons["teens-3"].notebook["fr"])
    bank, recipes = BANK, read_recipes()
    sources = [
        build_document(notebook, recipes[kind], bank=bank, where="", copies=[Copy(4)]).source
        for kind in ("recall", "ticket-c")
    ]
    item = bank.items["stranger-reports"]
    places = [
        sorted(item.choice_ids, key=lambda one, source=source: source.index(f'"id": "{one}"'))
        for source in sources
    ]
    assert places[0] == places[1] != list(item.choice_ids)


@pytest.mark.parametrize("look", [Look(), Look(variants=VARIANTS)])
def test_no_variant_moves_a_ring(look):
    notebook = read_notebook(BANK.folder.parent / BANK.lessons["teens-3"].notebook["fr"])
    recipe = read_recipes()["ticket-b"]
    made = build_document(notebook, recipe, bank=BANK, where="")
    plain, other = (find_places(made.source, one) for one in (Look(), look))
    assert len(plain) > 20
    assert other == plain


def find_places(source, look):
    """Where the rings and markers of a page are when it is set in a look."""
    theme = kit_root() / "handouts" / "theme"
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(theme / "fonts")])
    options = {"field": "value", "root": theme, "font_paths": fonts, "sys_inputs": look.inputs}
    return json.loads(typst.query(source.encode(), "<told>", **options))
