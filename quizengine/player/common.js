// What every module of the player shares: elements, words, focus, sending, people, help and profile.
// It knows no key, no scoring and no Jupyter. Every word comes from face.words; text enters by textContent only.

const FOCUSABLE = ["a", "button", "input", "select", "summary", "textarea"];

/**
 * Make an element. Props: class, text, key (a name to focus it by), on ({event: handler}), any attribute.
 * `true` sets an attribute without value; false, null and undefined leave it out.
 */
function make(tag, props = {}, ...children) {
  const node = document.createElement(tag);
  const { text, key, on = {}, ...attributes } = props;
  // JupyterLab takes arrows, "b" and "d d" from a focused element unless the element itself says no.
  if (FOCUSABLE.includes(tag) || "tabindex" in attributes) node.dataset.lmSuppressShortcuts = "true";
  if (tag === "button" && !attributes.type) node.type = "button";
  if (key) node.dataset.qeKey = key;
  for (const [name, value] of Object.entries(attributes)) {
    if (value === true) node.setAttribute(name, "");
    else if (value !== false && value != null) node.setAttribute(name, value);
  }
  for (const [event, handler] of Object.entries(on)) node.addEventListener(event, handler);
  if (text != null) node.textContent = text;
  node.append(...children.flat(Infinity).filter((child) => child != null && child !== false));
  return node;
}

/** A model as the player wants it, where no widget holds one; `save(kept)` hears each change first. */
function makeModel(kept, save) {
  const heard = new Set();
  return {
    get: (name) => kept[name],
    set: (name, value) => (kept[name] = value),
    on: (_, hear) => heard.add(hear),
    off: (_, hear) => heard.delete(hear),
    save_changes() {
      save(kept);
      heard.forEach((hear) => hear());
    },
  };
}

// Each icon is a list of paths on a 24 × 24 grid; a path that begins with "#" is filled.
const RING = "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18z";
const ICONS = {
  right: ["M5 12.5l4.5 4.5L19 7"],
  wrong: ["M7 7l10 10M17 7L7 17"],
  depends: ["M4 13c2.5-4 5.5-4 8-1s5.5 3 8-1"],
  missed: [RING, "M8 12.3l2.8 2.8L16 9.5"],
  left: ["M6 12h12"],
  "level-0": [RING],
  "level-1": [RING, "#M12 3a9 9 0 0 0 0 18z"],
  "level-2": [RING, `#${RING}`],
  up: ["M12 19V6M6 12l6-6l6 6"],
  down: ["M12 5v13M6 12l6 6l6-6"],
  open: ["M6 9l6 6l6-6"],
  follows: ["M5 12h13M12 6l6 6l-6 6"],
  proof: ["M7 4h10v16l-5-4l-5 4z"],
  noted: ["M4 20l1-4.5L15.5 5l3.5 3.5L8.5 19zM13 7.5l3.5 3.5"],
  home: ["M4 11l8-7l8 7", "M6 10v10h12V10", "M10 20v-6h4v6"],
};

/** A picture of paths; its attributes say what it shows, or that it is decoration. */
function picture(attributes, paths) {
  const draw = (tag, given) => {
    const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
    for (const [name, value] of Object.entries(given)) node.setAttribute(name, value);
    return node;
  };
  const svg = draw("svg", attributes);
  svg.append(...paths.map((path) =>
    draw("path", path.startsWith("#") ? { d: path.slice(1), fill: "currentColor" } : { d: path })));
  return svg;
}

/** Draw an icon; a word always stands beside it. */
const icon = (name) => picture({ viewBox: "0 0 24 24", class: "qe-icon", "aria-hidden": "true" }, ICONS[name]);

/** Draw a QR code: dark squares on white, with the four modules of margin that readers need. */
function drawQr(rows, label) {
  const runs = rows.flatMap((row, y) => Array.from(row.matchAll(/1+/g), ({ 0: { length }, index }) =>
    `M${index} ${y}h${length}v1h-${length}z`));
  const size = rows.length + 8;
  return picture({ viewBox: `-4 -4 ${size} ${size}`, class: "qe-qr", role: "img", "aria-label": label }, [runs.join("")]);
}

