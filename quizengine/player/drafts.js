// A pupil's response between its controls and its text, which is what is sent, and its verdicts once they are told.

/** A response as it was sent, or before anything was done. */
function readDraft(item, text) {
  if (!text || TYPED.includes(item.kind)) return text || blank(item);
  const parts = text.split(" ").filter(Boolean);
  return PAIRED.includes(item.kind) ? Object.fromEntries(parts.map((part) => part.split("="))) : parts;
}

function writeDraft({ kind }, draft) {
  if (TYPED.includes(kind)) return draft.trim();
  return (PAIRED.includes(kind) ? Object.entries(draft).map((pair) => pair.join("=")) : draft).join(" ");
}

/** The verdict on each choice of a response, once the answer is shown. */
function judge(item, text) {
  const given = readDraft(item, text);
  const targetOf = (id) => item.targets.find((target) => target.id === given[id])?.text;
  const verdict = ({ id, right, place }, i) => {
    if (item.kind === "likert") return given.includes(id) ? "noted" : "";
    if (item.kind === "order") return given[i] === id ? "right" : "wrong";
    if (PAIRED.includes(item.kind)) return targetOf(id) ? (targetOf(id) === place ? "right" : "wrong") : "missed";
    return given.includes(id) ? (right ? "right" : "wrong") : right ? "missed" : "left";
  };
  const told = [...item.choices, ...item.reasons].map((choice, i) =>
    ({ id: choice.id, verdict: verdict(choice, i), why: choice.why, place: choice.place }));
  const rubric = item.rubric.map((one) => one.text);
  return { ...item, rubric, status: "", choices: told.filter((one) => one.verdict) };
}

/** What is asked now: an item, or a decision of a story as one. */
const asked = ({ screen, vote }) => (screen.node
  ? { id: vote || screen.node.id, kind: "single-choice", stem: screen.node.stem || screen.node.text, choices: screen.node.choices, reasons: [] }
  : screen.item);

/** An answer in words: the texts of what was chosen, or what was typed. */
function sayAnswer(item, text) {
  if (![singleChoice, multipleChoice, trueFalse, likert].includes(CONTROLS[item.kind])) return "";
  const ids = text.split(" ");
  return [...item.choices, ...item.reasons].filter(({ id }) => ids.includes(id)).map((one) => one.text).join(" · ");
}
