#include "fleet.hpp"

#include <algorithm>

namespace vrpcore {
namespace {

bool same_rests(const VehicleType& a, const VehicleType& b) {
    return std::equal(a.rests.begin(), a.rests.end(), b.rests.begin(), b.rests.end(),
                      [](const Rest& x, const Rest& y) {
                          return x.earliest == y.earliest && x.latest == y.latest && x.duration == y.duration;
                      });
}

}  // namespace

template <bool kRich, Timing kTiming>
Cost FleetMoves<kRich, kTiming>::cost_on(Index r, Index slots_idx) const {
    const auto& route = s_.routes[at(r)];
    const auto& slots = s_.layout.classes[at(slots_idx)];
    const auto& type = s_.problem.types[at(slots.type)];
    const Index head = s_.layout.head(r);
    Index x = head;
    if (route.num_trips > type.max_trips) return kInfinite;
    // Goods that would leave another depot, or sooner, have to be there.
    if (s_.layout.has_stock && (type.depot != route.type->depot || slots.moment < route.slots->moment ||
                                slots.day != route.slots->day)) {
        return kInfinite;
    }
    do {  // the head of each trip
        const auto& most = s_.most_aboard(x);
        for (std::size_t k = 0; k < kNumDimensions; ++k) {
            if (most[k] > type.capacity[k]) return kInfinite;
        }
        if (route.num_trips == 1) break;
        do {
            x = s_.links[at(x)].next;
        } while (!s_.layout.is_head(x));
    } while (x != head);
    if constexpr (kTiming == Timing::kUntimed) {
        if (type.tours_like(*route.type)) {
            if (route.distance > type.max_distance) return kInfinite;
            return s_.day_cost(type) + type.cost_per_metre * route.distance + route.service_cost;
        }
    }
    return cost_by_walk(route, head, slots, type);
}

template <bool kRich, Timing kTiming>
Cost FleetMoves<kRich, kTiming>::cost_by_walk(const Route& route, Index head, const SlotClass& slots,
                                              const VehicleType& type) const {
    const auto& own = *route.type;
    if (!same_rests(type, own)) return kInfinite;
    Route probe = route;
    probe.slots = &slots;
    probe.type = &type;
    s_.bound_shift(probe);
    Segment before = s_.shift_start(probe);
    Amount distance = 0;
    Cost service = 0;
    const Cost* row = nullptr;
    Index previous = type.depot;
    Index x = head;
    do {
        const auto& link = s_.links[at(x)];
        Index place = link.place;
        bool is_place = true;
        if (s_.layout.is_head(x)) {
            Index depot = s_.trips[at(link.trip)].depot;
            if (depot == own.depot) depot = type.depot;
            place = depot;
            const Index row_idx = type.cost_rows[at(depot)];
            if (row_idx == kNone) return kInfinite;
            row = s_.visits.service_cost[at(row_idx)].data();
        } else if (s_.layout.is_visit(x)) {
            service += row[x];
            if (service >= kInfinite) return kInfinite;
        } else {
            is_place = false;
            place = previous;
        }
        if (is_place && x != head) {
            const Length leg = s_.distance(type, previous, place);
            if (leg < 0) return kInfinite;
            distance += leg;
        }
        if constexpr (kTiming == Timing::kFull) {
            const Time travel = x == head ? 0 : s_.duration(type, previous, place);
            const Index count = s_.num_windows(x, probe);
            bool fits = false;
            for (Index w = 0; !fits && w < count; ++w) {
                Segment merged;
                fits = merge(before, travel, s_.segment_of(x, probe, w), merged);
                if (fits) before = merged;
            }
            if (!fits) return kInfinite;
        }
        previous = place;
        x = link.next;
    } while (x != head);
    const Length home = s_.distance(type, previous, type.depot);
    if (home < 0) return kInfinite;
    distance += home;
    if (distance > type.max_distance) return kInfinite;
    Cost cost = s_.day_cost(type) + type.cost_per_metre * distance + service;
    if constexpr (kTiming == Timing::kFull) {
        Segment whole;
        if (!merge(before, s_.duration(type, previous, type.depot), s_.shift_end(probe), whole))
            return kInfinite;
        if (whole.duration > type.max_duration) return kInfinite;
        cost += type.cost_per_second * whole.duration;
    }
    return cost;
}

// Nodes in order; later trips as their head, rests as their node.
template <bool kRich, Timing kTiming>
void FleetMoves<kRich, kTiming>::record(Index r, std::vector<Index>& sequence) const {
    sequence.clear();
    const Index head = s_.layout.head(r);
    for (Index x = s_.links[at(head)].next; x != head; x = s_.links[at(x)].next) {
        if (s_.layout.is_visit(x)) {
            sequence.push_back(x);
        } else if (s_.layout.is_head(x)) {
            sequence.push_back(-1 - s_.trips[at(s_.links[at(x)].trip)].depot);
        } else {
            sequence.push_back(-1 - s_.problem.num_depots() - (x - s_.layout.rest(r, 0)));
        }
    }
}

template <bool kRich, Timing kTiming>
bool FleetMoves<kRich, kTiming>::build(Index r, const std::vector<Index>& sequence,
                                       const VehicleType& former) {
    const auto& type = *s_.routes[at(r)].type;
    Index last = s_.layout.head(r);
    for (const Index code : sequence) {
        if (code >= 0) {
            s_.insert(code, last);
            last = code;
        } else if (-1 - code < s_.problem.num_depots()) {
            const Index depot = -1 - code == former.depot ? type.depot : -1 - code;
            last = s_.layout.head(s_.split_trip(last, depot));
        } else {
            const Index nth = -1 - code - s_.problem.num_depots();
            s_.take_rest(r, nth, last);
            last = s_.layout.rest(r, nth);
        }
    }
    return s_.refresh(r);
}

template <bool kRich, Timing kTiming>
bool FleetMoves<kRich, kTiming>::move(Index r, Index slots_idx) {
    const auto rests = s_.routes[at(r)].rests;
    const auto& former = *s_.routes[at(r)].type;
    record(r, first_);
    s_.dissolve(r);
    if (!s_.refresh(r)) return false;
    const Index to = s_.open(slots_idx);
    if constexpr (kTiming == Timing::kFull) {
        for (Index nth = 0; nth < static_cast<Index>(former.rests.size()); ++nth) {
            if (rests[at(nth)] != RestMode::kTaken) s_.leave_rest(to, nth, rests[at(nth)]);
        }
    }
    return build(to, first_, former);
}

template <bool kRich, Timing kTiming>
bool FleetMoves<kRich, kTiming>::exchange(Index a, Index b) {
    const auto rests_a = s_.routes[at(a)].rests;
    const auto rests_b = s_.routes[at(b)].rests;
    record(a, first_);
    record(b, second_);
    s_.dissolve(a);
    s_.dissolve(b);
    if constexpr (kTiming == Timing::kFull) {
        for (Index nth = 0; nth < static_cast<Index>(s_.routes[at(a)].type->rests.size()); ++nth) {
            if (rests_b[at(nth)] != RestMode::kTaken) s_.leave_rest(a, nth, rests_b[at(nth)]);
            if (rests_a[at(nth)] != RestMode::kTaken) s_.leave_rest(b, nth, rests_a[at(nth)]);
        }
    }
    return build(b, first_, *s_.routes[at(a)].type) && build(a, second_, *s_.routes[at(b)].type);
}

template <bool kRich, Timing kTiming>
void FleetMoves<kRich, kTiming>::improve(Index r) {
    if (s_.routes[at(r)].size == 0) return;
    const Cost now = s_.routes[at(r)].cost;
    Cost best = 0;
    Index best_class = kNone;
    Index best_route = kNone;
    const auto& route = s_.routes[at(r)];
    const auto num_classes = static_cast<Index>(s_.layout.classes.size());
    const Index classes_tried = std::min<Index>(num_classes, 16);
    const Index offset = random_.below(num_classes);
    for (Index k = 0; k < classes_tried; ++k) {
        const Index c = (offset + k) % num_classes;
        if (c == route.slots_idx || s_.free[at(c)].empty()) continue;
        const Cost there = cost_on(r, c);
        if (there - now < best) {
            best = there - now;
            best_class = c;
        }
    }
    const auto num_used = static_cast<Index>(s_.used.size());
    const Index routes_tried = std::min<Index>(num_used, kTiming == Timing::kUntimed ? 64 : 12);
    const Index start = random_.below(num_used);
    for (Index k = 0; k < routes_tried; ++k) {
        const Index other = s_.used[at((start + k) % num_used)];
        const auto& second = s_.routes[at(other)];
        if (second.slots_idx == route.slots_idx || other == r) continue;
        if (s_.layout.has_stock &&
            (second.type->depot != route.type->depot || second.slots->moment != route.slots->moment)) {
            continue;
        }
        const Cost there = cost_on(r, second.slots_idx);
        if (there - now - second.cost >= best) continue;
        const Cost back = cost_on(other, route.slots_idx);
        if (there + back - now - second.cost < best) {
            best = there + back - now - second.cost;
            best_class = kNone;
            best_route = other;
        }
    }
    if (best >= 0) return;
    const auto mark = s_.mark();
    const Cost before = s_.cost;
    const bool fits = best_route == kNone ? move(r, best_class) : exchange(r, best_route);
    // First-fit windows may differ from those that the walk found: then nothing is done.
    if (!fits || s_.cost >= before) s_.rollback_to(mark);
}

template class FleetMoves<false, Timing::kUntimed>;
template class FleetMoves<false, Timing::kWindows>;
template class FleetMoves<true, Timing::kUntimed>;
template class FleetMoves<true, Timing::kFull>;

}  // namespace vrpcore
