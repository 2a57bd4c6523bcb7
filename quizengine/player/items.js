// An item, or a decision of a story, as the class sees it: choices under letters, then counts, then the answer.

const PAIRS = ["categorise", "match"];
const LETTERED = ["single-choice", "multiple-choice", "true-false", "likert"];

const letterOf = (i) => String.fromCharCode(65 + i);
/** The sign of a choice in a vote: a letter, but the places in a text are numbered. */
const signOf = (item, i) => (item?.kind === "hot-text" ? String(i + 1) : letterOf(i));
const rank = (sign) => make("span", { class: "qe-rank", text: sign });

/** Whether a view shows counts: the vote is closed, and somebody voted. */
const isCounted = ({ counts = {} }) => Object.keys(counts).length > 0;

/** A count as a bar and as a number; the bar is decoration, the number is read. */
function bar(count, voters) {
  const fill = make("span", { class: "qe-fill" });
  fill.style.inlineSize = `${voters ? Math.min(100, (100 * count) / voters) : 0}%`;
  return make("div", { class: "qe-tally" },
    make("span", { class: "qe-track", "aria-hidden": "true" }, fill),
    make("strong", { class: "qe-count", text: count }));
}

/** What is told of a choice once the answer is shown: shape and word, where it goes, why. */
const told = ({ right, place, why }, { brief, isPlaced, signs }) => [
  isPlaced && !signs && place && make("p", { class: "qe-verdict" }, icon("follows"), make("strong", { text: place })),
  !isPlaced && right && make("p", { class: "qe-verdict" }, icon("right"), make("strong", { text: word("only_right") })),
  !brief && why && make("p", { class: "qe-why", text: why }),
];

/** The choices of a vote, each with its sign; counts once the vote is closed, verdicts once they are told. */
function ballot(choices, { screen = {}, counts = {}, voters = 0 } = {}, { signs = letterOf, isPlaced = false } = {}) {
  const hasBars = isCounted({ counts }) && !isPlaced;
  const isTold = screen.told === true;
  const look = ["qe-ballot", hasBars && "qe-counted", isTold && !isPlaced && "qe-told", isPlaced && "qe-sorting",
    isTold && !screen.brief && "qe-with-reasons"];
  return make("ol", { class: look.filter(Boolean).join(" ") }, choices.map((choice, i) =>
    (isTold && !screen.shown.includes(choice.id) ? null : make("li", {
      class: isTold && !isPlaced && choice.right ? "qe-vote qe-is-right" : "qe-vote",
    },
    signs && rank(signs(i)),
    make("div", { class: "qe-vote-text" },
      make("p", { text: choice.text }),
      isTold && told(choice, { brief: screen.brief, isPlaced, signs })),
    hasBars && bar(counts[choice.id] ?? 0, voters)))));
}

const isShared = (view) => isCounted(view) && !view.screen.told;

/**
 * Choices that go to places, named by their ids; `sign` draws one. Once the vote is closed: how often each choice
 * went to each place, the most often in bold.
 */
function shared(item, view, places, sign) {
  const rows = ballot(item.choices, view, { signs: null, isPlaced: true });
  if (!isShared(view)) return rows;
  for (const [i, { id }] of item.choices.entries()) {
    const shares = places.map((place) => view.counts[`${id}=${place}`] ?? 0);
    const most = Math.max(...shares);
    rows.children[i].firstElementChild.append(make("ul", { class: "qe-shares" }, shares.map((count, n) =>
      make("li", {}, sign(n), " ", make(count === most ? "strong" : "span", { text: count })))));
  }
  return rows;
}

/** Choices to sort or to match: the targets, and how often each choice went to each; those to match by their letter. */
function sorting(item, view) {
  const { screen } = view;
  const hasShares = isShared(view);
  const isMatch = item.kind === "match";
  const ids = item.targets.map(({ id }) => id);
  const rows = shared(item, view, ids, (n) => (isMatch ? rank(letterOf(n)) : item.targets[n].text));
  const targets = make("ul", { class: "qe-targets" }, item.targets.map(({ text }, n) =>
    make("li", {}, isMatch && rank(letterOf(n)), text)));
  return [!screen.told && (isMatch || !hasShares) && targets, rows];
}

/** A text with its places marked by a number, and after the answer the reasons; some of them need the screen alone. */
function marked(item, view) {
  const { screen, counts } = view;
  const places = item.passage.filter((part) => part.choice).map((part) => part.choice);
  const mark = (id) => {
    const choice = item.choices.find((one) => one.id === id);
    const [first] = choice.text.split(" "); // a number never ends a line
    return make("span", { class: choice.right ? "qe-hot qe-is-right" : "qe-hot" },
      make("span", { class: "qe-keep" }, rank(places.indexOf(id) + 1), first), choice.text.slice(first.length),
      isCounted(view) && ["\u00a0", make("strong", { class: "qe-count", text: counts[id] ?? 0 })]);
  };
  const hasReasons = screen.told && !screen.brief;
  const isWhole = !hasReasons || screen.shown.length === item.choices.length;
  return [
    isWhole && make("p", { class: "qe-passage" }, item.passage.map((part) => (part.choice ? mark(part.choice) : part.text))),
    hasReasons && ballot(item.choices, { screen }, { signs: (i) => places.indexOf(item.choices[i].id) + 1 }),
  ];
}

/** What is told of an item as a whole. */
const whole = ({ accepted = [], rubric = [], why }) => [
  accepted.length > 0 && [make("p", { class: "qe-because", text: word("accepted") }), list(accepted)],
  rubric.length > 0 && [make("p", { class: "qe-because", text: word("rubric") }), list(rubric.map(({ text }) => text))],
  why && make("p", { class: "qe-why", text: why }),
];

function controls(item, view) {
  const { screen } = view;
  if (PAIRS.includes(item.kind)) return sorting(item, view);
  if (item.kind === "hot-text") return marked(item, view);
  if (item.kind === "order") {
    if (screen.told) return ballot(item.choices, { screen }, { signs: (i) => i + 1, isPlaced: true });
    return shared(item, view, item.choices.map((_, n) => n + 1), (n) => rank(n + 1));
  }
  const isShown = (choices) => choices.some(({ id }) => !screen.told || screen.shown.includes(id));
  return [
    LETTERED.includes(item.kind) && isShown(item.choices) && ballot(item.choices, view),
    isShown(item.reasons) && [
      make("p", { class: "qe-because", text: word("because") }),
      ballot(item.reasons, { screen }, { signs: null }),
    ],
  ];
}

/** An item on the board. */
function itemBoard(view, level) {
  const { item, told: isTold, brief } = view.screen;
  return [make(level, { class: "qe-stem", text: item.stem }), controls(item, view), isTold && !brief && whole(item)];
}
