// The pupil's page: join, answer the vote that is open, know that it is saved, look up the rest of the time.
// An answer that could not be sent is kept in this tab and sent again under the same id until it is saved.
// Who closes the tab and comes back is the same candidate: the device keeps the token until the lesson ends, and
// asks who is there before it goes on, since tablets are shared.

const KEPT = "qe-pupil";
const page = document.querySelector("#main");
const status = make("p", { class: "qe-status", role: "status" });
const net = make("p", { class: "qe-status qe-net", role: "status" });
const body = make("div", { class: "qe-pupil-body" });
const ui = { id: "qe", word, say: (sentence) => (status.textContent = sentence) };
const saved = new Map(); // vote and round → the response that is on the teacher's disk
let token = "";
let view = null;
let shown = "";
let draft = null;
let unsent = null;
let isSending = false;

// ---- Sending ----------------------------------------------------------------------------------------------

/** The vote of now by name and round, also once it is closed. */
const slot = () => `${view.vote || view.screen.node?.vote || view.screen.id}/${view.round}`;

function keep(answer) {
  unsent = answer;
  if (answer) sessionStorage.setItem("qe-unsent", JSON.stringify(answer));
  else sessionStorage.removeItem("qe-unsent");
}

/** Send what is unsent until the server has said what became of it; never two at once. */
async function deliver() {
  if (isSending) return;
  isSending = true;
  for (let tries = 0; unsent; tries += 1) {
    const { item, response, attempt_id, of } = unsent;
    ui.say(word(tries ? "not-sent" : "sending"));
    const answer = await ask("/api/respond", { item, response, attempt_id }, token).catch(() => null);
    if (answer === null || answer.status >= 500) {
      ui.say(word("not-sent"));
      await pause(backoff(tries));
      await lookUp();
      // The second vote on the same question is another vote: an answer to the first does not count there.
      if (unsent?.of === of && view.vote === item && slot() !== of) settle(409, word("vote-closed"));
    } else if (unsent.attempt_id === attempt_id) {
      if (answer.status === 200) saved.set(of, response);
      settle(answer.status, answer.status === 200 ? word("saved") : answer.data.error);
    }
  }
  isSending = false;
}

function settle(code, sentence) {
  keep(null);
  ui.say(sentence);
  const send = body.querySelector(".qe-send");
  if (code === 200 && send && saved.has(slot())) send.textContent = word("change");
  if (code === 401) leave();
}

/** Ask what there is to see now; after a loss, before anything is sent again. */
async function lookUp() {
  const answer = await ask("/api/state", null, token).catch(() => null);
  if (answer?.status === 200) hear(answer.data);
  return answer;
}

// ---- What the pupil sees ------------------------------------------------------------------------------------

function submit(event) {
  event.preventDefault();
  const item = asked(view);
  const lacking = gap(ui, item, draft);
  if (lacking) return ui.say(lacking);
  keep({ item: view.vote, response: writeDraft(item, draft), attempt_id: makeId(), of: slot() });
  const sending = deliver();
  // What became of it is told at the foot of the screen: the button comes above, not beneath.
  body.querySelector("[type=submit]").scrollIntoView({ block: "nearest" });
  return sending;
}

const title = (text) => heading("h2", text, "title");

function drawVote() {
  const item = asked(view);
  const before = unsent?.of === slot() ? unsent.response : saved.get(slot());
  draft = readDraft(item, before ?? "");
  const controls = () => CONTROLS[item.kind]({
    ui, item, entry: null, draft, redraw, keep: (text) => (draft = text),
  });
  const place = make("div", {}, controls());
  function redraw(key) {
    refresh(place, [controls()].flat(Infinity));
    if (key) place.querySelector(`[data-qe-key="${CSS.escape(key)}"]`)?.focus();
  }
  // Who thinks again is no longer told that it is saved, and sees the button again.
  return make("form", { on: { submit, change: () => !unsent && ui.say("") } },
    view.round > 1 && make("p", { class: "qe-tag", text: word("second-round") }),
    make("fieldset", { class: "qe-group" },
      make("legend", { class: "qe-stem" }, title(item.stem)), place),
    make("div", { class: "qe-buttons" },
      button(word(saved.has(slot()) ? "change" : "send"), "primary", null, { type: "submit", class: "qe-button qe-primary qe-send" })));
}

/** The answer, on this pupil's own screen: what was chosen, what fits, and why. */
function drawTold(item, text) {
  draft = readDraft(item, text);
  const entry = judge(item, text);
  const seen = { ui, item, entry, draft };
  return make("div", { class: "qe-group" },
    make("div", { class: "qe-stem" }, title(item.stem)), CONTROLS[item.kind](seen), explainItem(seen));
}

/** The invented network; what was done in it is sent like any answer. */
function drawFeed() {
  const of = slot();
  const before = unsent?.of === of ? unsent.response : saved.get(of);
  const send = (acts) => {
    if (!acts.length) return ui.say(word("feed-empty"));
    keep({ item: view.vote, response: acts, attempt_id: makeId(), of });
    return deliver();
  };
  return [title(word("feed-title")), drawPlay(view.screen, of, before, send)];
}

function content() {
  const { phase, paused, vote, screen } = view;
  if (phase === "ended") return title(word("ended"));
  if (paused) return title(word("paused"));
  if (vote) return screen.kind === "feed" ? drawFeed() : drawVote();
  if (view.played) return [title(word("feed-title")), drawPlayed(view.played)];
  const mine = saved.get(slot());
  if (screen.told && screen.item && mine) return drawTold(screen.item, mine);
  if (phase === "closed" && screen.kind === "feed") return [title(word("played-end")), make("p", { text: word("look-up-now") })];
  if (phase === "closed") {
    const kept = saved.get(slot());
    const answer = kept && sayAnswer(asked(view), kept);
    return [title(word("counted")), answer && make("p", { text: `${word("your-answer")} ${answer}` }),
      make("p", { text: word("look-up-now") })];
  }
  return title(word("look-up"));
}

