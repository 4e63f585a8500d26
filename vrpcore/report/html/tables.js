// Head, rules broken, orders left behind, and the tables of figures.

const OUTCOMES = [
  ["unserved", "unserved"],
  ["partly", "delivered in part"],
  ["held", "held for the next order"],
];

function drawHead() {
  const card = (label, figure, kind) =>
    el("div", { class: kind ? `card ${kind}` : "card" }, el("b", {}, figure), el("span", {}, label));
  const days = data.days.length;
  let when = "";
  if (data.clock) when = dayName(0);
  if (data.clock && days > 1) {
    when += ` – ${dayName(days - 1)}, ${counted(days, "{number} working day", "{number} working days")}`;
  }
  const broken = counted(data.violations.length, "{number} rule broken", "{number} rules broken");
  const verdict = data.feasible ? t("all rules kept") : broken;
  replace(
    "head",
    el("h1", {}, data.name),
    el("p", {}, when, " ", el("span", { class: data.feasible ? "good" : "bad" }, verdict)),
    el(
      "div",
      { class: "cards" },
      card(t("cost"), data.cost, "main"),
      data.outcomes.map(([label, number]) => card(label, number.toLocaleString("en"))),
    ),
  );
}

function drawViolations() {
  if (!data.violations.length) return;
  replace(
    "violations",
    el("h2", {}, t("Rules broken")),
    el("ul", {}, data.violations.map((one) => el("li", {}, `${one.rule}${t(": ")}${one.what} `, el("small", {}, one.where)))),
  );
}

function drawLeftBehind() {
  const blocks = OUTCOMES.map(([outcome, title]) => {
    const orders = data.orders.filter((order) => order.outcome === outcome);
    if (!orders.length) return null;
    return [
      el("h3", {}, el("span", { class: `sign ${outcome}` }), `${t(title)}${t(": ")}${orders.length}`),
      el("div", { class: "order-list" }, orders.map(leftBehind)),
    ];
  });
  if (!blocks.some(Boolean)) return;
  replace("left-behind", el("h2", {}, t("Orders left behind")), blocks);
}

function leftBehind(order) {
  const number = order.customer;
  const choose = () => {
    chooseCustomer(number);
    byId("stage").scrollIntoView({ block: "nearest" });
  };
  const customer =
    number === null ? null : el("button", { class: "link", onclick: choose }, data.customers[number].name);
  return el(
    "details",
    { open: data.orders.length <= 200 },
    el("summary", {}, el("b", {}, order.id), ` ${amount(order)}, `, customer),
    facts(order.facts),
    reasons(order.why),
  );
}

function drawTables() {
  replace("tables", data.tables.map(drawTable));
}

function drawTable(table) {
  const cell = (tag, text, column) =>
    el(tag, { class: column < table.words ? "word" : "figure", scope: tag === "th" ? "col" : null }, text);
  const share = table.bars ? table.header.length - 1 : null;
  const largest = Math.max(...table.rows.slice(0, -1).map((cells) => parseFloat(cells[share])));
  const row = (cells, number) => {
    const isTotal = table.total && number === table.rows.length - 1;
    const indented = cells[0].startsWith("  ");
    const line = el(
      "tr",
      { class: isTotal ? "total" : indented ? "part" : null },
      cells.map((text, column) => cell("td", text.trim(), column)),
    );
    if (share !== null && !isTotal) line.children[share].style.setProperty("--share", `${(100 * parseFloat(cells[share])) / largest}%`);
    return line;
  };
  return el(
    "section",
    { class: share === null ? null : "costs" },
    el("h2", {}, table.title),
    el(
      "div",
      { class: "scroll" },
      el(
        "table",
        {},
        table.header.length > 0 && el("thead", {}, el("tr", {}, table.header.map((text, column) => cell("th", text, column)))),
        el("tbody", {}, table.rows.map(row)),
      ),
    ),
  );
}

function drawFoot() {
  replace("foot", `vrpcore ${data.version}`);
}
