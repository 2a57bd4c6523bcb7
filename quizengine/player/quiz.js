// Items one at a time: answer, read why, try again or see the explanation.
// The key is never here: which choice is right is known only once it comes back in `feedback`.

const UNJUDGED = ["likert", "open"]; // there is nothing to check
const UNUSED = ["invalid", "unanswered"]; // the answer could not be used: its controls stay

function render({ model, el }) {
  const drafts = {};
  const known = {}; // item id → n of the feedback that this view has drawn
  const retrying = new Set();
  const ui = mount({ model, el, onFeedback: hear });
  const { items, notice, title } = ui.face;
  const sent = () => model.get("response") ?? {};
  const entryOf = (item) => model.get("feedback")?.items?.[item.id] ?? null;
  const shownOf = (item) => {
    const entry = retrying.has(item.id) ? null : entryOf(item);
    return UNUSED.includes(entry?.status) ? null : entry;
  };
  let at = Math.max(0, items.findIndex((item) => item.id === sent().item));

  function draftOf(item) {
    const given = sent().item === item.id ? sent().response : entryOf(item)?.response;
    return (drafts[item.id] ??= copy(given ?? blank(item)));
  }

  function hear(mine) {
    const fresh = items.filter((item) => entryOf(item) && entryOf(item).n !== known[item.id]);
    for (const item of fresh) {
      known[item.id] = entryOf(item).n;
      retrying.delete(item.id);
      // Another view may have sent this response: this one takes it over.
      if (sent().item === item.id) drafts[item.id] = copy(sent().response);
    }
    if (!fresh.includes(items[at])) return;
    const entry = entryOf(items[at]);
    const isUsed = !UNUSED.includes(entry.status);
    draw(mine ? (isUsed ? "verdict" : "first") : null);
    if (mine) ui.say(isUsed ? more(entry) : entry.message);
  }

  /** Say that there is more to read than the verdict. */
  function more({ choices, why, rubric }) {
    if (why || rubric?.length || choices.some(({ verdict }) => verdict === "noted")) return ui.word("why_below");
    return choices.length ? ui.word("whys_below") : "";
  }

  function check(event) {
    event.preventDefault();
    const item = items[at];
    const lacking = gap(ui, item, draftOf(item));
    if (lacking) ui.say(lacking);
    else ui.send({ item: item.id, response: draftOf(item), reveal: false });
  }

  function go(step) {
    at += step;
    ui.say("");
    draw("stem");
  }

  function retry() {
    retrying.add(items[at].id);
    ui.say("");
    draw("first");
  }

  const reveal = () => ui.send({ item: items[at].id, response: draftOf(items[at]), reveal: true });

  function buttons(entry) {
    const last = at === items.length - 1;
    const isUnjudged = UNJUDGED.includes(items[at].kind);
    return make("div", { class: "qe-buttons" },
      !entry && button(ui.word(isUnjudged ? "answer" : "check"), "primary", null, { type: "submit" }),
      entry && isUnjudged && button(ui.word("change"), "second", retry),
      entry && !entry.revealed && [
        button(ui.word("try_again"), "primary", retry),
        button(ui.word("see_explanation"), "second", reveal),
      ],
      make("div", { class: "qe-nav" },
        at > 0 && button(ui.word("previous"), "quiet", () => go(-1)),
        !last && button(ui.word("next"), entry?.revealed ? "primary" : "quiet", () => go(1))));
  }

  /** What Python says of the response; once all is explained, nothing more that asks to try again. */
  function message({ status, message: text, revealed }) {
    const { kind } = items[at];
    const isExplained = revealed && status !== "correct" && !UNJUDGED.includes(kind);
    const explained = () => ui.word(TYPED.includes(kind) ? "explained_typed" : "explained");
    return make("div", { class: `qe-message qe-status-${status}` },
      icon(UNJUDGED.includes(kind) ? "noted" : status === "correct" ? "right" : "left"),
      heading("h4", isExplained ? explained() : text, "verdict"));
  }

  function draw(key) {
    const item = items[at];
    const entry = shownOf(item);
    const keep = (draft) => (drafts[item.id] = draft);
    const view = { ui, item, entry, draft: draftOf(item), keep, redraw: draw };
    const progress = items.length > 1 && ui.word("progress", { number: at + 1, total: items.length });
    ui.show([
      header(title || ui.word("quiz_title"), progress, at + 1, items.length),
      notice && make("p", { class: "qe-hint", text: notice }),
      make("form", { on: { submit: check } },
        make("fieldset", { class: "qe-group" },
          make("legend", { class: "qe-stem" }, heading("h4", item.stem, "stem")),
          entry && message(entry),
          CONTROLS[item.kind](view),
          entry && explainItem(view)),
        entry?.revealed && at === items.length - 1 && make("p", { class: "qe-end", text: ui.word("quiz_end") }),
        buttons(entry)),
    ], key);
  }

  for (const item of items) known[item.id] = entryOf(item)?.n;
  draw();
  return ui.stop;
}

export default { render };
