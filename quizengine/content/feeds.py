"""Read a mock network from a data file and check that everything in it is named."""

from __future__ import annotations

from collections.abc import Collection

from quizengine.content.problem import listing, suggest
from quizengine.content.scenarios import read_lines
from quizengine.content.table import Table
from quizengine.scoring.feed import (
    ACT_SHAPES,
    AUDIENCES,
    OUTCOMES,
    POST_KINDS,
    Account,
    ActRecord,
    Feed,
    Label,
    Message,
    Post,
    Reaction,
    Report,
)
from quizengine.scoring.outcome import QUALITIES
from quizengine.scoring.scenario import Line

PLACES = ("post", "account", "none")


def read_feed(root: Table) -> Feed | None:
    """Return the feed of a file, or None when it has any problem."""
    if not root.data:
        return None
    table = root.table("feed")
    root.close()
    if not isinstance(root.data.get("feed"), dict):
        return None
    feed = Feed(
        id=table.slug(),
        title=table.text("title"),
        intro=table.text("intro"),
        you=table.text("you"),
        target=table.string("target"),
        before=table.pairs("before"),
        accounts={one.id: one for one in map(_read_account, table.tables("account"))},
        posts={one.id: one for one in map(_read_post, table.tables("post"))},
        reasons={one.id: one for one in map(_read_label, table.tables("reason"))},
        audiences={one.id: one for one in map(_read_audience, table.tables("audience"))},
        acts={one.id: one for one in map(_read_act, table.tables("act"))},
        messages={one.id: one for one in map(_read_message, table.tables("message"))},
        misfit=_read_report(table.table("misfit")),
        reactions=tuple(map(_read_reaction, table.tables("reaction"))),
    )
    table.close()
    _check_ids(table)
    _check_people(table, feed)
    return feed if root.is_sound else None


def _read_account(table: Table) -> Account:
    account = Account(table.slug(), table.text("name"), table.text("handle"), table.text("about"))
    table.close()
    return account


def _read_post(table: Table) -> Post:
    post = Post(
        id=table.slug(),
        account=table.string("account"),
        kind=table.one_of("kind", POST_KINDS),
        text=table.text("text"),
        when=table.text("when"),
        seen_by=table.integer("seen_by"),
        why=table.text("why"),
        report=_read_report(table.table("report")),
        reply_to=table.string("reply_to", ""),
        about=table.string("about", ""),
        rules=table.strings("rules"),
    )
    table.close()
    return post


def _read_report(table: Table) -> Report:
    report = Report(table.one_of("outcome", OUTCOMES), table.text("text"), table.text("next"))
    table.close()
    return report


def _read_label(table: Table) -> Label:
    label = Label(table.slug(), table.text("text"), table.strings("rules"))
    table.close()
    return label


def _read_audience(table: Table) -> Label:
    table.one_of("id", AUDIENCES)
    return _read_label(table)


def _read_act(table: Table) -> ActRecord:
    act = ActRecord(
        id=table.one_of("id", ACT_SHAPES),
        on=table.one_of("on", PLACES),
        text=table.text("text"),
        reaction=table.text("reaction"),
        why=table.text("why"),
    )
    table.close()
    place = ACT_SHAPES.get(act.id, ("none",))[0]
    wanted = place if place in PLACES else "none"
    if act.on in PLACES and act.on != wanted:
        table.tell(f'on "{act.on}" does not fit this act. Write on = "{wanted}".', "on")
    return act


def _read_message(table: Table) -> Message:
    message = Message(
        id=table.slug(),
        act=table.one_of("act", [act for act, shape in ACT_SHAPES.items() if "message" in shape]),
        text=table.text("text"),
        quality=table.one_of("quality", QUALITIES),
        why=table.text("why"),
        lines=read_lines(table),
    )
    table.close()
    return message


def _read_reaction(table: Table) -> Reaction:
    act = table.one_of("act", ACT_SHAPES)
    place = "account" if ACT_SHAPES.get(act, ())[:1] == ("account",) else "post"
    reaction = Reaction(act, table.string(place), Line(table.string("who"), table.text("text")))
    table.close()
    return reaction


def _check_ids(table: Table) -> None:
    for kind in ("account", "post", "reason", "audience", "act", "message"):
        seen: set[str] = set()
        for one in table.tables(kind):
            name = str(one.data.get("id"))
            if name in seen:
                one.tell(f'the id "{name}" is taken above. Give it another.', "id")
            seen.add(name)


def _check_people(table: Table, feed: Feed) -> None:
    """Tell every post, reaction and target that names somebody or something that is not there."""

    def check(one: Table, key: str, known: Collection[str], what: str) -> None:
        value = one.data.get(key, "")
        if value and isinstance(value, str) and value not in known:
            one.tell(
                f'{key} "{value}" is not one of the {what} ({listing(known)}).{suggest(value, known)}', key
            )

    for pair in feed.before:
        for act in pair:
            if act not in feed.acts:
                table.tell(f'before "{act}" is not one of the acts ({listing(feed.acts)}).', "before")
    check(table, "target", feed.accounts, "accounts")
    for one in table.tables("post"):
        check(one, "account", feed.accounts, "accounts")
        check(one, "about", feed.accounts, "accounts")
        check(one, "reply_to", feed.posts, "posts")
    for one in table.tables("reaction"):
        check(one, "account", feed.accounts, "accounts")
        check(one, "post", feed.posts, "posts")
