// Items answered by typing: short-text and numeric in one line, open in several.

const TAKEN_BY_LAB = ["insertLineBreak", "historyUndo", "historyRedo"];
const LONGEST = { "short-text": 200, numeric: 60, open: 4000 };

/** What was typed, as it is read after the check: no field any more, so that Enter sends nothing twice. */
function typedAnswer({ ui, item, entry, draft }) {
  const verdict = { correct: "right", incorrect: "wrong" }[entry.status] ?? "noted";
  return make("div", { class: `qe-option qe-typed qe-is-${verdict}` },
    make("p", { class: "qe-role", text: ui.word(item.kind === "open" ? "my_text" : "my_answer") }),
    make("p", { class: "qe-quote", text: draft }),
    verdict !== "noted" && make("p", { class: "qe-verdict" },
      icon(verdict), make("strong", { text: ui.word(`only_${verdict}`) })));
}

/** A labelled field; the browser's own number field would refuse the comma of 1,23. */
function typed(view) {
  const { ui, item, draft, entry, keep } = view;
  if (entry) return typedAnswer(view);
  const id = `${ui.id}-${item.id}`;
  const isOpen = item.kind === "open";
  const isNumber = item.kind === "numeric";
  const line = { type: "text", autocapitalize: "none", spellcheck: "false", inputmode: isNumber ? "decimal" : "text" };
  const field = make(isOpen ? "textarea" : "input", {
    ...(isOpen ? { rows: 6 } : line),
    class: `qe-field qe-field-${item.kind}`, id, key: "field", autocomplete: "off", maxlength: LONGEST[item.kind],
    "aria-describedby": isNumber ? `${id}-hint` : null,
    on: { input: () => keep(field.value) },
  });
  field.value = draft;
  const writing = make("div", { class: "qe-writing" },
    make("label", { class: "qe-field-label", for: id, text: ui.word(isOpen ? "my_text" : "my_answer") }),
    field,
    isNumber && make("p", { class: "qe-role", id: `${id}-hint`, text: ui.word("hint_numeric") }));
  // JupyterLab cancels these in its cells, where they would be a cell's own: it must not hear of them.
  writing.addEventListener("beforeinput", (event) => {
    if (TAKEN_BY_LAB.includes(event.inputType)) event.stopPropagation();
  }, true);
  return writing;
}

/** What is told of the item as a whole: what could be typed, why, and the points to read a text again by. */
function explainItem({ ui, item, entry }) {
  const { accepted = [], why, rubric = [] } = entry;
  const title = (key) => make("p", { class: "qe-legend", text: ui.word(key) });
  const forms = make("ul", { class: "qe-forms" }, accepted.map((text) => make("li", { text })));
  if (!why && !accepted.length && !rubric.length) return null;
  return make("div", { class: "qe-whole" },
    accepted.length > 0 && entry.status !== "correct" && [title("accepted"), forms],
    rubric.length > 0 && [title("rubric"), list(rubric)],
    why && make("p", { class: "qe-why", text: why }));
}
