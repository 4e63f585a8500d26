// Loads along trips that deliver and collect, and the order in which they do.
#include <algorithm>

#include "rules/load.hpp"
#include "state.hpp"

namespace vrpcore {
namespace {

void raise_to(Load& most, const Load& load) {
    for (std::size_t k = 0; k < kNumDimensions; ++k) most[k] = std::max(most[k], load[k]);
}

}  // namespace

// False where more is aboard than the vehicle holds, or pickups come where they must not.
template <bool kRich, Timing kTiming>
bool State<kRich, kTiming>::refresh_aboard(Index r) {
    const Index first = layout.head(r);
    Index x = first;
    do {  // the head of each trip
        if (is_stale_[at(links[at(x)].trip)] && !refresh_aboard_trip(links[at(x)].trip)) return false;
        if (routes[at(r)].num_trips == 1) return true;
        do {
            x = links[at(x)].next;
        } while (!layout.is_head(x));
    } while (x != first);
    return true;
}

template <bool kRich, Timing kTiming>
bool State<kRich, kTiming>::refresh_aboard_trip(Index trip_idx) {
    const auto& trip = trips[at(trip_idx)];
    const Index head = layout.head(trip_idx);
    const bool is_ordered = layout.backhaul_last;
    if (is_ordered && trip.num_pickups > 0 && trip.num_pickups == trip.size) return false;
    Load now = trip.load;
    Load most = now;
    Index num_collected = 0;
    Index last = head;
    for (Index x = head;;) {
        if (layout.is_visit(x)) {
            const bool is_pickup = visits.is_pickup(x);
            if (is_ordered && !is_pickup && num_collected > 0) return false;
            num_collected += is_pickup ? 1 : 0;
            const Amount sign = is_pickup ? 1 : -1;
            for (std::size_t k = 0; k < kNumDimensions; ++k) now[k] += sign * visits.load[at(x)][k];
            raise_to(most, now);
        }
        aboard[at(x)] = {most, now, !is_ordered || num_collected == 0, true};
        if (is_ordered && num_collected == 0 && !layout.is_rest(x)) border[at(trip_idx)] = x;
        last = x;
        x = links[at(x)].next;
        if (layout.is_head(x)) break;
    }
    if (!holds_load(layout, type_of(routes[at(trip.route)]), most)) return false;
    bool takes_pickups = !is_ordered || trip.size > trip.num_pickups;
    for (Index x = last;; x = links[at(x)].prev) {
        auto& along = aboard[at(x)];
        along.takes_pickups = takes_pickups;
        if (x == head) {
            along.after = most;
            is_stale_[at(trip_idx)] = 0;
            return true;
        }
        if (x != last) raise_to(along.after, aboard[at(links[at(x)].next)].after);
        if (is_ordered && layout.is_visit(x) && !visits.is_pickup(x)) takes_pickups = false;
    }
}

template class State<false, Timing::kUntimed>;
template class State<false, Timing::kWindows>;
template class State<true, Timing::kUntimed>;
template class State<true, Timing::kFull>;

}  // namespace vrpcore
