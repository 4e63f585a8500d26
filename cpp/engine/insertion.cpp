#include "insertion.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::take(const Position& position) {
    if (blink_ > 0 && random_.uniform() < blink_) return;
    best_ = position;
}

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::prepare(Index visit, Cost limit, double blink) {
    visit_ = visit;
    place_ = s_.problem.place[at(visit)];
    blink_ = blink;
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
        for (const auto& near : s_.layout.neighbours(visit)) {
            if (!s_.is_absent(near.visit)) try_beside(near.visit, true);
        }
        if constexpr (kTiming == Timing::kFull) {
            if (s_.layout.has_later_trips) try_new_trips();
        }
    } else if (s_.layout.legs.front().planar == nullptr) {
        try_neighbours<false>();
    } else {
        try_neighbours<true>();
    }
    try_new_routes();
    // All that there is may have been passed over; looking everywhere takes time in proportion to the
    // problem.
    if (best_.where == Where::kNowhere && blink > 0 && s_.problem.required[at(visit)]) {
        return best(visit, limit, 0.0);
    }
    return best_;
}

// The hot loop of the classic problems: one vehicle type, one load.
template <bool kRich, Timing kTiming>
template <bool kPlanar>
void Insertion<kRich, kTiming>::try_neighbours() {
    const auto& type = s_.problem.types.front();
    const auto& legs = rows_.front();
    const Amount capacity = type.capacity[0] - s_.problem.load[at(visit_)][0];
    const Cost rate = type.cost_per_metre;
    const auto out = [&](Index to) { return legs.distance_out.template at<kPlanar>(to); };
    const auto in = [&](Index from) { return legs.distance_in.template at<kPlanar>(from); };
    const auto fits_between = [&](Index before, Index from, Index after, Index to) {
        if constexpr (kTiming == Timing::kWindows) return fits_clock(before, from, after, to);
        return true;
    };
    // In the plane the detour past a visit is at least twice what it is farther off than the leg that it
    // would take the place of is long, but for the rounding of three legs: that spares most roots.
    const auto is_too_far = [&](Length leg, Length instead) {
        return kPlanar && rate * (2 * (leg - instead) - 3) >= best_.cost;
    };
    for (const auto& near : s_.layout.neighbours(visit_)) {
        const auto& link = s_.links[at(near.visit)];
        if (link.trip == kNone || s_.trips[at(link.trip)].load[0] > capacity) continue;
        if (!is_too_far(near.from, link.to_next)) {
            const Cost behind = rate * (near.from + out(link.next_place) - link.to_next);
            if (behind < best_.cost && fits_between(near.visit, link.place, link.next, link.next_place)) {
                take({Where::kBehind, behind, near.visit});
            }
        }
        if (!is_too_far(near.to, link.to_prev)) {
            const Cost ahead = rate * (in(link.prev_place) + near.to - link.to_prev);
            if (ahead < best_.cost && fits_between(link.prev, link.prev_place, near.visit, link.place)) {
                take({Where::kBehind, ahead, link.prev});
            }
        }
    }
}

template <bool kRich, Timing kTiming>
Position Insertion<kRich, kTiming>::best_anywhere(Index visit, Cost limit) {
    prepare(visit, limit, 0.0);
    for (const Index r : s_.used) {
        const Index head = s_.layout.head(r);
        Index x = head;
        do {
            try_beside(x, false);
            x = s_.links[at(x)].next;
        } while (x != head);
    }
    if constexpr (kTiming == Timing::kFull) {
        if (s_.layout.has_later_trips) try_new_trips();
    }
    try_new_routes();
    return best_;
}

template <bool kRich, Timing kTiming>
bool Insertion<kRich, kTiming>::fits_load(const Load& load, const VehicleType& type) const {
    const auto& own = s_.problem.load[at(visit_)];
    for (const auto k : s_.layout.limited_dimensions) {
        if (load[k] + own[k] > type.capacity[k]) return false;
    }
    return true;
}

template <bool kRich, Timing kTiming>
bool Insertion<kRich, kTiming>::fits_stock(const Route& route, Index depot) const {
    if (!s_.layout.has_stock) return true;
    const auto& slots = s_.slots_of(route);
    return s_.ledger.fits(visit_, depot, slots.moment, slots.day);
}

