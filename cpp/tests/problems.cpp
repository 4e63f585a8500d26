#include "problems.hpp"

#include <algorithm>
#include <cstdlib>

namespace testing {
namespace {

using namespace vrpcore;

constexpr Time kDay = 300;
constexpr Time kLong = Time{1} << 40;

bool one_in(Index n, Random& random) {
    return random.below(n) == 0;
}

Profile random_profile(const Features& with, Index num_places, Random& random) {
    const auto n = at(num_places);
    std::vector<std::pair<Index, Index>> point(n);
    for (auto& [x, y] : point) x = random.below(25), y = random.below(25);
    Profile profile{std::vector<Length>(n * n), std::vector<Length>(n * n)};
    const bool same = one_in(2, random);
    const Index noise = with.is_metric || one_in(3, random) ? 1 : 12;
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            if (i == j) continue;
            const Length line =
                std::abs(point[i].first - point[j].first) + std::abs(point[i].second - point[j].second);
            auto& distance = profile.distance[i * n + j];
            auto& duration = profile.duration[i * n + j];
            distance = line + random.below(noise);
            duration = same ? distance : (with.is_metric ? line : line / 2) + random.below(noise);
            if (with.has_gaps && one_in(20, random)) distance = duration = -1;
        }
    }
    return profile;
}

std::vector<Window> random_windows(Index most, Index num_days, Random& random) {
    std::vector<Window> windows;
    const Index count = random.below(most + 1);
    Time from = random.below(80);
    for (Index k = 0; k < count && from < kDay * num_days; ++k) {
        const Time length = 15 + random.below(150);
        windows.push_back({from, from + length});
        from += length + 1 + random.below(60);
    }
    return windows;
}

void add_visits(Problem& p, const Features& with, Random& random) {
    const Index n = with.num_visits;
    p.num_visits = n;
    for (Index v = 0; v < n; ++v) {
        const bool shares = v > 0 && one_in(4, random);
        p.visits.place.push_back(p.num_depots() + (shares ? random.below(v) : v));
        const auto amount = [&](bool has) { return Amount{has ? random.below(10) : 0}; };
        p.visits.load.push_back({1 + random.below(9), amount(with.has_fleet), amount(with.has_fleet)});
        const bool is_required = !with.has_optional || one_in(2, random);
        p.visits.required.push_back(is_required);
        p.visits.absent_cost.push_back(is_required ? 0 : random.below(1500));
        const bool waits = with.has_times && one_in(3, random);
        p.visits.release.push_back(waits ? random.below(150) + kDay * random.below(p.num_days) : -kForever);
        p.visits.windows.push_back(with.has_windows
                                       ? random_windows(with.has_several_windows ? 4 : 1, p.num_days, random)
                                       : std::vector<Window>{});
        p.visits.goods.emplace_back();
        for (Index product = 0; with.has_stock && product < 2; ++product) {
            if (one_in(2, random)) p.visits.goods.back().push_back({product, 1 + random.below(5)});
        }
    }
    for (Index handling = 0; handling < (with.has_fleet ? 2 : 1); ++handling) {
        auto& row = p.visits.service_duration.emplace_back();
        for (Index v = 0; v < n; ++v) row.push_back(random.below(8));
    }
    // Those of groups are of one depot each.
    const Index num_rows = with.has_groups ? 2 * p.num_depots() : with.has_fleet ? 3 : 1;
    for (Index k = 0; k < num_rows; ++k) {
        auto& row = p.visits.service_cost.emplace_back();
        for (Index v = 0; v < n; ++v) {
            row.push_back(!with.has_fleet ? 0 : one_in(10, random) ? kInfinite : random.below(60));
        }
    }
}

void add_depots(Problem& p, const Features& with, Random& random) {
    const Index count = with.has_fleet ? 1 + random.below(3) : 1;
    for (Index d = 0; d < count; ++d) {
        auto& depot = p.depots.emplace_back();
        if (with.has_several_windows && one_in(2, random))
            depot.opening = random_windows(4, p.num_days, random);
        if (!with.has_stock || one_in(3, random)) continue;
        for (Index cell = 0; cell < 2 * p.num_moments; ++cell) depot.stock.push_back(5 + random.below(15));
        if (one_in(2, random)) depot.max_grams_per_day = 15 + random.below(20);
    }
}

