// Windows alone: earliest and latest times of the nodes; and whether a route has a way at all.
#include <algorithm>

#include "state.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
bool State<kRich, kTiming>::refresh_clocks(Index r) {
    const auto& route = routes[at(r)];
    const auto& type = type_of(route);
    const auto& slots = slots_of(route);
    const Index head = layout.head(r);
    clocks[at(head)].leaves = leaves_after_loading(type, slots.start);
    clocks[at(head)].latest = slots.end;
    Time now = clocks[at(head)].leaves;
    for (Index x = links[at(head)].next; x != head; x = links[at(x)].next) {
        auto& clock = clocks[at(x)];
        now = std::max(now + leg_before(x, type), clock.window.earliest);
        if (now > clock.window.latest) return false;
        now += clock.service;
        clock.leaves = now;
    }
    if (links[at(head)].next != head && now + leg_before(head, type) > slots.end) return false;
    Index next = head;
    for (Index x = links[at(head)].prev; x != head; x = links[at(x)].prev) {
        auto& clock = clocks[at(x)];
        clock.latest =
            std::min(clock.window.latest, clocks[at(next)].latest - leg_before(next, type) - clock.service);
        if (clock.latest < clock.window.earliest) return false;
        next = x;
    }
    return true;
}

template <bool kRich, Timing kTiming>
Time State<kRich, kTiming>::leg_before(Index node, const VehicleType& type) const {
    const auto& link = links[at(node)];
    if (layout.durations_are_distances) return link.to_prev;
    return duration(type, link.prev_place, link.place);
}

template <bool kRich, Timing kTiming>
bool State<kRich, kTiming>::refresh_around(Index visit) {
    if constexpr (kRich) {
        if (layout.has_pickups && !refresh_aboard_trip(links[at(visit)].trip)) return false;
    }
    if constexpr (kTiming == Timing::kUntimed) return true;
    if constexpr (kTiming == Timing::kFull) return refresh_times_around(visit);
    const Index r = route_of(visit);
    const auto& type = type_of(routes[at(r)]);
    const Index head = layout.head(r);
    Time now = clocks[at(links[at(visit)].prev)].leaves;
    for (Index x = visit; x != head; x = links[at(x)].next) {
        auto& clock = clocks[at(x)];
        now = std::max(now + leg_before(x, type), clock.window.earliest);
        if (now > clock.window.latest) return false;
        now += clock.service;
        if (now == clock.leaves && x != visit) break;
        clock.leaves = now;
    }
    Index next = links[at(visit)].next;
    for (Index x = visit; x != head; x = links[at(x)].prev) {
        auto& clock = clocks[at(x)];
        const Time latest =
            std::min(clock.window.latest, clocks[at(next)].latest - leg_before(next, type) - clock.service);
        if (latest == clock.latest && x != visit) break;
        if (latest < clock.window.earliest) return false;
        clock.latest = latest;
        next = x;
    }
    return true;
}

template <bool kRich, Timing kTiming>
bool State<kRich, kTiming>::has_way(Index r) const {
    const auto& route = routes[at(r)];
    const auto& type = type_of(route);
    const Index head = layout.head(r);
    Index from = links[at(head)].place;
    Amount total = 0;
    Index x = head;
    do {
        x = links[at(x)].next;
        if (layout.is_rest(x)) continue;
        const Index to = links[at(x)].place;
        const Length leg = distance(type, from, to);
        if (leg < 0) return false;
        total += leg;
        from = to;
    } while (x != head);
    return route.size == 0 || keeps_distance(type, total);
}

template class State<false, Timing::kUntimed>;
template class State<false, Timing::kWindows>;
template class State<true, Timing::kUntimed>;
template class State<true, Timing::kFull>;

}  // namespace vrpcore
