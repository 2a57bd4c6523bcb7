// The desk: vote cards, and the codes of pupils' pages, seen by the camera or typed, go into the class's file.

const TOKEN = keepSecret("qe-scan");
const desk = document.querySelector("#main");
const SIDE = 1920; // pixels of the longer side of a frame: cards at the back of a room are small
const PAUSE = 200; // milliseconds between frames
const video = make("video", { class: "qe-video" });
const status = make("p", { class: "qe-status", role: "status" });
const count = make("p", { class: "qe-h2" });
const cards = make("section", { class: "qe-cards-read" });
let seen = ""; // the code that the camera told last: as long as it is held there, it is told once

const say = (sentence) => {
  if (status.textContent !== sentence) status.textContent = sentence;
};

/** Show what became of codes; returns what was told, or null when nothing was heard. */
function hear(answer) {
  if (!answer) return say(word("lost"));
  if (answer.status !== 200) return say(answer.data.error || word("need-address"));
  count.textContent = counted("scan-count", answer.data.count);
  drawCards(answer.data.cards);
  if (status.textContent === word("lost")) say("");
  return answer.data.codes;
}

/** How many cards were read and which numbers are missing, large: the teacher walks about; no letter is shown. */
function drawCards(view) {
  const shown = JSON.stringify(view);
  if (!view || shown === cards.dataset.shown) return;
  cards.dataset.shown = shown;
  const { count: read, missing, told } = view;
  const rest = missing.length ? word("cards-missing", { numbers: missing.join(", ") }) : word("cards-all");
  const lines = [
    read > 0 && make("p", { class: "qe-cards-count", text: counted("cards-count", read) }),
    (read > 0 || missing.length > 0) && make("p", { class: "qe-cards-missing", text: rest }),
    told && make("p", { text: told }),
  ].filter(Boolean);
  const title = lines.length > 0 && make("h2", { class: "qe-part-title", text: word("cards-title") });
  refresh(cards, title, lines);
}

const send = (path, body) => ask(path, body, TOKEN).catch(() => null);

// ---- By camera ------------------------------------------------------------------------------------------

const toggle = button("", "primary", () => (video.srcObject ? turnOff() : turnOn()));

/** A frame as a small JPEG. */
function takeFrame() {
  const { videoWidth, videoHeight } = video;
  const scale = Math.min(1, SIDE / Math.max(videoWidth, videoHeight));
  const canvas = make("canvas", { width: Math.round(videoWidth * scale), height: Math.round(videoHeight * scale) });
  canvas.getContext("2d").drawImage(video, 0, 0, canvas.width, canvas.height);
  return new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.8));
}

async function watchFrames() {
  while (video.srcObject) {
    const frame = video.videoWidth && await takeFrame();
    const codes = frame && hear(await send("/api/frame", frame));
    for (const { code, told } of codes || []) {
      if (code !== seen) say(told);
      seen = code;
    }
    await pause(PAUSE);
  }
}

async function turnOn() {
  toggle.disabled = true;
  try {
    video.srcObject = await navigator.mediaDevices.getUserMedia({ video: { width: { ideal: SIDE } } });
    await video.play();
    say(word("scan-show"));
    watchFrames();
  } catch {
    turnOff();
    say(word("scan-no-camera"));
  }
  drawCamera();
}

function turnOff() {
  video.srcObject?.getTracks().forEach((track) => track.stop());
  video.srcObject = null;
  seen = "";
  say("");
  drawCamera();
}

function drawCamera() {
  const isOn = Boolean(video.srcObject);
  video.hidden = !isOn;
  toggle.disabled = false;
  toggle.textContent = word(isOn ? "scan-off" : "scan-on");
}

// ---- By photo -------------------------------------------------------------------------------------------

const photo = make("input", {
  type: "file", accept: "image/jpeg,image/png", capture: "environment", hidden: true, on: { change: readPhoto },
});
const choose = button("", "second", () => photo.click()); // a browser's own control speaks the browser's language

async function readPhoto() {
  const [file] = photo.files;
  if (!file) return null;
  say(word("scan-reading"));
  const answer = await send("/api/frame", file);
  photo.value = "";
  if (answer?.status === 413 || answer?.status === 422) return say(word("scan-bad-photo"));
  const codes = hear(answer);
  return codes && say([word("scan-photo-read"), ...codes.map(({ told }) => told)].join(" "));
}

// ---- By keyboard ----------------------------------------------------------------------------------------

const field = make("input", {
  id: "qe-typed-code", class: "qe-code", autocomplete: "off", autocapitalize: "characters", spellcheck: "false", maxlength: 60,
});

async function take(event) {
  event.preventDefault();
  if (!field.value.trim()) return field.focus();
  const [code] = hear(await send("/api/codes", { code: field.value })) || [];
  if (code) say(code.told);
  if (code?.is_new) field.value = "";
  field.focus();
  return null;
}

// ---- The page -------------------------------------------------------------------------------------------

function build(canSee) {
  video.muted = true;
  video.playsInline = true;
  video.setAttribute("aria-label", word("scan-view"));
  drawCamera();
  choose.textContent = word("scan-photo");
  desk.replaceChildren(make("div", { class: "qe-card qe-scan" },
    make("h1", { class: "qe-title", text: word("scan-title") }),
    make("p", { text: word("scan-what") }),
    canSee && video,
    canSee && cards,
    status,
    canSee ? make("p", {}, toggle) : make("p", { class: "qe-role", text: word("scan-missing") }),
    canSee && make("p", {}, choose, photo),
    count,
    make("form", { on: { submit: take } },
      make("label", { for: field.id, text: word("scan-label") }),
      field,
      make("button", { type: "submit", class: "qe-button qe-second", text: word("scan-take") }))));
}

async function start() {
  await readWords();
  let answer = await send("/api/codes");
  for (let tries = 0; !answer; tries += 1) {
    await pause(backoff(tries));
    answer = await send("/api/codes");
  }
  if (answer.status !== 200) return desk.replaceChildren(make("p", { class: "qe-card", text: word("need-address") }));
  build(answer.data.can_see);
  addEventListener("focus", async () => hear(await send("/api/codes")));
  return hear(answer);
}

start();
