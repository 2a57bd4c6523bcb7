// The presenter's page: what the class sees, the notes of the step, the moves that are possible now, the hands.

const TOKEN = keepSecret("qe-teach");
const page = document.querySelector("#main");
const KEYS = {
  " ": "next", ArrowRight: "next", PageDown: "next", ArrowLeft: "back", PageUp: "back",
  o: "open", c: "close", r: "reveal", a: "again", b: "freeze", p: "pause",
};
const HINTS = { next: "→", back: "←", open: "O", close: "C", reveal: "R", again: "A", freeze: "B", pause: "P" };
let view = null;
let regions = null;
const turns = makeTurns((name, option) => move(name, option), (sentence) => say(sentence), () => refresh(regions.story, drawStory()));
const hands = makeHands((body) => send({ do: "count", n: view.n, ...body }), () => drawHands());

// ---- Moves ----------------------------------------------------------------------------------------------

/** Send a move; what comes back is what there is now. A move that is not possible is told calmly. */
async function send(body) {
  const answer = await ask("/api/teach", body, TOKEN).catch(() => null);
  if (answer === null) return say(word("lost"));
  if (answer.status === 409) say(word("not-now"));
  else if (answer.status !== 200) say(answer.data.error || word("not-now"));
  else hear(answer.data);
  return null;
}

/** A move waits for the hands that are still being saved; a second click on the same view moves nothing. */
async function move(name, option = "") {
  say("");
  const { n } = view;
  await hands.settled();
  await send({ do: name, option: String(option), n });
}

const hasNextPart = () => isSeries(view) && view.part + 1 < view.parts.length;
const hasNext = () => hasNextPart() || view.moves.includes("next");
const hasBack = () => (isSeries(view) && view.part > 0) || view.moves.includes("back");
const isFeed = () => view.screen.kind === "feed";
/** What cannot be counted by hand is opened only where there are devices. */
const canVote = () => view.ballot?.choices.length > 0 || view.is_open || view.candidates > 0;
const canDo = (name) => (name === "next" ? hasNext() : name === "back" ? hasBack()
  : view.moves.includes(name) && (name !== "open" || canVote()));

/** Go on: through the parts of a screen first, then to the next one. */
function act(name) {
  if (!canDo(name)) return say(word(name === "next" && view.moves.includes("choose") ? "story-waits" : "not-now"));
  const step = { next: 1, back: -1 }[name];
  const part = view.part + (step ?? 0);
  if (step && isSeries(view) && part >= 0 && part < view.parts.length) return move("part", part);
  return move(name);
}

function press(event) {
  if (!view || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  const { target } = event;
  if (target.matches("input, select, textarea")) return;
  const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code);
  const name = KEYS[event.key.length === 1 ? event.key.toLowerCase() : event.key];
  // Space on a button is a click on it.
  if (event.key === " " && target.matches("button, a, summary")) return;
  if (digit && turns.isOn(view)) turns.press(view, Number(digit[1]) - 1);
  else if (digit) hands.add(Number(digit[1]) - 1, event.shiftKey ? -1 : 1);
  else if (name && !event.repeat) act(name);
  else return;
  event.preventDefault();
}

// ---- What the teacher sees --------------------------------------------------------------------------------

const say = (sentence) => (regions.status.textContent = sentence);

/** A button for a move that is possible, with its key. */
function moveButton(name, look, label = word(`do-${name}`)) {
  return canDo(name) && make("button", {
    class: `qe-button qe-${look} qe-move`, key: `do-${name}`, on: { click: () => act(name) },
    "aria-keyshortcuts": HINTS[name] ? { next: "ArrowRight", back: "ArrowLeft" }[name] ?? HINTS[name] : null,
  }, label, HINTS[name] && make("kbd", { "aria-hidden": "true", text: HINTS[name] }));
}

function drawMoves() {
  const vote = (name, look) => moveButton(name, look, word(`${isFeed() ? "feed" : "do"}-${name}`));
  // One button alone is filled: what most teachers do next. What is blanked or paused comes back first.
  const first = view.frozen || view.paused ? "second" : "primary";
  const isToVote = canDo("open") && !hasNextPart();
  // A practice question is told after its vote; those of the start and the end only when all are voted on.
  const isToTell = canDo("reveal") && !isToVote && !isFeed() && (view.practice || !canVote());
  const votes = [vote("again", "second"), vote("reveal", isToTell ? first : "second"),
    vote("open", isToVote ? first : "second"), vote("close", first)];
  refresh(regions.moves,
    moveButton("back", "second"),
    moveButton("freeze", view.frozen ? "primary" : "second", word(view.frozen ? "do-unfreeze" : "do-freeze")),
    moveButton("pause", view.paused && !view.frozen ? "primary" : "second", word(view.paused ? "do-resume" : "do-pause")),
    make("div", { class: "qe-moves-votes" }, votes),
    moveButton("next", isToVote || isToTell ? "second" : first));
}

/** The report of the class in a page of its own; the token goes by a form, so that no address shows it. */
const drawReport = () => view.phase === "ended" && view.reports && make("form", { method: "post", action: "/report", target: "_blank" },
  make("input", { type: "hidden", name: "token", value: TOKEN }),
  make("button", { type: "submit", class: "qe-button qe-primary", key: "report", text: word("report-open") }));

/** How long what is left takes as planned, and when that ends by this computer's clock. */
function drawPlan({ left, minutes }) {
  const end = new Date(Date.now() + left * 60_000);
  const at = { hour: end.getHours(), minute: String(end.getMinutes()).padStart(2, "0") };
  return [make("p", { text: word("minutes-left", { left, minutes }) }), make("p", { class: "qe-role", text: word("ends-at", at) })];
}

