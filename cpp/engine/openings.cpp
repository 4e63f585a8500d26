// Positions that open something: an unused vehicle, a further trip.
#include <algorithm>

#include "insertion.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
Position Insertion<kRich, kTiming>::best_opening(Index visit, Cost limit) {
    prepare(visit, limit, 0.0);
    try_openings();
    return best_;
}

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_openings() {
    price_alone();
    // An unused vehicle that costs no more than a further trip leaves more time.
    try_new_routes();
    if constexpr (kTiming == Timing::kFull) {
        if (s_.layout.has_later_trips) try_new_trips();
    }
}

// What a tour from home to the visit and back costs on each type: most often that is too much already.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::price_alone() {
    may_open_ = false;
    for (std::size_t t = 0; t < alone_.size(); ++t) {
        const auto& home = homes_[t];
        const auto& legs = rows_[at(home.profile)];
        const Amount out = legs.distance_in[home.depot];
        const Amount back = legs.distance_out[home.depot];
        const Cost service = kRich ? home.service[visit_] : 0;
        opens_[t] = evaluator_.may_open(visit_, *home.type);
        may_open_ = may_open_ || opens_[t];
        const bool is_possible = out >= 0 && back >= 0 && opens_[t] &&
                                 keeps_distance(*home.type, out + back) && service < kInfinite;
        alone_[t] = is_possible ? service + home.cost_per_metre * (out + back) : kRefused;
    }
}

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_new_routes() {
    if (!may_open_) return;
    // There may be many classes, of few types: most often none of those is cheap enough.
    const auto num_types = static_cast<Index>(alone_.size());
    Index cheap = 0;
    while (cheap < num_types && cost_alone(cheap) >= best_.cost) ++cheap;
    if (cheap == num_types && !s_.layout.loads_elsewhere) return;
    const auto num_classes = static_cast<Index>(s_.layout.classes.size());
    for (Index c = 0; c < num_classes; ++c) {
        const Index type = s_.layout.classes[at(c)].type;
        const Cost cost = cost_alone(type);
        if ((cost >= best_.cost && !s_.layout.loads_elsewhere) || s_.free[at(c)].empty() || c == closed_)
            continue;
        if (cost < best_.cost) try_new_route(c, s_.problem.types[at(type)].depot, cost);
        if constexpr (kTiming == Timing::kFull) {
            if (s_.layout.loads_elsewhere) try_loading_elsewhere(c);
        }
    }
}

// On its second trip, after a first one that serves nothing.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_loading_elsewhere(Index c) {
    const Index type_idx = s_.layout.classes[at(c)].type;
    const auto& type = s_.problem.types[at(type_idx)];
    if (!homes_[at(type_idx)].reloads || !s_.has_free_trip() || !opens_[at(type_idx)]) return;
    for (const Index depot : type.load_depots) {
        if (depot == type.depot) continue;
        const Length there = s_.distance(type, type.depot, depot);
        const Length out = rows(type).distance_in[depot];
        const Length back = rows(type).distance_out[type.depot];
        if (there < 0 || out < 0 || back < 0) continue;
        const Cost service = service_row(s_.visits, type, depot)[visit_];
        const Cost cost = s_.day_cost(type) + service + type.cost_per_metre * (Amount{there} + out + back);
        if (cost < best_.cost) try_new_route(c, depot, cost);
    }
}

// The visit on an unused vehicle that loads for it at a depot.
template <bool kRich, Timing kTiming>
Proposal Insertion<kRich, kTiming>::alone_on(const Route& vehicle, Index depot, Index opening,
                                             const RestPlan& plan) const {
    const Index home = vehicle.type->depot;
    Proposal proposal(vehicle, depot == home ? 1 : 2);
    if (depot != home) proposal.load(home, 0);
    proposal.load(depot, opening);
    for (Index nth = plan.first; nth < plan.after; ++nth) proposal.rest(nth);
    proposal.visit(visit_);
    for (Index nth = plan.after; nth < plan.end; ++nth) proposal.rest(nth);
    proposal.home();
    return proposal;
}

