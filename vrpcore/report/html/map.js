// The map: townships as the ground, reaches, routes, customers and depots. Tiles only where an address is given.

const FAINT = "#B9B4A9";
const STORE = "#009E73";
const INK = "#2B2B2B";

let map = null;
const customerMarks = []; // by number of the customer; null without location
let routeLayer = null;
let highlight = null;
let everything = null; // the bounds of all places
let isNear = false; // whether the map has moved to a vehicle's route

function label(text) {
  return () => el("span", {}, text);
}

// Leaflet's scale, in the language of the page.
const Scale = L.Control.Scale.extend({
  _updateScale(scale, text, ratio) {
    const [number, unit] = text.split(" ");
    const said = unit === "km" ? t("{number} km", { number }) : t("{number} m", { number });
    L.Control.Scale.prototype._updateScale.call(this, scale, said, ratio);
  },
});

// A mark of a shape that circles cannot have; the class says which.
function sign(at, shape, size, name, onclick) {
  const icon = L.divIcon({ className: `sign ${shape}`, iconSize: [size, size] });
  const marker = L.marker(at, { icon, keyboard: false, bubblingMouseEvents: false });
  marker.bindTooltip(label(name));
  if (onclick) marker.on("click", onclick);
  return marker;
}

function makeMap() {
  const points = [...data.customers, ...data.depots].map((place) => place.at).filter(Boolean);
  if (!points.length) {
    byId("map").remove();
    byId("stage").classList.add("without-map");
    return;
  }
  map = L.map("map", {
    crs: data.planar ? L.CRS.Simple : L.CRS.EPSG3857,
    minZoom: data.planar ? -30 : 1,
    maxZoom: data.planar ? 12 : 19,
    zoomSnap: 0.25,
    preferCanvas: data.customers.length > 4000,
    zoomControl: false,
    attributionControl: data.tiles !== null,
  });
  L.control.zoom({ zoomInTitle: t("zoom in"), zoomOutTitle: t("zoom out") }).addTo(map);
  if (data.tiles !== null) addTiles();
  const outlines = data.townships.flatMap((township) => township.outline);
  everything = L.latLngBounds([...points, ...outlines]);
  map.fitBounds(everything, { padding: [12, 12], animate: false });
  if (data.clock) new Scale({ imperial: false }).addTo(map); // else the units are no metres
  addGround();
  addCustomers();
  routeLayer = L.layerGroup().addTo(map);
  addDepots();
  addLegend();
  drawRoutes();
  onChange((updates) => {
    if ("day" in updates || "hidden" in updates || "vehicle" in updates) drawRoutes();
    if ("customer" in updates) showChosen();
    if ("day" in updates || "vehicle" in updates) showWhole();
  });
}

function addTiles() {
  const attribution = document.createElement("span");
  attribution.textContent = data.attribution; // its markup, escaped
  L.tileLayer(data.tiles, { attribution: attribution.innerHTML, opacity: 0.75 }).addTo(map);
  map.attributionControl.setPrefix(false);
}

function addGround() {
  for (const township of data.townships) {
    const kind = township.center ? "township with-center" : "township";
    L.polygon(township.outline, {
      className: data.tiles === null ? kind : `${kind} over-tiles`,
      interactive: false,
      weight: 1,
    }).addTo(map);
    const name = { permanent: true, direction: "center", className: "place-name" };
    L.tooltip(name).setLatLng(township.label).setContent(label(township.name)).addTo(map);
  }
  for (const depot of data.depots) {
    if (!depot.at || depot.radius_m === null) continue;
    L.circle(depot.at, {
      radius: depot.radius_m,
      className: "reach",
      interactive: false,
      weight: 1,
      color: STORE,
      fillOpacity: 0.15,
    }).addTo(map);
  }
}

function addCustomers() {
  data.customers.forEach((customer, number) => {
    if (!customer.at) {
      customerMarks.push(null);
      return;
    }
    const marker = L.circleMarker(customer.at, {
      className: "customer",
      radius: 3,
      weight: 1,
      bubblingMouseEvents: false,
    }).addTo(map);
    marker.bindTooltip(label(customer.name));
    marker.on("click", () => chooseCustomer(number));
    marker.getElement?.()?.setAttribute("data-customer", number);
    customerMarks.push(marker);
    const outcomes = new Set(ordersOf[number].map((order) => order.outcome));
    const shape = outcomes.has("unserved") || outcomes.has("partly") ? "unserved" : "held";
    if (shape === "unserved" || outcomes.has("held")) {
      const name = `${customer.name}: ${t(shape)}`;
      sign(customer.at, shape, 12, name, () => chooseCustomer(number)).addTo(map);
    }
  });
}

function addDepots() {
  for (const depot of data.depots) {
    if (!depot.at) continue;
    sign(depot.at, depot.kind, 16, depot.name, null).setZIndexOffset(1000).addTo(map);
  }
}

// The legs of each trip of a route, from depot to depot; places without location are passed over.
function tripsOf(route) {
  const trips = [];
  let last = null;
  for (const stop of route.stops) {
    if (stop.kind === "break") continue;
    const { at } = isVisit(stop) ? data.customers[stop.customer] : data.depots[stop.depot];
    if (!at) continue;
    if (last) trips.at(-1).push({ to: at, line: [last, ...(stop.way ?? []), at] });
    if (stop.kind === "load") trips.push([]);
    last = trips.length ? at : null;
  }
  return trips.filter((legs) => legs.length);
}

