// What cards of facts share wherever they are shown: the signs of a list, and a drawing.

const MARKS = { right: "right", wrong: "wrong" };

/** A drawing as the face describes it, shape by shape, with what it says as its name. */
function drawing({ width, height, told, shapes }) {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("viewBox", `0 0 ${width} ${height}`);
  svg.setAttribute("class", "qe-drawing");
  svg.setAttribute("role", "img");
  svg.setAttribute("aria-label", told);
  for (const { tag, text, ...attributes } of shapes) {
    const shape = document.createElementNS(space, tag);
    for (const [name, value] of Object.entries(attributes)) shape.setAttribute(name, value);
    if (text) shape.textContent = text;
    svg.append(shape);
  }
  return svg;
}
