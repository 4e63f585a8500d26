// Trips, rests and windows of the routes of a state.
#include <algorithm>

#include "state.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::do_split(Index after, Index trip_idx, Index depot) {
    const Index head = layout.head(trip_idx);
    const Index old = links[at(after)].trip;
    auto& trip = trips[at(trip_idx)];
    auto& route = routes[at(trips[at(old)].route)];
    trip = Trip{};
    trip.route = trips[at(old)].route;
    trip.depot = depot;
    trip.service_cost = service_row(visits, type_of(route), depot);
    links[at(head)].place = depot;
    link_in(head, after);
    links[at(head)].trip = trip_idx;
    bridge_in(head, route);
    for (Index x = links[at(head)].next; !layout.is_head(x); x = links[at(x)].next) {
        if (layout.is_visit(x)) {
            join(x, old, -1);
            join(x, trip_idx, 1);
        }
        links[at(x)].trip = trip_idx;
    }
    if (kRich && layout.has_pickups) is_stale_[at(old)] = is_stale_[at(trip_idx)] = 1;
    ++route.num_trips;
    touch(trip.route);
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::do_unite(Index trip_idx) {
    const Index head = layout.head(trip_idx);
    const Index before = links[at(links[at(head)].prev)].trip;
    for (Index x = links[at(head)].next; !layout.is_head(x); x = links[at(x)].next) {
        if (layout.is_visit(x)) {
            join(x, trip_idx, -1);
            join(x, before, 1);
        }
        links[at(x)].trip = before;
    }
    if (kRich && layout.has_pickups) is_stale_[at(before)] = 1;
    link_out(head);
    bridge_out(head, routes[at(trips[at(before)].route)]);
    --routes[at(trips[at(before)].route)].num_trips;
    touch(trips[at(before)].route);
}

template <bool kRich, Timing kTiming>
Index State<kRich, kTiming>::split_trip(Index after, Index depot) {
    assert(!free_trips_.empty());
    const Index trip = free_trips_.back();
    free_trips_.pop_back();
    do_split(after, trip, depot);
    if constexpr (kTiming == Timing::kFull) {
        auto& window = times[at(layout.head(trip))].window;
        // The number may have been in use a moment ago: undone, that trip has its opening hour back.
        if (window != 0) log_.push_back({Change::kWindow, layout.head(trip), window, 0});
        window = 0;
    }
    log_.push_back({Change::kSplit, trip, after, depot});
    return trip;
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::unite_trip(Index trip) {
    log_.push_back({Change::kUnite, trip, links[at(layout.head(trip))].prev, trips[at(trip)].depot});
    do_unite(trip);
    free_trips_.push_back(trip);
}

// The vehicle rests where it stands; what is aboard does not change meanwhile.
template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::rest_in(Index rest, Index after) {
    link_in(rest, after);
    auto& link = links[at(rest)];
    const auto& before = links[at(after)];
    link.place = link.prev_place = before.place;
    link.next_place = before.next_place;
    link.to_next = before.to_next;
    if (kRich && layout.has_pickups) aboard[at(rest)] = aboard[at(after)];
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::take_rest(Index r, Index nth, Index after) {
    auto& route = routes[at(r)];
    const Index node = layout.rest(r, nth);
    log_.push_back({Change::kTakeRest, node, r * kMaxRests + nth, static_cast<Index>(route.rests[at(nth)])});
    route.rests[at(nth)] = RestMode::kTaken;
    rest_in(node, after);
    bound_shift(route);
    touch(r);
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::leave_rest(Index r, Index nth, RestMode mode) {
    auto& route = routes[at(r)];
    const Index node = layout.rest(r, nth);
    if (route.rests[at(nth)] == RestMode::kTaken) {
        log_.push_back({Change::kLeaveRest, node, links[at(node)].prev, r * kMaxRests + nth});
        link_out(node);
        links[at(node)].trip = kNone;
    } else {
        log_.push_back({Change::kMode, r, nth, static_cast<Index>(route.rests[at(nth)])});
    }
    route.rests[at(nth)] = mode;
    bound_shift(route);
    touch(r);
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::set_window(Index node, Index window) {
    log_.push_back({Change::kWindow, node, times[at(node)].window, 0});
    times[at(node)].window = window;
    if (layout.is_visit(node)) {
        times[at(node)].own = segment_of(node, routes[at(route_of(node))], window);
    }
    touch(route_of(node));
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::tidy(Index r) {
    if constexpr (kTiming == Timing::kFull) {
        auto& route = routes[at(r)];
        const Index first = layout.head(r);
        if (route.num_trips > 1) {
            Index x = links[at(first)].next;
            while (x != first) {
                const Index next = links[at(x)].next;
                if (layout.is_head(x)) {
                    const Index trip = links[at(x)].trip;
                    const auto& before = trips[at(links[at(links[at(x)].prev)].trip)];
                    // An empty trip goes; so does one whose predecessor is empty and
                    // loads at the same depot.
                    if (trips[at(trip)].size == 0 ||
                        (before.size == 0 && before.depot == trips[at(trip)].depot)) {
                        unite_trip(trip);
                    }
                }
                x = next;
            }
        }
        if (route.size > 0) return;
        const auto num_rests = static_cast<Index>(type_of(route).rests.size());
        for (Index nth = 0; nth < num_rests; ++nth) {
            if (route.rests[at(nth)] == RestMode::kTaken) leave_rest(r, nth, RestMode::kEndsBefore);
        }
    }
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::bound_shift(Route& route) const {
    const auto& slots = slots_of(route);
    const auto& rests = type_of(route).rests;
    route.start = slots.start;
    route.end = slots.end;
    for (std::size_t nth = 0; nth < rests.size(); ++nth) {
        if (route.rests[nth] == RestMode::kEndsBefore) {
            route.end = std::min(route.end, slots.midnight + rests[nth].latest);
        } else if (route.rests[nth] == RestMode::kStartsAfter) {
            route.start = std::max(route.start, slots.midnight + rests[nth].earliest + rests[nth].duration);
        }
    }
}

template class State<false, Timing::kUntimed>;
template class State<false, Timing::kWindows>;
template class State<true, Timing::kUntimed>;
template class State<true, Timing::kFull>;

}  // namespace vrpcore
