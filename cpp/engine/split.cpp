// One route that becomes two. A fleet drifts to large vehicles otherwise: one more visit costs less in a
// route that changes to a larger vehicle than in a route of its own, and no ruin takes away half of a long
// route.
#include <algorithm>

#include "fleet.hpp"

namespace vrpcore {

// Whether a route costs and may do the same on this class, but for capacity, rates and limits.
template <bool kRich, Timing kTiming>
bool FleetMoves<kRich, kTiming>::is_like(const SlotClass& slots, const Route& route) const {
    return s_.problem.types[at(slots.type)].tours_like(*route.type) && slots.moment == route.slots->moment &&
           slots.day == route.slots->day;
}

template <bool kRich, Timing kTiming>
typename FleetMoves<kRich, kTiming>::Part FleetMoves<kRich, kTiming>::cheapest(const Route& route,
                                                                               const Load& load,
                                                                               Amount distance, Cost service,
                                                                               Index taken) const {
    Part best;
    for (Index c = 0; c < static_cast<Index>(s_.layout.classes.size()); ++c) {
        const auto& slots = s_.layout.classes[at(c)];
        const auto& type = s_.problem.types[at(slots.type)];
        const Cost cost = s_.day_cost(type) + type.cost_per_metre * distance + service;
        if (cost >= best.cost || distance > type.max_distance) continue;
        // The route's own vehicle is free for one of the two parts.
        const auto num_free = static_cast<Index>(s_.free[at(c)].size()) + (c == route.slots_idx ? 1 : 0);
        if (num_free <= (c == taken ? 1 : 0) || !is_like(slots, route)) continue;
        bool fits = true;
        for (const auto k : s_.layout.limited_dimensions) fits = fits && load[k] <= type.capacity[k];
        if (fits) best = {c, cost};
    }
    return best;
}

template <bool kRich, Timing kTiming>
void FleetMoves<kRich, kTiming>::split(Index r) {
    if constexpr (kTiming == Timing::kUntimed) {
        const auto& route = s_.routes[at(r)];
        if (route.size < 2) return;
        const Index head = s_.layout.head(r);
        const auto& trip = s_.trips[at(r)];
        const auto& type = *route.type;
        Load delivered{};
        Load collected{};
        Amount distance = 0;
        Cost service = 0;
        Cost best = route.cost;
        Index best_last = kNone;
        Part best_first;
        Part best_second;
        for (Index x = s_.links[at(head)].next; s_.links[at(x)].next != head; x = s_.links[at(x)].next) {
            const auto& link = s_.links[at(x)];
            Load& load = s_.visits.is_pickup(x) ? collected : delivered;
            for (std::size_t k = 0; k < kNumDimensions; ++k) load[k] += s_.visits.load[at(x)][k];
            distance += link.to_prev;
            service += trip.service_cost[x];
            const Length back = s_.distance(type, link.place, type.depot);
            const Length out = s_.distance(type, type.depot, link.next_place);
            if (back < 0 || out < 0) continue;
            if (s_.layout.backhaul_last && s_.visits.is_pickup(link.next)) continue;  // would only collect
            // Aboard the first part is less than before by what the second delivers, aboard the second by
            // what the first collects.
            Load most = delivered;
            Load others = trip.load;
            for (std::size_t k = 0; k < kNumDimensions; ++k) {
                others[k] -= delivered[k];
                if (!s_.layout.has_pickups) continue;
                most[k] = s_.aboard[at(x)].before[k] - others[k];
                others[k] = s_.aboard[at(x)].after[k] - collected[k];
            }
            const auto first = cheapest(route, most, distance + back, service, kNone);
            if (first.cost >= best) continue;
            const auto second = cheapest(route, others, route.distance - distance - link.to_next + out,
                                         route.service_cost - service, first.slots_idx);
            if (first.cost + second.cost >= best) continue;
            best = first.cost + second.cost;
            best_last = x;
            best_first = first;
            best_second = second;
        }
        if (best_last == kNone) return;
        second_.clear();
        s_.remove_behind(best_last, second_);
        // The part that stays where it is comes last, or its vehicle would not be free for the other.
        [[maybe_unused]] bool fits = s_.refresh(r);
        assert(fits);
        if (best_first.slots_idx != route.slots_idx) {
            fits = move(r, best_first.slots_idx);
            assert(fits);
        }
        const Index other = s_.open(best_second.slots_idx);
        s_.append(s_.layout.head(other), second_);
        fits = s_.refresh(other);
        assert(fits);
    }
}

template class FleetMoves<false, Timing::kUntimed>;
template class FleetMoves<false, Timing::kWindows>;
template class FleetMoves<true, Timing::kUntimed>;
template class FleetMoves<true, Timing::kFull>;

}  // namespace vrpcore
