// What the reader has chosen, and what follows from the data. Whoever shows something listens.

const ALL_DAYS = -1;

const state = {
  day: data.days.length > 1 ? ALL_DAYS : 0,
  hidden: new Set(), // vehicle ids
  customer: null, // number of the customer that is explained
  vehicle: null, // id of the vehicle whose route is listed
};

const listeners = [];

function onChange(listener) {
  listeners.push(listener);
}

function change(updates) {
  Object.assign(state, updates);
  for (const listener of listeners) listener(updates);
}

const vehicleOf = new Map(data.vehicles.map((vehicle) => [vehicle.id, vehicle]));

function routesOfDay() {
  return data.routes.filter((route) => state.day === ALL_DAYS || route.day === state.day);
}

function shownRoutes() {
  return routesOfDay().filter((route) => !state.hidden.has(route.vehicle));
}

function isVisit(stop) {
  return stop.customer !== undefined;
}

// Per customer: its visits, in the order of time.
const visitsOf = data.customers.map(() => []);
for (const route of data.routes) {
  let position = 0;
  for (const stop of route.stops) {
    if (!isVisit(stop)) continue;
    position += 1;
    visitsOf[stop.customer].push({ route, stop, position });
  }
}

const ordersOf = data.customers.map(() => []);
for (const order of data.orders) {
  if (order.customer !== null) ordersOf[order.customer].push(order);
}

function chooseCustomer(number) {
  const visits = visitsOf[number];
  const isShown = visits.some(({ route }) => state.day === ALL_DAYS || route.day === state.day);
  const updates = { customer: number, vehicle: null };
  if (visits.length && !isShown) updates.day = visits[0].route.day;
  change(updates);
}

function chooseVehicle(id) {
  state.hidden.delete(id);
  change({ vehicle: state.vehicle === id && state.customer === null ? null : id, customer: null });
}