void add_type(Problem& p, const Features& with, Random& random) {
    auto& type = p.types.emplace_back();
    const bool is_timed = with.has_times;
    type.capacity = {15 + random.below(20), kForever, kForever};
    if (with.has_fleet) type.capacity = {15 + random.below(20), 15 + random.below(20), 15 + random.below(20)};
    type.cost_per_metre = 1 + random.below(4);
    type.day_cost = random.below(100);
    if (is_timed) type.cost_per_second = random.below(3);
    if (is_timed && one_in(2, random)) type.max_duration = 80 + random.below(150);
    if (with.has_gaps && one_in(2, random)) type.max_distance = 60 + random.below(150);
    if (with.has_windows) type.loading_duration = random.below(10);
    if (with.has_trips) type.max_trips = 1 + random.below(4);
    if (with.has_rests && one_in(2, random)) type.rests.push_back({60, 100, 10});
    if (with.has_rests && one_in(2, random)) type.rests.push_back({110, 150, 1 + random.below(20)});
    type.depot = random.below(p.num_depots());
    type.profile = random.below(static_cast<Index>(p.profiles.size()));
    type.handling = random.below(static_cast<Index>(p.visits.service_duration.size()));
    type.load_depots.push_back(type.depot);
    for (Index d = 0; d < p.num_depots(); ++d) {
        const bool is_home = d == type.depot;
        const bool loads = is_home || (with.has_trips && one_in(2, random));
        if (loads && !is_home) type.load_depots.push_back(d);
        const auto num_rows = static_cast<Index>(p.visits.service_cost.size());
        const Index row = with.has_groups ? 2 * d + random.below(2) : random.below(num_rows);
        type.cost_rows.push_back(loads ? row : kNone);
    }
}

void add_slots(Problem& p, const Features& with, Random& random) {
    const bool is_timed = with.has_windows || with.has_times || with.has_trips || with.has_rests;
    for (Index type = 0; type < static_cast<Index>(p.types.size()); ++type) {
        const Index count = with.has_fleet ? 1 + random.below(3) : 2 + with.num_visits / 2;
        for (Index k = 0; k < count; ++k) {
            const Index day = random.below(p.num_days);
            const Index late = with.has_fleet ? random.below(2) : 0;
            const Time start = kDay * day + 60 * late;
            p.slots.push_back(
                {type, start, start + (is_timed ? 200 : kLong), kDay * day, day, 2 * day + late});
        }
    }
}

void add_order(Problem& p, const Features& with, Index group_idx, Random& random) {
    auto& group = p.demand.groups[at(group_idx)];
    const auto order = static_cast<Index>(p.demand.orders.size());
    auto& price = p.demand.orders.emplace_back();
    price.is_splittable = !group.is_pickup && one_in(2, random);
    if (with.has_optional && !one_in(3, random)) {
        const Index kind = random.below(3);
        if (kind != 0) price.hold = random.below(1500);
        if (kind != 1) price.unserved = random.below(1500);
    }
    Portion common;
    common.order = order;
    common.group = group_idx;
    common.is_exempt = one_in(5, random);
    if (with.has_times && one_in(4, random)) {
        common.release = random.below(150) + kDay * random.below(p.num_days);
    }
    if (with.has_times && one_in(4, random)) common.due = 60 + random.below(static_cast<Index>(kDay));
    const Index count = price.is_splittable ? 1 + random.below(3) : 1;
    for (Index k = 0; k < count; ++k) {
        auto portion = common;
        const auto amount = [&] { return Amount{random.below(6)}; };
        portion.load = {1 + amount(), amount(), amount()};
        portion.grams = 1 + amount();
        portion.cases = 1 + amount();
        portion.light_cases = random.below(static_cast<Index>(portion.cases + 1));
        for (Index product = 0; with.has_stock && product < 2; ++product) {
            if (one_in(2, random)) portion.goods.push_back({product, 1 + random.below(4)});
        }
        price.cases += portion.cases;
        group.portions.push_back(static_cast<Index>(p.demand.portions.size()));
        p.demand.portions.push_back(portion);
    }
}

// From now on, visits that follow each other are those of one customer.
void add_group(Problem& p, const Features& with, Index first_visit, Index num_visits, Random& random) {
    const auto group_idx = static_cast<Index>(p.demand.groups.size());
    auto& group = p.demand.groups.emplace_back();
    group.first_visit = first_visit;
    group.num_visits = num_visits;
    group.windows = p.visits.windows[at(first_visit)];
    group.service_duration = random.below(5);
    group.is_pickup = p.visits.is_pickup(first_visit);
    for (Index d = 0; d < p.num_depots(); ++d) {
        group.reach.push_back(!one_in(6, random));
        if (group.reach.back() && one_in(3, random)) group.township_stores.push_back(d);
    }
    const Index num_orders = 1 + random.below(3);
    for (Index k = 0; k < num_orders; ++k) add_order(p, with, group_idx, random);
    for (Index v = first_visit; v < first_visit + num_visits; ++v) {
        p.visits.place[at(v)] = p.visits.place[at(first_visit)];
        p.visits.windows[at(v)] = group.windows;
        if (!p.visits.pickup.empty()) p.visits.pickup[at(v)] = group.is_pickup;
        p.visits.load[at(v)] = {};
        p.visits.required[at(v)] = false;
        p.visits.absent_cost[at(v)] = 0;
        p.visits.release[at(v)] = -kForever;
        p.visits.goods[at(v)].clear();
        for (auto& row : p.visits.service_cost) row[at(v)] = kInfinite;
        for (std::size_t h = 0; h < p.demand.handlings.size(); ++h) {  // of all portions together
            const auto& handling = p.demand.handlings[h];
            Time& duration = p.visits.service_duration[h][at(v)] = group.service_duration + handling.visit;
            for (const Index k : group.portions) {
                const auto& portion = p.demand.portions[at(k)];
                duration += portion.light_cases * handling.light_case;
                duration += (portion.cases - portion.light_cases) * handling.heavy_case;
            }
        }
    }
}

