// Everything put in place; from then on the parts follow the state.

function drawToolbar() {
  const parts = [];
  if (data.days.length > 1) {
    const options = [ALL_DAYS, ...data.days.keys()].map((day) =>
      el("option", { value: day, selected: day === state.day }, day === ALL_DAYS ? t("all days") : dayName(day)),
    );
    const onchange = (event) => change({ day: Number(event.target.value) });
    parts.push(el("label", {}, t("day"), " ", el("select", { id: "day", onchange }, options)));
  }
  const names = new Map(data.customers.map((customer, number) => [customer.name, number]));
  const find = (event) => {
    const wanted = event.target.value.trim().toLowerCase();
    if (!wanted) return;
    const exact = names.get(event.target.value);
    const number = exact ?? data.customers.findIndex((c) => c.name.toLowerCase().includes(wanted));
    event.target.setCustomValidity(number < 0 ? t("no such customer") : "");
    event.target.reportValidity();
    if (number >= 0) chooseCustomer(number);
  };
  parts.push(
    el(
      "label",
      {},
      t("find a customer"),
      " ",
      el("input", { id: "find", type: "search", list: "customer-names", onchange: find }),
      el("datalist", { id: "customer-names" }, data.customers.map((customer) => el("option", { value: customer.name }))),
    ),
  );
  replace("toolbar", parts);
  onChange((updates) => {
    if ("day" in updates && byId("day")) byId("day").value = updates.day;
  });
}

drawHead();
drawViolations();
drawToolbar();
drawVehicles();
drawDetail();
makeMap();
drawTimeline();
drawLeftBehind();
drawTables();
drawFoot();

onChange((updates) => {
  if ("day" in updates || "hidden" in updates || "vehicle" in updates) drawVehicles();
  if ("day" in updates || "vehicle" in updates || "customer" in updates) drawDetail();
  drawTimeline();
});

let resizing = 0;
window.addEventListener("resize", () => {
  clearTimeout(resizing);
  resizing = setTimeout(drawTimeline, 150);
});
window.addEventListener("keydown", (event) => {
  if (event.key === "Escape") change({ customer: null, vehicle: null });
});
document.documentElement.dataset.ready = "yes";
