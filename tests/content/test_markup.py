"""Markup: what a page holds comes back as text, and an attribute cannot be broken out of."""

from quizengine.content.markup import Markup, join, tag


def test_text_is_escaped_and_markup_is_not():
    assert tag("p", "<b>", tag("i", "&")) == "<p>&lt;b&gt;<i>&amp;</i></p>"
    assert join("<", Markup("<br>")) == "&lt;<br>"


def test_an_attribute_cannot_be_broken_out_of():
    assert tag("p", title='"><script>') == '<p title="&quot;&gt;&lt;script&gt;"></p>'


def test_attributes_stand_without_value_or_not_at_all():
    assert tag("input", required=True, checked=False, for_="a", aria_label="b", width=2.5) == (
        '<input required for="a" aria-label="b" width="2.5">'
    )
