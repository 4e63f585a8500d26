// Making elements. Every text goes through text nodes, so that none can become markup.

const data = JSON.parse(document.getElementById("plan-data").textContent);

// The English text is its own key in the language table; named fields stand in braces.
function t(text, fields = {}) {
  const said = Object.hasOwn(data.words, text) ? data.words[text] : text;
  return said.replace(/\{(\w+)\}/g, (field, name) => (Object.hasOwn(fields, name) ? fields[name] : field));
}

// A number of things, in the text for one or for several.
function counted(number, one, several) {
  return t(number === 1 ? one : several, { number: number.toLocaleString("en") });
}

// Children may be lists of lists, and absent.
function present(children) {
  return children.flat(Infinity).filter((child) => child != null && child !== false);
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value != null) element.setAttribute(name, value);
  }
  element.append(...present(children));
  return element;
}

function el(tag, attributes, ...children) {
  return fill(document.createElement(tag), attributes, children);
}

function svg(tag, attributes, ...children) {
  return fill(document.createElementNS("http://www.w3.org/2000/svg", tag), attributes, children);
}

function byId(id) {
  return document.getElementById(id);
}

function replace(id, ...children) {
  byId(id).replaceChildren(...present(children));
}

// Seconds after midnight as hours and minutes; units of time where the problem has no clock.
function clock(seconds) {
  if (!data.clock) return seconds.toLocaleString("en");
  const minutes = Math.floor(seconds / 60);
  const two = (number) => String(number).padStart(2, "0");
  return `${two(Math.floor(minutes / 60))}:${two(minutes % 60)}`;
}

function duration(seconds) {
  return data.clock ? t("{number} min", { number: Math.round(seconds / 60) }) : seconds.toLocaleString("en");
}

// A day with its weekday: "Mon 2026-11-23".
function dayName(number) {
  return data.days[number];
}

// How much an order is.
function amount(order) {
  const cases = counted(order.cases, "{number} case", "{number} cases");
  return t("{cases}, {weight} kg", { cases, weight: order.kg });
}
