// Facts to consult: trusted partners by country, and the steps of one action by network. Nothing is sent back;
// which country or network is open, and which steps are ticked, belongs to this view.

/** One row of a partner's table; only a web address becomes a link, the rest of a record stays text. */
function row(ui, key, value) {
  if (!value) return null;
  const isLink = value.startsWith("https://") && !value.includes(" ");
  const link = () =>
    make("a", { href: value, target: "_blank", rel: "noopener", text: value.replace(/^https:\/\/|\/$/g, "") });
  return make("div", { class: "qe-fact" }, make("dt", { text: ui.word(key) }), make("dd", {}, isLink ? link() : value));
}

function partner(ui, { name, does, phone, sms, hours, cost, chat, url, not_for, checked }) {
  const number = (key, value) =>
    value && make("p", { class: "qe-number" }, make("span", { text: ui.word(key) }), make("strong", { text: value }));
  return make("li", { class: "qe-partner" },
    heading("h4", name),
    make("p", { text: does }),
    number("partner_phone", phone),
    number("partner_sms", sms),
    make("dl", {},
      row(ui, "partner_hours", hours),
      row(ui, "partner_cost", cost),
      row(ui, "partner_chat", chat),
      row(ui, "partner_url", url === chat ? "" : url),
      row(ui, "partner_not_for", not_for)),
    checkedOn(ui, checked));
}

const FIRST = 4; // Help lines seen at once: somebody who needs help does not search a long page.
const partners = (ui, some) => make("ul", { class: "qe-partners" }, some.map((one) => partner(ui, one)));

function showPartners(ui, country) {
  const { face, word } = ui;
  const of = (id) => face.partners.filter((one) => one.country === id);
  function change(id) {
    showPartners(ui, id);
    ui.say(word("partners_shown", { count: of(id).length }));
  }
  ui.show([
    header(face.title || word("partners_title")),
    chooser(ui, word("country"), face.countries, country, change),
    partners(ui, of(country).slice(0, FIRST)),
    of(country).length > FIRST && make("details", { class: "qe-path" },
      make("summary", { text: word("partners_more") }), partners(ui, of(country).slice(FIRST))),
  ]);
}

/** The steps as a list to tick off, so that a pupil can do them on a phone beside the page. */
function checklist(ui, steps) {
  const boxes = steps.map(() => make("input", { type: "checkbox", on: { change: tell } }));
  function tell() {
    ui.say(ui.word("steps_done", { count: boxes.filter((box) => box.checked).length, total: boxes.length }));
  }
  return make("ol", { class: "qe-checklist" }, steps.map((text, i) =>
    make("li", {},
      make("label", { class: "qe-label qe-option" },
        boxes[i],
        make("span", { class: "qe-rank", "aria-hidden": "true", text: i + 1 }),
        make("span", { text })))));
}

function showTutorial(ui, chosen) {
  const { face, word } = ui;
  const network = face.networks.find((one) => one.id === chosen);
  const note = (key, text) => text && make("div", { class: "qe-note" }, heading("h4", word(key)), make("p", { text }));
  ui.say("");
  ui.show([
    header(face.title || word(`tutorial_${face.action}`)),
    chooser(ui, word("network_choice"), face.networks, chosen, (id) => showTutorial(ui, id)),
    heading("h4", word("steps")),
    checklist(ui, network.steps),
    make("div", { class: "qe-notes" }, note("other_sees", network.sees), note("does_not", network.does_not)),
    network.to_check ? make("p", { class: "qe-hint", text: word("to_check") }) : checkedOn(ui, network.checked),
  ]);
}

function render({ model, el }) {
  const ui = mount({ model, el, onFeedback: () => {} });
  const { face } = ui;
  if (face.kind === "partners") showPartners(ui, face.country);
  else showTutorial(ui, face.networks[0].id);
  return ui.stop;
}

export default { render };
