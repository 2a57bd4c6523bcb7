// The exit code, as quizengine/classroom/ticket.py reads it: candidate and responses in a few letters.

/** A random number below `count`, each as likely as any other. */
function draw(count) {
  const most = 2 ** 32 - (2 ** 32 % count);
  const [number] = crypto.getRandomValues(new Uint32Array(1));
  return number < most ? number % count : draw(count);
}

/** The code in groups of four: head, candidate and responses as one number, two check symbols. */
function writeCode({ alphabet, head, symbols, sizes }, candidate, ranks) {
  const base = BigInt(alphabet.length);
  let number = ranks.reduce((sum, rank, i) => sum * BigInt(sizes[i]) + BigInt(rank), BigInt(candidate));
  let body = "";
  for (let i = 0; i < symbols; i += 1) {
    body = alphabet[Number(number % base)] + body;
    number /= base;
  }
  body = head + body;
  const digits = Array.from(body, (symbol) => alphabet.indexOf(symbol));
  const modulo = (one) => ((one % alphabet.length) + alphabet.length) % alphabet.length;
  const plain = digits.reduce((sum, digit) => sum + digit, 0);
  const weighed = digits.reduce((sum, digit, i) => sum + (i + 1) * digit, 0);
  const last = modulo(plain * (digits.length + 1) - weighed);
  return (body + alphabet[modulo(-plain - last)] + alphabet[last]).match(/.{1,4}/g).join("-");
}
