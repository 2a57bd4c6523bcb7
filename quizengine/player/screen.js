// The projector: what the class sees, as large as it fits, and how to join while the room fills.

const TOKEN = keepSecret("qe-screen");
const board = document.querySelector("#main");
const spoken = make("p", { class: "qe-board-status", role: "status" });
let shown = null;

const spaced = (code) => code.replace(/(...)(?=.)/g, "$1\u00a0");

/** How to join: large while the room fills, one line later. */
function drawJoin(view) {
  return make("div", { class: "qe-join" },
    drawQr(view.qr, word("qr")),
    make("div", {},
      make("p", { text: word("join-at") }),
      make("p", { class: "qe-address", text: view.join.replace(/\/$/, "") }),
      make("p", {}, `${word("code")} `, make("strong", { class: "qe-digits", text: spaced(view.code) }))));
}

function draw() {
  fillBoard(board, shown, { top: "h1", content: "h2" });
  if (shown.is_open && !shown.frozen && shown.place === 1 && shown.phase === "showing") {
    board.querySelector(".qe-inside").append(drawJoin(shown));
    board.dataset.look = "join";
    fit(board);
  } else if (shown.is_open && !shown.frozen && shown.phase === "open") {
    const short = `${shown.join.replace(/^http:\/\/|\/$/g, "")} · ${word("code")} ${spaced(shown.code)}`;
    board.querySelector(".qe-foot-line").append(make("p", { class: "qe-address", text: short }));
    fit(board);
  }
}

function hear(view) {
  shown = view;
  draw();
}

/** The class goes on with what it sees; a word says that it may be old. */
function tell(sentence) {
  spoken.textContent = sentence;
}

async function start() {
  await readWords();
  board.classList.add("qe-board");
  document.body.append(spoken);
  addEventListener("resize", () => shown && draw());
  await follow(TOKEN, hear, tell);
  tell(word("need-address"));
}

start();
