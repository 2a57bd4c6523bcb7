"""A lesson as one small HTML file for one pupil alone: by double click, without network or storage.

It holds its own keys, as look-up tables that Python compiled: it is for practice only, and says so. Code,
style and lesson are packed (see `quizengine.classroom.pack`); the page's policy allows nothing but what
bears their hashes.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Iterator
from typing import Any

from quizengine.classroom.exits import find_exit
from quizengine.classroom.pack import pack
from quizengine.classroom.prose import Block, read_blocks
from quizengine.classroom.session import Play
from quizengine.classroom.source import read_code, read_loader, read_style
from quizengine.classroom.tables import Table, compile_item, count_responses
from quizengine.classroom.tables_story import compile_feed, compile_story
from quizengine.classroom.ticket import ALPHABET, CANDIDATES, VERSION, count_symbols, find_plan
from quizengine.content.bank import Bank, in_voice
from quizengine.content.face import item_face
from quizengine.content.face_calls import CARDS
from quizengine.content.face_cards import shown_cards
from quizengine.content.face_facts import help_lines, partners_face, tutorial_face
from quizengine.content.face_feed import feed_face
from quizengine.content.face_scenario import scenario_face
from quizengine.content.markup import Markup, tag
from quizengine.content.screens import Screen
from quizengine.scoring.item import Item

MINUTES = re.compile(r"\d+\s*min")
"""A pupil alone has no timetable."""


def write_page(play: Play, bank: Bank, lang: str) -> str:
    """Return a lesson as one HTML file.

    Args:
        play: what is played.
        bank: the records.
        lang: ``fr`` or ``en``.

    Raises:
        ValueError: an item or the story has more answers than a page can list.
    """
    table = compile_lesson(play, bank, lang)
    lesson = json.dumps(table, ensure_ascii=False, separators=(",", ":"))
    style, loader = read_style(), read_loader()
    player = read_code({screen["kind"] for screen in table["screens"]})
    code = f'((given)=>{{"use strict";\n{player}start(given);\n}})({lesson});'
    packed, size = pack(f"{style}\0{code}")
    words = in_voice(bank, play.lesson.audience).speak("page", lang)
    policy = (
        f"default-src 'none'; script-src {_hash(loader)} {_hash(code)}; style-src {_hash(style)}; "
        "base-uri 'none'; form-action 'none'"
    )
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=policy),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", play.lesson.title[lang]),
    )
    body = tag(
        "body",
        tag("noscript", tag("p", words["no-script"])),
        tag("p", words["too-old"], id="old"),
        tag("script", Markup(packed), type="text/plain", id="lesson", data_size=str(size)),
        tag("script", Markup(loader)),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang=lang)}\n"


def compile_lesson(play: Play, bank: Bank, lang: str) -> Table:
    """Return what the page holds of a lesson: plain JSON, read by ``player/page.js``."""
    bank = in_voice(bank, play.lesson.audience)
    screens = list(_compile_screens(play, bank, lang))
    intro = screens.pop(0)["blocks"] if screens and screens[0]["kind"] == "text" else []
    return {
        "lang": lang,
        "title": play.lesson.title[lang],
        "intro": intro,
        "screens": screens,
        "help": help_lines(bank, lang, play.lesson.audience),
        # One item a screen: it is not the last one of anything.
        "words": bank.speak("player", lang) | {"quiz_end": ""} | _speak(bank, lang),
        "ticket": _compile_ticket(play.lesson.id, find_exit(play.lesson, play.items)),
    }


def _speak(bank: Bank, lang: str) -> dict[str, str]:
    """Return the words that the page itself shows; others stand beside what is packed, or in a face."""
    code = read_code()
    return {key: text for key, text in bank.speak("page", lang).items() if f'"{key}"' in code}


def _compile_ticket(lesson: str, items: tuple[Item, ...]) -> Table:
    return {
        "alphabet": ALPHABET,
        "head": ALPHABET[VERSION] + find_plan(lesson, items),
        "symbols": count_symbols(items),
        "candidates": CANDIDATES,
        "items": [item.id for item in items],
        "sizes": [count_responses(item) for item in items],
    }


def _compile_screens(play: Play, bank: Bank, lang: str) -> Iterator[Table]:
    """Yield the screens; texts of one step that follow each other make one."""
    titles = {step.id: step.title[lang] for step in play.lesson.steps}
    before: Table = {}
    step = ""
    for screen in play.script.screens:
        if screen.kind != "text":
            if before:
                yield before
            before = {}
            yield {"kind": screen.kind, "title": titles[screen.step]} | _compile(screen, play, bank, lang)
            continue
        title, blocks = _split_title(screen.text)
        if before and step == screen.step and not title:
            before["blocks"] += blocks
            continue
        if before:
            yield before
        step = screen.step
        before = {"kind": "text", "title": title or titles[step], "blocks": blocks}
    if before:
        yield before


def _split_title(markdown: str) -> tuple[str, list[Block]]:
    """Return the heading of a text, "" if it has none, and the rest without minutes."""
    blocks = read_blocks(markdown)
    said = ["".join(run["text"] for run in block["runs"]) for block in blocks]
    title = next((text for text, one in zip(said, blocks, strict=True) if one["kind"] == "heading"), "")
    kept = [
        block
        for text, block in zip(said, blocks, strict=True)
        if block["kind"] != "heading" and not MINUTES.fullmatch(text)
    ]
    return title, kept


def _compile(screen: Screen, play: Play, bank: Bank, lang: str) -> dict[str, Any]:
    """Return what a screen shows, and the table that answers."""
    profile = bank.speak("profile", lang)
    match screen.kind:
        case "quiz":
            item = play.items[screen.ref]
            face = {"title": "", "notice": "", "items": [item_face(item, lang)]}
            return {"face": face, "table": compile_item(item, lang, bank.speak("feedback", lang))}
        case "scenario":
            story = play.scenarios[screen.ref]
            return {"face": scenario_face(story, lang), "table": compile_story(story, lang, profile)}
        case "feed":
            feed, page = bank.feeds[screen.ref], bank.speak("page", lang)
            name = feed.accounts[feed.target].name[lang]
            told = {"title": page["feed-title"], "intro": page["feed-intro"].format(name=name)}
            after = {
                "sorry": bank.speak("feedback", lang)["not-an-act"],
                "profile": told | {"steps": [], "again": [], "best": []},
            }
            return {
                "face": feed_face(feed, lang, profile),
                "table": compile_feed(feed, lang, profile),
                "after": after,
            }
        case "cards":
            face = CARDS[screen.ref](bank, play.lesson.id, screen.ids, lang)
            return {"face": face | {"cards": shown_cards(face), "countries": []}}
        case "tutorial":
            return {"face": tutorial_face(bank, screen.ref, lang) | {"title": ""}}
    return {"face": partners_face(bank, lang, play.lesson.audience) | {"title": ""}}


def _hash(text: str) -> str:
    """Return what a policy calls a script or style by."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"