const copy = (value) => JSON.parse(JSON.stringify(value));

/**
 * Put an empty card into `el` and return its tools: face, id (page-wide prefix), word, say, send, show, stop.
 * `onFeedback(mine)` hears each feedback; `mine` is true when this view asked for it, so that a second
 * view of the same widget never takes the focus. `onLate(sentence)` hears that none came in four seconds.
 */
function mount({ model, el, onFeedback, onLate }) {
  const face = model.get("face");
  const body = make("div");
  const status = make("p", { class: "qe-status", role: "status", "aria-live": "polite" });
  const card = make("div", { class: "qe-card" }, body, status);
  el.append(make("div", { class: `qe-root qe-${face.kind}`, lang: face.lang }, card));
  let timer = null;

  const word = (key, values = {}) =>
    (face.words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);
  const say = (sentence) => (status.textContent = sentence);

  function heard() {
    const mine = timer !== null;
    clearTimeout(timer);
    timer = null;
    say("");
    onFeedback(mine);
  }

  function late() {
    timer = null;
    say(word("no_answer_from_kernel"));
    onLate?.(word("no_answer_from_kernel"));
  }

  /** Send a response; a second one before the answer is let go, so that a double click counts once. */
  function send(response) {
    if (timer !== null) return;
    timer = setTimeout(late, 4000);
    const { n = 0 } = model.get("response") ?? {};
    model.set("response", { n: n + 1, ...copy(response) });
    model.save_changes();
  }

  /** Show new content; the focus goes to `key` ("first": the first control), or stays on what has the same key. */
  function show(nodes, key) {
    const active = el.getRootNode().activeElement;
    const name = key ?? (body.contains(active) ? active.dataset.qeKey ?? "title" : null);
    body.replaceChildren(...nodes.flat(Infinity).filter((node) => node));
    if (!name) return;
    const find = (one) => body.querySelector(`[data-qe-key="${CSS.escape(one)}"]`);
    const first = name === "first" && body.querySelector("fieldset :is(input, textarea, button):not([aria-disabled])");
    // Whatever the new content lacks, the focus is never lost to the page.
    goTo(first || find(name) || find("title"), card);
  }

  function stop() {
    clearTimeout(timer);
    model.off("change:feedback", heard);
    el.replaceChildren();
  }

  model.on("change:feedback", heard);
  // The module may be loaded once a widget: a counter would start again each time, so ids are random.
  const id = `qe-${Math.random().toString(36).slice(2, 10)}`;
  return { face, id, word, say, send, show, stop };
}

/**
 * Focus an element without the browser's own jump: what heads the card brings the card to the top of the screen,
 * anything else only comes into sight, with the block it stands in.
 */
function goTo(target, card) {
  target.focus({ preventScroll: true });
  const heads = ["title", "progress", "stem", "verdict", "consequence", "profile", "help"];
  if (heads.includes(target.dataset.qeKey)) card.scrollIntoView({ block: "start" });
  else (target.closest(".qe-note, .qe-panel, .qe-reaction") ?? target).scrollIntoView({ block: "nearest" });
  const next = target.closest(".qe-note")?.parentElement.querySelector(":scope > .qe-buttons");
  next?.scrollIntoView({ block: "nearest" });
}

/** A heading that can take the focus when it is new. */
function heading(level, text, key) {
  return make(level, { class: `qe-${level}`, tabindex: "-1", key, text });
}

/** The top of a card: title, progress in words (a heading to focus), and the same progress as a bar. */
function header(title, progress = "", reached = 0, total = 0) {
  const bit = (_, i) => make("span", { class: i < reached ? "qe-bit qe-bit-on" : "qe-bit" });
  return make("div", { class: "qe-head" },
    heading("h3", title, "title"),
    progress && make("h4", { class: "qe-progress", tabindex: "-1", key: "progress", text: progress }),
    total > 1 && make("div", { class: "qe-bar", "aria-hidden": "true" }, Array.from({ length: total }, bit)));
}

function button(text, look, on, props = {}) {
  return make("button", { class: `qe-button qe-${look}`, text, on: { click: on }, ...props });
}