/** The time that is left, and what saves time. */
function drawTime() {
  const { moves, steps, step } = view;
  const after = steps.slice(steps.findIndex(({ title }) => title === step) + 1).find(({ skipped }) => !skipped);
  const tool = (name, on) => moves.includes(name)
    && button(word(`do-${name}`, { step: after?.title }), "second", on, { key: `do-${name}` });
  refresh(regions.time,
    view.phase === "ended" ? make("p", { text: word("ended-teacher") }) : drawPlan(view),
    make("div", { class: "qe-tools" },
      tool("cut", () => cutDialog(view, move)), tool("skip", () => move("skip")), tool("end", () => endDialog(move)),
      drawReport()));
}

function drawHead() {
  const { lesson, step, place, places, candidates } = view;
  refresh(regions.head,
    make("div", {}, make("h1", { text: lesson }),
      make("p", { class: "qe-role", text: `${step} · ${word("place", { place, places })}` })),
    make("div", { class: "qe-devices" },
      view.is_open
        ? [make("p", {}, make("strong", { text: view.join }), ` ${word("code")} `, make("strong", { text: view.code }))]
        : [make("p", { class: "qe-role", text: word("room-closed") })],
      candidates > 0 && make("p", { class: "qe-role", text: counted("joined", candidates) })),
    button(word("scan-open"), "second", () => window.open(`/scan#${TOKEN}`, "_blank", "noopener"), { key: "scan" }),
    button(word("open-board"), "second", () => window.open(view.board, "_blank", "noopener,width=1280,height=720"),
      { key: "board" }));
}

/** The choices of a story in the order of the class's votes; a tie is said, and the teacher decides. */
function drawStory() {
  if (isFeed()) return turns.draw(view);
  if (!view.moves.includes("choose")) return [];
  const { choices } = view.screen.node;
  const count = ({ id }) => view.counts[id] ?? 0;
  const best = Math.max(...choices.map(count));
  const leaders = choices.filter((choice) => count(choice) === best);
  const pick = (choice, i) => make("button", {
    class: `qe-button qe-follow ${best > 0 && leaders[0] === choice && leaders.length === 1 ? "qe-primary" : "qe-second"}`,
    key: `choose-${choice.id}`, on: { click: () => move("choose", choice.id) },
  }, rank(letterOf(i)), make("span", { text: choice.text }),
  make("strong", { text: count(choice) }));
  return [
    make("h2", { class: "qe-part-title", text: word("do-choose") }),
    best > 0 && leaders.length > 1 && make("p", { class: "qe-hint", text: word("tie") }),
    make("div", { class: "qe-follows" }, choices.map(pick)),
  ];
}

function drawParts() {
  if (view.parts.length < 2 || view.phase === "ended") return [];
  const id = "qe-parts";
  const options = view.parts.map((title, i) =>
    make("option", { value: i, selected: i === view.part, text: `${i + 1}/${view.parts.length} ${title}`.trim() }));
  const select = make("select", { id, class: "qe-select", key: "part", on: { change: () => move("part", select.value) } }, options);
  return [make("label", { class: "qe-part-title", for: id, text: word("parts") }), select];
}

/** The hands, save where a story waits for a choice: its counts stand on the choices. */
const drawHands = () => refresh(regions.hands, view.moves.includes("choose") && !isFeed() ? [] : hands.draw(view));

function hear(now) {
  if (view && now.n < view.n) return; // answers and events cross: what is older is let go
  view = now;
  hands.hear(view);
  drawHead();
  drawTime();
  const problems = [view.problem, view.door].filter(Boolean).join(" ");
  regions.problem.hidden = !problems;
  if (regions.problem.textContent !== problems) regions.problem.textContent = problems;
  const isCounted = ["closed", "revealed"].includes(view.phase);
  fillBoard(regions.board, { ...view, counts: isCounted ? view.counts : {} }, { top: "p", content: "h2" });
  refresh(regions.next, view.then && [make("strong", { text: word("then") }), ` ${view.then}`]);
  refresh(regions.parts, drawParts());
  if (!turns.isAsking(view)) refresh(regions.story, drawStory());
  drawHands();
  if (regions.notes.dataset.of !== view.step) {
    regions.notes.dataset.of = view.step;
    refresh(regions.notes, make("h2", { class: "qe-part-title", text: word("notes") }), prose(view.notes, "h3"));
    regions.notes.scrollTop = 0;
  }
  drawMoves();
}

/** The page is made once; each part is drawn anew when something happens. */
function build() {
  const part = (name, tag = "div", props = {}, look = "") =>
    (regions[name] = make(tag, { class: `qe-region-${name} ${look}`, ...props }));
  regions = {};
  page.classList.add("qe-teach");
  page.replaceChildren(
    part("head", "header"),
    part("problem", "p", { role: "alert", hidden: true }),
    make("div", { class: "qe-desk" },
      make("section", { class: "qe-left", "aria-label": word("class-sees"), tabindex: "0" },
        part("board", "div", {}, "qe-board qe-root"), part("next", "p"),
        part("parts"), part("story"), part("hands")),
      make("div", { class: "qe-right" }, part("time"),
        part("notes", "section", { "aria-label": word("notes"), tabindex: "0" }))),
    part("status", "p", { role: "status" }, "qe-status"),
    part("moves", "nav", { "aria-label": word("moves") }));
  document.addEventListener("keydown", press);
  setInterval(() => view && drawTime(), 20_000);
  addEventListener("resize", () => view && fit(regions.board));
  back.addEventListener("there", () => (view = null)); // a server that started again counts anew
}

async function start() {
  await readWords();
  build();
  await follow(TOKEN, hear, say);
  say(word("need-start"));
}

start();
