// What the class sees on the projector, and small on the presenter's page: one idea, no code, no name of a pupil.

/** A story: its opening, a decision, what a choice brought, or the end. */
function storyBoard(view, level) {
  const { screen, phase } = view;
  const { characters, target, told, node, ending } = screen;
  const title = (text) => make(level, { class: "qe-stem", text });
  if (screen.opens) {
    const cast = characters.map((person, i) =>
      make("li", { class: "qe-person" }, avatar(person.name, i),
        make("p", {}, make("strong", { text: person.name }), make("span", { class: "qe-role", text: person.role }))));
    return [title(screen.title), make("p", { class: "qe-lead", text: screen.intro }), make("ul", { class: "qe-cast" }, cast)];
  }
  if (told) {
    const feels = told.feels && make("div", { class: "qe-note qe-feels" },
      make("p", { class: "qe-note-title", text: word("feels", { name: target }) }), make("p", { text: told.feels }));
    const why = told.why && make("div", { class: "qe-note" },
      make("p", { class: "qe-note-title", text: word("why") }), make("p", { text: told.why }));
    return [
      make("p", { class: "qe-chosen", text: told.text }),
      title(word("consequence")),
      make("p", { class: "qe-lead", text: told.consequence }),
      chat(told.lines, characters),
      feels || make("p", { class: "qe-ask", text: word("feels_now", { name: target }) }),
      why,
    ];
  }
  if (ending) return [title(word("story_end")), make("p", { class: "qe-lead", text: ending.text })];
  if (phase === "showing") {
    return [make("p", { class: "qe-lead", text: node.text }), chat(node.lines, characters), title(node.stem)];
  }
  return [title(node.stem), ballot(node.choices, view)];
}

/** How to do one thing on one network: what to do, and beside it what it does not do. */
function tutorialBoard({ screen }, level) {
  const { name, steps, sees, does_not, to_check } = screen.tutorial;
  const note = (key, text) => text && make("div", { class: "qe-note" },
    make("p", { class: "qe-note-title", text: word(key) }), make("p", { text }));
  return [
    make(level, { class: "qe-stem", text: name }),
    make("div", { class: "qe-columns" },
      make("ol", { class: "qe-list" }, steps.map((text) => make("li", { text }))),
      make("div", { class: "qe-notes" }, note("other_sees", sees), note("does_not", does_not))),
    to_check && make("p", { class: "qe-hint", text: word("to_check") }),
  ];
}

/** Help lines: the number first, as large as it can be. */
function partnersBoard({ screen }, level) {
  const { country, lines } = screen;
  const line = ({ name, phone, sms, chat: at, url, hours, cost, does }) => {
    const title = phone ? name.replace(phone, "").replace(/^[\s:,]+|[\s:,]+$/g, "") : name;
    const look = phone && phone.length < 5 ? "qe-phone-number qe-short-number" : "qe-phone-number";
    return make("li", { class: "qe-partner" },
      (phone || sms) && make("p", { class: look, text: phone || `${word("partner_sms")} ${sms}` }),
      title && make("p", { class: "qe-quote", text: title }),
      does && make("p", { text: does }),
      [hours, cost].filter(Boolean).map((text) => make("p", { class: "qe-when", text })),
      !phone && !sms && (url || at) && make("p", { class: "qe-url", text: (url || at).replace(/^https:\/\/|\/$/g, "") }));
  };
  return [
    make(level, { class: "qe-stem", text: country || word("partners_title") }),
    make("ul", { class: "qe-lines" }, lines.map(line)),
  ];
}

const MANY = 6; // more cards than a class reads one after the other

/** A card of facts: what it says, what it lists, or what must be known of it. */
function cardsBoard({ screen }, level) {
  const { name, mark, texts = [], drawing: drawn, lists = [], notes = [], source } = screen.card;
  const listed = ({ label, lines, look }) => [
    label && make("p", { class: "qe-lines-label", text: label }),
    make("ul", { class: MARKS[look] ? "qe-marked" : look === "tick" ? "qe-list qe-boxes" : "qe-list" }, lines.map((text) =>
      make("li", {}, MARKS[look] && icon(look), make("span", { text })))),
  ];
  return [
    mark && make("p", { class: `qe-badge qe-mark-${mark.icon}` }, icon(mark.icon), mark.word),
    make(level, { class: "qe-stem", text: name || screen.title }),
    texts.map((text) => make("p", { class: "qe-lead", text })),
    drawn && drawing(drawn),
    lists.map(listed),
    notes.map(({ label, text }) => make("div", { class: "qe-note" },
      make("p", { class: "qe-note-title", text: label }), make("p", { text }))),
    source && make("p", { class: "qe-source", text: `${source.label}${word("colon")}${source.name}` }),
  ];
}