// Behind a node and, if that is a visit, ahead of it: both are on one trip, so most checks are shared.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_beside(Index node, bool ahead_too) {
    const auto& link = s_.links[at(node)];
    const auto& trip = s_.trips[at(link.trip)];
    const auto& route = s_.routes[at(trip.route)];
    const auto& type = s_.type_of(route);
    if (!fits_load(trip.load, type)) {
        if constexpr (kRich && kTiming == Timing::kUntimed) try_larger(node, ahead_too);
        return;
    }
    const Cost service = kRich ? trip.service_cost[visit_] : 0;
    if (service >= best_.cost) return;
    const auto& legs = rows(type);
    bool in_stock = !kRich || !s_.layout.has_stock;
    const auto attempt = [&](Index before, Length in, Length out, Length instead) {
        const Amount more = Amount{in} + out - instead;
        Cost cost = service + type.cost_per_metre * more;
        if (cost >= best_.cost || in < 0 || out < 0) return;
        if constexpr (kRich) {
            if (route.distance + more > type.max_distance) return;
            if (!in_stock && !fits_stock(route, trip.depot)) return;
            in_stock = true;
        }
        Index window = 0;
        if constexpr (kTiming == Timing::kFull) {
            const Time duration = duration_behind(route, before, window);
            if (duration > type.max_duration) return;
            cost += type.cost_per_second * (duration - route.duration);
            if (cost >= best_.cost) return;
        } else if constexpr (kTiming == Timing::kWindows) {
            const auto& from = s_.links[at(before)];
            if (!fits_clock(before, from.place, from.next, from.next_place)) return;
        }
        take({Where::kBehind, cost, before, kNone, window});
    };
    attempt(node, legs.distance_in[link.place], legs.distance_out[link.next_place], link.to_next);
    if (ahead_too) {
        attempt(link.prev, legs.distance_in[link.prev_place], legs.distance_out[link.place], link.to_prev);
    }
}

// Where the vehicle is full: on a larger one from the same depot. A fleet of mixed size is not found
// otherwise, since a route begins with one visit, for which the smallest vehicle is the cheapest.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_larger(Index node, bool ahead_too) {
    const auto& link = s_.links[at(node)];
    const auto& trip = s_.trips[at(link.trip)];
    const auto& route = s_.routes[at(trip.route)];
    const auto& type = s_.type_of(route);
    const auto& legs = rows(type);
    const auto way = [](Length in, Length out, Length instead) {
        return in < 0 || out < 0 ? kForever : Amount{in} + out - instead;
    };
    Index after = node;
    Amount more = way(legs.distance_in[link.place], legs.distance_out[link.next_place], link.to_next);
    if (ahead_too) {
        const Amount ahead =
            way(legs.distance_in[link.prev_place], legs.distance_out[link.place], link.to_prev);
        if (ahead < more) after = link.prev;
        more = std::min(more, ahead);
    }
    const Cost service = trip.service_cost[visit_];
    if (more >= kForever || service >= best_.cost) return;
    const Amount distance = route.distance + more;
    for (Index c = 0; c < static_cast<Index>(s_.layout.classes.size()); ++c) {
        const auto& slots = s_.layout.classes[at(c)];
        const auto& larger = s_.problem.types[at(slots.type)];
        if (s_.free[at(c)].empty() || larger.depot != type.depot || larger.profile != type.profile ||
            larger.cost_rows[at(larger.depot)] != type.cost_rows[at(type.depot)]) {
            continue;
        }
        const Cost cost =
            larger.day_cost + larger.cost_per_metre * distance + route.service_cost + service - route.cost;
        if (cost >= best_.cost || distance > larger.max_distance || !fits_load(trip.load, larger)) continue;
        if (s_.layout.has_stock && (slots.moment != route.slots->moment || slots.day != route.slots->day ||
                                    !fits_stock(route, trip.depot))) {
            continue;
        }
        take({Where::kLarger, cost, after, kNone, 0, {}, 0, c});
    }
}

template <bool kRich, Timing kTiming>
bool Insertion<kRich, kTiming>::fits_clock(Index before, Index from, Index after, Index to) const {
    const auto& legs = rows_.front();
    const auto& own = s_.clocks[at(visit_)];
    const Time start = std::max(s_.clocks[at(before)].leaves + legs.duration_in[from], own.window.earliest);
    return start <= own.window.latest &&
           start + own.service + legs.duration_out[to] <= s_.clocks[at(after)].latest;
}

