"""Prose becomes Typst without any of it acting as markup, and what is not known stops loudly."""

import re

import pytest

from quizengine.printing.markdown import Renderer
from quizengine.printing.typst import literal


def render(source, lang="fr"):
    return Renderer(lang, where='a.ipynb:7: cell "intro"').render(source)


def test_text_cannot_act_as_markup(page):
    hostile = 'Vu #panic("x") \\ $1$ *a* "fin" ] } @b <c> `#d`'
    assert page(("markdown", hostile.replace("<c>", "&lt;c&gt;"))).to_pdf().startswith(b"%PDF")


def test_a_literal_escapes_quotes_and_backslashes():
    assert literal('a "b" \\ c\nd\x07') == '"a \\"b\\" \\\\ c\\nd"'


@pytest.mark.parametrize(
    ("source", "kind"),
    [
        ("Un <b>mot</b>", "inline_html"),
        ("<iframe></iframe>", "block_html"),
    ],
)
def test_what_is_not_printed_is_told_with_its_cell(source, kind):
    with pytest.raises(
        ValueError, match=rf'a\.ipynb:7: cell "intro": "{kind}" is not printed .* plain Markdown'
    ):
        render(source)


def test_a_sign_without_a_font_is_told_with_its_cell(page):
    document = page(("markdown", "Rien"), ("markdown", "Bravo 😀"))
    with pytest.raises(ValueError, match=r'my\.ipynb:2: cell "cell-2": "😀" is in no font here'):
        document.to_pdf()


def test_the_title_of_the_notebook_is_left_to_the_page():
    assert render("# Titre") == ""


def test_headings_never_skip_a_level():
    source = render("## A\n\n#### B\n\n## C\n\n### D")
    assert re.findall(r"level: (\d)", source) == ["2", "3", "2", "3"]


def test_minutes_below_a_heading_stand_beside_it():
    assert render("## A\n\n4 min\n\nTexte") == '#heading(level: 2)[#"A";]#beside("4\u00a0min");\n\n#"Texte";'


def test_underscores_become_a_line_to_write_on():
    assert render("Je vais " + "_" * 40) == '#"Je vais ";#blank(none, lines: 2);'
    assert render("Date : ____") == '#"Date\u00a0: ";#blank(4, lines: 1);'


def test_a_blank_in_a_table_is_as_wide_as_its_column():
    source = render("| Qui ? | Peut faire… |\n|---|---|\n| Un ami | ____ |")
    assert "[#blank(none);]" in source
    assert "columns: (6fr, 30fr, )" in source


def test_what_announces_a_table_stays_on_its_page():
    assert render("Complète à deux\u00a0:").startswith("#announce[")
    assert "#announce" not in render("Complète à deux.")


def test_a_fold_opens_on_paper():
    opened = render("<details>\n<summary>Notes · avant le cours</summary>\n\n**Dire** oui\n\n</details>")
    assert opened == '#heading(level: 2)[#"Avant le cours";]\n\n#strong[#"Dire";];#" oui";'


def test_the_minutes_of_a_fold_belong_to_the_section_above():
    assert "#duration(" in render("<details>\n<summary>Notes · 4 min</summary>\n\noui\n\n</details>")


def test_a_link_can_be_typed_from_paper():
    assert render("[le site](https://www.a.fr/)") == '#web-link("https://www.a.fr/", [#"le site";], "a.fr");'


def test_a_link_to_a_file_is_only_its_text():
    assert render("[la suite](04-suite.ipynb)") == '#"la suite";'
