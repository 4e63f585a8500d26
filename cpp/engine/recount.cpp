#include "recount.hpp"

#include <algorithm>
#include <vector>

namespace vrpcore {
namespace {

// What is aboard after each node of the trip that begins at `head`, from the sequence alone.
template <bool kRich, Timing kTiming>
bool holds_load(const State<kRich, kTiming>& s, Index head) {
    const auto at = [](Index index) { return static_cast<std::size_t>(index); };
    std::vector<Index> visits;
    for (Index x = s.links[at(head)].next; !s.layout.is_head(x); x = s.links[at(x)].next) {
        if (s.layout.is_visit(x)) visits.push_back(x);
    }
    const auto is_pickup = [&](Index visit) { return s.visits.is_pickup(visit); };
    if (s.layout.backhaul_last && !visits.empty() &&
        (is_pickup(visits.front()) || !std::ranges::is_sorted(visits, {}, is_pickup))) {
        return false;
    }
    const auto& capacity = s.type_of(s.routes[at(s.trips[at(s.links[at(head)].trip)].route)]).capacity;
    for (std::size_t k = 0; k < (kRich ? kNumDimensions : 1); ++k) {
        Amount aboard = 0;
        for (const Index visit : visits) aboard += is_pickup(visit) ? 0 : s.visits.load[at(visit)][k];
        if (aboard > capacity[k]) return false;
        for (const Index visit : visits) {
            aboard += (is_pickup(visit) ? 1 : -1) * s.visits.load[at(visit)][k];
            if (aboard > capacity[k]) return false;
        }
    }
    return true;
}

template <bool kRich, Timing kTiming>
Cost cost_of_route(const State<kRich, kTiming>& s, Index r) {
    const auto at = [](Index index) { return static_cast<std::size_t>(index); };
    const auto& route = s.routes[at(r)];
    const auto& type = s.type_of(route);
    const Index head = s.layout.head(r);
    Amount distance = 0;
    Cost service = 0;
    Segment before = s.shift_start(route);
    bool fits = true;
    Index place = type.depot;
    const auto drive = [&](Index to) {
        distance += s.distance(type, place, to);
        const Time travel = s.duration(type, place, to);
        place = to;
        return travel;
    };
    Index x = head;
    do {
        const auto& link = s.links[at(x)];
        const Time travel = x == head || s.layout.is_rest(x) ? 0 : drive(link.place);
        if (s.layout.is_head(x)) fits = fits && holds_load(s, x);
        if (s.layout.is_visit(x)) service += s.trips[at(link.trip)].service_cost[x];
        if constexpr (kTiming == Timing::kFull) {
            fits = fits && merge(before, travel, s.segment_of(x, route, s.times[at(x)].window), before);
        }
        x = link.next;
    } while (x != head);
    const Time home = drive(type.depot);
    Cost cost = s.day_cost(type) + type.cost_per_metre * distance;
    if constexpr (kRich) cost += service;
    if constexpr (kTiming == Timing::kFull) {
        fits = fits && merge(before, home, s.shift_end(route), before);
        cost += type.cost_per_second * before.duration;
    }
    return fits ? cost : kInfinite;
}

}  // namespace

template <bool kRich, Timing kTiming>
Cost recounted_cost(const State<kRich, kTiming>& state) {
    Cost cost = 0;
    for (const Index r : state.used) cost += cost_of_route(state, r);
    for (Index v = 0; v < state.layout.num_visits; ++v) {
        if (state.is_absent(v)) cost += state.absent_cost(v);
    }
    return cost;
}

template Cost recounted_cost(const State<false, Timing::kUntimed>&);
template Cost recounted_cost(const State<false, Timing::kWindows>&);
template Cost recounted_cost(const State<true, Timing::kUntimed>&);
template Cost recounted_cost(const State<true, Timing::kFull>&);

}  // namespace vrpcore
