// Look-ups in the tables that Python compiled (quizengine/classroom/tables.py), for a page without Python.
// No scoring method is here: a response becomes a number, and the table says what becomes of it.

const SPACE = "[\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000]+";
const BLANK = 0;
const RIGHT = 1;
const WRONG = 2;
const UNUSABLE = -1;

const idsOf = ({ choices, reasons }) => [...choices, ...reasons].map(({ id }) => id);
const strip = (text) => text.replace(new RegExp(`^${SPACE}|${SPACE}$`, "g"), "");

/** The place of each choice in a response, or null when the response is none that this item can show. */
function placesOf({ kind, targets, ...face }, response) {
  const ids = idsOf(face);
  if (kind === "categorise" || kind === "match") {
    const known = targets.map(({ id }) => id);
    const isOurs = ([id, target]) => ids.includes(id) && known.includes(target);
    if (Array.isArray(response) || !Object.entries(response).every(isOurs)) return null;
    return ids.map((id) => known.indexOf(response[id]) + 1);
  }
  const isUsable = Array.isArray(response) && response.every((id) => ids.includes(id));
  if (!isUsable || new Set(response).size < response.length) return null;
  return ids.map((id) => (kind === "order" ? response.indexOf(id) : Number(response.includes(id))));
}

/** The number of a response among all those that the item can show, 0 for a blank one, -1 for none of them. */
function rankOf(face, response) {
  const places = placesOf(face, response);
  if (!places) return -1;
  const { kind, targets } = face;
  const ids = idsOf(face);
  if (kind === "single-choice" || kind === "likert") {
    return response.length > 1 ? -1 : ids.indexOf(response[0]) + 1;
  }
  if (kind === "order") {
    if (response.length !== ids.length) return response.length ? -1 : 0;
    const order = response.map((id) => ids.indexOf(id));
    const smaller = (one, i) => order.slice(i + 1).filter((other) => other < one).length;
    return 1 + order.reduce((rank, one, i) => rank * (ids.length - i) + smaller(one, i), 0);
  }
  const base = targets.length ? targets.length + 1 : 2;
  return places.reduceRight((rank, place) => rank * base + place, 0);
}

/** A text with what is not told apart made equal; as `fold` of quizengine/scoring/typed.py, on the letters it knows. */
function foldText(text, folds, { apostrophes, ligatures }) {
  let folded = text.normalize("NFC");
  if (folds.includes("accents")) {
    folded = folded.replace(/./gsu, (one) => ligatures[one] ?? one).normalize("NFD").replace(/[\u0300-\u034e\u0350-\u036f]/g, "");
  }
  if (folds.includes("case")) folded = Array.from(folded, foldCase).join("");
  folded = folded.normalize("NFC");
  if (folds.includes("apostrophes")) folded = Array.from(folded, (one) => (apostrophes.includes(one) ? "'" : one)).join("");
  return strip(folded.replace(new RegExp(SPACE, "g"), " "));
}

/** Unicode's full case folding of one letter: the small letter of its capital, but for the dotless i. */
const foldCase = (one) => (one === "\u0131" ? one : one.toLowerCase().toUpperCase().toLowerCase());

/** A number as typed, as [digits, power of ten], or null. */
function readNumber(text, { number, spaces, longest }) {
  const found = text.replace(/\u2212/g, "-").match(new RegExp(`^(?:${number})$`));
  if (!found || Array.from(text).length > longest) return null;
  const [sign, whole, part, power] = found.slice(1).map((one) => one ?? "");
  if (!whole && !part) return null;
  const digits = BigInt(whole.replace(new RegExp(spaces, "g"), "") + part);
  return [sign === "-" ? -digits : digits, BigInt(power || 0) - BigInt(part.length)];
}

/** Compare a number with an exact fraction such as "-1/3": below 0, 0, above 0. */
function compare([digits, power], exact) {
  const [over, under = "1"] = exact.split("/");
  const left = digits * BigInt(under) * (power > 0n ? 10n ** power : 1n);
  const right = BigInt(over) * (power < 0n ? 10n ** -power : 1n);
  return left < right ? -1 : Number(left > right);
}

function isIn(number, [low, high, isLowOpen, isHighOpen]) {
  const [above, below] = [compare(number, low), compare(number, high)];
  return (above > 0 || (above === 0 && !isLowOpen)) && (below < 0 || (below === 0 && !isHighOpen));
}

function typedOutcome({ forms, fold, folding, ranges, ...table }, response) {
  const text = typeof response === "string" ? strip(response) : "";
  if (!text) return BLANK;
  if (forms) return forms.includes(foldText(text, fold, folding)) ? RIGHT : WRONG;
  if (!ranges) return RIGHT;
  const number = readNumber(text, table);
  if (!number) return UNUSABLE;
  return ranges.some((range) => isIn(number, range)) ? RIGHT : WRONG;
}

/** What becomes of a response: `status, points`, and the feedback that the player draws. */
function lookUp(face, table, response, reveal) {
  const rank = table.of ? rankOf(face, response) : null;
  const at = table.of ? (rank < 0 ? -1 : table.of.charCodeAt(rank) - 0x23) : typedOutcome(table, response);
  const [status, points, message, unasked, asked, tells] = table.outcomes.at(at);
  const revealed = reveal ? asked : unasked;
  const [why, accepted, rubric] = revealed ? table.whole : ["", [], []];
  const told = tells ? placesOf(face, response).map((place, i) => table.told[Number(revealed)][i][place]) : [];
  const choices = idsOf(face).flatMap((id, i) => {
    const [verdict, reason, target] = table.pieces?.[told[i]] ?? [];
    return verdict ? [{ id, verdict, why: table.texts[reason], place: table.texts[target] }] : [];
  });
  return { status, points, feedback: { status, message, revealed, choices, why, accepted, rubric } };
}
