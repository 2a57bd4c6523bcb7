// The one-file page: a lesson's screens for one pupil alone. Nothing is sent and nothing is stored: what the pupil
// does lives in `state` and is gone with "Start again" or when the page is closed. `PLAYERS` shows each kind of screen.

/** A model whose `answer` turns a response, and the feedback so far, into feedback. */
const modelOf = (face, answer) => makeModel({ face, response: {}, feedback: {} }, (kept) =>
  (kept.feedback = { ...answer(kept.response, kept.feedback), n: kept.response.n }));

/** How each kind of screen answers. */
const ANSWERS = {
  quiz: ({ face, table }, { item, response, reveal, n }, before, { first }) => {
    const { feedback } = lookUp(face.items[0], table, response, reveal);
    // The exit code holds the first answer: the next ones have read the explanation.
    if (table.of) first[item] ??= rankOf(face.items[0], response);
    return { items: { ...before.items, [item]: { ...feedback, n, response } } };
  },
  scenario: ({ table }, { path }) => walkStory(table, path ?? []),
  feed: ({ table, after }, { acts, done }) => playFeed(table, acts ?? [], done, after),
  partners: () => ({}),
  tutorial: () => ({}),
};

const runs = (some) => some.map(({ text, style }) => (style ? make(style, { text }) : text));

/** Text as elements; items that follow each other make one list. */
function prose(blocks) {
  const made = [];
  let open = null;
  for (const { kind, level, runs: some } of blocks) {
    const listed = kind === "item" && (level > 0 ? "ol" : "ul");
    if (!listed) made.push(kind === "heading" ? make(`h${level}`, {}, runs(some)) : make("p", {}, runs(some)));
    else if (open?.localName !== listed) made.push((open = make(listed, { class: "qe-list" })));
    if (listed) open.append(make("li", {}, runs(some)));
    else open = null;
  }
  return made;
}

let lesson; // what Python compiled
let root; // where it is drawn
let last; // number of the last screen, which shows the code; the first one says what the page is
let state; // everything that a pupil leaves behind

const word = (key, values = {}) => lesson.words[key].replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** Forget what was done, and show the first screen. */
function begin() {
  state?.stop?.();
  const isFirst = !state;
  state = { at: 0, models: [], first: {}, candidate: draw(lesson.ticket.candidates), asking: false, stop: null };
  if (isFirst) fill();
  else show(0);
}

/** What was done on a screen stays while the page is open. */
function modelFor(at) {
  const screen = lesson.screens[at - 1];
  const face = { ...screen.face, kind: screen.kind, lang: lesson.lang, words: lesson.words, help: lesson.help };
  const answer = (response, before) => ANSWERS[screen.kind](screen, response, before, state);
  return (state.models[at] ??= modelOf(face, answer));
}

/** Go to a screen, and read on at its title. */
function show(at) {
  state.stop?.();
  Object.assign(state, { at, asking: false, stop: null });
  fill();
  root.querySelector("h2").focus({ preventScroll: true });
  scrollTo(0, 0);
}

/** The first screen: what the page is, and what becomes of what is done here. */
function cover() {
  return [word("cover"), [make("div", { class: "qe-card qe-prose" },
    prose(lesson.intro),
    make("ul", { class: "qe-list qe-safe" }, ["practice", "nothing-sent", "nothing-kept"].map((key) =>
      make("li", { text: word(key) }))))]];
}

/** The last screen: the code of what was answered, and what now. */
function ending() {
  const { ticket } = lesson;
  const ranks = ticket.items.map((id) => Math.max(0, state.first[id] ?? 0));
  const code = writeCode(ticket, state.candidate, ranks);
  const shown = ranks.some(Boolean)
    ? [make("p", { text: word("code-what", { count: ticket.items.length }) }),
      make("p", { class: "qe-code", text: code }),
      drawQr(qrRows(code.replace(/-/g, "")), word("code-qr")),
      make("p", { text: word("code-how") })]
    : [make("p", { text: word("code-none") })];
  return [word("code-title"), [make("div", { class: "qe-card qe-prose" }, shown,
    make("p", { text: word("end-next") }),
    make("div", { class: "qe-buttons" }, button(word("restart"), "second", begin)))]];
}

/** A screen of the lesson: its title, and what stands below it. */
function content(at) {
  if (at === 0) return cover();
  if (at === last) return ending();
  const { kind, title, blocks } = lesson.screens[at - 1];
  if (kind === "text") return [title, [make("div", { class: "qe-card qe-prose" }, prose(blocks))]];
  const place = make("div");
  state.stop = PLAYERS[kind].render({ model: modelFor(at), el: place });
  return [title, [place]];
}

/** Ask before everything is forgotten, or take the question away. */
function ask(asking) {
  state.asking = asking;
  root.querySelector("footer").replaceWith(foot());
  root.querySelector("footer button").focus();
}

function foot() {
  if (!state.asking) return make("footer", {}, button(word("restart"), "quiet", () => ask(true)));
  return make("footer", { class: "qe-panel" },
    make("p", { text: word("restart-ask") }),
    make("div", { class: "qe-buttons" },
      button(word("restart-no"), "primary", () => ask(false)),
      button(word("restart-yes"), "second", begin)));
}

/** Draw the screen that the pupil is at. */
function fill() {
  const { at } = state;
  const [title, shown] = content(at);
  const progress = at > 0 && make("p", { class: "qe-progress", text: word("screen", { number: at, total: last }) });
  const bar = at > 0 && make("progress", { max: last, value: at, "aria-hidden": "true" });
  // Where there is something to do, that comes first.
  const look = PLAYERS[lesson.screens[at - 1]?.kind] && at < last ? "second qe-forth" : "primary qe-forth";
  root.replaceChildren(
    make("header", { class: "qe-top-line" }, make("h1", { text: lesson.title }), progress, bar),
    make("main", {}, make("h2", { tabindex: "-1", text: title }), shown),
    make("nav", { class: "qe-nav", "aria-label": word("nav") },
      at > 0 && button(word("back"), "second", () => show(at - 1)),
      at < last && button(word(at ? "next-screen" : "begin"), look, () => show(at + 1))),
    at > 0 && at < last ? foot() : "");
}

/** Show a lesson from its first screen. */
function start(given) {
  lesson = given;
  last = lesson.screens.length + 1;
  root = document.body.appendChild(make("div", { class: "qe-root qe-page" }));
  begin();
}
