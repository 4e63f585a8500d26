#include "insertion.hpp"

#include <algorithm>

namespace vrpcore {

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::take(const Position& position) {
    if (blink_ > 0 && random_.uniform() < blink_) return;
    best_ = position;
}

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::prepare(Index visit, Cost limit, double blink) {
    visit_ = visit;
    place_ = s_.visits.place[at(visit)];
    if constexpr (kRich) is_pickup_ = s_.layout.has_pickups && s_.visits.is_pickup(visit);
    blink_ = blink;
    ++now_;
    best_ = Position{};
    best_.cost = limit;
    for (std::size_t k = 0; k < rows_.size(); ++k) {
        const auto& legs = s_.layout.legs[k];
        rows_[k].distance_out = {legs, legs.distance_from, place_};
        rows_[k].distance_in = {legs, legs.distance_to, place_};
        if constexpr (kTiming == Timing::kUntimed) continue;
        rows_[k].duration_out = {legs, legs.duration_from, place_};
        rows_[k].duration_in = {legs, legs.duration_to, place_};
    }
}

template <bool kRich, Timing kTiming>
Position Insertion<kRich, kTiming>::best(Index visit, Cost limit, double blink) {
    prepare(visit, limit, blink);
    if constexpr (kRich) {
        try_near();
    } else if (s_.layout.legs.front().planar == nullptr) {
        try_neighbours<false>();
    } else {
        try_neighbours<true>();
    }
    try_openings();
    if (s_.layout.group_of(visit) != kNone) try_joins();
    if constexpr (kTiming == Timing::kFull) {
        if (best_.where == Where::kNowhere && s_.layout.max_rests > 0 && random_.below(4) == 0)
            try_after_rests();
    }
    // All positions may have been blinked; looking everywhere takes time in proportion to the problem.
    if (best_.where == Where::kNowhere && blink > 0 && s_.visits.required[at(visit)]) {
        return best(visit, limit, 0.0);
    }
    return best_;
}

// Most neighbours are on trips that are full or do not go there, and most positions cost too much. Which ones
// is hard to predict, and legs take time to fetch: so they are sifted without branches, all at once.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_near() {
    const auto neighbours = s_.layout.neighbours(visit_);
    const bool separates = evaluator_.separates_pickups();
    const auto is_other = [&](Index near) { return separates && s_.visits.is_pickup(near) != is_pickup_; };
    // Most often a delivery and a pickup cannot follow each other where pickups come last; on one trip they
    // can be all the same.
    const auto border = [&](Index near) { return s_.border[at(s_.links[at(near)].trip)]; };
    near_.resize(neighbours.size() + 1);
    unpriced_.resize(neighbours.size() + 1);
    const auto now = now_;
    priced_at_.front() = now;
    std::size_t num_unpriced = 0;
    for (const auto& near : neighbours) {
        const Index trip = s_.links[at(near.visit)].trip;
        auto& priced_at = priced_at_[past_none(trip)];
        unpriced_[num_unpriced] = trip;
        num_unpriced += priced_at != now ? 1 : 0;
        priced_at = now;
    }
    for (std::size_t k = 0; k < num_unpriced; ++k) price(unpriced_[k]);
    const Cost limit = best_.cost;
    std::size_t count = 0;
    for (const auto& near : neighbours) {
        near_[count].node = near.visit;
        count += least_[past_none(s_.links[at(near.visit)].trip)] < limit ? 1 : 0;
    }
    for (std::size_t k = 0; k < count; ++k) {
        const bool only_after = is_other(near_[k].node);
        if (only_after) near_[k].node = border(near_[k].node);
        const auto& link = s_.links[at(near_[k].node)];
        const auto& offer = offers_[at(link.trip)];
        const auto cost = [&](Index from, Index to, Length instead) {
            const Amount in = offer.legs->distance_in[from];
            return offer.service + offer.cost_per_metre * (in + offer.legs->distance_out[to] - instead);
        };
        near_[k].after = cost(link.place, link.next_place, link.to_next);
        near_[k].before = only_after ? kRefused : cost(link.prev_place, link.place, link.to_prev);
    }
    for (std::size_t k = 0; k < count; ++k) {
        const auto& near = near_[k];
        auto& offer = offers_[at(s_.links[at(near.node)].trip)];
        const bool before_too = near.before != kRefused;
        bool has_room = !offer.is_full;
        if (has_room) {
            if (offer.service >= best_.cost) continue;
            if (near.after < best_.cost) has_room = try_after(near.node, offer);
            if (near.before < best_.cost) {
                has_room = try_after(s_.links[at(near.node)].prev, offer) && has_room;
            }
        } else if (std::min(near.after, near.before) >= best_.cost) {
            continue;
        }
        if constexpr (kRich && kTiming == Timing::kUntimed) {
            if (!has_room) try_larger(near.node, before_too, offer);
        }
    }
}

