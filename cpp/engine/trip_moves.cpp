#include "trip_moves.hpp"

namespace vrpcore {
namespace {

constexpr Index kRoutesTried = 6;

}  // namespace

// False where a trip cannot be driven as a whole; it cannot be for routes that are up to date.
bool TripMoves::read(Index r, Trips& trips) const {
    trips.clear();
    const auto& route = s_.routes[at(r)];
    const Index first = s_.layout.head(r);
    TripOfRoute next;
    next.rest.distance = route.distance;
    next.up_to_time = s_.shift_start(route);
    Index x = first;
    for (bool is_on = route.size > 0; is_on; is_on = x != first) {
        auto& trip = trips.emplace_back(next);
        trip.head = trip.last = x;
        Segment time = s_.times[at(x)].own;
        Index y = s_.links[at(x)].next;
        for (; !s_.layout.is_head(y); y = s_.links[at(y)].next) {
            if (!merge(time, s_.times[at(y)].travel, s_.times[at(y)].own, time)) return false;
            trip.whole.distance += s_.links[at(y)].to_prev;
            trip.last = y;
        }
        trip.whole.time = time;
        if (x == first) {
            const Index follower = s_.links[at(first)].next;
            Segment all;
            if (y == follower || !merge(s_.times[at(first)].own, s_.times[at(follower)].travel,
                                        s_.times[at(follower)].after, all)) {
                return false;
            }
            trip.rest.time = all;
        } else {
            trip.rest.time = s_.times[at(x)].after;
        }
        const Length onward = s_.links[at(y)].to_prev;
        next.leg_before = trip.leg_after = route.type->load_depots.size() == 1 ? s_.times[at(y)].travel : 0;
        next.before = trip.last;
        next.up_to_time = s_.times[at(trip.last)].before;
        next.up_to.distance =
            trip.up_to.distance + (x == first ? 0 : s_.links[at(x)].to_prev) + trip.whole.distance;
        next.rest.distance = route.distance - next.up_to.distance - onward;
        x = y;
    }
    next.rest.time = s_.shift_end(route);
    trips.push_back(next);
    return true;
}

bool TripMoves::may_fit(const Trips& own, Run out, const Trips& other, Run in) const {
    const bool is_tail = in.to == other.size() - 1 && out.to == own.size() - 1;
    Segment now = own[out.from].up_to_time;
    Time leg = own[out.from].leg_before;
    if (!is_tail && in.from != in.to) {
        if (!merge(now, leg, *other[in.from].whole.time, now)) return false;
        leg = other[in.to - 1].leg_after;
    }
    return merge(now, leg, is_tail ? *other[in.from].rest.time : *own[out.to].rest.time, now);
}

Proposal TripMoves::with(const Route& route, const Trips& own, Run out, const Trips& other, Run in) const {
    Proposal proposal(route, static_cast<Index>((out.from + in.to - in.from) + (own.size() - 1 - out.to)));
    if (proposal.num_trips == 0) return proposal;
    proposal.keeps_trips = true;
    if (out.from > 0) proposal.up_to(own[out.from].before, &own[out.from].up_to);
    // All from one trip on: what follows there, up to the end, is one piece.
    const bool is_tail = in.to == other.size() - 1 && out.to == own.size() - 1;
    const auto& next = is_tail ? other[in.from] : own[out.to];
    if (!is_tail && in.from != in.to) {
        proposal.run(other[in.from].head, other[in.from].last, &other[in.from].whole);
    }
    if (next.head == kNone) {
        proposal.home();
    } else {
        proposal.from(next.head, &next.rest);
    }
    return proposal;
}

template <class Try>
void TripMoves::for_each_exchange(Try attempt) const {
    const auto mine = own_.size() - 1;
    const auto theirs = others_.size() - 1;
    for (std::size_t i = 0; i <= mine; ++i) {
        for (std::size_t k = 0; k <= theirs; ++k) {
            const bool is_whole = i == 0 && k == 0;
            if (!is_whole && (i < mine || k < theirs)) attempt(Run{i, mine}, Run{k, theirs});
            // Single trips, where they are not all that follows on both sides.
            if (i + 1 < mine || k + 1 < theirs) {
                if (i < mine && k < theirs) attempt(Run{i, i + 1}, Run{k, k + 1});
            }
            if (i < mine && (i + 1 < mine || k < theirs)) attempt(Run{i, i + 1}, Run{k, k});
            if (k < theirs && (k + 1 < theirs || i < mine)) attempt(Run{i, i}, Run{k, k + 1});
        }
    }
}

void TripMoves::exchange(Index r, Cost most) {
    const auto& route = s_.routes[at(r)];
    // Rests have their place on a route.
    if (route.size == 0 || route.takes_rests() || !read(r, own_)) return;
    Choice chosen;
    Cost best = most + 1;
    Index ties = 0;
    // False where there is nothing to try.
    const auto try_with = [&](Index other) {
        const auto& second = s_.routes[at(other)];
        if (other == r || second.slots_idx != route.slots_idx || second.takes_rests()) return false;
        if (second.rests != route.rests || !read(other, others_)) return false;
        // Services cost the same on either vehicle.
        const Cost now = route.cost + second.cost - route.service_cost - second.service_cost;
        for_each_exchange([&](Run run, Run other_run) {
            if (!may_fit(own_, run, others_, other_run) || !may_fit(others_, other_run, own_, run)) return;
            const Cost here = evaluator_.cost(with(route, own_, run, others_, other_run), now + best + 1);
            if (here - now > best) return;
            const Cost there =
                evaluator_.cost(with(second, others_, other_run, own_, run), now + best + 1 - here);
            const Cost delta = here + there - now;
            if (delta > best || delta > most) return;
            ties = delta < best ? 1 : ties + 1;
            if (delta < best || random_.below(ties) == 0) chosen = {other, run, other_run};
            best = delta;
        });
        return true;
    };
    const auto num_used = static_cast<Index>(s_.used.size());
    const Index start = random_.below(num_used);
    Index tried = 0;
    for (Index n = 0; n < num_used && tried < kRoutesTried; ++n) {
        if (try_with(s_.used[at((start + n) % num_used)])) ++tried;
    }
    if (const auto& unused = s_.free[at(route.slots_idx)]; !unused.empty()) try_with(unused.back());
    if (chosen.other == kNone || !read(chosen.other, others_)) return;
    builder_.read(with(route, own_, chosen.run, others_, chosen.other_run), first_);
    builder_.read(with(s_.routes[at(chosen.other)], others_, chosen.other_run, own_, chosen.run), second_);
    const auto mark = s_.mark();
    s_.dissolve(r);
    s_.dissolve(chosen.other);
    // When the routes are built, the first opening hours that fit are taken: they may come out worse.
    if (!builder_.build(r, first_, false) || !builder_.build(chosen.other, second_, false))
        s_.rollback_to(mark);
}

}  // namespace vrpcore
