// Positions that open something: an unused vehicle, a further trip.
#include <algorithm>

#include "insertion.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
Position Insertion<kRich, kTiming>::best_opening(Index visit, Cost limit) {
    prepare(visit, limit, 0.0);
    price_alone();
    try_new_routes();
    if constexpr (kTiming == Timing::kFull) {
        if (s_.layout.has_later_trips) try_new_trips();
    }
    return best_;
}

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::price_alone() {
    for (std::size_t t = 0; t < alone_.size(); ++t) {
        const auto& home = homes_[t];
        const auto& legs = rows_[at(home.profile)];
        const Amount out = legs.distance_in[home.depot];
        const Amount back = legs.distance_out[home.depot];
        const Cost service = kRich ? home.service[visit_] : 0;
        const bool is_possible = out >= 0 && back >= 0 && fits_load({}, home.capacity) &&
                                 out + back <= home.max_distance && service < kInfinite;
        alone_[t] = is_possible ? service + home.cost_per_metre * (out + back) : kRefused;
    }
}

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_new_routes() {
    if (!may_open_trip()) return;
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
    const auto& type = s_.problem.types[at(s_.layout.classes[at(c)].type)];
    if (type.max_trips == 1 || !s_.has_free_trip() || !fits_load({}, type.capacity)) return;
    for (const Index depot : type.load_depots) {
        if (depot == type.depot) continue;
        const Length there = s_.distance(type, type.depot, depot);
        const Length out = rows(type).distance_in[depot];
        const Length back = rows(type).distance_out[type.depot];
        const Amount way = Amount{there} + out + back;
        if (there < 0 || out < 0 || back < 0 || way > type.max_distance) continue;
        const Cost service = s_.visits.service_cost[at(type.cost_rows[at(depot)])][at(visit_)];
        const Cost cost = s_.day_cost(type) + service + type.cost_per_metre * way;
        if (cost < best_.cost) try_new_route(c, depot, cost);
    }
}