const BOARDS = {
  text: ({ screen }, level) => prose(screen.blocks, level),
  quiz: itemBoard, scenario: storyBoard, feed: feedBoard, tutorial: tutorialBoard, partners: partnersBoard,
  cards: cardsBoard,
};

const onlyWord = (key, level) => [make(level, { class: "qe-calm", text: word(key) })];

/** Whether the parts of a screen follow each other; else one is enough, and the teacher picks which. */
const isSeries = ({ parts, screen }) => parts.length > 1 && !["tutorial", "partners"].includes(screen.kind)
  && !(screen.kind === "cards" && parts.length > MANY);

/** The state of a vote in a few words, or which part of the screen this is. */
function sign(view) {
  const { phase, paused, voters, part, parts, screen } = view;
  if (paused) return word("paused");
  const [did, end] = screen.kind === "feed" ? ["played", "played-end"] : ["voted", "counted"];
  if (phase === "open") return counted(did, voters);
  if (phase === "closed") return `${word(end)} ${counted(did, voters)}`;
  return isSeries(view) ? word("part", { part: part + 1, parts: parts.length }) : "";
}

/** The kind of layout that a view needs. */
function lookOf(view) {
  if (view.frozen) return "frozen";
  return view.phase === "ended" ? "ended" : view.screen.kind;
}

/** Draw what the class sees; `level` is the heading of its content. Returns the nodes. */
function drawBoard(view, level) {
  if (view.frozen) return onlyWord("frozen", level);
  if (view.phase === "ended") return onlyWord("ended", level);
  return BOARDS[view.screen.kind](view, level);
}

/** The line above a board: where the lesson stands, and the vote. */
function drawTop(view, level = "p") {
  if (view.phase === "ended") return [make(level, { class: "qe-where", text: view.lesson })];
  const isVote = view.phase === "open" && !view.paused;
  const second = isVote && view.round > 1 && make("span", { class: "qe-tag", text: word("second-round") });
  const look = view.paused ? "qe-tag" : null;
  return [
    make(level, { class: "qe-where", text: view.step }),
    make("p", { class: "qe-sign" }, second, make("span", { class: look, text: sign(view) })),
  ];
}

/** What stands below a board while a vote is open. */
const drawFoot = ({ frozen, phase, paused, screen }) => (!frozen && phase === "open" && !paused
  ? [make("p", { text: word(screen.kind === "feed" ? "feed-hands" : "hands") })]
  : []);

/** Whether that line keeps its place: nothing jumps when a vote opens or pauses. */
const holdsFoot = ({ frozen, phase, screen }) => !frozen && (phase === "open" || (phase === "showing" && screen.kind === "quiz"));

/** Choose the largest type with which a board fits its frame: nobody can scroll a projector. */
function fit(board) {
  const stage = board.querySelector(".qe-stage");
  const content = stage.firstElementChild;
  board.classList.remove("qe-tight");
  const fits = () => content.scrollHeight <= stage.clientHeight + 1 && content.scrollWidth <= stage.clientWidth + 1;
  const isSet = (size) => {
    board.style.setProperty("--qe-size", size);
    return fits();
  };
  if ([6, 5.6, 5.2, 4.8, 4.5, 4.2, 3.9, 3.7, 3.45].some(isSet)) return;
  board.classList.add("qe-tight");
  // A screen narrower than 16:9 gets smaller type: that is read, what is cut is not.
  [3.45, 3.2, 2.9, 2.6].some(isSet);
}

/** Keep a word with a hyphen on one line: no line of a board ends in “Parles-”. */
function keepWhole(node) {
  const texts = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  while (texts.nextNode()) {
    const { currentNode } = texts;
    currentNode.data = currentNode.data.replace(/([a-zà-ÿœ]-)(?=[a-zà-ÿœ])/gi, "$1\u2060");
  }
}

/** Put a view into a board. */
function fillBoard(board, view, level) {
  board.dataset.look = lookOf(view);
  board.dataset.n = view.n;
  const inside = drawBoard(view, view.frozen ? level.top : level.content);
  board.replaceChildren(
    make("div", { class: "qe-top-line" }, !view.frozen && drawTop(view, level.top)),
    make("div", { class: "qe-stage" }, make("div", { class: "qe-inside" }, inside)),
    make("div", { class: holdsFoot(view) ? "qe-foot-line qe-held" : "qe-foot-line" }, drawFoot(view)));
  keepWhole(board);
  fit(board);
}