template <bool kRich, Timing kTiming>
Segment Insertion<kRich, kTiming>::rest_segment(const Route& route, Index nth) const {
    const auto& rest = s_.type_of(route).rests[at(nth)];
    const Time midnight = s_.slots_of(route).midnight;
    return {rest.duration, midnight + rest.earliest, midnight + rest.latest};
}

// The visit between what is before it and what follows at `next`'s place, rests
// of a new route included.
template <bool kRich, Timing kTiming>
Time Insertion<kRich, kTiming>::duration_alone(const Route& route, const Segment& before, Index from,
                                               const RestPlan* rests, Index to, const Segment& after,
                                               Index& window) const {
    const auto& type = s_.type_of(route);
    const auto windows = s_.layout.windows(visit_, s_.slots_of(route).shift);
    const Time service = s_.problem.service_duration[at(type.handling)][at(visit_)];
    const Time in = seconds_to(type, from);
    const Time out = seconds_from(type, to);
    if (in < 0 || out < 0) return kNever;
    Segment start = before;
    const bool takes = rests != nullptr && rests->mode == RestMode::kTaken;
    const auto num_rests = static_cast<Index>(type.rests.size());
    for (Index nth = 0; takes && nth < rests->num_before; ++nth) {
        if (!merge(start, 0, rest_segment(route, nth), start)) return kNever;
    }
    Time best = kNever;
    for (std::size_t w = 0; w < windows.size(); ++w) {
        Segment merged;
        if (!merge(start, in, {service, windows[w].earliest, windows[w].latest}, merged)) continue;
        bool fits = true;
        for (Index nth = takes ? rests->num_before : num_rests; fits && nth < num_rests; ++nth) {
            fits = merge(merged, 0, rest_segment(route, nth), merged);
        }
        if (!fits || !merge(merged, out, after, merged) || merged.duration >= best) continue;
        best = merged.duration;
        window = static_cast<Index>(w);
    }
    return best;
}

