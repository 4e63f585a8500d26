#include "tail_exchange.hpp"

#include <algorithm>

namespace vrpcore {

template <bool kRich, Timing kTiming>
void TailExchange<kRich, kTiming>::exchange(Index seed, Cost most) {
    if (s_.is_absent(seed) || !is_movable(route_of(seed))) return;
    best_ = {};
    cost_ = most + 1;
    const auto& own = route_of(seed);
    for (const auto& near : s_.layout.neighbours(seed)) {
        if (s_.is_absent(near.visit)) continue;
        const auto& other = route_of(near.visit);
        if (&other == &own || other.slots_idx != own.slots_idx || !is_movable(other)) continue;
        attempt(seed, near.visit);
        attempt(near.visit, seed);
    }
    attempt_cut(seed);
    if (best_.last == kNone) return;
    const auto mark = s_.mark();
    if (!carry_out()) s_.rollback_to(mark);
}

// Rests have their place on a route, and so has a loading elsewhere.
template <bool kRich, Timing kTiming>
bool TailExchange<kRich, kTiming>::is_movable(const Route& route) const {
    if constexpr (kTiming != Timing::kFull) return true;
    if (route.num_trips > 1 && route.type->load_depots.size() > 1) return false;
    return !route.takes_rests();
}

template <bool kRich, Timing kTiming>
void TailExchange<kRich, kTiming>::attempt(Index last, Index first) {
    const auto& a = s_.links[at(last)];
    const auto& b = s_.links[at(first)];
    const auto& route = route_of(last);
    const auto& other = route_of(first);
    const auto& type = s_.type_of(route);
    const bool ends = s_.layout.is_head(b.prev) && s_.layout.is_head(a.next);  // of the other nothing is left
    if (ends && other.num_trips > 1) return;
    const Length in = s_.distance(type, a.place, b.place);
    const Length out = ends ? 0 : s_.distance(type, b.prev_place, a.next_place);
    if (in < 0 || out < 0) return;
    Cost cost = type.cost_per_metre * (Cost{in} + out - a.to_next - b.to_prev);
    if (ends) cost -= s_.day_cost(type);
    if (cost >= cost_ && !saves_time(type)) return;
    if constexpr (kTiming != Timing::kUntimed) {
        const Time here = duration(route, s_.layout.head(a.trip), last, first);
        if (here > type.max_duration) return;
        const Time there = ends ? 0 : duration(other, s_.layout.head(b.trip), b.prev, a.next);
        if (there > type.max_duration) return;
        if constexpr (kTiming == Timing::kFull) {
            cost += type.cost_per_second * (here + there - route.duration - other.duration);
            if (cost >= cost_) return;
        }
    }
    const auto own_head = handled_up_to(last);
    const auto other_head = handled_up_to(b.prev);
    if (!fits_load(last, own_head, b.prev, other_head) || !fits_load(b.prev, other_head, last, own_head))
        return;
    if (kRich && s_.layout.backhaul_last && !(is_in_order(last, b.prev) && is_in_order(b.prev, last))) return;
    if (kRich && type.max_distance < kForever) {
        const Amount shift = way_on(first) - way_on(a.next);
        if (route.distance + in - a.to_next + shift > type.max_distance ||
            other.distance + out - b.to_prev - shift > type.max_distance) {
            return;
        }
    }
    best_ = {last, first};
    cost_ = cost;
}

// The rest of the way on an unused vehicle of the same class.
template <bool kRich, Timing kTiming>
void TailExchange<kRich, kTiming>::attempt_cut(Index last) {
    const auto& a = s_.links[at(last)];
    const auto& route = route_of(last);
    const auto& type = s_.type_of(route);
    const auto& free = s_.free[at(route.slots_idx)];
    if (free.empty() || s_.layout.is_head(a.next)) return;
    const Length in = s_.distance(type, a.place, type.depot);
    const Length out = s_.distance(type, type.depot, a.next_place);
    if (in < 0 || out < 0) return;
    if (kRich && s_.layout.backhaul_last && s_.aboard[at(last)].takes_pickups) return;  // would only collect
    Cost cost = s_.day_cost(type) + type.cost_per_metre * (Cost{in} + out - a.to_next);
    if (cost >= cost_ && !saves_time(type)) return;
    if constexpr (kTiming != Timing::kUntimed) {
        const auto& unused = s_.routes[at(free.back())];
        const Index head = s_.layout.head(free.back());
        const Time here = duration(route, s_.layout.head(a.trip), last, end_of(last));
        if (here > type.max_duration) return;
        const Time there = duration(unused, head, head, a.next);
        if (there > type.max_duration) return;
        if constexpr (kTiming == Timing::kFull) {
            cost += type.cost_per_second * (here + there - route.duration);
            if (cost >= cost_) return;
        }
    }
    if (kRich && type.max_distance < kForever) {
        const Amount tail = way_on(a.next);
        if (route.distance + in - a.to_next - tail > type.max_distance || out + tail > type.max_distance)
            return;
    }
    best_ = {last, kNone};
    cost_ = cost;
}

template <bool kRich, Timing kTiming>
typename TailExchange<kRich, kTiming>::Handled TailExchange<kRich, kTiming>::handled_up_to(Index node) const {
    Handled found;
    for (Index x = node; !s_.layout.is_head(x); x = s_.links[at(x)].prev) {
        Load& load = kRich && s_.visits.is_pickup(x) ? found.collected : found.delivered;
        for (const auto k : s_.layout.limited_dimensions) load[k] += s_.visits.load[at(x)][k];
    }
    return found;
}

// Aboard the head is less than before by what followed on its trip, and more by what the tail delivers;
// aboard the tail less by what was collected before it, and more by what the head collects.
template <bool kRich, Timing kTiming>
bool TailExchange<kRich, kTiming>::fits_load(Index head, const Handled& own, Index tail,
                                             const Handled& other) const {
    const Index trip = s_.links[at(head)].trip;
    const auto& capacity = s_.type_of(route_of(head)).capacity;
    const auto& own_load = s_.trips[at(trip)].load;
    const auto& other_load = s_.trips[at(s_.links[at(tail)].trip)].load;
    for (const auto k : s_.layout.limited_dimensions) {
        const Amount load = own.delivered[k] + other_load[k] - other.delivered[k];
        if (load > capacity[k]) return false;
        if (!kRich || !s_.layout.has_pickups) continue;
        if (s_.aboard[at(head)].before[k] - own_load[k] + load > capacity[k]) return false;
        if (s_.aboard[at(tail)].after[k] - other.collected[k] + own.collected[k] > capacity[k]) return false;
    }
    return true;
}

// Of trips that keep the order themselves: deliveries first, and one at least.
template <bool kRich, Timing kTiming>
bool TailExchange<kRich, kTiming>::is_in_order(Index head, Index tail) const {
    const Index next = s_.links[at(tail)].next;
    if (s_.layout.is_head(next) || !s_.visits.is_pickup(next)) {  // nothing, or deliveries first
        return s_.layout.is_head(next) || s_.aboard[at(head)].takes_deliveries;
    }
    return !s_.layout.is_head(head);
}

template <bool kRich, Timing kTiming>
Amount TailExchange<kRich, kTiming>::way_on(Index node) const {
    Amount way = 0;
    for (Index x = node; !s_.layout.is_head(x); x = s_.links[at(x)].next) way += s_.links[at(x)].to_next;
    return way;
}

template <bool kRich, Timing kTiming>
Index TailExchange<kRich, kTiming>::end_of(Index node) const {
    Index x = s_.links[at(node)].next;
    while (!s_.layout.is_head(x)) x = s_.links[at(x)].next;
    return x;
}

template <bool kRich, Timing kTiming>
Time TailExchange<kRich, kTiming>::duration(const Route& route, Index head, Index last, Index first) const {
    const auto& type = s_.type_of(route);
    const Time travel = s_.duration(type, s_.links[at(last)].place, s_.links[at(first)].place);
    if constexpr (kTiming == Timing::kWindows) {
        return s_.clocks[at(last)].leaves + travel <= s_.clocks[at(first)].latest ? 0 : kNever;
    } else {
        Segment whole;
        const bool is_plain = s_.layout.max_rests == 0 && !s_.layout.has_releases && route.size > 0;
        if (is_plain && route.num_trips == 1 && s_.layout.is_visit(first) && route_of(first).num_trips == 1) {
            if (!merge(s_.times[at(last)].before, travel, s_.times[at(first)].after, whole)) return kNever;
            return whole.duration;
        }
        return duration_by_walk(route, head, last, first);
    }
}

// Trips may follow, and the trip itself load later for what comes in.
template <bool kRich, Timing kTiming>
Time TailExchange<kRich, kTiming>::duration_by_walk(const Route& route, Index head, Index last,
                                                    Index first) const {
    const auto& type = s_.type_of(route);
    const auto& trip = s_.trips[at(s_.links[at(head)].trip)];
    const Index start = s_.layout.head(trip.route);
    Time release = -kForever;
    for (Index x = last; s_.layout.is_visit(x); x = s_.links[at(x)].prev)
        release = std::max(release, s_.visits.release[at(x)]);
    for (Index x = first; s_.layout.is_visit(x); x = s_.links[at(x)].next)
        release = std::max(release, s_.visits.release[at(x)]);
    const auto& begin = s_.times[at(head)];
    Segment whole = head == start ? s_.shift_start(route) : s_.times[at(s_.links[at(head)].prev)].before;
    if (!merge(whole, head == start ? 0 : begin.travel, s_.loading(route, trip.depot, release, begin.window),
               whole)) {
        return kNever;
    }
    Index place = s_.links[at(head)].place;
    const auto drive = [&](Index x) {
        const Time travel = s_.duration(type, place, s_.links[at(x)].place);
        place = s_.links[at(x)].place;
        return merge(whole, travel, s_.times[at(x)].own, whole);
    };
    const Index stop = s_.links[at(last)].next;
    for (Index x = s_.links[at(head)].next; last != head && x != stop; x = s_.links[at(x)].next) {
        if (!drive(x)) return kNever;
    }
    for (Index x = first; s_.layout.is_visit(x); x = s_.links[at(x)].next) {
        if (!drive(x)) return kNever;
    }
    const Index next = end_of(last);
    const Segment after = next == start ? s_.shift_end(route) : s_.times[at(next)].after;
    const Time home = s_.duration(type, place, s_.links[at(next)].place);
    return merge(whole, home, after, whole) ? whole.duration : kNever;
}

template <bool kRich, Timing kTiming>
bool TailExchange<kRich, kTiming>::carry_out() {
    const Index trip = s_.links[at(best_.last)].trip;
    const Index own = s_.trips[at(trip)].route;
    first_.clear();
    s_.remove_behind(best_.last, first_);
    Index other =
        s_.free[at(s_.routes[at(own)].slots_idx)].empty() ? kNone : s_.open(s_.routes[at(own)].slots_idx);
    Index before = other == kNone ? kNone : s_.layout.head(other);
    second_.clear();
    if (best_.first != kNone) {
        before = s_.links[at(best_.first)].prev;
        other = s_.trips[at(s_.links[at(best_.first)].trip)].route;
        s_.remove_behind(before, second_);
    }
    s_.append(best_.last, second_);
    s_.append(before, first_);
    return s_.refresh(own) && s_.refresh(other);
}

template class TailExchange<false, Timing::kUntimed>;
template class TailExchange<false, Timing::kWindows>;
template class TailExchange<true, Timing::kUntimed>;
template class TailExchange<true, Timing::kFull>;

}  // namespace vrpcore
