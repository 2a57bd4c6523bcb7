// A branching story: choose, see what happens, what the person targeted feels, why; then go on.
// The path is in the model; which part of the last step is open belongs to this view.

const CONSEQUENCE = 0;
const FEELS = 1;
const WHY = 2;

function render({ model, el }) {
  const ui = mount({ model, el, onFeedback: hear });
  const { face, word } = ui;
  const feedback = () => model.get("feedback") ?? {};
  const steps = () => feedback().steps ?? [];
  const path = () => steps().map((step) => `${step.node}=${step.choice}`);
  // `seen` counts the steps that this view has gone past; a rebuilt view goes straight to where the story is.
  const view = { started: steps().length > 0, seen: steps().length, part: CONSEQUENCE, helping: false };

  function hear(mine) {
    const before = view.seen;
    view.seen = Math.min(before, steps().length);
    view.started ||= steps().length > 0;
    view.part = CONSEQUENCE;
    draw(mine ? (steps().length > view.seen ? "consequence" : "progress") : null);
  }

  const choose = (node, choice) => ui.send({ path: [...path(), `${node.id}=${choice.id}`] });

  function turn(change, key) {
    Object.assign(view, change);
    draw(key);
  }

  /** One decision back, so that another way can be tried; before the first one, the opening. */
  function back() {
    if (!steps().length) turn({ started: false }, "title");
    else ui.send({ path: path().slice(0, -1) });
  }

  function restart() {
    view.started = false;
    ui.send({ path: [] });
  }

  function opening() {
    const cast = face.characters.map((person, i) =>
      make("li", { class: "qe-person" }, avatar(person.name, i),
        make("p", {}, make("strong", { text: person.name }), make("span", { class: "qe-role", text: person.role }))));
    return [
      make("p", { class: "qe-lead", text: face.intro }),
      heading("h4", word("cast")),
      make("ul", { class: "qe-cast" }, cast),
      make("div", { class: "qe-buttons" }, button(word("start"), "primary", () => turn({ started: true }, "progress"))),
    ];
  }

  function decision(node) {
    return make("div", { class: "qe-scene" },
      make("div", { class: "qe-story" },
        make("p", { class: "qe-lead", text: node.text }),
        chat(node.lines, face.characters)),
      make("fieldset", { class: "qe-group qe-choices" },
        make("legend", { class: "qe-stem", text: node.stem }),
        node.choices.map((choice) => button(choice.text, "choice", () => choose(node, choice)))));
  }

  function consequence(step) {
    const next = [
      () => button(word("feels_now", { name: face.target }), "primary", () => turn({ part: FEELS }, "feels")),
      () => button(word("why_button"), "primary", () => turn({ part: WHY }, "why")),
      () => button(word("go_on"), "primary", () => turn({ seen: view.seen + 1, part: CONSEQUENCE }, "progress")),
    ];
    return make("div", { class: "qe-after" },
      make("p", { class: "qe-chosen" },
        make("span", { text: word("your_choice") }),
        make("strong", { text: step.text })),
      heading("h4", word("consequence"), "consequence"),
      make("p", { class: "qe-lead", text: step.consequence }),
      chat(step.lines, face.characters),
      view.part >= FEELS && make("div", { class: "qe-note qe-feels" },
        heading("h4", word("feels", { name: face.target }), "feels"), make("p", { text: step.feels })),
      view.part >= WHY && make("div", { class: "qe-note" },
        heading("h4", word("why"), "why"), make("p", { text: step.why })),
      make("div", { class: "qe-buttons" }, next[view.part]()));
  }

  function ending() {
    const { ending: end, profile } = feedback();
    return [
      make("p", { class: "qe-lead", text: end.text }),
      make("details", { class: "qe-path" },
        make("summary", { text: word("your_path") }),
        make("ol", { class: "qe-list" }, steps().map((step) => make("li", { text: step.text })))),
      profile && profileCard(ui, profile),
      make("div", { class: "qe-buttons" }, button(word("restart"), "primary", restart)),
    ];
  }

  const where = (number) => word("decision", { number, total: face.decisions });

  /** The part of the story that this view has reached: [words for the place, decisions reached, content]. */
  function scene() {
    const step = steps()[view.seen];
    const node = feedback().node === undefined ? face.node : feedback().node;
    if (!view.started) return ["", 0, opening()];
    if (step) return [where(view.seen + 1), view.seen + 1, consequence(step)];
    if (node) return [where(node.number), node.number, decision(node)];
    return [word("story_end"), face.decisions, ending()];
  }

  function draw(key) {
    if (view.helping) return ui.show([header(face.title), help(ui, () => turn({ helping: false }, "title"))], key);
    const [place, reached, content] = scene();
    ui.show([
      header(face.title, place, reached, place ? face.decisions : 0),
      make("div", { class: "qe-content" }, content),
      make("div", { class: "qe-foot" },
        view.started && button(word("go_back"), "quiet", back, { key: "back" }),
        button(word("stop_here"), "quiet", () => turn({ helping: true }, "help"), { key: "stop" })),
    ], key);
  }

  draw();
  return ui.stop;
}

export default { render };
