// What faces of facts share: days in words, and a menu to choose what is shown.

/** A day written 2026-11-22, in words; the clock is UTC so that no time zone moves the day. */
function day(iso, lang) {
  const when = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(when.getTime())) return iso;
  return new Intl.DateTimeFormat(lang === "en" ? "en-GB" : lang, { dateStyle: "long", timeZone: "UTC" }).format(when);
}

const checkedOn = (ui, iso) =>
  make("p", { class: "qe-checked" }, icon("right"), ui.word("checked_on", { day: day(iso, ui.face.lang) }));

/** A labelled list of choices; `change` hears the id. The focus stays on it when the rest is redrawn. */
function chooser(ui, label, choices, chosen, change) {
  const id = `${ui.id}-choice`;
  const options = choices.map((choice) =>
    make("option", { value: choice.id, text: choice.name, selected: choice.id === chosen }));
  const on = { change: () => change(select.value) };
  const select = make("select", { class: "qe-select", id, key: "choice", on }, options);
  return make("div", { class: "qe-choose" }, make("label", { for: id, text: label }), select);
}