// An unused vehicle that loads for the visit at a depot; `cost` lacks what the time costs.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_new_route(Index c, Index depot, Cost cost) {
    const auto& route = s_.routes[at(s_.free[at(c)].back())];
    const auto& type = s_.type_of(route);
    if (kRich && !fits_stock(route, depot)) return;
    if constexpr (kTiming == Timing::kUntimed) {
        take({Where::kNewRoute, cost, c});
    } else if constexpr (kTiming == Timing::kWindows) {
        const Index head = s_.layout.head(s_.free[at(c)].back());
        if (!fits_clock(head, type.depot, head, type.depot)) return;
        take({Where::kNewRoute, cost, c});
    } else {
        const auto num_rests = static_cast<Index>(type.rests.size());
        const auto attempt = [&](const RestPlan& plan) { return try_rest_plan(c, depot, cost, plan); };
        // A route that takes its rests can grow to a whole day; one that does not is cheaper now.
        const bool leaves_out =
            num_rests == 0 || is_thorough_ || (!only_whole_days_ && random_.below(2) == 0);
        const auto take_rests = [&](Index num_taken) {
            bool fits = false;
            for (Index first = 0; first + num_taken <= num_rests; ++first) {
                for (Index behind = first; behind <= first + num_taken; ++behind) {
                    fits = attempt({first, behind, first + num_taken}) || fits;
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
    const auto& route = s_.routes[at(s_.free[at(c)].back())];
    const auto& type = s_.type_of(route);
    const auto& slots = s_.slots_of(route);
    Segment start{0, slots.start, slots.end};
    Segment end{0, slots.start, slots.end};
    for (Index nth = 0; nth < static_cast<Index>(type.rests.size()); ++nth) {
        const auto& rest = type.rests[at(nth)];
        if (plan.mode(nth) == RestMode::kStartsAfter) {
            start.earliest = std::max(start.earliest, slots.midnight + rest.earliest + rest.duration);
        } else if (plan.mode(nth) == RestMode::kEndsBefore) {
            end.latest = std::min(end.latest, slots.midnight + rest.latest);
        }
    }
    if (start.earliest > start.latest || end.latest < end.earliest) return false;
    Time travel = 0;
    if (depot != type.depot) {
        if (!merge(start, 0, s_.loading(route, type.depot, -kForever, 0), start)) return false;
        travel = s_.duration(type, type.depot, depot);
    }
    const auto hours = static_cast<Index>(s_.layout.opening(depot, slots.shift).size());
    for (Index opening = 0; opening < hours; ++opening) {
        Segment before;
        Index window = 0;
        if (!merge(start, travel, s_.loading(route, depot, s_.visits.release[at(visit_)], opening), before)) {
            continue;
        }
        const Time duration = duration_alone(route, before, depot, &plan, type.depot, end, window);
        if (duration > type.max_duration) continue;
        const Cost total = cost + type.cost_per_second * duration;
        if (total < best_.cost) take({Where::kNewRoute, total, c, depot, window, plan, opening});
        return true;
    }
    return false;
}

// What a further trip of a route of a type costs at least.
template <bool kRich, Timing kTiming>
Cost Insertion<kRich, kTiming>::least_of_new_trip(Index type_idx) const {
    const auto& home = homes_[at(type_idx)];
    if (!home.reloads) return kRefused;
    // All trips begin and end at home: a further one costs the same wherever it lies, but for its time.
    if (!home.loads_elsewhere) return alone_[at(type_idx)];
    const auto& type = s_.problem.types[at(type_idx)];
    if (!fits_load({}, type.capacity)) return kRefused;
    Cost least = kRefused;
    for (const Index depot : type.load_depots) {
        least = std::min(least, s_.visits.service_cost[at(type.cost_rows[at(depot)])][at(visit_)]);
    }
    return least;
}

template <bool kRich, Timing kTiming>
bool Insertion<kRich, kTiming>::may_reload(Index r) const {
    const auto& route = s_.routes[at(r)];
    return route.num_trips < s_.type_of(route).max_trips && s_.has_free_trip();
}

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_new_trips() {
    if constexpr (kTiming != Timing::kFull) return;
    if (!may_open_trip()) return;
    bool any = false;
    for (std::size_t t = 0; t < further_.size(); ++t) {
        further_[t] = least_of_new_trip(static_cast<Index>(t));
        any = any || further_[t] < best_.cost || homes_[t].loads_elsewhere;
    }
    if (!any) return;
    for (const Index r : s_.used) {
        // A first trip may serve nothing, on the way to another depot: no visit is beside it.
        if (s_.layout.is_head(s_.links[at(s_.layout.head(r))].next)) try_beside(s_.layout.head(r), false);
        const auto& route = s_.routes[at(r)];
        if (further_[at(route.slots->type)] < best_.cost && may_reload(r)) try_new_trips_of(r);
    }
}

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_new_trips_of(Index r) {
    const auto& route = s_.routes[at(r)];
    const auto& type = s_.type_of(route);
    const Index first = s_.layout.head(r);
    const Time release = s_.visits.release[at(visit_)];
    const Index home = type.depot;
    for (const Index depot : type.load_depots) {
        const Cost service = s_.visits.service_cost[at(type.cost_rows[at(depot)])][at(visit_)];
        const Length out = rows(type).distance_in[depot];
        if (service >= best_.cost || out < 0 || !fits_stock(route, depot)) continue;
        const auto hours = static_cast<Index>(s_.layout.opening(depot, s_.slots_of(route).shift).size());
        Index next = first;
        do {  // behind the last node of each trip
            const Index last = s_.links[at(next)].prev;
            const auto& link = s_.links[at(last)];
            const Index to = s_.links[at(next)].place;
            const Length there = s_.distance(type, link.place, depot);
            const Length back = rows(type).distance_out[to];
            const Amount more = Amount{there} + out + back - link.to_next;
            const Cost cost = service + type.cost_per_metre * more;
            if (there >= 0 && back >= 0 && cost < best_.cost && route.distance + more <= type.max_distance) {
                const Time travel = s_.duration(type, link.place, depot);
                for (Index opening = 0; opening < hours; ++opening) {
                    Segment before;
                    Index window = 0;
                    if (!merge(s_.times[at(last)].before, travel, s_.loading(route, depot, release, opening),
                               before)) {
                        continue;
                    }
                    const Time duration =
                        duration_alone(route, before, depot, nullptr, to, s_.times[at(next)].after, window);
                    if (duration > type.max_duration) continue;
                    const Cost total = cost + type.cost_per_second * (duration - route.duration);
                    if (total < best_.cost) take({Where::kNewTrip, total, last, depot, window, {}, opening});
                    break;
                }
            }
            do {
                next = s_.links[at(next)].next;
            } while (!s_.layout.is_head(next));
        } while (next != first);
    }
    // Before the first trip, which then loads at home again.
    const Cost home_cost = alone_[at(route.slots->type)];
    if (home_cost >= best_.cost) return;
    const Amount home_way = Amount{rows(type).distance_in[home]} + rows(type).distance_out[home];
    if (route.distance + home_way > type.max_distance || !fits_stock(route, home)) return;
    const auto& head = s_.links[at(first)];
    const Index follower = head.next;
    if (s_.layout.is_head(follower)) return;
    const Index to = s_.links[at(follower)].place;
    const Time onward = s_.layout.is_rest(follower) ? 0 : s_.duration(type, home, to);
    Segment after;
    Segment before;
    Index window = 0;
    if (!merge(s_.loading(route, home, s_.trips[at(r)].release, s_.times[at(first)].window), onward,
               s_.times[at(follower)].after, after) ||
        !merge(s_.shift_start(route), 0, s_.loading(route, home, release, 0), before)) {
        return;
    }
    const Time duration = duration_alone(route, before, home, nullptr, home, after, window);
    if (duration > type.max_duration) return;
    const Cost total = home_cost + type.cost_per_second * (duration - route.duration);
    if (total < best_.cost) take({Where::kFirstTrip, total, first, home, window});
}

template class Insertion<false, Timing::kUntimed>;
template class Insertion<false, Timing::kWindows>;
template class Insertion<true, Timing::kUntimed>;
template class Insertion<true, Timing::kFull>;

}  // namespace vrpcore
