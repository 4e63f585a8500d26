#include "trip_moves.hpp"

namespace vrpcore {
namespace {

constexpr Index kRoutesTried = 6;

}  // namespace

// False where some part does not fit by itself; it cannot be for routes that are up to date.
bool TripMoves::read(Index r, Pieces& pieces) const {
    pieces.clear();
    const auto& route = s_.routes[at(r)];
    const Index first = s_.layout.head(r);
    Amount distance = 0;  // up to the loading
    Piece next;           // as far as what lies before it goes
    next.before = s_.shift_start(route);
    Index x = first;
    for (bool is_on = route.size > 0; is_on; is_on = x != first) {
        auto& piece = pieces.emplace_back(next);
        const auto& head = s_.links[at(x)];
        piece.head = x;
        piece.depot = s_.trips[at(head.trip)].depot;
        piece.after_distance = route.distance - distance;
        piece.whole = s_.times[at(x)].own;
        piece.last_place = head.place;
        Index y = head.next;
        for (; !s_.layout.is_head(y); y = s_.links[at(y)].next) {
            if (!merge(piece.whole, s_.times[at(y)].travel, s_.times[at(y)].own, piece.whole)) return false;
            piece.distance += s_.links[at(y)].to_prev;
            piece.last_place = s_.links[at(y)].place;
        }
        if (x != first) {
            piece.after = s_.times[at(x)].after;
        } else if (y == head.next || !merge(s_.times[at(x)].own, s_.times[at(head.next)].travel,
                                            s_.times[at(head.next)].after, piece.after)) {
            return false;
        }
        next.before = s_.times[at(s_.links[at(y)].prev)].before;
        next.before_place = s_.links[at(y)].prev_place;
        next.before_distance = distance + piece.distance;
        distance = next.before_distance + s_.links[at(y)].to_prev;
        x = y;
    }
    auto& end = pieces.emplace_back(next);
    end.depot = route.type->depot;
    end.after = s_.shift_end(route);
    return true;
}

// What the route then costs; kInfinite where it breaks a rule.
Cost TripMoves::cost_with(const Route& route, const Pieces& own, Run out, const Pieces& other, Run in) const {
    const auto& type = *route.type;
    const auto num_trips = (out.from + in.to - in.from) + (own.size() - 1 - out.to);
    if (num_trips == 0) return 0;
    if (static_cast<Index>(num_trips) > type.max_trips) return kInfinite;
    Segment time = own[out.from].before;
    Index place = own[out.from].before_place;
    Amount distance = own[out.from].before_distance;
    // Go on to a loading, the first of which is at home and at once.
    const auto go_on = [&](Index depot, const Segment& next, Amount more) {
        if (place == kNone) {
            if (depot != type.depot) return false;
            distance += more;
            return merge(time, 0, next, time);
        }
        const Length leg = s_.distance(type, place, depot);
        if (leg < 0) return false;
        distance += leg + more;
        return merge(time, s_.duration(type, place, depot), next, time);
    };
    const auto& behind = own[out.to];
    // All from one trip on: what follows there, up to the end, is one piece.
    const bool is_tail = in.to == other.size() - 1 && out.to == own.size() - 1;
    if (is_tail) {
        const auto& tail = other[in.from];
        if (!go_on(tail.depot, tail.after, tail.after_distance)) return kInfinite;
    } else {
        if (in.from != in.to) {
            const auto& trip = other[in.from];
            if (!go_on(trip.depot, trip.whole, trip.distance)) return kInfinite;
            place = trip.last_place;
        }
        if (!go_on(behind.depot, behind.after, behind.after_distance)) return kInfinite;
    }
    if (distance > type.max_distance || time.duration > type.max_duration) return kInfinite;
    return s_.day_cost(type) + type.cost_per_metre * distance + type.cost_per_second * time.duration;
}

template <class Try>
void TripMoves::for_each_exchange(Try attempt) const {
    const auto mine = pieces_.size() - 1;
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
    if (route.size == 0 || route.takes_rests() || !read(r, pieces_)) return;
    Choice chosen;
    Cost best = most + 1;
    Index ties = 0;
    // False where there is nothing to try.
    const auto try_with = [&](Index other) {
        const auto& second = s_.routes[at(other)];
        if (other == r || second.slots_idx != route.slots_idx || second.takes_rests()) return false;
        if (second.rests != route.rests || !read(other, others_)) return false;
        const Cost now = route.cost + second.cost - route.service_cost - second.service_cost;
        for_each_exchange([&](Run run, Run other_run) {
            const Cost here = cost_with(route, pieces_, run, others_, other_run);
            if (here - now > best) return;
            const Cost delta = here + cost_with(second, others_, other_run, pieces_, run) - now;
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
    write(pieces_, chosen.run, others_, chosen.other_run, first_);
    write(others_, chosen.other_run, pieces_, chosen.run, second_);
    const auto mark = s_.mark();
    s_.dissolve(r);
    s_.dissolve(chosen.other);
    // Opening hours are chosen anew there, the first that fits: they may come out worse.
    if (!build(r, first_) || !build(chosen.other, second_)) s_.rollback_to(mark);
}

void TripMoves::write(const Pieces& own, Run out, const Pieces& other, Run in,
                      std::vector<Index>& sequence) const {
    sequence.clear();
    write_trips(own, 0, out.from, sequence);
    write_trips(other, in.from, in.to, sequence);
    write_trips(own, out.to, own.size() - 1, sequence);
}

// A loading at depot d as -1 - d, but for the first.
void TripMoves::write_trips(const Pieces& pieces, std::size_t from, std::size_t to,
                            std::vector<Index>& sequence) const {
    for (std::size_t k = from; k < to; ++k) {
        if (!sequence.empty()) sequence.push_back(-1 - pieces[k].depot);
        Index x = s_.links[at(pieces[k].head)].next;
        for (; !s_.layout.is_head(x); x = s_.links[at(x)].next) sequence.push_back(x);
    }
}

bool TripMoves::build(Index r, const std::vector<Index>& sequence) {
    Index last = s_.layout.head(r);
    for (const Index code : sequence) {
        if (code >= 0) {
            s_.insert(code, last, s_.times[at(code)].window);
            last = code;
        } else {
            last = s_.layout.head(s_.split_trip(last, -1 - code));
        }
    }
    return s_.refresh(r);
}

}  // namespace vrpcore