void add_demand(Problem& p, const Features& with, Random& random) {
    auto& demand = p.demand;
    const auto waiver = [&] { return one_in(3, random) ? kInfinite : Cost{random.below(80)}; };
    for (Index d = 0; d < p.num_depots(); ++d) {
        auto& band = demand.bands.emplace_back();
        if (one_in(2, random)) band.min_cases = 1 + random.below(8);
        if (one_in(2, random)) band.max_cases = band.min_cases + random.below(10);
        band.waiver_below = waiver();
        band.waiver_above = waiver();
        auto& lacks = demand.lacks.emplace_back();
        for (Index product = 0; product < 2; ++product) lacks.push_back(one_in(6, random));
    }
    demand.township_rule = static_cast<TownshipRule>(random.below(3));
    demand.township_price = random.below(40);
    for (std::size_t h = 0; h < p.visits.service_duration.size(); ++h) {
        demand.handlings.push_back({random.below(4), random.below(3), random.below(3)});
    }
    for (Index v = 0; v < p.num_visits;) {
        const Index count = std::min(1 + random.below(4), p.num_visits - v);
        if (!one_in(3, random)) add_group(p, with, v, count, random);
        v += count;
    }
    for (Index row = 0; row < static_cast<Index>(p.visits.service_cost.size()); ++row) {
        auto& rate = demand.rates.emplace_back();
        rate.depot = row / 2;
        rate.per_gram = random.below(4);
        for (std::size_t g = 0; g < demand.groups.size(); ++g) rate.allows.push_back(!one_in(12, random));
    }
}

}  // namespace

Features classic() {
    return {};
}

Features with_windows() {
    Features with;
    with.has_windows = true;
    return with;
}

Features with_fleet() {
    Features with;
    with.has_fleet = with.has_stock = with.has_gaps = with.has_optional = with.has_pickups = true;
    return with;
}

Features with_everything() {
    Features with = with_fleet();
    with.has_windows = with.has_several_windows = with.has_times = with.has_trips = with.has_rests = true;
    return with;
}

Features grouped(Features with) {
    with.has_groups = true;
    return with;
}

Problem random_problem(const Features& with, Random& random) {
    Problem p;
    p.num_days = with.has_fleet ? 2 : 1;
    p.num_moments = with.has_fleet ? 4 : 1;
    add_depots(p, with, random);
    add_visits(p, with, random);
    p.num_places = p.num_depots() + p.num_visits;
    for (Index k = 0; k < (with.has_fleet ? 2 : 1); ++k) {
        p.profiles.push_back(random_profile(with, p.num_places, random));
    }
    for (Index k = 0; k < (with.has_fleet ? 3 : 1); ++k) add_type(p, with, random);
    add_slots(p, with, random);
    if (with.has_pickups && one_in(2, random)) {
        for (Index v = 0; v < p.num_visits; ++v) p.visits.pickup.push_back(one_in(2, random));
        p.backhaul_last = one_in(2, random);
    }
    if (with.has_groups) add_demand(p, with, random);
    return p;
}

Problem line_problem(Index num_visits, Index num_vehicles) {
    Problem p;
    p.num_visits = num_visits;
    p.num_places = num_visits + 1;
    const auto n = at(p.num_places);
    auto& profile = p.profiles.emplace_back();
    for (std::size_t i = 0; i < n; ++i) {
        for (std::size_t j = 0; j < n; ++j) {
            profile.distance.push_back(10 * std::abs(static_cast<Length>(i) - static_cast<Length>(j)));
        }
    }
    profile.duration = profile.distance;
    for (Index v = 0; v < num_visits; ++v) p.visits.place.push_back(1 + v);
    const auto count = at(num_visits);
    p.visits.load.assign(count, {1, 0, 0});
    p.visits.absent_cost.assign(count, 0);
    p.visits.required.assign(count, 1);
    p.visits.release.assign(count, -kForever);
    p.visits.windows.assign(count, {});
    p.visits.goods.assign(count, {});
    p.visits.service_duration.assign(1, std::vector<Time>(count, 0));
    p.visits.service_cost.assign(1, std::vector<Cost>(count, 0));
    p.depots.resize(1);
    auto& type = p.types.emplace_back();
    type.load_depots = {0};
    type.capacity = {kForever, kForever, kForever};
    type.cost_per_metre = 1;
    type.cost_rows = {0};
    for (Index k = 0; k < num_vehicles; ++k) p.slots.push_back({0, 0, kLong, 0, 0, 0});
    return p;
}

}  // namespace testing
