"""Play a lesson's widgets as a person would: by keyboard alone, or by pointer alone."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from quizengine.content.face import item_face
from quizengine.scoring import Item, Kind
from quizengine.scoring.feed import Act, Feed, parse_act
from quizengine.scoring.item import PAIRED, TYPED

DIRECTION = """(wanted) => {
  const here = document.activeElement;
  if (here === wanted || (wanted.type === "radio" && here.name === wanted.name)) return 0;
  return here.compareDocumentPosition(wanted) & Node.DOCUMENT_POSITION_PRECEDING ? -1 : 1;
}"""


class Keyboard:
    """Tab, arrows, Space and Enter."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def reach(self, control: Locator) -> None:
        """Tab until a control, or a radio of its group, has the focus."""
        for _ in range(200):
            way = control.evaluate(DIRECTION)
            if way == 0:
                return
            self.page.keyboard.press("Tab" if way > 0 else "Shift+Tab")
        raise AssertionError("the control cannot be reached by Tab")

    def push(self, button: Locator) -> None:
        self.reach(button)
        self.page.keyboard.press("Enter")

    def pick(self, box: Locator) -> None:
        """Tick a checkbox, or choose a radio with the arrows."""
        self.reach(box)
        if box.get_attribute("type") == "checkbox":
            self.page.keyboard.press("Space")
            return
        if box.evaluate("box => box === document.activeElement"):
            self.page.keyboard.press("Space")
        for _ in range(12):
            if box.is_checked():
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError("the radio cannot be reached by arrows")

    def write(self, field: Locator, text: str) -> None:
        """Type in place of what stands in a field; as a person would."""
        self.reach(field)
        self.page.keyboard.press("ControlOrMeta+a")
        self.page.keyboard.type(text)

    def choose(self, select: Locator) -> None:
        """Choose the next option of a closed list."""
        self.reach(select)
        self.page.keyboard.press("ArrowDown")


class Pointer:
    """Clicks."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def push(self, button: Locator) -> None:
        button.click()

    def pick(self, box: Locator) -> None:
        box.click()

    def write(self, field: Locator, text: str) -> None:
        field.click()
        field.fill(text)

    def choose(self, select: Locator) -> None:
        select.focus()
        select.select_option(index=1)


Hand = Keyboard | Pointer


def answer(hand: Hand, quiz: Locator, item: Item, key: tuple[str, ...]) -> None:
    """Answer the item that a quiz shows, and check it."""
    face = item_face(item, "en")
    shown = [choice["id"] for choice in (*face["choices"], *face["reasons"])]
    if item.kind is Kind.ORDER:
        _put_in_order(hand, quiz, key)
    elif item.kind in PAIRED:
        for pair in key:
            choice, _, target = pair.partition("=")
            radios = quiz.locator(".qe-option").nth(shown.index(choice)).locator("input")
            hand.pick(radios.nth(item.target_ids.index(target)))
    elif item.kind in TYPED:
        hand.write(quiz.locator(".qe-field"), key[0])
    elif item.kind is Kind.HOT_TEXT:
        places = [part["choice"] for part in face["passage"] if "choice" in part]
        for choice in sorted(key, key=places.index):
            hand.push(quiz.locator("button.qe-hot").nth(places.index(choice)))
    else:
        for choice in sorted(key, key=shown.index):
            hand.pick(quiz.locator(".qe-option input").nth(shown.index(choice)))
    hand.push(quiz.locator("button[type=submit]"))
    quiz.locator(".qe-message").wait_for()


def wrong_answer(item: Item) -> tuple[str, ...]:
    """Return an answer in which nothing is right."""
    if item.kind in TYPED:
        return ("9999",)
    if item.kind in PAIRED:
        pairs, turned = [pair.partition("=") for pair in item.key], (*item.target_ids[1:], item.target_ids[0])
        after = dict(zip(item.target_ids, turned, strict=True))
        return tuple(f"{choice}={after[target]}" for choice, _, target in pairs)
    wrong = [name for name in item.choice_ids if name not in item.key]
    return (wrong[0], wrong[1]) if item.kind is Kind.TRUE_FALSE and len(wrong) > 1 else (wrong[0],)


def _put_in_order(hand: Hand, quiz: Locator, key: tuple[str, ...]) -> None:
    rows = quiz.locator(".qe-row")
    for place, choice in enumerate(key):
        up = quiz.locator(f'[data-qe-key="up-{choice}"]')
        while rows.nth(place).locator(f'[data-qe-key="up-{choice}"]').count() == 0:
            hand.push(up)


def decide(hand: Hand, story: Locator, option: int) -> None:
    """Take one decision of a scenario and read on: consequence, feeling, reason."""
    hand.push(story.locator(".qe-choices button").nth(option))
    for shown in (".qe-after", ".qe-feels", ".qe-note:not(.qe-feels)"):
        story.locator(shown).wait_for()
        hand.push(story.locator(".qe-after .qe-buttons button"))


def act(hand: Hand, network: Locator, feed: Feed, text: str, lang: str) -> None:
    """Do one act in a mock network through its buttons, and wait until it is done."""
    done = network.locator(".qe-side li")
    count = done.count()
    wanted, problem = parse_act(feed, text)
    assert wanted is not None, problem
    label = feed.acts[wanted.kind].text[lang]
    if wanted.post or wanted.account:
        post = wanted.post or next(one.id for one in feed.posts.values() if one.account == wanted.account)
        hand.push(network.locator(f'[data-qe-key="menu-{post}"]'))
        hand.push(network.locator(".qe-menu").get_by_role("button", name=label, exact=True))
    else:
        hand.push(network.locator(".qe-top").get_by_role("button", name=label, exact=True))
    for option in _asked(wanted, feed, lang):
        hand.pick(network.locator(".qe-panel").get_by_role("radio", name=option, exact=True))
        hand.push(network.locator(".qe-panel button[type=submit]"))
    done.nth(count).wait_for()


def _asked(wanted: Act, feed: Feed, lang: str) -> list[str]:
    if wanted.kind == "report":
        return [feed.reasons[wanted.reason].text[lang], feed.audiences[wanted.audience].text[lang]]
    return [feed.messages[wanted.message].text[lang]] if wanted.message else []