function hear(now) {
  // Only this pupil is told what became of the own acts: the stream, which is the same for all, does not say.
  view = { ...view, ...(now.phase === "revealed" ? {} : { played: null }), ...now };
  page.dataset.n = view.n;
  if (now.mine) saved.set(slot(), Array.isArray(now.mine) ? now.mine : String(now.mine));
  if (view.phase === "ended") localStorage.removeItem(KEPT);
  if (view.screen.kind === "feed" && view.phase === "revealed" && !("played" in now) && !view.played) lookUp();
  const key = [view.screen.id, view.phase, view.vote, view.round, view.paused, view.screen.node?.id,
    Boolean(view.played)].join();
  if (key === shown) return;
  const isFirst = shown === "";
  shown = key;
  if (!unsent) ui.say("");
  body.replaceChildren(...[content()].flat().filter(Boolean));
  if (!isFirst) body.querySelector("[data-qe-key=title]").focus();
}

// ---- Coming and going ------------------------------------------------------------------------------------------

/** Ask for the code; a QR code brings it along. What was typed and told before this module came is kept. */
function drawJoin(sentence = "") {
  const typed = page.querySelector("#code")?.value ?? "";
  const told = sentence || page.querySelector("[role=status]")?.textContent;
  const code = make("input", {
    id: "code", class: "qe-code", inputmode: "numeric", autocomplete: "off", maxlength: 9, required: true,
  });
  async function join(event) {
    event?.preventDefault();
    if (isSending) return null; // whoever presses twice is one candidate
    isSending = true;
    const answer = await ask("/api/join", { code: code.value }).catch(() => null);
    isSending = false;
    if (answer?.status !== 200) return ui.say(answer ? answer.data.error : word("lost"));
    for (const place of [sessionStorage, localStorage]) place.setItem(KEPT, answer.data.token);
    return enter(answer.data.token, false);
  }
  page.replaceChildren(make("div", { class: "qe-card" },
    make("h1", { class: "qe-title", text: word("join-title") }),
    make("form", { on: { submit: join } },
      make("p", {}, make("label", { for: "code", text: word("join-label") })),
      make("p", {}, code),
      make("p", {}, button(word("join-button"), "primary", null, { type: "submit", class: "qe-button qe-primary qe-send" }))),
    status,
    make("p", { class: "qe-role", text: word("join-safe") })));
  ui.say(told ?? "");
  code.value = location.hash.slice(1, 10);
  history.replaceState(null, "", "/"); // without the code; and a form that was refused is not sent again by a reload
  if (code.value) return join();
  code.value = typed;
  return code.focus();
}

/** Ask who is there: the candidate of this device, or the next pupil, who starts afresh. */
function drawWho(known, name) {
  function other() {
    forget();
    location.reload();
  }
  function me() {
    sessionStorage.setItem(KEPT, known);
    location.reload();
  }
  page.replaceChildren(make("div", { class: "qe-card" },
    make("h1", { class: "qe-title", tabindex: "-1", text: word("who-title") }),
    make("p", { text: word("who-text", { name }) }),
    make("form", {},
      button(word("who-me"), "primary", me),
      button(word("who-other"), "second", other))));
  page.querySelector("h1").focus();
}

function forget() {
  localStorage.removeItem(KEPT);
  for (const name of [KEPT, "qe-unsent", ACTS]) sessionStorage.removeItem(name);
}

function leave() {
  forget();
  [token, view, shown, unsent] = ["", null, "", null];
  saved.clear();
  drawJoin(word("not-joined"));
}

async function enter(given, isBack) {
  token = given;
  ui.say("");
  let answer = null;
  for (let tries = 0; answer === null; tries += 1) {
    answer = await lookUp();
    if (answer === null) {
      net.textContent = word("lost");
      await pause(backoff(tries));
    }
  }
  if (answer.status !== 200) return leave();
  page.replaceChildren(make("div", { class: "qe-card" },
    make("header", { class: "qe-pupil-head" },
      make("h1", { class: "qe-title", text: view.lesson }),
      make("p", { class: "qe-role", text: word("you-are", { name: view.name }) })),
    body, status, net,
    button(word("who-other"), "quiet", () => drawWho(token, view.name), { class: "qe-button qe-quiet qe-other" })));
  if (!isBack) body.querySelector("[data-qe-key=title]").focus();
  if (unsent) deliver();
  await follow(token, hear, (sentence) => (net.textContent = sentence));
  return token === given && leave();
}

async function start() {
  const isPlain = !document.querySelector("#code");
  const known = sessionStorage.getItem(KEPT);
  // Who joined by the plain form before this module came goes on with forms, asked for anew while waiting.
  if (!known && isPlain) return document.querySelector("[action='/respond']") || setTimeout(() => location.reload(), 5000);
  await readWords();
  unsent = JSON.parse(sessionStorage.getItem("qe-unsent") ?? "null");
  if (known) return enter(known, true);
  const before = localStorage.getItem(KEPT);
  const answer = before && await ask("/api/state", null, before).catch(() => null);
  if (answer?.status === 200) return drawWho(before, answer.data.name);
  if (answer) forget();
  return drawJoin();
}

start();