function lineOf(legs) {
  return legs.flatMap((leg) => leg.line);
}

function drawRoutes() {
  routeLayer.clearLayers();
  const shown = shownRoutes();
  const colourOf = new Map();
  const busy = shown.length > 20;
  const many = data.customers.length > 1500;
  for (const route of shown) {
    const vehicle = vehicleOf.get(route.vehicle);
    const chosen = state.vehicle === route.vehicle;
    const faded = state.vehicle !== null && !chosen;
    for (const trip of tripsOf(route)) {
      const draw = (points, weight, opacity, dashArray) =>
        L.polyline(points, {
          className: "route",
          color: vehicle.colour,
          weight: weight + (chosen ? 1.5 : 0),
          opacity: faded ? 0.15 : opacity,
          dashArray,
          bubblingMouseEvents: false,
        })
          .bindTooltip(label(data.clock ? `${route.vehicle}, ${dayName(route.day)}` : route.vehicle), { sticky: true })
          .on("click", () => chooseVehicle(route.vehicle))
          .addTo(routeLayer);
      if (vehicle.store && !data.roads) {
        for (const leg of trip.slice(0, -1)) draw([trip[0].line[0], leg.to], 1.5, 0.9);
        continue;
      }
      draw(trip[0].line, 1.2, busy ? 0.3 : 0.55); // the way out, thin
      if (trip.length > 1) draw(trip.at(-1).line, 1.2, busy ? 0.3 : 0.55, "5 4"); // the way home, dashed
      if (trip.length > 2) draw(lineOf(trip.slice(1, -1)), 2.2, busy ? 0.6 : 0.95);
    }
    for (const stop of route.stops) {
      if (isVisit(stop)) colourOf.set(stop.customer, faded ? FAINT : vehicle.colour);
    }
    if (chosen && state.day !== ALL_DAYS) numberStops(route, vehicle.colour);
  }
  customerMarks.forEach((marker, number) => {
    if (!marker) return;
    const colour = colourOf.get(number);
    marker.setRadius(!colour ? 2 : colour === FAINT || many ? 3 : 4.5);
    marker.setStyle({ stroke: Boolean(colour), color: "#fff", fillColor: colour ?? FAINT, fillOpacity: 1 });
    if (colour) marker.bringToFront();
  });
}

// The order of the visits of the chosen route, on the map.
function numberStops(route, colour) {
  let position = 0;
  for (const stop of route.stops) {
    if (!isVisit(stop)) continue;
    position += 1;
    const { at } = data.customers[stop.customer];
    if (!at) continue;
    const icon = L.divIcon({ className: "number", html: String(position), iconSize: [18, 18] });
    const mark = L.marker(at, { icon, keyboard: false, zIndexOffset: 500 });
    mark.bindTooltip(label(`${position}. ${data.customers[stop.customer].name}, ${clock(stop.start)}`));
    mark.on("click", () => chooseCustomer(stop.customer));
    mark.addTo(routeLayer);
    mark.getElement().style.backgroundColor = colour;
  }
}

function showChosen() {
  highlight?.remove();
  highlight = null;
  const at = state.customer === null ? null : data.customers[state.customer].at;
  if (!at) return;
  const options = { radius: 11, weight: 3, color: INK, fill: false, interactive: false };
  highlight = L.circleMarker(at, { ...options, className: "highlight" }).addTo(map);
  if (!map.getBounds().pad(-0.1).contains(at)) map.panTo(at);
}

// Numbers pile up where a route is small on the map: go nearer, and back when the choice is closed. Whoever
// looks at a part of the route keeps that view.
function showWhole() {
  const chosen = state.vehicle === null ? [] : routesOfDay().filter((route) => route.vehicle === state.vehicle);
  const places = chosen.flatMap((route) => tripsOf(route).flatMap(lineOf));
  if (places.length) {
    const bounds = L.latLngBounds(places);
    const zoom = Math.min(map.getBoundsZoom(bounds.pad(0.1)), map.getBoundsZoom(everything) + 6);
    if (zoom < map.getZoom() + 1 && map.getBounds().intersects(bounds)) return;
    map.setView(bounds.getCenter(), zoom, { animate: false });
    isNear = true;
  } else if (isNear && state.vehicle === null && state.customer === null) {
    map.fitBounds(everything, { padding: [12, 12], animate: false });
    isNear = false;
  }
}

function addLegend() {
  const outcomes = new Set(data.orders.map((order) => order.outcome));
  const kinds = new Set(data.depots.map((depot) => depot.kind));
  const entries = [
    ["center", "centre", kinds.has("center")],
    ["store", "store and its reach", kinds.has("store")],
    ["held", "held orders", outcomes.has("held")],
    ["unserved", "unserved orders", outcomes.has("unserved") || outcomes.has("partly")],
    ["idle", "other customers", true],
  ];
  const box = L.control({ position: "bottomright" });
  box.onAdd = () =>
    el(
      "div",
      { class: "legend" },
      entries
        .filter((entry) => entry[2])
        .map(([shape, text]) => el("div", {}, el("span", { class: `sign ${shape}` }), t(text))),
    );
  box.addTo(map);
}