// `cost` lacks what the time costs.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_new_route(Index c, Index depot, Cost cost) {
    const auto& route = s_.routes[at(s_.free[at(c)].back())];
    if (!evaluator_.holds(alone_on(route, depot, 0, {}))) return;
    if constexpr (kTiming != Timing::kFull) {
        if (evaluator_.duration(alone_on(route, depot, 0, {})) >= kNever) return;
        take({Where::kNewRoute, cost, c});
    } else {
        const auto num_rests = static_cast<Index>(route.type->rests.size());
        const auto attempt = [&](const RestPlan& plan) { return try_rest_plan(c, depot, cost, plan); };
        // A route that takes its rests can grow to a whole day; one that does not is cheaper now.
        const bool leaves_out =
            num_rests == 0 || is_thorough_ || (!only_whole_days_ && random_.below(2) == 0);
        const auto take_rests = [&](Index num_taken) {
            bool fits = false;
            for (Index first = 0; first + num_taken <= num_rests; ++first) {
                for (Index after = first; after <= first + num_taken; ++after) {
                    fits = attempt({first, after, first + num_taken}) || fits;
                }
            }
            return fits;
        };
        const auto leave_out = [&] {
            for (Index count = 0; count == 0 || count < num_rests; ++count) take_rests(count);
        };
        if (leaves_out) leave_out();
        const bool fits = num_rests > 0 && take_rests(num_rests);
        if (only_whole_days_ && !leaves_out && !fits) leave_out();
    }
}

template <bool kRich, Timing kTiming>
bool Insertion<kRich, kTiming>::try_rest_plan(Index c, Index depot, Cost cost, const RestPlan& plan) {
    Route vehicle = s_.routes[at(s_.free[at(c)].back())];
    for (Index nth = 0; nth < static_cast<Index>(vehicle.type->rests.size()); ++nth) {
        vehicle.rests[at(nth)] = plan.mode(nth);
    }
    s_.bound_shift(vehicle);
    const auto hours = static_cast<Index>(s_.layout.opening(depot, vehicle.slots->shift).size());
    for (Index opening = 0; opening < hours; ++opening) {
        Index window = 0;
        const Time duration = evaluator_.duration(alone_on(vehicle, depot, opening, plan), &window);
        if (duration >= kNever) continue;
        const Cost total = cost + vehicle.type->cost_per_second * duration;
        if (total < best_.cost) take({Where::kNewRoute, total, c, depot, window, plan, opening});
        return true;
    }
    return false;
}

// What a further trip of a route of a type costs at least.
template <bool kRich, Timing kTiming>
Cost Insertion<kRich, kTiming>::least_of_new_trip(Index type_idx) const {
    const auto& home = homes_[at(type_idx)];
    if (!home.reloads || !opens_[at(type_idx)]) return kRefused;
    // All trips begin and end at home: a further one costs the same wherever it lies, but for its time.
    if (!home.loads_elsewhere) return alone_[at(type_idx)];
    Cost least = kRefused;
    for (const Index depot : home.type->load_depots) {
        least = std::min(least, service_row(s_.visits, *home.type, depot)[visit_]);
    }
    return least;
}

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_new_trips() {
    if constexpr (kTiming == Timing::kFull) {
        if (!may_open_) return;
        bool any = false;
        for (std::size_t t = 0; t < further_.size(); ++t) {
            further_[t] = least_of_new_trip(static_cast<Index>(t));
            any = any || further_[t] < best_.cost || homes_[t].loads_elsewhere;
        }
        if (!any) return;
        for (const Index r : s_.used) {
            // A first trip may serve nothing, on the way to another depot: no visit is beside it.
            if (s_.is_last_of_trip(s_.layout.head(r))) try_beside(s_.layout.head(r), false);
            if (further_[at(s_.routes[at(r)].slots->type)] < best_.cost) try_new_trips_of(r);
        }
    }
}

