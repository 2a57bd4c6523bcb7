// What the presenter is asked before something large happens: how to shorten the lesson, and whether to end it.

/** Show a dialog; the browser keeps the focus inside it, closes it by Escape and gives the focus back. */
function openDialog(title, fill) {
  const dialog = make("dialog", { class: "qe-dialog", "aria-labelledby": "qe-dialog-title" });
  const close = () => dialog.close();
  dialog.addEventListener("close", () => dialog.remove());
  dialog.append(make("h2", { id: "qe-dialog-title", text: title }), ...fill(close).flat(Infinity).filter(Boolean));
  document.querySelector("#main").append(dialog);
  dialog.showModal();
}

/** The shorter versions, the minutes that are left, and which steps fall out. */
function cutDialog(view, move) {
  openDialog(word("do-cut"), (close) => {
    const take = (option) => () => {
      close();
      move("cut", option);
    };
    const field = make("input", {
      class: "qe-field", id: "qe-left", type: "number", min: 1, max: 90, value: view.left, inputmode: "numeric",
    });
    const submit = (event) => {
      event.preventDefault();
      take(`left=${field.value}`)();
    };
    const steps = view.steps.map(({ title, skipped }) =>
      make("li", {}, skipped ? [make("s", { text: title }), ` ${word("left-out")}`] : title));
    return [
      make("p", { text: word("cut-text") }),
      make("div", { class: "qe-buttons" }, view.cuts.map((minutes, i) =>
        button(word(i ? "cut-to" : "cut-none", { minutes }), "second", take(minutes)))),
      make("form", { class: "qe-left-form", on: { submit } },
        make("label", { for: "qe-left", text: word("cut-left") }), field,
        button(word("cut-fit"), "second", null, { type: "submit" })),
      make("ol", { class: "qe-list" }, steps),
      make("div", { class: "qe-buttons" }, button(word("no"), "second", close)),
    ];
  });
}

function endDialog(move) {
  openDialog(word("do-end"), (close) => [
    make("p", { text: word("sure-end") }),
    make("div", { class: "qe-buttons" },
      button(word("no"), "second", close),
      button(word("do-end"), "primary", () => {
        close();
        move("end");
      })),
  ]);
}
