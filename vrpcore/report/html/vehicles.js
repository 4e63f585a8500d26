// The vehicles, to be switched on and off, and the route of the chosen one.

function drawVehicles() {
  const routes = routesOfDay();
  const rows = data.vehicles.map((vehicle) => {
    const own = routes.filter((route) => route.vehicle === vehicle.id);
    if (!own.length) return null;
    const visits = own.reduce((sum, route) => sum + route.visits, 0);
    const figures = own.length === 1 ? measures(own[0]) : [counted(own.length, "{number} day", "{number} days"), counted(visits, "{number} visit", "{number} visits")].join(", ");
    return el(
      "li",
      { class: state.vehicle === vehicle.id ? "chosen" : null },
      el("input", {
        type: "checkbox",
        checked: !state.hidden.has(vehicle.id),
        "aria-label": t("show {vehicle}", { vehicle: vehicle.id }),
        onchange: (event) => {
          if (event.target.checked) state.hidden.delete(vehicle.id);
          else state.hidden.add(vehicle.id);
          change({ hidden: state.hidden });
        },
      }),
      swatch(vehicle.colour),
      el("button", { class: "link", onclick: () => chooseVehicle(vehicle.id) }, vehicle.id),
      el("small", {}, figures),
    );
  });
  const all = () => {
    state.hidden.clear();
    change({ hidden: state.hidden });
  };
  const none = () => {
    for (const vehicle of data.vehicles) state.hidden.add(vehicle.id);
    change({ hidden: state.hidden });
  };
  replace(
    "vehicles",
    el(
      "h2",
      {},
      t("Vehicles"),
      el("button", { onclick: all }, t("all")),
      el("button", { onclick: none }, t("none")),
    ),
    rows.some(Boolean) ? el("ul", {}, rows.filter(Boolean)) : el("p", {}, t("No routes.")),
  );
}

// Visits, length and fullest load of one route.
function measures(route) {
  const length = data.clock ? t("{number} km", { number: route.km }) : route.km;
  return [counted(route.visits, "{number} visit", "{number} visits"), length, route.fullest].filter(Boolean).join(", ");
}

function swatch(colour) {
  const mark = el("span", { class: "swatch" });
  mark.style.backgroundColor = colour;
  return mark;
}

function placeOf(stop) {
  if (!isVisit(stop)) return stop.depot === undefined ? "" : data.depots[stop.depot].name;
  const choose = () => chooseCustomer(stop.customer);
  return el("button", { class: "link", onclick: choose }, data.customers[stop.customer].name);
}

function routeTable(route) {
  let position = 0;
  const rows = route.stops.map((stop) => {
    if (stop.kind === "start") return null; // loading begins then
    if (isVisit(stop)) position += 1;
    return el(
      "tr",
      { class: stop.kind },
      el("td", {}, isVisit(stop) ? String(position) : ""),
      el("td", {}, isVisit(stop) ? placeOf(stop) : `${t(stop.kind)} ${placeOf(stop)}`),
      el("td", {}, clock(stop.arrival)),
      el("td", {}, stop.kind === "end" ? "" : clock(stop.start)),
      el("td", {}, stop.kind === "end" ? "" : clock(stop.departure)),
      el("td", {}, data.clock ? stop.load : String(stop.load_cases)),
    );
  });
  const titles = ["#", "stop", "arrival", "service", "departure", data.clock ? "kg" : "cases"];
  return el(
    "table",
    { class: "stops" },
    el("thead", {}, el("tr", {}, titles.map((title) => el("th", { scope: "col" }, t(title))))),
    el("tbody", {}, rows),
  );
}
