// Items answered by choosing, sorting, matching or marking: each kind draws its controls from a view and keeps the
// draft of the response. A view is {ui, item, draft, entry, keep, redraw}; `entry` is what came back, or null.

const VERDICT_WORDS = {
  order: "placed", categorise: "placed", match: "placed", "single-choice": "only", "true-false": "only",
};

/** What stands under a choice once its verdict came: shape, word, right place, reason. */
function explain({ ui, item, entry }, id) {
  const found = entry?.choices.find((choice) => choice.id === id);
  if (!found || found.verdict === "noted") return null;
  const words = VERDICT_WORDS[item.kind] ?? "verdict";
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

/** One group of radios or checkboxes; the draft keeps what other groups of the item hold. */
function boxes({ ui, item, draft, entry }, choices, { type = "radio", group = "", shape = "qe-options" } = {}) {
  // A rebuilt view may not have the response any more: verdicts say as well what had been picked.
  const isPicked = ({ verdict }) => ["right", "wrong", "noted"].includes(verdict);
  const picked = entry ? entry.choices.filter(isPicked).map(({ id }) => id) : draft;
  const own = choices.map(({ id }) => id);
  const made = [];
  function change() {
    const kept = draft.filter((id) => !own.includes(id));
    draft.splice(0, draft.length, ...kept, ...made.filter((box) => box.checked).map((box) => box.value));
  }
  return make("div", { class: shape }, choices.map((choice) => {
    const box = make("input", {
      type, name: `${ui.id}-${item.id}${group}`, value: choice.id,
      checked: picked.includes(choice.id), disabled: entry !== null, on: { change },
    });
    made.push(box);
    return make("div", { class: `qe-option ${look({ entry }, choice.id)}` },
      make("label", { class: "qe-label" }, box, make("span", { text: choice.text })),
      explain({ ui, item, entry }, choice.id));
  }));
}

const singleChoice = (view) => boxes(view, view.item.choices);
const multipleChoice = (view) => boxes(view, view.item.choices, { type: "checkbox" });

/** true-false: two large radios, then the reasons to pick one from. */
function trueFalse(view) {
  const { ui, item } = view;
  return [
    boxes(view, item.choices, { group: "-verdict", shape: "qe-two" }),
    item.reasons.length > 0 && make("fieldset", { class: "qe-group qe-because" },
      make("legend", { class: "qe-legend", text: ui.word("because") }),
      boxes(view, item.reasons, { group: "-reason" })),
  ];
}

/** likert: a row of radios; nothing is right or wrong, and only the one chosen is answered. */
function likert(view) {
  const noted = view.entry?.choices.find(({ verdict }) => verdict === "noted");
  return [
    boxes(view, view.item.choices, { shape: "qe-scale" }),
    noted?.why && make("p", { class: "qe-why qe-after-scale", text: noted.why }),
  ];
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

/** match: the targets under letters, then for each choice one fieldset of radios over the letters. */
function match(view) {
  const { ui, item, draft, entry } = view;
  const letters = item.targets.map((_, i) => String.fromCharCode(65 + i));
  const say = (id) => item.targets.find((target) => target.id === draft[id])?.text ?? "";
  const row = (choice) => {
    const picked = make("p", { class: "qe-picked", text: say(choice.id) });
    const pick = (target) => {
      draft[choice.id] = target;
      picked.textContent = say(choice.id);
    };
    const radios = item.targets.map((target, i) =>
      make("label", { class: "qe-label qe-letter" },
        make("input", {
          type: "radio", name: `${ui.id}-${item.id}-${choice.id}`, value: target.id,
          "aria-label": ui.word("match_option", { letter: letters[i], text: target.text }),
          checked: draft[choice.id] === target.id, disabled: entry !== null,
          on: { change: () => pick(target.id) },
        }),
        make("span", { text: letters[i] })));
    return make("div", { class: `qe-option ${look(view, choice.id)}` },
      make("fieldset", { class: "qe-group" },
        make("legend", { class: "qe-sort-text", text: choice.text }),
        make("div", { class: "qe-letters" }, radios),
        picked),
      explain(view, choice.id));
  };
  return [
    make("ol", { class: "qe-lettered" }, item.targets.map((target, i) =>
      make("li", {}, make("span", { class: "qe-rank", text: letters[i] }), make("span", { text: target.text })))),
    make("div", { class: "qe-match" }, item.choices.map(row)),
  ];
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