// Where rests follow a near visit, after them: before them there may not be the time.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_after_rests() {
    for (const auto& near : s_.layout.neighbours(visit_)) {
        if (s_.is_absent(near.visit)) continue;
        const bool differs = evaluator_.separates_pickups() && s_.visits.is_pickup(near.visit) != is_pickup_;
        const Index node = differs ? s_.border[at(s_.links[at(near.visit)].trip)] : near.visit;
        for (Index x = s_.links[at(node)].next; s_.layout.is_rest(x); x = s_.links[at(x)].next) {
            try_beside(x, false);
        }
    }
}

// The hot loop of the classic problems: one vehicle type, one load.
template <bool kRich, Timing kTiming>
template <bool kPlanar>
void Insertion<kRich, kTiming>::try_neighbours() {
    const auto& type = s_.problem.types.front();
    const auto& legs = rows_.front();
    const Amount room = room_beside(type, s_.visits.load[at(visit_)][0]);
    const Cost rate = type.cost_per_metre;
    const auto out = [&](Index to) { return legs.distance_out.template at<kPlanar>(to); };
    const auto in = [&](Index from) { return legs.distance_in.template at<kPlanar>(from); };
    const auto fits_between = [&](Index before, Index from, Index after, Index to) {
        if constexpr (kTiming != Timing::kWindows) return true;
        return evaluator_.fits_between(visit_, before, legs.duration_in[from], legs.duration_out[to], after);
    };
    // In the plane the detour past a visit is at least twice what it is farther off than the leg that it
    // would take the place of is long, but for the rounding of three legs: that spares most roots.
    const auto is_too_far = [&](Length leg, Length instead) {
        return kPlanar && rate * (2 * (leg - instead) - 3) >= best_.cost;
    };
    for (const auto& near : s_.layout.neighbours(visit_)) {
        const auto& link = s_.links[at(near.visit)];
        if (link.trip == kNone || s_.trips[at(link.trip)].load[0] > room) continue;
        if (!is_too_far(near.from, link.to_next)) {
            const Cost after = rate * (near.from + out(link.next_place) - link.to_next);
            if (after < best_.cost && fits_between(near.visit, link.place, link.next, link.next_place)) {
                take({Where::kAfter, after, near.visit});
            }
        }
        if (!is_too_far(near.to, link.to_prev)) {
            const Cost before = rate * (in(link.prev_place) + near.to - link.to_prev);
            if (before < best_.cost && fits_between(link.prev, link.prev_place, near.visit, link.place)) {
                take({Where::kAfter, before, link.prev});
            }
        }
    }
}

template <bool kRich, Timing kTiming>
Position Insertion<kRich, kTiming>::best_anywhere(Index visit, Cost limit) {
    prepare(visit, limit, 0.0);
    for (const Index r : s_.used) try_all_of(r);
    try_openings();
    if (s_.layout.group_of(visit) != kNone) try_joins();
    return best_;
}

template <bool kRich, Timing kTiming>
Position Insertion<kRich, kTiming>::best_on_class(Index visit, Index slots, Cost limit) {
    prepare(visit, limit, 0.0);
    price_alone();
    const Index type = s_.layout.classes[at(slots)].type;
    const Cost further = least_of_new_trip(type);
    for (const Index r : s_.used) {
        if (s_.routes[at(r)].slots_idx != slots) continue;
        try_all_of(r);
        if (further < best_.cost) try_new_trips_of(r);
    }
    const Cost alone = cost_alone(type);
    if (alone < best_.cost && !s_.free[at(slots)].empty()) {
        try_new_route(slots, s_.problem.types[at(type)].depot, alone);
    }
    return best_;
}

// After each node of a route.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_all_of(Index r) {
    const Index head = s_.layout.head(r);
    Index x = head;
    do {
        try_beside(x, false);
        x = s_.links[at(x)].next;
    } while (x != head);
}

template <bool kRich, Timing kTiming>
inline void Insertion<kRich, kTiming>::price(Index trip_idx) {
    const auto& trip = s_.trips[at(trip_idx)];
    const auto& route = s_.routes[at(trip.route)];
    const auto& type = s_.type_of(route);
    auto& offer = offers_[at(trip_idx)];
    offer.is_full = !evaluator_.may_join(visit_, trip_idx, type);
    bool is_open = true;
    if constexpr (kTiming == Timing::kFull) {
        is_open = !s_.windows(visit_, s_.slots_of(route).shift).empty();
    }
    const Cost service = kRich ? trip.service_cost[visit_] : 0;
    offer.service = is_open ? service : kRefused;
    offer.in_stock = false;
    offer.cost_per_metre = type.cost_per_metre;
    offer.legs = &rows(type);
    offer.route = &route;
    // A vehicle that is full may be changed for a larger one.
    const bool grows = kTiming == Timing::kUntimed && s_.layout.classes.size() > 1;
    least_[past_none(trip_idx)] = !offer.is_full ? offer.service : grows ? -kInfinite : kRefused;
}