template <bool kRich, Timing kTiming>
Time Insertion<kRich, kTiming>::duration_behind(const Route& route, Index node, Index& window) const {
    const auto& type = s_.type_of(route);
    const auto& layout = s_.layout;
    const auto& link = s_.links[at(node)];
    const auto& trip = s_.trips[at(link.trip)];
    Segment before = s_.times[at(node)].before;
    const Time release = s_.problem.release[at(visit_)];
    if (release > trip.release) {  // the trip loads later, so what lies before the
                                   // node shifts
        const Index head = layout.head(link.trip);
        const auto& h = s_.links[at(head)];
        const bool is_first = link.trip == trip.route;
        const Segment prior = is_first ? s_.shift_start(route) : s_.times[at(h.prev)].before;
        const Time travel = is_first ? 0 : s_.duration(type, h.prev_place, h.place);
        const auto count = static_cast<Index>(layout.opening(trip.depot, s_.slots_of(route).shift).size());
        bool fits = false;
        for (Index opening = s_.times[at(head)].window; !fits && opening < count; ++opening) {
            fits = merge(prior, travel, s_.loading(route, trip.depot, release, opening), before);
        }
        if (!fits) return kNever;
        if (node != head) {
            const Index first = h.next;
            const Index to = s_.links[at(first)].place;
            const Time onward = layout.is_rest(first) ? 0 : s_.duration(type, h.place, to);
            if (!merge(before, onward, s_.within[at(node)], before)) return kNever;
        }
    }
    Index next = link.next;
    if (!layout.is_rest(next)) {
        return duration_alone(route, before, link.place, nullptr, s_.links[at(next)].place,
                              s_.times[at(next)].after, window);
    }
    // The rests that follow are then taken at the visit's place.
    const auto windows = layout.windows(visit_, s_.slots_of(route).shift);
    const Time service = s_.problem.service_duration[at(type.handling)][at(visit_)];
    const Time in = seconds_to(type, link.place);
    Time best = kNever;
    for (std::size_t w = 0; w < windows.size(); ++w) {
        Segment merged;
        bool fits = merge(before, in, {service, windows[w].earliest, windows[w].latest}, merged);
        next = link.next;
        while (fits && layout.is_rest(next)) {
            fits =
                merge(merged, 0, rest_segment(route, (next - layout.rest(0, 0)) % layout.max_rests), merged);
            next = s_.links[at(next)].next;
        }
        if (!fits) continue;
        const Index to = s_.links[at(next)].place;
        const Time out = seconds_from(type, to);
        if (!merge(merged, out, s_.times[at(next)].after, merged) || merged.duration >= best) continue;
        best = merged.duration;
        window = static_cast<Index>(w);
    }
    return best;
}

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_new_routes() {
    const auto num_classes = static_cast<Index>(s_.layout.classes.size());
    for (Index c = 0; c < num_classes; ++c) {
        if (s_.free[at(c)].empty()) continue;
        const auto& route = s_.routes[at(s_.free[at(c)].back())];
        const auto& type = s_.type_of(route);
        Cost cost = type.day_cost;
        if constexpr (kRich) cost += s_.problem.service_cost[at(type.cost_rows[at(type.depot)])][at(visit_)];
        if (cost >= best_.cost) continue;
        const Length out = rows(type).distance_in[type.depot];
        const Length back = rows(type).distance_out[type.depot];
        if (out < 0 || back < 0) continue;
        cost += type.cost_per_metre * (Cost{out} + back);
        if (cost >= best_.cost || !fits_load({}, type)) continue;
        if constexpr (kRich) {
            if (Amount{out} + back > type.max_distance || !fits_stock(route, type.depot)) continue;
        }
        if constexpr (kTiming == Timing::kUntimed) {
            take({Where::kNewRoute, cost, c});
        } else if constexpr (kTiming == Timing::kWindows) {
            const Index head = s_.layout.head(s_.free[at(c)].back());
            if (!fits_clock(head, type.depot, head, type.depot)) continue;
            take({Where::kNewRoute, cost, c});
        } else {
            const auto& slots = s_.slots_of(route);
            const auto num_rests = static_cast<Index>(type.rests.size());
            const auto hours = static_cast<Index>(s_.layout.opening(type.depot, slots.shift).size());
            const auto attempt = [&](const RestPlan& plan) {
                Segment start{0, slots.start, slots.end};
                Segment end{0, slots.start, slots.end};
                for (const auto& rest : type.rests) {
                    if (plan.mode == RestMode::kStartsAfter) {
                        start.earliest =
                            std::max(start.earliest, slots.midnight + rest.earliest + rest.duration);
                    } else if (plan.mode == RestMode::kEndsBefore) {
                        end.latest = std::min(end.latest, slots.midnight + rest.latest);
                    }
                }
                for (Index opening = 0; opening < hours; ++opening) {
                    Segment before;
                    Index window = 0;
                    if (start.earliest > start.latest || end.latest < end.earliest) return;
                    if (!merge(start, 0,
                               s_.loading(route, type.depot, s_.problem.release[at(visit_)], opening),
                               before)) {
                        continue;
                    }
                    const Time duration =
                        duration_alone(route, before, type.depot, &plan, type.depot, end, window);
                    if (duration > type.max_duration) continue;
                    const Cost total = cost + type.cost_per_second * duration;
                    if (total < best_.cost) take({Where::kNewRoute, total, c, kNone, window, plan, opening});
                    return;
                }
            };
            // A route that takes its rests can grow to a whole day; one that does not
            // is cheaper now.
            if (num_rests == 0 || random_.below(2) == 0) {
                attempt({RestMode::kEndsBefore, 0});
                if (num_rests > 0) attempt({RestMode::kStartsAfter, 0});
            }
            for (Index before = 0; num_rests > 0 && before <= num_rests; ++before) {
                attempt({RestMode::kTaken, before});
            }
        }
    }
}

