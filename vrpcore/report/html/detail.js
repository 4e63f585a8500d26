// Why a customer is served as it is, or the route of a vehicle.

function drawDetail() {
  if (state.customer !== null) replace("detail", customerDetail(state.customer));
  else if (state.vehicle !== null) replace("detail", vehicleDetail(state.vehicle));
  else replace("detail", el("p", { class: "hint" }, t("Click a customer to see why it is served as it is, or a vehicle to see its route.")));
}

function closeButton() {
  const close = () => change({ customer: null, vehicle: null });
  return el("button", { class: "close", "aria-label": t("close"), onclick: close }, "×");
}

function facts(pairs) {
  const shown = pairs.filter(([, value]) => value !== "" && value != null);
  return el("dl", {}, shown.flatMap(([name, value]) => [el("dt", {}, t(name)), el("dd", {}, value)]));
}

function reasons(lines) {
  return el("ul", { class: "reasons" }, lines.map((line) => el("li", {}, line)));
}

function customerDetail(number) {
  const customer = data.customers[number];
  const visits = visitsOf[number];
  return [
    closeButton(),
    el("h2", {}, customer.name),
    facts([
      ["township", customer.township],
      ["kind", customer.kind],
      ["service windows", customer.windows],
    ]),
    visits.map(visitDetail),
    ordersOf[number].length ? ordersOf[number].map(orderDetail) : el("p", {}, t("No orders.")),
  ];
}

function visitDetail({ route, stop, position }) {
  const vehicle = vehicleOf.get(route.vehicle);
  const day = data.days.length > 1 ? `${dayName(route.day)}, ` : "";
  const window = stop.window ? `${clock(Math.max(0, stop.window[0]))}–${clock(Math.max(0, stop.window[1]))}` : "";
  return el(
    "div",
    { class: "visit" },
    el(
      "p",
      {},
      swatch(vehicle.colour),
      el("button", { class: "link", onclick: () => change({ customer: null, vehicle: vehicle.id, day: route.day }) }, vehicle.id),
      ` ${day}${t("visit {position} / {number}", { position, number: route.visits })}`,
    ),
    facts([
      ["arrival", clock(stop.arrival)],
      ["wait", stop.start > stop.arrival ? duration(stop.start - stop.arrival) : ""],
      ["service", `${clock(stop.start)}–${clock(stop.departure)}`],
      ["allowed", window],
      ["order ids", stop.orders.map((one) => data.orders[one].id).join(", ")],
    ]),
  );
}

function orderDetail(order) {
  return el(
    "div",
    { class: `order ${order.outcome}` },
    el("h3", {}, order.id, " ", el("span", { class: `badge ${order.outcome}` }, order.told)),
    el("p", {}, `${amount(order)}: ${order.lines.join(", ")}`),
    order.why.length ? [el("h4", {}, t("Why it is not served in full")), reasons(order.why)] : null,
    order.why_so.length ? [el("h4", {}, t("Why it is served so")), reasons(order.why_so)] : null,
    facts(order.facts),
  );
}

function vehicleDetail(id) {
  const vehicle = vehicleOf.get(id);
  const routes = routesOfDay().filter((route) => route.vehicle === id);
  return [
    closeButton(),
    el("h2", {}, swatch(vehicle.colour), id),
    facts([
      ["vehicle type", vehicle.type],
      ["depot", vehicle.depot],
    ]),
    routes.map((route) =>
      el(
        "details",
        { open: routes.length === 1 },
        el("summary", {}, `${data.clock ? dayName(route.day) : t("route")}: ${measures(route)}, ${route.cost}`),
        routeTable(route),
      ),
    ),
  ];
}
