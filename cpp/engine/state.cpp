#include "state.hpp"

#include <algorithm>

namespace vrpcore {

template <bool kRich, Timing kTiming>
State<kRich, kTiming>::State(const Layout& given)
    : layout(given),
      problem(given.problem),
      visits(given.problem.visits),
      links(at(given.num_nodes)),
      trips(at(given.num_trips)),
      routes(at(given.num_routes)),
      free(given.classes.size()),
      ledger(given.problem, visits),
      has_choice(has_choice_of(given)),
      touched_at_(at(given.num_routes), 0),
      figures_(given) {
    if (layout.has_groups) fill_groups();
    if constexpr (kTiming == Timing::kWindows) clocks.resize(at(layout.num_nodes));
    if constexpr (kTiming == Timing::kFull) times.resize(at(layout.num_nodes));
    if (kTiming == Timing::kFull && layout.has_releases) within.resize(at(layout.num_nodes));
    if (kRich && layout.has_pickups) {
        aboard.resize(at(layout.num_nodes));
        collected.resize(at(layout.num_trips));
        is_stale_.assign(at(layout.num_trips), 1);
        border.resize(at(layout.num_trips));
    }
    for (Index v = 0; v < layout.num_visits; ++v) {
        links[at(v)].place = visits.place[at(v)];
        if (layout.group_of(v) == kNone) count_absent(v, 1);
        if constexpr (kTiming == Timing::kWindows) {
            const auto windows = layout.windows(v, 0);
            auto& clock = clocks[at(v)];
            clock.window = windows.empty() ? Window{kForever, -kForever} : windows.front();
            clock.service = visits.service_duration[at(problem.types.front().handling)][at(v)];
        }
    }
    for (Index r = layout.num_routes - 1; r >= 0; --r) {
        auto& route = routes[at(r)];
        route.slots_idx = layout.class_of_route[at(r)];
        route.slots = &layout.classes[at(route.slots_idx)];
        route.type = &problem.types[at(route.slots->type)];
        const Index home = type_of(route).depot;
        trips[at(r)].route = r;
        trips[at(r)].depot = home;
        trips[at(r)].service_cost = service_row(visits, type_of(route), home);
        auto& head = links[at(layout.head(r))];
        head.next = head.prev = layout.head(r);
        head.trip = r;
        head.place = head.next_place = head.prev_place = home;
        std::fill(route.rests.begin(), route.rests.end(), RestMode::kEndsBefore);
        bound_shift(route);
        free[at(route.slots_idx)].push_back(r);
        if constexpr (kTiming == Timing::kFull) {
            for (Index nth = 0; nth < static_cast<Index>(route.type->rests.size()); ++nth) {
                times[at(layout.rest(r, nth))].own = segment_of(layout.rest(r, nth), route, 0);
            }
        }
        if (is_refreshed()) {
            [[maybe_unused]] const bool fits = refresh(r);
        }
    }
    for (Index t = layout.num_trips - 1; t >= layout.num_routes; --t) free_trips_.push_back(t);
    begin();
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::touch(Index route) {
    if (touched_at_[at(route)] == now_) return;
    touched_at_[at(route)] = now_;
    touched_.push_back(route);
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::link_in(Index node, Index after) {
    auto& a = links[at(after)];
    auto& k = links[at(node)];
    auto& b = links[at(a.next)];
    k.prev = after;
    k.next = a.next;
    k.trip = a.trip;
    b.prev = node;
    a.next = node;
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::link_out(Index node) {
    auto& k = links[at(node)];
    links[at(k.prev)].next = k.next;
    links[at(k.next)].prev = k.prev;
}

// The leg from a place to the next one, between which the vehicle may rest: where it stands, at the first.
template <bool kRich, Timing kTiming>
Length State<kRich, kTiming>::drive(Index from, Index to, const VehicleType& type) {
    auto& a = links[at(from)];
    auto& b = links[at(to)];
    const Length leg = distance(type, a.place, b.place);
    a.to_next = b.to_prev = leg;
    a.next_place = b.place;
    b.prev_place = a.place;
    if constexpr (kTiming == Timing::kFull) {
        times[at(to)].travel = leg_before(to, type);
        for (Index rest = a.next; rest != to; rest = links[at(rest)].next) {
            auto& link = links[at(rest)];
            link.place = link.prev_place = a.place;
            link.next_place = b.place;
            link.to_next = leg;
        }
    }
    return leg;
}

// Legs around a node that was put between two others, or taken from between them.
template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::bridge_in(Index node, Route& route) {
    const auto& type = type_of(route);
    const Index before = place_before(node);
    const Index after = place_after(node);
    route.distance -= links[at(before)].to_next;
    route.distance += drive(before, node, type);
    route.distance += drive(node, after, type);
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::bridge_out(Index node, Route& route) {
    const auto& k = links[at(node)];
    const Index before = place_before(node);
    const Index after = place_after(node);
    route.distance -= k.to_prev + k.to_next;
    route.distance += drive(before, after, type_of(route));
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::join(Index visit, Index trip_idx, int sign) {
    auto& trip = trips[at(trip_idx)];
    auto& route = routes[at(trip.route)];
    trip.size += sign;
    route.size += sign;
    if constexpr (kRich) {
        const bool is_pickup = layout.has_pickups && visits.is_pickup(visit);
        if (is_pickup) trip.num_pickups += sign;
        if (layout.has_pickups) is_stale_[at(trip_idx)] = 1;
        Load& load = is_pickup ? collected[at(trip_idx)] : trip.load;
        for (std::size_t k = 0; k < kNumDimensions; ++k) load[k] += sign * visits.load[at(visit)][k];
        route.service_cost += sign * trip.service_cost[at(visit)];
        const auto& slots = slots_of(route);
        if (ledger.is_limited()) ledger.draw(visit, trip.depot, slots.moment, slots.day, sign);
    } else {
        trip.load[0] += sign * visits.load[at(visit)][0];
    }
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::do_insert(Index visit, Index after) {
    link_in(visit, after);
    auto& k = links[at(visit)];
    const Index r = trips[at(k.trip)].route;
    auto& route = routes[at(r)];
    bridge_in(visit, route);
    if constexpr (kTiming == Timing::kFull) {
        times[at(visit)].own = own_of(visit, route);
    }
    join(visit, k.trip, 1);
    count_absent(visit, -1);
    ++num_present;
    if (route.size == 1) use(r);
    if constexpr (kTiming != Timing::kFull) settle(route);
    touch(r);
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::do_remove(Index visit) {
    auto& k = links[at(visit)];
    const Index trip = k.trip;
    const Index r = trips[at(trip)].route;
    auto& route = routes[at(r)];
    link_out(visit);
    bridge_out(visit, route);
    join(visit, trip, -1);
    k.trip = kNone;
    count_absent(visit, 1);
    --num_present;
    if (route.size == 0) unuse(r);
    if constexpr (kTiming != Timing::kFull) settle(route);
    touch(r);
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::insert(Index visit, Index after, Index window) {
    if constexpr (kTiming == Timing::kFull) times[at(visit)].window = window;
    do_insert(visit, after);
    log_.push_back({Change::kInsert, visit, after, 0});
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::remove(Index visit) {
    const Index window = kTiming == Timing::kFull ? times[at(visit)].window : 0;
    log_.push_back({Change::kRemove, visit, links[at(visit)].prev, window});
    do_remove(visit);
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::remove_after(Index node, std::vector<Index>& removed) {
    for (Index x = links[at(node)].next; layout.is_visit(x);) {
        const Index next = links[at(x)].next;
        remove(x);
        removed.push_back(x);
        x = next;
    }
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::append(Index after, const std::vector<Index>& appended) {
    for (const Index visit : appended) {
        insert(visit, after, kTiming == Timing::kFull ? times[at(visit)].window : 0);
        after = visit;
    }
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::remove_string(Index r, Index first, Index most, std::vector<Index>& removed) {
    const Index head = layout.head(r);
    for (Index x = links[at(head)].next; x != head && most > 0;) {
        const Index next = links[at(x)].next;
        if (layout.is_visit(x) && first-- <= 0) {
            remove(x);
            removed.push_back(x);
            --most;
        }
        x = next;
    }
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::remove_all(Index r, std::vector<Index>& removed) {
    remove_string(r, 0, routes[at(r)].size, removed);
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::dissolve(Index r) {
    dissolved_.clear();
    remove_all(r, dissolved_);
    tidy(r);
}

template <bool kRich, Timing kTiming>
Index State<kRich, kTiming>::open(Index slots) {
    assert(!free[at(slots)].empty());
    return free[at(slots)].back();
}

// Routes come into use with their first visit and fall out of it with their
// last.
template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::use(Index r) {
    auto& route = routes[at(r)];
    auto& stack = free[at(route.slots_idx)];
    const auto found = std::find(stack.rbegin(), stack.rend(), r);
    assert(found != stack.rend());
    stack.erase(std::next(found).base());
    route.used_at = static_cast<Index>(used.size());
    used.push_back(r);
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::unuse(Index r) {
    auto& route = routes[at(r)];
    used[at(route.used_at)] = used.back();
    routes[at(used.back())].used_at = route.used_at;
    used.pop_back();
    route.used_at = kNone;
    free[at(route.slots_idx)].push_back(r);
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::settle(Route& route) {
    const auto& type = type_of(route);
    Cost now = 0;
    if (route.size > 0) {
        now = day_cost(type) + type.cost_per_metre * route.distance;
        if constexpr (kRich) now += route.service_cost;
        if constexpr (kTiming == Timing::kFull) now += type.cost_per_second * route.duration;
    }
    cost += now - route.cost;
    route.cost = now;
}

template <bool kRich, Timing kTiming>
bool State<kRich, kTiming>::refresh(Index r) {
    if constexpr (kRich) {
        if (layout.has_pickups && !refresh_aboard(r)) return false;
    }
    if constexpr (kTiming == Timing::kUntimed) return true;
    if constexpr (kTiming == Timing::kWindows) return refresh_clocks(r);
    if constexpr (kTiming == Timing::kFull) return refresh_times(r);
    return true;
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::set_route_bonus(Cost bonus) {
    begin();
    const Cost more = route_bonus - bonus;
    route_bonus = bonus;
    for (const Index r : used) routes[at(r)].cost += more;
    cost += more * static_cast<Cost>(used.size());
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::clear() {
    begin();
    for (Index v = 0; v < layout.num_visits; ++v) {
        if (!is_absent(v)) remove(v);
    }
    const auto changed = touched_;
    for (const Index r : changed) {
        tidy(r);
        [[maybe_unused]] const bool fits = refresh(r);
        assert(fits);
    }
    begin();
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::begin() {
    log_.clear();
    touched_.clear();
    ++now_;
}

template <bool kRich, Timing kTiming>
RoutePlan State<kRich, kTiming>::plan_of(Index r) const {
    RoutePlan plan{layout.slot_of_route[at(r)], {}, {}};
    const Index first = layout.head(r);
    Index x = first;
    do {
        if (layout.is_head(x)) {
            plan.trips.push_back({trips[at(links[at(x)].trip)].depot, {}});
        } else if (layout.is_visit(x)) {
            plan.trips.back().stops.push_back(x);
            if (layout.group_of(x) != kNone) plan.contents.push_back({x, contents_[at(x)]});
        } else {
            plan.trips.back().stops.push_back(~layout.nth_rest(x));
        }
        x = links[at(x)].next;
    } while (x != first);
    return plan;
}

template <bool kRich, Timing kTiming>
Plan State<kRich, kTiming>::plan() const {
    Plan found;
    for (const Index r : used) found.push_back(plan_of(r));
    return found;
}

template class State<false, Timing::kUntimed>;
template class State<false, Timing::kWindows>;
template class State<true, Timing::kUntimed>;
template class State<true, Timing::kFull>;

}  // namespace vrpcore
