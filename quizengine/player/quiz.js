// Items one at a time: answer, read why, try again or see the explanation.
// The key is never here: which choice is right is known only once it comes back in `feedback`.

/** What stands under a choice once its verdict came: shape, word, right place, reason. */
function explain({ ui, item, entry }, id) {
  const found = entry?.choices.find((choice) => choice.id === id);
  if (!found) return null;
  const words = { order: "placed", categorise: "placed", "single-choice": "only" }[item.kind] ?? "verdict";
  const place = found.place && found.verdict !== "right" && ui.word(`place_${item.kind}`, { place: found.place });
  return make("div", { class: "qe-explain" },
    make("p", { class: "qe-verdict" },
      icon(found.verdict),
      make("strong", { text: ui.word(`${words}_${found.verdict}`) }),
      place && make("span", { class: "qe-place", text: place })),
    found.why && make("p", { class: "qe-why", text: found.why }));
}

function look({ entry }, id) {
  const found = entry?.choices.find((choice) => choice.id === id);
  return found ? `qe-is-${found.verdict}` : "";
}

/** single-choice and multiple-choice: radios or checkboxes. */
function options(view) {
  const { ui, item, draft, entry } = view;
  const type = item.kind === "single-choice" ? "radio" : "checkbox";
  // A rebuilt view may not have the response any more: verdicts say as well what had been picked.
  const isPicked = ({ verdict }) => verdict === "right" || verdict === "wrong";
  const picked = entry ? entry.choices.filter(isPicked).map(({ id }) => id) : draft;
  const boxes = [];
  const change = () => draft.splice(0, draft.length, ...boxes.filter((box) => box.checked).map((box) => box.value));
  return make("div", { class: "qe-options" }, item.choices.map((choice) => {
    const box = make("input", {
      type, name: `${ui.id}-${item.id}`, value: choice.id,
      checked: picked.includes(choice.id), disabled: entry !== null, on: { change },
    });
    boxes.push(box);
    return make("div", { class: `qe-option ${look(view, choice.id)}` },
      make("label", { class: "qe-label" }, box, make("span", { text: choice.text })),
      explain(view, choice.id));
  }));
}

/** order: a list whose rows move up and down by buttons. */
function order(view) {
  const { ui, item, draft, entry, redraw } = view;
  const text = (id) => item.choices.find((choice) => choice.id === id).text;
  function move(from, to, way) {
    if (to < 0 || to >= draft.length) return;
    const [id] = draft.splice(from, 1);
    draft.splice(to, 0, id);
    redraw(`${way}-${id}`);
    ui.say(ui.word("order_moved", { text: text(id), place: to + 1, total: draft.length }));
  }
  // aria-disabled rather than disabled: a row that reaches the top keeps the focus on its button.
  const arrow = (id, i, way, step) =>
    make("button", {
      class: "qe-button qe-arrow", key: `${way}-${id}`,
      "aria-label": ui.word(`order_${way}`, { text: text(id) }),
      "aria-disabled": i + step < 0 || i + step >= draft.length ? "true" : null,
      on: { click: () => move(i, i + step, way) },
    }, icon(way));
  return make("ol", { class: "qe-order" }, draft.map((id, i) =>
    make("li", { class: `qe-option qe-row ${look(view, id)}` },
      make("div", { class: "qe-row-main" },
        make("span", { class: "qe-rank", "aria-hidden": "true", text: i + 1 }),
        make("span", { class: "qe-row-text", text: text(id) }),
        !entry && arrow(id, i, "up", -1),
        !entry && arrow(id, i, "down", 1)),
      explain(view, id))));
}

/** categorise: for each choice one fieldset of radios over the targets. */
function categorise(view) {
  const { ui, item, draft, entry } = view;
  return make("div", { class: "qe-sort" }, item.choices.map((choice) => {
    const radios = item.targets.map((target) =>
      make("label", { class: "qe-label qe-target" },
        make("input", {
          type: "radio", name: `${ui.id}-${item.id}-${choice.id}`, value: target.id,
          checked: draft[choice.id] === target.id, disabled: entry !== null,
          on: { change: () => (draft[choice.id] = target.id) },
        }),
        make("span", { text: target.text })));
    return make("div", { class: `qe-option ${look(view, choice.id)}` },
      make("fieldset", { class: `qe-group qe-targets-${item.targets.length}` },
        make("legend", { class: "qe-sort-text", text: choice.text }),
        radios),
      explain(view, choice.id));
  }));
}

