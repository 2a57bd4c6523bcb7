// What the pages of a class session share: words, token, asking, the stream of events, prose.
// It knows no key and keeps nothing outside this tab.

let words = {};
let lang = "fr";

/** An interface word with its places filled in. */
const word = (key, values = {}) =>
  (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name) => values[name] ?? whole);

/** A word that counts: 0 and 1 are told by `KEY-one` where the language says so. */
const counted = (key, count) =>
  word(new Intl.PluralRules(lang).select(count) === "one" ? `${key}-one` : key, { count });

/** Ask for the words; without them there is nothing to show, so it tries until they come. */
async function readWords() {
  for (let tries = 0; ; tries += 1) {
    const answer = await ask("/words.json").catch(() => null);
    if (answer?.status === 200) return ({ words, lang } = answer.data);
    await pause(backoff(tries));
  }
}

/** Take the secret out of the address, where a projector would show it; this tab keeps it for a reload. */
function keepSecret(name) {
  const given = decodeURIComponent(location.hash.slice(1));
  if (given) {
    sessionStorage.setItem(name, given);
    history.replaceState(null, "", location.pathname);
  }
  return sessionStorage.getItem(name) ?? "";
}

/** A random id; `crypto.randomUUID` is missing on pages of a room's network, which have no certificate. */
const makeId = () =>
  Array.from(crypto.getRandomValues(new Uint8Array(12)), (one) => one.toString(16).padStart(2, "0")).join("");

// ---- The server ---------------------------------------------------------------------------------------

const PATIENCE = 10_000; // milliseconds for an answer
const SILENCE = 40_000; // a sign of life comes every 15 seconds
const back = new EventTarget(); // "there": the server is heard again

/** Wait; a connection that comes back ends it at once. */
const pause = (milliseconds) => new Promise((resolve) => {
  const done = () => {
    clearTimeout(timer);
    back.removeEventListener("there", done);
    removeEventListener("online", done);
    resolve();
  };
  const timer = setTimeout(done, milliseconds);
  back.addEventListener("there", done);
  addEventListener("online", done);
});

/** Longer after each try, and never the same for all: a class that lost its network comes back one by one. */
const backoff = (tries) => Math.min(500 * 2 ** tries, 8000) * (0.5 + Math.random());

/** Ask once; the answer has a status and its data. It throws when nothing is heard. */
async function ask(path, body, token = "") {
  const control = new AbortController();
  const timer = setTimeout(() => control.abort(), PATIENCE);
  try {
    const answer = await fetch(path, {
      method: body ? "POST" : "GET",
      headers: {
        ...(token && { Authorization: `Bearer ${token}` }),
        ...(body && { "Content-Type": body instanceof Blob ? body.type : "application/json" }),
      },
      body: body instanceof Blob ? body : body && JSON.stringify(body),
      signal: control.signal,
      cache: "no-store",
    });
    return { status: answer.status, data: await answer.json() };
  } finally {
    clearTimeout(timer);
  }
}

/** Read events until the stream ends; EventSource could not send the token. Returns the status. */
async function readEvents(token, hear) {
  const control = new AbortController();
  let timer = setTimeout(() => control.abort(), SILENCE);
  try {
    const headers = { Authorization: `Bearer ${token}` };
    const answer = await fetch("/api/events", { headers, signal: control.signal, cache: "no-store" });
    if (!answer.ok) return answer.status;
    const reader = answer.body.getReader();
    const decoder = new TextDecoder();
    for (let text = ""; ;) {
      const { done, value } = await reader.read();
      if (done) return answer.status;
      clearTimeout(timer);
      timer = setTimeout(() => control.abort(), SILENCE);
      const events = (text + decoder.decode(value, { stream: true })).split("\n\n");
      text = events.pop();
      const last = events.filter((event) => event.startsWith("data: ")).at(-1);
      if (last) hear(JSON.parse(last.slice(6)));
    }
  } finally {
    clearTimeout(timer);
  }
}

/**
 * Follow the room for as long as the token is good. `hear(view)` hears each view, `tell(sentence)` that the
 * server cannot be heard, and "" once it is.
 */
async function follow(token, hear, tell) {
  for (let tries = 0; ;) {
    const status = await readEvents(token, (view) => {
      tell("");
      if (tries > 0) back.dispatchEvent(new Event("there"));
      tries = 0;
      hear(view);
    }).catch(() => 0);
    if (status === 401) return;
    tell(word("lost"));
    await pause(backoff(tries));
    tries += 1;
  }
}

// ---- Elements -----------------------------------------------------------------------------------------

/** Put new content into a part of the page; what has the focus keeps it if it is there again. */
function refresh(place, ...nodes) {
  const key = place.contains(document.activeElement) ? document.activeElement.dataset.qeKey : "";
  place.replaceChildren(...nodes.flat(Infinity).filter((node) => node));
  if (key) place.querySelector(`[data-qe-key="${CSS.escape(key)}"]`)?.focus({ preventScroll: true });
}

const RUNS = { strong: "strong", em: "em", code: "code" };
const runs = (block) =>
  block.runs.map(({ text, style }) => (RUNS[style] ? make(RUNS[style], { text }) : text));

/** Prose blocks as elements; `level` is that of a heading. Items that follow each other make one list. */
function prose(blocks, level = "h2") {
  const nodes = [];
  for (const [i, block] of blocks.entries()) {
    if (block.kind === "item") {
      if (blocks[i - 1]?.kind !== "item" || !nodes.length) {
        nodes.push(make(block.level ? "ol" : "ul", { class: "qe-list", start: block.level || null }));
      }
      nodes.at(-1).append(make("li", {}, runs(block)));
    } else if (block.kind === "heading") {
      nodes.push(make(level, { class: block.level === 1 ? "qe-heading qe-first" : "qe-heading" }, runs(block)));
    } else {
      const isTime = /^\d+\s*min$/.test(block.runs.map(({ text }) => text).join(""));
      nodes.push(make("p", { class: isTime ? "qe-time" : null }, runs(block)));
    }
  }
  return nodes;
}