// After a node; false where too much is aboard there, or deliveries and pickups would come out of order.
template <bool kRich, Timing kTiming>
inline bool Insertion<kRich, kTiming>::try_after(Index before, Offer& offer) {
    const auto& link = s_.links[at(before)];
    const Length in = offer.legs->distance_in[link.place];
    const Length out = offer.legs->distance_out[link.next_place];
    const Amount more = Amount{in} + out - link.to_next;
    Cost cost = offer.service + offer.cost_per_metre * more;
    if (cost >= best_.cost || in < 0 || out < 0) return true;
    const auto& route = *offer.route;
    const auto& type = s_.type_of(route);
    if constexpr (kRich) {
        if (!keeps_distance(type, route.distance + more)) return true;
        if (!evaluator_.may_follow(visit_, before, type)) return false;
        offer.in_stock =
            offer.in_stock || evaluator_.has_goods(visit_, *route.slots, s_.trips[at(link.trip)].depot);
        if (!offer.in_stock) return true;
    }
    Index window = 0;
    if constexpr (kTiming == Timing::kFull) {
        const Time duration = evaluator_.duration_with(visit_, before, route, offer.legs->duration_in,
                                                       offer.legs->duration_out, window);
        if (duration >= kNever) return true;
        cost += type.cost_per_second * (duration - route.duration);
        if (cost >= best_.cost) return true;
    } else if constexpr (kTiming == Timing::kWindows) {
        const Time to = offer.legs->duration_in[link.place];
        const Time from = offer.legs->duration_out[link.next_place];
        if (!evaluator_.fits_between(visit_, before, to, from, link.next)) return true;
    }
    take({Where::kAfter, cost, before, kNone, window});
    return true;
}

// After a node and, if that is a visit, before it: both are on one trip.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_beside(Index node, bool before_too) {
    auto& offer = offer_of(s_.links[at(node)].trip);
    bool has_room = !offer.is_full;
    if (has_room) {
        if (offer.service >= best_.cost) return;
        has_room = try_after(node, offer);
        if (before_too) has_room = try_after(s_.links[at(node)].prev, offer) && has_room;
    }
    if constexpr (kRich && kTiming == Timing::kUntimed) {
        if (!has_room) try_larger(node, before_too, offer);
    }
}

// Where the vehicle is full: on a larger one from the same depot. A fleet of mixed size is not found
// otherwise, since a route begins with one visit, for which the smallest vehicle is the cheapest.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_larger(Index node, bool before_too, const Offer& offer) {
    if (s_.layout.classes.size() == 1) return;
    const auto& link = s_.links[at(node)];
    const auto& legs = *offer.legs;
    const auto way = [&](Index before, Length in, Length out, Length instead) {
        const bool is_allowed = in >= 0 && out >= 0 && evaluator_.may_follow_on_any(visit_, before);
        return is_allowed ? Amount{in} + out - instead : kForever;
    };
    Index after = node;
    Amount more = way(node, legs.distance_in[link.place], legs.distance_out[link.next_place], link.to_next);
    if (before_too) {
        const Amount before =
            way(link.prev, legs.distance_in[link.prev_place], legs.distance_out[link.place], link.to_prev);
        if (before < more) after = link.prev;
        more = std::min(more, before);
    }
    const Cost service = offer.service;
    // A larger vehicle seldom costs less than the one that `FleetMoves::improve` gave the route.
    if (more >= kForever || service + offer.cost_per_metre * more >= best_.cost) return;
    const auto& trip = s_.trips[at(link.trip)];
    const auto& route = *offer.route;
    const auto& type = s_.type_of(route);
    const Amount distance = route.distance + more;
    for (Index c = 0; c < static_cast<Index>(s_.layout.classes.size()); ++c) {
        const auto& slots = s_.layout.classes[at(c)];
        const auto& larger = s_.problem.types[at(slots.type)];
        if (c == route.slots_idx || s_.free[at(c)].empty() || !larger.tours_like(type)) continue;
        const Cost cost = s_.day_cost(larger) + larger.cost_per_metre * distance + route.service_cost +
                          service - route.cost;
        if (cost >= best_.cost || !keeps_distance(larger, distance)) continue;
        if (!evaluator_.may_follow_on(visit_, after, larger)) continue;
        if (!evaluator_.may_move_goods(*route.slots, slots) ||
            !evaluator_.has_goods(visit_, slots, trip.depot))
            continue;
        take({Where::kLarger, cost, after, kNone, 0, {}, 0, c});
    }
}

template class Insertion<false, Timing::kUntimed>;
template class Insertion<false, Timing::kWindows>;
template class Insertion<true, Timing::kUntimed>;
template class Insertion<true, Timing::kFull>;

}  // namespace vrpcore