// Seconds that a route takes at least with the visit on a trip of its own between two others, kNever where
// there is no time: a bound, without regard to the windows of the visit and its depot.
template <bool kRich, Timing kTiming>
Time Insertion<kRich, kTiming>::least_duration(Index last, Index depot, Index next,
                                               const VehicleType& type) const {
    const Time service = s_.visits.service_duration[at(type.handling)][at(visit_)];
    const Time way = s_.duration(type, s_.links[at(last)].place, depot) + s_.duration(type, depot, place_) +
                     s_.duration(type, place_, s_.links[at(next)].place);
    Segment whole;
    const Time between = leaves_after_loading(type, way + service);
    return merge(s_.times[at(last)].before, between, s_.times[at(next)].after, whole) ? whole.duration
                                                                                      : kNever;
}

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_new_trips_of(Index r) {
    const auto& route = s_.routes[at(r)];
    if (!keeps_trips(*route.type, route.num_trips + 1) || !s_.has_free_trip()) return;
    try_new_later_trip(r);
    try_new_first_trip(r);
}

// After the last node of each trip.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_new_later_trip(Index r) {
    const auto& route = s_.routes[at(r)];
    const auto& type = s_.type_of(route);
    const Index first = s_.layout.head(r);
    for (const Index depot : type.load_depots) {
        const Cost service = service_row(s_.visits, type, depot)[visit_];
        const Length out = rows(type).distance_in[depot];
        if (service >= best_.cost || out < 0 || !evaluator_.has_goods(visit_, *route.slots, depot)) continue;
        const auto hours = static_cast<Index>(s_.layout.opening(depot, s_.slots_of(route).shift).size());
        Index next = first;
        do {
            const Index last = s_.links[at(next)].prev;
            const auto& link = s_.links[at(last)];
            const Length there = s_.distance(type, link.place, depot);
            const Length back = rows(type).distance_out[s_.links[at(next)].place];
            const Amount more = Amount{there} + out + back - link.to_next;
            const Cost cost = service + type.cost_per_metre * more;
            bool is_possible =
                there >= 0 && back >= 0 && cost < best_.cost && keeps_distance(type, route.distance + more);
            if (is_possible) {
                const Time least = least_duration(last, depot, next, type);
                is_possible =
                    least < kNever && cost + type.cost_per_second * (least - route.duration) < best_.cost;
            }
            for (Index opening = 0; is_possible && opening < hours; ++opening) {
                Index window = 0;
                Proposal proposal(route, route.num_trips + 1);
                proposal.up_to(last).load(depot, opening).visit(visit_).from(next);
                const Time duration = evaluator_.duration(proposal, &window);
                if (duration >= kNever) continue;
                const Cost total = cost + type.cost_per_second * (duration - route.duration);
                if (total < best_.cost) take({Where::kNewTrip, total, last, depot, window, {}, opening});
                break;
            }
            next = s_.end_of_trip(next);
        } while (next != first);
    }
}

// Before the first trip, which then loads at home again.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_new_first_trip(Index r) {
    const auto& route = s_.routes[at(r)];
    const auto& type = s_.type_of(route);
    const Index home = type.depot;
    const Cost cost = alone_[at(route.slots->type)];
    if (cost >= best_.cost) return;
    const Amount more = Amount{rows(type).distance_in[home]} + rows(type).distance_out[home];
    if (!keeps_distance(type, route.distance + more) || !evaluator_.has_goods(visit_, *route.slots, home))
        return;
    const Index first = s_.layout.head(r);
    if (s_.is_last_of_trip(first)) return;
    Index window = 0;
    Proposal proposal(route, route.num_trips + 1);
    proposal.load(home, 0).visit(visit_).run(first, first).from(s_.links[at(first)].next);
    const Time duration = evaluator_.duration(proposal, &window);
    if (duration >= kNever) return;
    const Cost total = cost + type.cost_per_second * (duration - route.duration);
    if (total < best_.cost) take({Where::kFirstTrip, total, first, home, window});
}

template class Insertion<false, Timing::kUntimed>;
template class Insertion<false, Timing::kWindows>;
template class Insertion<true, Timing::kUntimed>;
template class Insertion<true, Timing::kFull>;

}  // namespace vrpcore