/** Initials on a coloured disc; the name always stands beside it. `index` chooses one of ten colours. */
function avatar(name, index) {
  const initials = name.split(/[\s_]+/).slice(0, 2).map((part) => part[0]?.toUpperCase()).join("");
  const tint = index < 0 ? "" : `qe-tint-${index % 10}`;
  return make("span", { class: `qe-avatar ${tint}`, "aria-hidden": "true", text: initials });
}

/** Messages that characters write, as bubbles; `people` gives each id its colour. */
function chat(lines, people) {
  if (!lines?.length) return null;
  return make("ul", { class: "qe-chat" }, lines.map((line) =>
    make("li", { class: line.who === "you" ? "qe-line qe-line-you" : "qe-line" },
      avatar(line.name, people.findIndex((person) => person.id === line.who)),
      make("div", { class: "qe-said" },
        make("span", { class: "qe-name", text: line.name }),
        make("p", { class: "qe-bubble", text: line.text })))));
}

const list = (texts) => make("ul", { class: "qe-list" }, texts.map((text) => make("li", { text })));

/** A form that asks things one after the other by radios; `finish` gets the answers in the order asked. */
function askForm({ id, word, say }, asks, finish, cancel) {
  const answers = [];
  const form = make("form", { class: "qe-panel", on: { submit: next } });
  const hint = make("p", { class: "qe-hint" });
  function next(event) {
    event.preventDefault();
    const picked = form.querySelector(":checked");
    if (!picked) return say((hint.textContent = word("choose_first")));
    answers.push(picked.value);
    if (answers.length === asks.length) return finish(answers);
    show();
    form.querySelector("input").focus();
  }
  function show() {
    const { legend, options } = asks[answers.length];
    const number = answers.length + 1;
    hint.textContent = "";
    form.replaceChildren(
      make("p", { class: "qe-role", text: asks.length > 1 ? word("report_step", { number, total: asks.length }) : "" }),
      make("fieldset", { class: "qe-group" },
        make("legend", { class: "qe-legend", text: legend }),
        options.map((option) => make("label", { class: "qe-label qe-option" },
          make("input", { type: "radio", name: `${id}-ask`, value: option.id }),
          make("span", { text: option.text })))),
      hint,
      make("div", { class: "qe-buttons" },
        button(word(number < asks.length ? "go_on" : "send"), "primary", null, { type: "submit" }),
        button(word("cancel"), "quiet", cancel)));
  }
  show();
  return form;
}

/** A pause with the way to help; it takes the place of the story, so that nothing hard stays on screen. */
function help(ui, resume) {
  return make("div", { class: "qe-help" },
    heading("h4", ui.word("help_title"), "help"),
    make("p", { text: ui.word("help_text") }),
    make("ul", { class: "qe-list" }, ui.face.help.map(({ name, phone, hours, cost }) =>
      make("li", {}, make("strong", { text: phone }), ` ${[name, hours, cost].filter(Boolean).join(" – ")}`))),
    make("p", { text: ui.word("help_where") }),
    button(ui.word("help_resume"), "primary", resume));
}

/** Five steps, each with a shape, a word and its evidence: never a mark. */
function profileCard(ui, profile) {
  const steps = profile.steps.map((step) =>
    make("li", { class: `qe-step qe-level-${step.level}` },
      make("p", { class: "qe-step-name" }, icon(`level-${step.level}`), make("strong", { text: step.name })),
      make("p", { class: "qe-step-word", text: step.word }),
      step.evidence.length > 0 && list(step.evidence)));
  const part = (title, texts, look) => texts.length > 0 &&
    make("div", { class: `qe-part ${look}` }, heading("h4", title), list(texts));
  return make("div", { class: "qe-profile" },
    heading("h4", profile.title, "profile"),
    profile.intro && make("p", { text: profile.intro }),
    make("ol", { class: "qe-steps" }, steps),
    make("div", { class: "qe-parts" },
      part(ui.word("profile_best"), profile.best, "qe-part-best"),
      part(ui.word("profile_again"), profile.again, "qe-part-again")));
}