template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_new_trips() {
    if constexpr (kTiming != Timing::kFull) return;
    for (const Index r : s_.used) {
        const auto& route = s_.routes[at(r)];
        const auto& type = s_.type_of(route);
        if (route.num_trips >= type.max_trips || !s_.has_free_trip()) continue;
        if (!fits_load({}, type)) continue;
        const Index first = s_.layout.head(r);
        const Time release = s_.problem.release[at(visit_)];
        for (const Index depot : type.load_depots) {
            const Cost service = s_.problem.service_cost[at(type.cost_rows[at(depot)])][at(visit_)];
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
                if (there >= 0 && back >= 0 && cost < best_.cost &&
                    route.distance + more <= type.max_distance) {
                    const Time travel = s_.duration(type, link.place, depot);
                    for (Index opening = 0; opening < hours; ++opening) {
                        Segment before;
                        Index window = 0;
                        if (!merge(s_.times[at(last)].before, travel,
                                   s_.loading(route, depot, release, opening), before)) {
                            continue;
                        }
                        const Time duration = duration_alone(route, before, depot, nullptr, to,
                                                             s_.times[at(next)].after, window);
                        if (duration > type.max_duration) continue;
                        const Cost total = cost + type.cost_per_second * (duration - route.duration);
                        if (total < best_.cost)
                            take({Where::kNewTrip, total, last, depot, window, {}, opening});
                        break;
                    }
                }
                do {
                    next = s_.links[at(next)].next;
                } while (!s_.layout.is_head(next));
            } while (next != first);
        }
        // Before the first trip, which then loads at home again.
        const Index home = type.depot;
        const Cost service = s_.problem.service_cost[at(type.cost_rows[at(home)])][at(visit_)];
        const Length out = rows(type).distance_in[home];
        const Length back = rows(type).distance_out[home];
        const Amount more = Amount{out} + back;
        Cost cost = service + type.cost_per_metre * more;
        if (out < 0 || back < 0 || cost >= best_.cost || route.distance + more > type.max_distance ||
            !fits_stock(route, home)) {
            continue;
        }
        const auto& head = s_.links[at(first)];
        const Index follower = head.next;
        if (s_.layout.is_head(follower)) continue;
        const Index to = s_.links[at(follower)].place;
        const Time onward = s_.layout.is_rest(follower) ? 0 : s_.duration(type, home, to);
        Segment after;
        Segment before;
        Index window = 0;
        if (!merge(s_.loading(route, home, s_.trips[at(r)].release, s_.times[at(first)].window), onward,
                   s_.times[at(follower)].after, after) ||
            !merge(s_.shift_start(route), 0, s_.loading(route, home, release, 0), before)) {
            continue;
        }
        const Time duration = duration_alone(route, before, home, nullptr, home, after, window);
        if (duration > type.max_duration) continue;
        cost += type.cost_per_second * (duration - route.duration);
        if (cost < best_.cost) take({Where::kFirstTrip, cost, first, home, window});
    }
}

template <bool kRich, Timing kTiming>
bool Insertion<kRich, kTiming>::apply(Index visit, const Position& position) {
    [[maybe_unused]] const Cost promised = s_.cost - s_.absent_cost(visit) + position.cost;
    Index route = kNone;
    switch (position.where) {
        case Where::kNowhere:
            return true;
        case Where::kBehind:
            s_.insert(visit, position.after, position.window);
            break;
        case Where::kNewRoute: {
            route = s_.open(position.after);
            const Index head = s_.layout.head(route);
            s_.insert(visit, head, position.window);
            if constexpr (kTiming == Timing::kFull) {
                s_.set_window(head, position.opening);
                const auto num_rests = static_cast<Index>(s_.type_of(s_.routes[at(route)]).rests.size());
                Index last = head;
                for (Index nth = 0; nth < num_rests; ++nth) {
                    if (position.rests.mode != RestMode::kTaken) {
                        s_.leave_rest(route, nth, position.rests.mode);
                        continue;
                    }
                    if (nth == position.rests.num_before) last = visit;
                    s_.take_rest(route, nth, last);
                    last = s_.layout.rest(route, nth);
                }
            }
            break;
        }
        case Where::kLarger: {
            const Index former = s_.trips[at(s_.links[at(position.after)].trip)].route;
            const Index larger = s_.open(position.slots);
            if (!fleet_.move(former, position.slots)) return false;
            const bool is_head = s_.layout.is_head(position.after);
            s_.insert(visit, is_head ? s_.layout.head(larger) : position.after);
            break;
        }
        case Where::kNewTrip: {
            const Index trip = s_.split_trip(position.after, position.depot);
            s_.insert(visit, s_.layout.head(trip), position.window);
            if constexpr (kTiming == Timing::kFull) s_.set_window(s_.layout.head(trip), position.opening);
            break;
        }
        case Where::kFirstTrip: {
            s_.insert(visit, position.after, position.window);
            const Index trip = s_.split_trip(visit, position.depot);
            if constexpr (kTiming == Timing::kFull) {  // what was the first trip keeps its opening hour
                s_.set_window(s_.layout.head(trip), s_.times[at(position.after)].window);
                s_.set_window(position.after, 0);
            }
            break;
        }
    }
    const bool fits = s_.refresh_around(visit);
    assert(!fits || s_.cost == promised);
    return fits;
}

template class Insertion<false, Timing::kUntimed>;
template class Insertion<false, Timing::kWindows>;
template class Insertion<true, Timing::kUntimed>;
template class Insertion<true, Timing::kFull>;

}  // namespace vrpcore
