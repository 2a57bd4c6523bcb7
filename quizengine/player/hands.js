// Counting hands and cards: plus and minus for each choice, by buttons and by keys; each count is saved at once.

const QUIET = 3000; // milliseconds

/**
 * A counter of the vote of now. `save({counts, voters})` is given the latest count and promises an answer.
 * Returns draw (its nodes), add, and settled, which waits until the last count is saved.
 */
function makeHands(save, redraw) {
  let key = "";
  let counts = {};
  let voters = 0;
  let ballot = null;
  let isNew = false;
  let touched = -Infinity; // when the last hand was counted here
  let saving = Promise.resolve();

  /** Take over what the server knows, unless somebody is counting here: what comes then may be a hand too old. */
  function hear(view) {
    const now = view.ballot && (view.round > 0 || !view.ballot.choices.length) ? `${view.ballot.item}/${view.round}` : "";
    ballot = view.ballot;
    if (now !== key || performance.now() - touched > QUIET) {
      counts = { ...ballot?.hands };
      voters = ballot?.voters ?? 0;
      isNew = false;
      touched = -Infinity;
    }
    key = now;
  }

  function send() {
    isNew = true;
    touched = performance.now();
    const of = key;
    saving = saving.then(async () => {
      if (!isNew || of !== key) return;
      isNew = false;
      await save({ counts, voters });
    });
  }

  const total = () => Object.values(counts).reduce((sum, one) => sum + one, 0);
  const most = () => Math.max(0, ...Object.values(counts));

  /** Add a hand, or take one away; in a vote with one choice each hand is a pupil who votes. */
  function add(place, step) {
    const choice = ballot?.choices[place];
    if (!key || !choice) return;
    counts = { ...counts, [choice.id]: Math.min(200, Math.max(0, (counts[choice.id] ?? 0) + step)) };
    voters = ballot.is_single ? total() : Math.max(voters, most());
    send();
    redraw();
  }

  function setVoters(step) {
    voters = Math.min(200, Math.max(most(), voters + step));
    send();
    redraw();
  }

  const step = (sign, label, props, on) => make("button", {
    class: "qe-button qe-step-button", "aria-label": label, on: { click: on }, ...props,
  }, sign);

  /** What hands and devices make together, where there is more than hands. */
  const inAll = (view, count) => make("span", {
    class: "qe-all", text: view.candidates > 0 || view.voters > ballot.voters ? word("in-all", { count }) : "",
  });

  function row(choice, i, view) {
    const sign = signOf(view.screen.item, i);
    const name = { text: `${sign}. ${choice.text}` };
    return make("li", { class: "qe-hands-row" },
      rank(sign),
      make("span", { class: "qe-hands-text", text: choice.text }),
      step("−", word("less", name), { key: `less-${i}` }, () => add(i, -1)),
      make("strong", { class: "qe-hands-count", text: counts[choice.id] ?? 0 }),
      step("+", word("more", name), { key: `more-${i}` }, () => add(i, 1)),
      inAll(view, view.counts[choice.id] ?? 0));
  }

  function votersRow(view) {
    if (ballot.is_single) return null;
    return make("p", { class: "qe-hands-row qe-hands-voters" },
      make("span", { class: "qe-hands-text", text: word("hands-voters") }),
      step("−", word("less", { text: word("hands-voters") }), { key: "less-voters" }, () => setVoters(-1)),
      make("strong", { class: "qe-hands-count", text: voters }),
      step("+", word("more", { text: word("hands-voters") }), { key: "more-voters" }, () => setVoters(1)),
      inAll(view, view.voters));
  }

  function draw(view) {
    if (!ballot) return [];
    if (!ballot.choices.length) return [votersRow(view)];
    const title = make("h2", { class: "qe-part-title", text: word("hands-title") });
    if (!key) return [title, make("p", { class: "qe-role", text: word("hands-closed") })];
    return [
      make("div", { class: "qe-hands-head" }, title, make("p", { class: "qe-role", text: word("hands-keys") })),
      make("ol", { class: "qe-hands-list" }, ballot.choices.map((choice, i) => row(choice, i, view))),
      votersRow(view),
    ];
  }

  return { hear, add, draw, settled: () => saving };
}
