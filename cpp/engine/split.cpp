// A route that is split in two (Prins 2004, "A simple and effective evolutionary algorithm for the vehicle
// routing problem", Computers and Operations Research 31(12): one cut of his Split). A fleet drifts to large
// vehicles otherwise: one more visit costs less in a route that changes to a larger vehicle than in a route
// of its own, and no ruin takes away half of a long route.
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
typename FleetMoves<kRich, kTiming>::Choice FleetMoves<kRich, kTiming>::cheapest(const Route& route,
                                                                                 const Part& part,
                                                                                 Index taken) const {
    Choice best;
    for (Index c = 0; c < static_cast<Index>(s_.layout.classes.size()); ++c) {
        const auto& slots = s_.layout.classes[at(c)];
        const auto& type = s_.problem.types[at(slots.type)];
        const Cost cost = evaluator_.price(type, part);
        if (cost >= best.cost) continue;
        // The route's own vehicle is free for one of the two parts.
        const auto num_free = static_cast<Index>(s_.free[at(c)].size()) + (c == route.slots_idx ? 1 : 0);
        if (num_free <= (c == taken ? 1 : 0) || !is_like(slots, route) || !evaluator_.allows(type, part))
            continue;
        best = {c, cost};
    }
    return best;
}

template <bool kRich, Timing kTiming>
void FleetMoves<kRich, kTiming>::split(Index r) {
    if constexpr (kTiming == Timing::kUntimed) {
        const auto& route = s_.routes[at(r)];
        if (route.size < 2) return;
        const Index head = s_.layout.head(r);
        const auto& type = *route.type;
        tails_.assign(1, {});
        for (Index x = s_.links[at(head)].prev; s_.links[at(x)].prev != head; x = s_.links[at(x)].prev) {
            tails_.push_back(evaluator_.before(x, s_.trips[at(r)], s_.links[at(x)].to_next, tails_.back()));
        }
        Part start;
        Cost best = route.cost;
        Index best_last = kNone;
        Choice best_first;
        Choice best_second;
        for (Index x = s_.links[at(head)].next; s_.links[at(x)].next != head; x = s_.links[at(x)].next) {
            const auto& link = s_.links[at(x)];
            start = evaluator_.after(start, link.to_prev, x, s_.trips[at(r)]);
            Part tail = tails_.back();
            tails_.pop_back();
            const Length back = s_.distance(type, link.place, type.depot);
            const Length out = s_.distance(type, type.depot, link.next_place);
            if (back < 0 || out < 0) continue;
            Part head_part = start;
            head_part.distance += back;
            tail.distance += out;
            const auto first = cheapest(route, head_part, kNone);
            if (first.cost >= best) continue;
            const auto second = cheapest(route, tail, first.slots_idx);
            if (first.cost + second.cost >= best) continue;
            best = first.cost + second.cost;
            best_last = x;
            best_first = first;
            best_second = second;
        }
        if (best_last == kNone) return;
        second_.clear();
        s_.remove_after(best_last, second_);
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
