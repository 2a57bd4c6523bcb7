// Unpacks what quizengine/classroom/pack.py packed: text in base 91, of raw LZMA (lc = 3, lp = 0, pb = 0), of UTF-8.

/** Two letters hold 13 bits; "!" stands for "<". */
function readBytes(text) {
  const bytes = new Uint8Array((text.length * 13) / 16);
  const value = (i) => (text[i] === "!" ? 25 : text.charCodeAt(i) - 35);
  let [held, bits, at] = [0, 0, 0];
  for (let i = 0; i < text.length; i += 2) {
    held = (held << 13) | (value(i) * 91 + value(i + 1));
    for (bits += 13; bits > 7;) bytes[at++] = held >> (bits -= 8);
  }
  return bytes;
}

/** LZMA, after its specification (Igor Pavlov, public domain); the names are those of its probabilities. */
function unpack(bytes, size) {
  const out = new Uint8Array(size);
  const odds = new Uint16Array(8000).fill(1024);
  const [MATCH, REP, REP_G0, REP_G1, REP_G2, REP_LONG, SLOT, SPECIAL, ALIGN, LEN, REP_LEN, LITERAL] =
    [0, 12, 24, 36, 48, 60, 72, 328, 443, 459, 740, 1021];
  const reps = [0, 0, 0, 0];
  let [range, code, at, done, state] = [2 ** 32 - 1, 0, 1, 0, 0];
  const feed = () => (code = code * 256 + bytes[at++]);
  for (let i = 0; i < 4; i += 1) feed();

  function settle() {
    if (range >= 2 ** 24) return;
    range *= 256;
    feed();
  }

  function bit(i) {
    const bound = (range >>> 11) * odds[i];
    const found = code >= bound;
    if (found) {
      range -= bound;
      code -= bound;
      odds[i] -= odds[i] >> 5;
    } else {
      range = bound;
      odds[i] += (2048 - odds[i]) >> 5;
    }
    settle();
    return +found;
  }

  function tree(base, bits) {
    let node = 1;
    for (let i = 0; i < bits; i += 1) node = node * 2 + bit(base + node);
    return node - 2 ** bits;
  }

  function reverse(base, bits) {
    let [node, number] = [1, 0];
    for (let i = 0; i < bits; i += 1) {
      const found = bit(base + node);
      node = node * 2 + found;
      number += found * 2 ** i;
    }
    return number;
  }

  function direct(bits) {
    let number = 0;
    for (let i = 0; i < bits; i += 1) {
      range = Math.floor(range / 2);
      const found = code >= range;
      if (found) code -= range;
      number = number * 2 + found;
      settle();
    }
    return number;
  }

  function length(base) {
    if (!bit(base)) return tree(base + 2, 3);
    return bit(base + 1) ? 16 + tree(base + 18, 8) : 8 + tree(base + 10, 3);
  }

  function distance(long) {
    const slot = tree(SLOT + 64 * Math.min(long, 3), 6);
    if (slot < 4) return slot;
    const bits = (slot >> 1) - 1;
    const start = (2 + (slot & 1)) * 2 ** bits;
    return start + (slot < 14 ? reverse(SPECIAL + start - slot, bits) : direct(bits - 4) * 16 + reverse(ALIGN, 4));
  }

  function literal() {
    const base = LITERAL + 0x300 * ((out[done - 1] ?? 0) >> 5);
    let symbol = 1;
    let seen = state < 7 ? -1 : out[done - reps[0] - 1];
    while (symbol < 256) {
      const wanted = seen >> 7 & 1;
      const found = bit(seen < 0 ? base + symbol : base + 256 * (1 + wanted) + symbol);
      symbol = symbol * 2 + found;
      seen = seen >= 0 && wanted === found ? (seen << 1) & 255 : -1;
    }
    out[done++] = symbol;
    state = state < 4 ? 0 : state - (state < 10 ? 3 : 6);
  }

  /** Which of the last distances comes again; it becomes the first. */
  function again() {
    if (!bit(REP_G0 + state)) return bit(REP_LONG + state) ? 0 : -1;
    if (!bit(REP_G1 + state)) return 1;
    return 2 + bit(REP_G2 + state);
  }

  while (done < size) {
    if (!bit(MATCH + state)) {
      literal();
      continue;
    }
    let long = 0;
    const short = state < 7;
    if (bit(REP + state)) {
      const which = again();
      if (which > 0) reps.unshift(reps.splice(which, 1)[0]);
      long = which < 0 ? 1 : 2 + length(REP_LEN);
      state = which < 0 ? (short ? 9 : 11) : (short ? 8 : 11);
    } else {
      long = length(LEN);
      reps.unshift(distance(long));
      reps.pop();
      long += 2;
      state = short ? 7 : 10;
    }
    for (; long > 0; long -= 1) out[done] = out[done++ - reps[0] - 1];
  }
  return out;
}
