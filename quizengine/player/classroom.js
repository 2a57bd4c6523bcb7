// The button that plays a lesson with a class: start, where to go, stop. The kernel starts the session and says
// how it stands by "session"; which box is ticked before the start belongs to this view.

const HERE = "//127.0.0.1";

/** What can be done while no session runs. */
function idle(ui, { devices }) {
  const box = make("input", { type: "checkbox", key: "devices", checked: devices });
  const ask = (what) => () => ui.send({ do: what, devices: box.checked });
  return [
    make("p", { class: "qe-lead", text: ui.word("lead") }),
    make("label", { class: "qe-label qe-option" }, box, make("span", { text: ui.word("devices") })),
    make("div", { class: "qe-buttons" },
      button(ui.word("start"), "primary", ask("start"), { key: "go" }),
      button(ui.word("resume"), "quiet", ask("resume"), { key: "resume" })),
  ];
}

/** Where the session is led and joined. The address is shown without its secret: this page may be projected. */
function running(ui, { presenter, join, code, devices }) {
  const link = (text, props) => make("a", { href: presenter, target: "_blank", rel: "noopener", text, ...props });
  const way = join.includes(HERE) ? ui.word("no-network") : ui.word("join", { join, code });
  return [
    make("div", { class: "qe-buttons" }, link(ui.word("presenter"), { class: "qe-button qe-primary", key: "go" })),
    make("p", {}, `${ui.word("address")} `, link(presenter.split("#")[0])),
    devices && make("p", { text: way }),
    make("p", { class: "qe-role", text: ui.word("keep-open") }),
    make("div", { class: "qe-buttons" },
      button(ui.word("stop"), "quiet", () => ui.send({ do: "stop" }), { key: "stop" })),
  ];
}

function render({ model, el }) {
  const ui = mount({ model, el, onFeedback: show });

  /** Show how the session stands; whoever stood in this card is led to what is next. */
  function show() {
    const session = model.get("session");
    const { phase, resumes } = session;
    const waits = phase === "starting" || phase === "stopping";
    const isHere = el.contains(el.getRootNode().activeElement);
    const body = phase === "running" ? running(ui, session) : waits ? [] : idle(ui, session);
    // Alone among the cards it stands before every heading of the lesson but the first.
    const head = make("h2", { class: "qe-h3", tabindex: "-1", key: "title", text: ui.face.title });
    ui.show([head, body], isHere ? (waits ? "title" : "go") : undefined);
    if (phase !== "idle") ui.say(ui.word(phase === "failed" && resumes ? "nothing-to-resume" : phase));
  }

  model.on("change:session", show);
  show();
  return () => {
    model.off("change:session", show);
    ui.stop();
  };
}

export default { render };
