// What there is of each kind of item on every face: its controls, the response before anything was done, and what
// is still to do before it can be checked or sent.

const CONTROLS = {
  "single-choice": singleChoice, "multiple-choice": multipleChoice, "true-false": trueFalse, likert, order, categorise,
  match, "hot-text": hotText, "short-text": typed, numeric: typed, open: typed,
};
const PAIRED = ["categorise", "match"];
const TYPED = ["short-text", "numeric", "open"];

/** A response before anything was done. */
function blank({ kind, choices }) {
  if (TYPED.includes(kind)) return "";
  if (PAIRED.includes(kind)) return {};
  return kind === "order" ? choices.map(({ id }) => id) : [];
}

/** Say what is still to do before an answer can be checked or sent; "" when nothing is. */
function gap(ui, { kind, choices, reasons }, draft) {
  if (TYPED.includes(kind)) return draft.trim() ? "" : ui.word("write_first");
  if (PAIRED.includes(kind)) {
    const count = choices.filter(({ id }) => !draft[id]).length;
    return count ? ui.word(kind === "match" ? "match_first" : "sort_first", { count }) : "";
  }
  const lacks = (some) => some.length > 0 && !some.some(({ id }) => draft.includes(id));
  if (lacks(choices)) return ui.word("choose_first");
  return lacks(reasons) ? ui.word("choose_reason") : "";
}