/** hot-text: a passage with toggle buttons in the line; reasons stand below it. */
function hotText(view) {
  const { item, draft, entry } = view;
  const text = (id) => item.choices.find((choice) => choice.id === id).text;
  function toggle(id, node) {
    const at = draft.indexOf(id);
    if (at < 0) draft.push(id);
    else draft.splice(at, 1);
    node.setAttribute("aria-pressed", String(at < 0));
  }
  const hot = (id) => {
    if (entry) {
      const verdict = entry.choices.find((choice) => choice.id === id)?.verdict;
      return make("span", { class: `qe-hot ${look(view, id)}` }, verdict && icon(verdict), text(id));
    }
    const pressed = String(draft.includes(id));
    const on = { click: (event) => toggle(id, event.currentTarget) };
    return make("button", { class: "qe-hot", "aria-pressed": pressed, on }, icon("right"), text(id));
  };
  // The stop or mark after a button would begin the next line by itself: it is kept on the button's line.
  const mark = (i) => item.passage[i]?.text?.match(/^[\u00a0\u202f]?[.,;:!?…)»]+/)?.[0] ?? "";
  const parts = item.passage.map((part, i) => (part.choice
    ? make("span", { class: "qe-keep" }, hot(part.choice), mark(i + 1))
    : part.text.slice(i > 0 ? mark(i).length : 0)));
  return [
    make("p", { class: "qe-passage" }, parts),
    entry && make("ul", { class: "qe-reasons" }, entry.choices.map((choice) =>
      make("li", { class: `qe-option ${look(view, choice.id)}` },
        make("p", { class: "qe-quote", text: text(choice.id) }),
        explain(view, choice.id)))),
  ];
}

const CONTROLS = { "single-choice": options, "multiple-choice": options, order, categorise, "hot-text": hotText };

/** Say what is still to do before an answer can be checked; "" when nothing is. */
function gap(ui, item, draft) {
  if (item.kind === "categorise") {
    const count = item.choices.filter((choice) => !draft[choice.id]).length;
    return count ? ui.word("sort_first", { count }) : "";
  }
  return draft.length ? "" : ui.word("choose_first");
}

function render({ model, el }) {
  const drafts = {};
  const known = {}; // item id → n of the feedback that this view has drawn
  const retrying = new Set();
  const ui = mount({ model, el, onFeedback: hear });
  const { items, notice, title } = ui.face;
  const sent = () => model.get("response") ?? {};
  const entryOf = (item) => model.get("feedback")?.items?.[item.id] ?? null;
  let at = Math.max(0, items.findIndex((item) => item.id === sent().item));

  function draftOf(item) {
    const blank = item.kind === "categorise" ? {} : item.kind === "order" ? item.choices.map((c) => c.id) : [];
    const given = sent().item === item.id ? sent().response : entryOf(item)?.response;
    return (drafts[item.id] ??= copy(given ?? blank));
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
    draw(mine ? "verdict" : null);
    if (mine && entryOf(items[at]).choices.length) ui.say(ui.word("whys_below"));
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
    return make("div", { class: "qe-buttons" },
      !entry && button(ui.word("check"), "primary", null, { type: "submit" }),
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
    const isRight = status === "correct";
    return make("div", { class: `qe-message qe-status-${status}` },
      icon(isRight ? "right" : "left"),
      heading("h4", revealed && !isRight ? ui.word("explained") : text, "verdict"));
  }

  function draw(key) {
    const item = items[at];
    const entry = retrying.has(item.id) ? null : entryOf(item);
    const view = { ui, item, entry, draft: draftOf(item), redraw: draw };
    const progress = items.length > 1 && ui.word("progress", { number: at + 1, total: items.length });
    ui.show([
      header(title || ui.word("quiz_title"), progress, at + 1, items.length),
      notice && make("p", { class: "qe-hint", text: notice }),
      make("form", { on: { submit: check } },
        make("fieldset", { class: "qe-group" },
          make("legend", { class: "qe-stem" }, heading("h4", item.stem, "stem")),
          entry && message(entry),
          CONTROLS[item.kind](view)),
        entry?.revealed && at === items.length - 1 && make("p", { class: "qe-end", text: ui.word("quiz_end") }),
        buttons(entry)),
    ], key);
  }

  for (const item of items) known[item.id] = entryOf(item)?.n;
  draw();
  return ui.stop;
}

export default { render };
