// The invented network by turns, on the presenter's page: one tap for what the class chooses, another takes it back.

/** The acts of the turn that is shown. `move(name, option)` makes a move. Returns draw, press, isOn, isAsking. */
function makeTurns(move, say, redraw) {
  let form = null;
  let of = 0; // the view that the form asks about

  const isOn = ({ screen }) => Boolean(screen.turn);
  const isAsking = ({ n }) => form !== null && of === n;

  function close() {
    form = null;
    redraw();
  }

  /** Do an act, take it back, or first ask for what it needs: a report for a reason and for whom, a reply. */
  function press(view, place) {
    const act = view.screen.turn.acts[place];
    if (!act) return;
    if (act.done || !act.asks.length) return void move("choose", act.done || act.act);
    const { reasons, audiences, messages } = view.screen.feed;
    const asks = {
      reason: { legend: word("report_what_for"), options: reasons },
      audience: { legend: word("report_for_whom"), options: audiences },
      message: { legend: act.text, options: messages.filter((one) => one.act === act.id) },
    };
    // The reason of a report is asked first and stands last in the act.
    const finish = (answers) => {
      form = null;
      move("choose", [act.act, ...answers.reverse()].join(":"));
    };
    form = askForm({ id: "qe-turn", word, say }, [...act.asks].reverse().map((name) => asks[name]), finish, close);
    of = view.n;
    redraw();
    form.querySelector("input").focus();
  }

  function draw(view) {
    if (!isOn(view)) return [];
    const title = make("h2", { class: "qe-part-title", text: word("turns-title") });
    if (isAsking(view)) return [title, form];
    const pick = (act, i) => make("button", {
      class: `qe-button qe-follow ${act.done ? "qe-primary" : "qe-second"}`, "aria-pressed": String(Boolean(act.done)),
      key: `act-${act.act}`, on: { click: () => press(view, i) },
    }, rank(i + 1), make("span", { text: act.text }), act.done && icon("right"));
    return [
      make("div", { class: "qe-hands-head" }, title, make("p", { class: "qe-role", text: word("turns-keys") })),
      make("div", { class: view.screen.turn.post ? "qe-follows qe-turns" : "qe-follows" }, view.screen.turn.acts.map(pick)),
    ];
  }

  return { draw, press, isOn, isAsking };
}
