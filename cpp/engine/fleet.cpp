#include "fleet.hpp"

#include <algorithm>

namespace vrpcore {
namespace {

constexpr Index kMostClasses = 16;  // of unused vehicles that are tried for a route
constexpr Index kMostRoutes = 64;   // whose vehicles are tried
constexpr Index kMostTimedRoutes = 12;

}  // namespace

template <bool kRich, Timing kTiming>
Cost FleetMoves<kRich, kTiming>::cost_on(Index r, Index slots_idx, Cost limit) const {
    const auto& route = s_.routes[at(r)];
    const auto& slots = s_.layout.classes[at(slots_idx)];
    const auto& type = s_.problem.types[at(slots.type)];
    const bool is_alike = route.num_trips == 1 && type.tours_like(*route.type);
    if (kTiming == Timing::kUntimed && is_alike) {
        if (!evaluator_.may_move_goods(*route.slots, slots)) return kInfinite;
        const Part all = evaluator_.all_of(r);
        return evaluator_.allows(type, all) ? evaluator_.price(type, all) : kInfinite;
    }
    if (type.rests != route.type->rests) return kInfinite;  // breaks keep their numbers
    const Route vehicle = s_.on(route, slots_idx);
    if (!is_alike) return evaluator_.cost(whole(r, vehicle), limit);
    const Known known{route.distance - s_.links[at(s_.layout.head(r))].to_prev, route.service_cost};
    return evaluator_.cost(whole(r, vehicle, &known), limit);
}

template <bool kRich, Timing kTiming>
bool FleetMoves<kRich, kTiming>::move(Index r, Index slots_idx) {
    const auto rests = s_.routes[at(r)].rests;
    const Index to = s_.open(slots_idx);
    builder_.read(whole(r, s_.routes[at(to)]), first_);
    s_.dissolve(r);
    if (!s_.refresh(r)) return false;
    builder_.copy_rests(to, rests);
    return builder_.build(to, first_, true);
}

template <bool kRich, Timing kTiming>
bool FleetMoves<kRich, kTiming>::exchange(Index a, Index b) {
    const auto rests_a = s_.routes[at(a)].rests;
    const auto rests_b = s_.routes[at(b)].rests;
    builder_.read(whole(a, s_.routes[at(b)]), first_);
    builder_.read(whole(b, s_.routes[at(a)]), second_);
    s_.dissolve(a);
    s_.dissolve(b);
    builder_.copy_rests(a, rests_b);
    builder_.copy_rests(b, rests_a);
    return builder_.build(b, first_, true) && builder_.build(a, second_, true);
}

template <bool kRich, Timing kTiming>
void FleetMoves<kRich, kTiming>::improve(Index r) {
    if (s_.routes[at(r)].size == 0) return;
    const auto& route = s_.routes[at(r)];
    const Cost now = route.cost;
    Cost best = 0;
    Index best_class = kNone;
    Index best_route = kNone;
    const auto num_classes = static_cast<Index>(s_.layout.classes.size());
    const Index classes_tried = std::min(num_classes, kMostClasses);
    const Index offset = random_.below(num_classes);
    for (Index k = 0; k < classes_tried; ++k) {
        const Index c = (offset + k) % num_classes;
        if (c == route.slots_idx || s_.free[at(c)].empty()) continue;
        const Cost there = cost_on(r, c, now + best);
        if (there - now < best) {
            best = there - now;
            best_class = c;
        }
    }
    const auto num_used = static_cast<Index>(s_.used.size());
    const Index routes_tried =
        std::min(num_used, kTiming == Timing::kUntimed ? kMostRoutes : kMostTimedRoutes);
    const Index start = random_.below(num_used);
    for (Index k = 0; k < routes_tried; ++k) {
        const Index other = s_.used[at((start + k) % num_used)];
        const auto& second = s_.routes[at(other)];
        if (second.slots_idx == route.slots_idx) continue;
        const Cost limit = best + now + second.cost;
        const Cost there = cost_on(r, second.slots_idx, limit);
        if (there >= limit) continue;
        const Cost back = cost_on(other, route.slots_idx, limit - there);
        if (there + back < limit) {
            best = there + back - now - second.cost;
            best_class = kNone;
            best_route = other;
        }
    }
    if (best >= 0) return;
    const auto mark = s_.mark();
    const Cost before = s_.cost;
    const bool fits = best_route == kNone ? move(r, best_class) : exchange(r, best_route);
    // When the route is built, windows may come out otherwise than they were priced: then nothing is done.
    if (!fits || s_.cost >= before) s_.rollback_to(mark);
}

template class FleetMoves<false, Timing::kUntimed>;
template class FleetMoves<false, Timing::kWindows>;
template class FleetMoves<true, Timing::kUntimed>;
template class FleetMoves<true, Timing::kFull>;

}  // namespace vrpcore
