// Who does what when: a row for each vehicle, days side by side.

const ROW = 26;
const LABELS = 130;
const HEAD = 34;
const NIGHT = 8; // pixels between days
const MARGIN = 20;
const STEPS = [900, 1800, 3600, 7200, 10800, 14400, 21600, 43200, 86400];

function drawTimeline() {
  const routes = routesOfDay();
  if (!routes.length) {
    replace("timeline");
    return;
  }
  const days = state.day === ALL_DAYS ? data.days.map((_, number) => number) : [state.day];
  const ids = data.vehicles.map((vehicle) => vehicle.id).filter((id) => routes.some((r) => r.vehicle === id));
  const round = data.clock ? 3600 : 1;
  const first = Math.floor(Math.min(...routes.map((route) => route.start)) / round) * round;
  const last = Math.max(Math.ceil(Math.max(...routes.map((route) => route.end)) / round) * round, first + 1);
  const width = Math.max(byId("timeline").parentElement.clientWidth - 76, LABELS + 60 * days.length, 480);
  const dayWidth = (width - LABELS - MARGIN - NIGHT * (days.length - 1)) / days.length;
  const x = (day, seconds) =>
    LABELS + days.indexOf(day) * (dayWidth + NIGHT) + ((seconds - first) / (last - first)) * dayWidth;
  const height = HEAD + ROW * ids.length + 6;
  const chart = svg("svg", { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": t("Timeline") });
  chart.append(...hours(days, first, last, dayWidth, x, height));
  ids.forEach((id, row) => {
    const top = HEAD + row * ROW;
    const faded = state.hidden.has(id) || (state.vehicle !== null && state.vehicle !== id);
    const group = svg("g", { class: faded ? "vehicle faded" : "vehicle" });
    const name = svg("text", { x: LABELS - 10, y: top + 17, class: "name" }, shortened(id));
    name.append(svg("title", {}, id));
    name.addEventListener("click", () => chooseVehicle(id));
    group.append(name);
    for (const route of routes) {
      if (route.vehicle === id) group.append(...bars(route, top, (seconds) => x(route.day, seconds)));
    }
    chart.append(group);
  });
  replace("timeline", el("h2", {}, t("Timeline")), key(routes), el("div", { class: "scroll" }, chart));
}

function shortened(text) {
  return text.length > 18 ? `${text.slice(0, 17)}…` : text;
}

function hours(days, first, last, dayWidth, x, height) {
  const marks = [];
  const span = last - first;
  const step = STEPS.find((one) => (span / one) * 40 <= dayWidth) ?? Math.ceil(span / 86400 / 6) * 86400;
  for (const day of days) {
    const middle = x(day, (first + last) / 2);
    const name = days.length > 8 ? dayName(day).replace(/\d{4}-/, "") : dayName(day);
    if (data.clock) marks.push(svg("text", { x: middle, y: 12, class: "day" }, name));
    for (let at = Math.ceil(first / step) * step; at <= last; at += step) {
      marks.push(svg("line", { x1: x(day, at), x2: x(day, at), y1: HEAD - 4, y2: height, class: "hour" }));
      marks.push(svg("text", { x: x(day, at), y: HEAD - 8, class: "tick" }, clock(at)));
    }
  }
  return marks;
}

function bars(route, top, x) {
  const { colour } = vehicleOf.get(route.vehicle);
  const middle = top + ROW / 2;
  const found = [
    svg("line", { x1: x(route.start), x2: x(route.end), y1: middle, y2: middle, stroke: colour, class: "drive" }),
  ];
  const box = (begin, end, kind, attributes) =>
    svg("rect", {
      x: x(begin),
      width: Math.max(x(end) - x(begin), 1.5),
      y: kind === "wait" ? top + 8 : top + 4,
      height: kind === "wait" ? ROW - 16 : ROW - 8,
      rx: 1,
      class: kind,
      ...attributes,
    });
  for (const stop of route.stops) {
    if (stop.start > stop.arrival) found.push(box(stop.arrival, stop.start, "wait", { stroke: colour }));
    if (isVisit(stop)) {
      const customer = data.customers[stop.customer];
      if (state.customer === stop.customer && stop.window) found.unshift(windowOf(stop, route, top, x));
      const visit = box(stop.start, stop.departure, "service", { fill: colour, "data-customer": stop.customer });
      if (state.customer === stop.customer) visit.classList.add("chosen");
      visit.append(svg("title", {}, `${customer.name}, ${clock(stop.start)}–${clock(stop.departure)}`));
      visit.addEventListener("click", () => chooseCustomer(stop.customer));
      found.push(visit);
    } else if ((stop.kind === "load" || stop.kind === "break") && stop.departure > stop.start) {
      const rest = box(stop.start, stop.departure, stop.kind, { stroke: colour });
      rest.append(svg("title", {}, `${t(stop.kind)}, ${clock(stop.start)}–${clock(stop.departure)}`));
      found.push(rest);
    }
  }
  return found;
}

// The service window of the chosen customer, as far as the route's day goes.
function windowOf(stop, route, top, x) {
  const begin = Math.max(stop.window[0], route.start);
  const end = Math.min(Math.max(stop.window[1], begin), route.end);
  return svg("rect", { x: x(begin), width: Math.max(x(end) - x(begin), 2), y: top, height: ROW, class: "window" });
}

function key(routes) {
  const stops = routes.flatMap((route) => route.stops);
  const entries = [
    ["service", "service", true],
    ["load", "load", stops.some((stop) => stop.kind === "load" && stop.departure > stop.start)],
    ["break", "break", stops.some((stop) => stop.kind === "break")],
    ["wait", "wait", stops.some((stop) => stop.start > stop.arrival)],
    ["window", "service window of the chosen customer", stops.some((stop) => stop.window)],
  ];
  const shown = entries.filter((entry) => entry[2]);
  return el(
    "p",
    { class: "key" },
    shown.map(([kind, text]) => el("span", {}, el("i", { class: kind }), t(text))),
  );
}
