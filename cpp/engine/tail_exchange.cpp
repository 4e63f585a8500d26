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
    Cost legs = type.cost_per_metre * (Cost{in} + out - a.to_next - b.to_prev);
    if (ends) legs -= s_.day_cost(type);
    if (legs >= cost_ && !saves_time(type)) return;
    const Time former = route.duration + other.duration;
    const auto here = joined(last, first);
    if (ends) {
        consider({last, first}, legs, former, type, here, nullptr);
    } else {
        const auto there = joined(b.prev, a.next);
        consider({last, first}, legs, former, type, here, &there);
    }
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
    const Cost legs = s_.day_cost(type) + type.cost_per_metre * (Cost{in} + out - a.to_next);
    if (legs >= cost_ && !saves_time(type)) return;
    const Index end = s_.end_of_trip(last);
    const Index opening = kTiming == Timing::kFull ? s_.times[at(s_.layout.head(free.back()))].window : 0;
    Proposal there(s_.routes[at(free.back())]);
    there.load(type.depot, opening).run(a.next, s_.links[at(end)].prev).home();
    consider({last, kNone}, legs, route.duration, type, joined(last, end), &there);
}

template <bool kRich, Timing kTiming>
Proposal TailExchange<kRich, kTiming>::joined(Index last, Index first) const {
    const auto& route = route_of(last);
    Proposal proposal(route, route.num_trips);
    proposal.up_to(last);
    const Index head = s_.first_head(last);
    if (s_.layout.is_visit(first)) {
        // Where both routes end as well, all that follows is known.
        const bool is_plain = s_.layout.max_rests == 0 && !s_.layout.has_releases;
        if (is_plain && route.num_trips == 1 && route_of(first).num_trips == 1) {
            proposal.from(first);
            return proposal;
        }
        proposal.run(first, s_.links[at(s_.end_of_trip(first))].prev);
    }
    const Index next = s_.end_of_trip(last);
    if (next == head) {
        proposal.home();
    } else {
        proposal.from(next);
    }
    return proposal;
}

template <bool kRich, Timing kTiming>
void TailExchange<kRich, kTiming>::consider(const Choice& choice, Cost legs, Time former,
                                            const VehicleType& type, const Proposal& here,
                                            const Proposal* there) {
    Cost cost = legs;
    if constexpr (kTiming != Timing::kUntimed) {
        const Time first = evaluator_.duration(here);
        if (first >= kNever) return;
        const Time second = there == nullptr ? 0 : evaluator_.duration(*there);
        if (second >= kNever) return;
        if constexpr (kTiming == Timing::kFull) cost += type.cost_per_second * (first + second - former);
        if (cost >= cost_) return;
    }
    if (!evaluator_.holds(here) || (there != nullptr && !evaluator_.holds(*there))) return;
    best_ = choice;
    cost_ = cost;
}

template <bool kRich, Timing kTiming>
bool TailExchange<kRich, kTiming>::carry_out() {
    const Index trip = s_.links[at(best_.last)].trip;
    const Index own = s_.trips[at(trip)].route;
    first_.clear();
    s_.remove_after(best_.last, first_);
    Index other =
        s_.free[at(s_.routes[at(own)].slots_idx)].empty() ? kNone : s_.open(s_.routes[at(own)].slots_idx);
    Index before = other == kNone ? kNone : s_.layout.head(other);
    second_.clear();
    if (best_.first != kNone) {
        before = s_.links[at(best_.first)].prev;
        other = s_.route_of(best_.first);
        s_.remove_after(before, second_);
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
