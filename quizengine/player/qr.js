// A short code as a QR code, for a camera to read: version 1, alphanumeric, mask 0 (ISO/IEC 18004).

const QR_LETTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:";
/** How many letters fit, its bytes of correction, and how the code itself says so: levels Q, M and L. */
const QR_LEVELS = [[16, 13, 0x355f], [20, 10, 0x5412], [25, 7, 0x77c4]];
const QR_BYTES = 26;
const QR_SIZE = 21;

/** The bytes of a text, filled up to a length. */
function qrBytes(text, length) {
  const bits = (number, count) => number.toString(2).padStart(count, "0");
  const pairs = text.match(/..?/g).map((pair) =>
    bits(Array.from(pair).reduce((sum, one) => sum * 45 + QR_LETTERS.indexOf(one), 0), 5 * pair.length + 1));
  const all = `0010${bits(text.length, 9)}${pairs.join("")}${"0".repeat(11)}`;
  const bytes = all.match(/.{8}/g).map((one) => parseInt(one, 2));
  const used = bytes.length;
  while (bytes.length < length) bytes.push((bytes.length - used) % 2 ? 17 : 236);
  return bytes.slice(0, length);
}

/** The product of two bytes in the field of Reed and Solomon. */
function qrTimes(one, other) {
  if (!other) return 0;
  const rest = 2 * qrTimes(one, other >> 1);
  return rest ^ (rest > 255 ? 0x11d : 0) ^ (other % 2 ? one : 0);
}

/** The bytes of correction after Reed and Solomon. */
function qrCorrection(bytes, count) {
  let divisor = [1];
  for (let i = 0, root = 1; i < count; i += 1, root = qrTimes(root, 2)) {
    divisor = [...divisor, 0].map((one, at) => one ^ qrTimes(divisor[at - 1] ?? 0, root));
  }
  return bytes.reduce((rest, byte) => {
    const factor = byte ^ rest[0];
    return divisor.slice(1).map((one, at) => (rest[at + 1] ?? 0) ^ qrTimes(one, factor));
  }, Array(count).fill(0));
}

/** A text of at most 25 capitals and digits as rows of "1", dark, and "0". */
function qrRows(text) {
  const [, count, format] = QR_LEVELS.find(([most]) => text.length <= most);
  const data = qrBytes(text, QR_BYTES - count);
  const bytes = [...data, ...qrCorrection(data, count)];
  const end = QR_SIZE - 1;
  const rows = Array.from({ length: QR_SIZE }, (_, y) => Array.from({ length: QR_SIZE }, (_, x) => {
    // The squares in three corners, and the lines of dots between them.
    const ring = Math.max(Math.abs(Math.min(x, end - x) - 3), Math.abs(Math.min(y, end - y) - 3));
    return Number(ring < 5 ? ring < 4 && ring !== 2 : (x + y) % 2 === 0);
  }));
  for (let i = 0; i < 15; i += 1) {
    const bit = (format >> i) & 1;
    rows[i < 6 ? i : i < 8 ? i + 1 : i + 6][8] = bit;
    rows[8][i < 8 ? end - i : i < 9 ? 7 : 14 - i] = bit;
  }
  rows[end - 7][8] = 1;
  // The bits go up and down by columns of two, from the right, around the squares and the lines.
  let at = 0;
  for (let right = end; right > 0; right -= right === 8 ? 3 : 2) {
    for (let i = 0; i < 2 * QR_SIZE; i += 1) {
      const x = right - (i % 2);
      const y = right % 4 === (right > 6 ? 0 : 3) ? end - (i >> 1) : i >> 1;
      if (x === 6 || y === 6 || (x < 9 && (y < 9 || y > 12)) || (x > 12 && y < 9)) continue;
      rows[y][x] = ((bytes[at >> 3] >> (7 - (at % 8))) & 1) ^ Number((x + y) % 2 === 0);
      at += 1;
    }
  }
  return rows.map((row) => row.join(""));
}
