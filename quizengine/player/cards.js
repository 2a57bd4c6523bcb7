// Cards to read: rules, law, words, figures, what adults do, studies, sources. Nothing is sent back; which country
// is open, and which boxes are ticked, belongs to this view.

/** A web address as a link that says where it leads; anything else as text. */
function address(text, url) {
  if (!/^https?:\/\//.test(url)) return text;
  return make("a", { href: url, target: "_blank", rel: "noopener", text });
}

/** A table; on a narrow screen it scrolls by itself, by keyboard too. */
function dataTable({ label, head, rows }, name) {
  const told = [name, label].filter(Boolean).join(" – ");
  const table = make("table", { class: "qe-table", "aria-label": told },
    make("thead", {}, make("tr", {}, head.map((text) => make("th", { scope: "col", text })))),
    make("tbody", {}, rows.map((cells) => make("tr", {}, cells.map(({ text, url }) => make("td", {}, address(text, url)))))));
  return make("div", { class: "qe-scroll", tabindex: "0", role: "group", "aria-label": told }, table);
}

/** Boxes to tick off, each with its reason; what is ticked is kept nowhere. */
function ticks(ui, { lines, whys }) {
  const boxes = lines.map(() => make("input", { type: "checkbox", on: { change: tell } }));
  function tell() {
    ui.say(ui.word("steps_done", { count: boxes.filter((box) => box.checked).length, total: boxes.length }));
  }
  return make("ul", { class: "qe-checklist" }, lines.map((text, i) =>
    make("li", {}, make("label", { class: "qe-label qe-option" }, boxes[i],
      make("span", {}, make("strong", { text }), whys[i] && make("span", { class: "qe-role", text: whys[i] }))))));
}

function lines(ui, one) {
  if (one.look === "tick") return ticks(ui, one);
  const mark = MARKS[one.look];
  const items = one.lines.map((text) => make("li", {}, mark && icon(mark), make("span", { text })));
  return make("div", { class: `qe-lines qe-look-${one.look}` },
    one.label && make("p", { class: "qe-lines-label", text: one.label }),
    make("ul", { class: mark ? "qe-marked" : "qe-list" }, items));
}

function card(ui, one) {
  const source = one.source &&
    make("span", {}, `${one.source.label}${ui.word("colon")}`, address(one.source.name, one.source.url));
  const foot = (source || one.checked) &&
    make("p", { class: "qe-checked" }, source, source && one.checked && " · ",
      one.checked && ui.word("checked_on", { day: day(one.checked, ui.face.lang) }));
  return make("li", { class: "qe-fact-card" },
    one.mark && make("p", { class: `qe-badge qe-mark-${one.mark.icon}` }, icon(one.mark.icon), one.mark.word),
    one.name && heading("h4", one.name),
    one.texts.map((text) => make("p", { text })),
    one.drawing && drawing(one.drawing),
    one.lists.map((some) => lines(ui, some)),
    one.tables.map((table) => (table.label
      ? make("details", { class: "qe-path" }, make("summary", { text: table.label }), dataTable(table, one.name))
      : dataTable(table, one.name))),
    one.notes.map(({ label, text }) =>
      make("p", { class: "qe-labelled" }, make("strong", { text: `${label}${ui.word("colon")}` }), text)),
    foot);
}

function showCards(ui, country) {
  const { face, word } = ui;
  const some = face.cards.filter((one) => one.country === "ALL" || one.country === country);
  function change(id) {
    showCards(ui, id);
    ui.say(word("cards_shown", { count: face.cards.filter((one) => one.country === "ALL" || one.country === id).length }));
  }
  ui.show([
    header(face.title),
    face.intro && make("p", { class: "qe-lead", text: face.intro }),
    face.countries.length > 1 && chooser(ui, word("country"), face.countries, country, change),
    some.length > 0 ? make("ul", { class: "qe-fact-cards" }, some.map((one) => card(ui, one)))
      : make("p", { class: "qe-hint", text: face.none }),
  ]);
}

function render({ model, el }) {
  const ui = mount({ model, el, onFeedback: () => {} });
  showCards(ui, ui.face.country);
  return ui.stop;
}

export default { render };
