"""Read a mock network from a data file and check that everything in it is named."""

from __future__ import annotations

from collections.abc import Collection

from quizengine.content.problem import listing, suggest
from quizengine.content.scenarios import read_lines
from quizengine.content.table import Table
from quizengine.scoring.feed import (
    ACT_SHAPES,
    OUTCOMES,
    POST_KINDS,
    QUALITIES,
    Account,
    ActRecord,
    Feed,
    Label,
    Message,
    Post,
    Reaction,
    Report,
)
from quizengine.scoring.scenario import Line


def read_feed(root: Table) -> Feed | None:
    """Return the feed of a file, or None when it has any problem."""
    table = root.table("feed")
    root.close()
    feed = Feed(
        id=table.slug(),
        title=table.text("title"),
        intro=table.text("intro"),
        you=table.text("you"),
        target=table.string("target"),
        before=_read_before(table),
        accounts={one.id: one for one in map(_read_account, table.tables("account"))},
        posts={one.id: one for one in map(_read_post, table.tables("post"))},
        reasons={one.id: one for one in map(_read_label, table.tables("reason"))},
        audiences={one.id: one for one in map(_read_label, table.tables("audience"))},
        acts={one.id: one for one in map(_read_act, table.tables("act"))},
        messages={one.id: one for one in map(_read_message, table.tables("message"))},
        reactions=tuple(map(_read_reaction, table.tables("reaction"))),
    )
    table.close()
    _check_ids(table)
    _check_people(table, feed)
    return feed if root.is_sound else None


def _read_before(table: Table) -> tuple[tuple[str, str], ...]:
    pairs = table.raw("before")
    found = []
    for pair in pairs if isinstance(pairs, list) else []:
        if isinstance(pair, list) and len(pair) == 2 and set(pair) <= set(ACT_SHAPES):
            found.append((pair[0], pair[1]))
        else:
            table.tell(
                f"before {pair} must be two acts, the first of which comes first ({listing(ACT_SHAPES)}).",
                "before",
            )
    return tuple(found)


def _read_account(table: Table) -> Account:
    account = Account(table.slug(), table.text("name"), table.text("handle"), table.text("about"))
    table.close()
    return account


def _read_post(table: Table) -> Post:
    report = table.table("report")
    post = Post(
        id=table.slug(),
        account=table.string("account"),
        kind=table.one_of("kind", POST_KINDS),
        text=table.text("text"),
        when=table.text("when"),
        seen_by=table.integer("seen_by"),
        why=table.text("why"),
        report=Report(report.one_of("outcome", OUTCOMES), report.text("text"), report.text("next")),
        reply_to=table.string("reply_to", ""),
        about=table.string("about", ""),
        rules=table.strings("rules"),
    )
    report.close()
    table.close()
    return post


def _read_label(table: Table) -> Label:
    label = Label(table.slug(), table.text("text"), table.strings("rules"))
    table.close()
    return label


def _read_act(table: Table) -> ActRecord:
    act = ActRecord(
        id=table.one_of("id", ACT_SHAPES),
        on=table.one_of("on", ("post", "account", "none")),
        text=table.text("text"),
        reaction=table.text("reaction"),
        why=table.text("why"),
    )
    table.close()
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
        if value and value not in known:
            one.tell(
                f'{key} "{value}" is not one of the {what} ({listing(known)}).{suggest(value, known)}', key
            )

    check(table, "target", feed.accounts, "accounts")
    for one in table.tables("post"):
        check(one, "account", feed.accounts, "accounts")
        check(one, "about", feed.accounts, "accounts")
        check(one, "reply_to", feed.posts, "posts")
    for one in table.tables("reaction"):
        check(one, "account", feed.accounts, "accounts")
        check(one, "post", feed.posts, "posts")
