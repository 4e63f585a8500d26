// Time: windows, opening hours, releases, breaks, and shifts are kept, and no route takes longer than its
// vehicle may.
#pragma once

#include <algorithm>

#include "engine/proposal.hpp"
#include "engine/rules/limits.hpp"

namespace vrpcore {

template <class S>
class TimeRule {
public:
    explicit TimeRule(const S& state) : s_(state) {}

    // Seconds from the start to the end of a route; kNever where that is too long, or something cannot begin
    // when it may. 0 where nothing is priced by time. `window`: the one that its visit uses.
    Time duration(const Proposal& proposal, Index* window = nullptr) const {
        if constexpr (S::kTimes == Timing::kWindows) {
            return keeps_windows(proposal) ? 0 : kNever;
        } else if constexpr (S::kTimes == Timing::kFull) {
            const auto& type = *proposal.vehicle->type;
            if (proposal.vehicle->start > proposal.vehicle->end) return kNever;
            const Time least = go_on(proposal, 0, s_.shift_start(*proposal.vehicle), kNone, window);
            return keeps_duration(type, least) ? least : kNever;
        }
        return 0;
    }

    // The same of a route that takes in a visit after a node, in O(1). `to_visit` and `from_visit` are legs
    // by place.
    template <class Row>
    Time duration_with(Index visit, Index node, const Route& route, const Row& to_visit,
                       const Row& from_visit, Index& window) const {
        const auto& type = *route.type;
        const auto& link = s_.links[S::at(node)];
        const Index own_place = s_.visits.place[S::at(visit)];
        Segment before = s_.times[S::at(node)].before;
        if (s_.visits.release[S::at(visit)] > s_.trips[S::at(link.trip)].release &&
            !load_later(route, node, s_.visits.release[S::at(visit)], Windows::kKeptOrFirst, before)) {
            return kNever;
        }
        const Index next = s_.skip_rests(link.next);
        const Index to = s_.links[S::at(next)].place;
        const Time in = link.place == own_place ? 0 : to_visit[link.place];
        Time out = to == own_place ? 0 : from_visit[to];
        if (in < 0 || out < 0) return kNever;
        Segment after = s_.times[S::at(next)].after;
        for (Index x = next; x != link.next;) {  // breaks are taken where the visit is
            x = s_.links[S::at(x)].prev;
            if (!merge(s_.times[S::at(x)].own, out, after, after)) return kNever;
            out = 0;
        }
        const Time service = s_.visits.service_duration[S::at(type.handling)][S::at(visit)];
        const auto windows = s_.windows(visit, route.slots->shift);
        Time best = kNever;
        for (std::size_t w = 0; w < windows.size(); ++w) {
            Segment now;
            if (!merge(before, in, {service, windows[w].earliest, windows[w].latest}, now)) continue;
            if (!merge(now, out, after, now) || now.duration >= best) continue;
            best = now.duration;
            window = static_cast<Index>(w);
        }
        return keeps_duration(type, best) ? best : kNever;
    }

    // Windows alone: whether a visit fits between two nodes, so many seconds from the one and to the other.
    bool fits_between(Index visit, Index before, Time in, Time out, Index after) const {
        const auto& own = s_.clocks[S::at(visit)];
        const Time start = std::max(s_.clocks[S::at(before)].leaves + in, own.window.earliest);
        return start <= own.window.latest && start + own.service + out <= s_.clocks[S::at(after)].latest;
    }

    // Whether a vehicle of a class may serve a visit on some day and reach it on a first trip from home.
    bool may_be_in_time(Index visit, const SlotClass& slots, const VehicleType& type) const {
        const auto windows = s_.windows(visit, slots.shift);
        if (windows.empty()) return false;
        const Time begin = std::max(slots.start, s_.visits.release[S::at(visit)]);
        const Time travel = s_.duration(type, type.depot, s_.visits.place[S::at(visit)]);
        return leaves_after_loading(type, begin) + travel <= windows.back().latest;
    }

private:
    // Windows alone: earliest times up to the first piece of a route that is there already; latest times
    // there.
    bool keeps_windows(const Proposal& proposal) const {
        const auto& type = *proposal.vehicle->type;
        const auto& slots = *proposal.vehicle->slots;
        Time now = slots.start;
        Index place = type.depot;
        for (const auto& piece : proposal.pieces()) {
            switch (piece.kind) {
                case Piece::Kind::kUpTo:
                    now = s_.clocks[S::at(piece.to)].leaves;
                    place = s_.links[S::at(piece.to)].place;
                    break;
                case Piece::Kind::kLoad:
                    now = leaves_after_loading(type, now);
                    break;
                case Piece::Kind::kVisit: {
                    const auto& clock = s_.clocks[S::at(piece.from)];
                    const Index to = s_.visits.place[S::at(piece.from)];
                    now = std::max(now + s_.duration(type, place, to), clock.window.earliest);
                    if (now > clock.window.latest) return false;
                    now += clock.service;
                    place = to;
                    break;
                }
                case Piece::Kind::kRun:
                case Piece::Kind::kFrom: {
                    const Index to = s_.links[S::at(piece.from)].place;
                    return now + s_.duration(type, place, to) <= s_.clocks[S::at(piece.from)].latest;
                }
                case Piece::Kind::kHome:
                    return now + s_.duration(type, place, type.depot) <= slots.end;
                case Piece::Kind::kRest:
                    break;
            }
        }
        return true;
    }

    // The rest of a chain, after what takes `now` and ends at `place`; kNone: nothing is before it.
    Time go_on(const Proposal& proposal, std::size_t next, Segment now, Index place, Index* window) const {
        const auto& route = *proposal.vehicle;
        const auto& type = *route.type;
        const auto travel = [&](Index to) { return place == kNone ? Time{0} : s_.duration(type, place, to); };
        const auto pieces = proposal.pieces();
        for (; next < pieces.size(); ++next) {
            const auto& piece = pieces[next];
            switch (piece.kind) {
                case Piece::Kind::kUpTo:
                    if (!begin(proposal, piece, now)) return kNever;
                    place = s_.links[S::at(piece.to)].place;
                    break;
                case Piece::Kind::kRun:
                    if (piece.known != nullptr && piece.known->time) {
                        if (!merge(now, travel(s_.place_on(piece.from, type)), *piece.known->time, now)) {
                            return kNever;
                        }
                    } else if (!run(proposal, piece, place, now)) {
                        return kNever;
                    }
                    place = s_.place_on(piece.to, type);
                    break;
                case Piece::Kind::kFrom: {
                    Index x = piece.from;
                    for (; s_.layout.is_rest(x); x = s_.links[S::at(x)].next) {
                        if (!merge(now, 0, s_.times[S::at(x)].own, now)) return kNever;
                    }
                    const auto& after = piece.known != nullptr && piece.known->time
                                            ? *piece.known->time
                                            : s_.times[S::at(x)].after;
                    return merge(now, travel(s_.links[S::at(x)].place), after, now) ? now.duration : kNever;
                }
                case Piece::Kind::kLoad: {
                    const auto own =
                        s_.loading(route, piece.from, release_of(pieces.subspan(next + 1)), piece.window);
                    if (!merge(now, travel(piece.from), own, now)) return kNever;
                    place = piece.from;
                    break;
                }
                case Piece::Kind::kVisit:
                    return serve(proposal, next, now, travel(s_.visits.place[S::at(piece.from)]), window);
                case Piece::Kind::kRest:
                    if (!merge(now, 0, s_.rest_of(route, piece.from), now)) return kNever;
                    break;
                case Piece::Kind::kHome:
                    return merge(now, travel(type.depot), s_.shift_end(route), now) ? now.duration : kNever;
            }
        }
        return now.duration;
    }

    // A visit and the rest of the chain, in the window in which all takes least time.
    Time serve(const Proposal& proposal, std::size_t at, const Segment& before, Time travel,
               Index* used) const {
        const auto& route = *proposal.vehicle;
        const auto& piece = proposal.pieces()[at];
        const auto windows = s_.windows(piece.from, route.slots->shift);
        const Index first = piece.window == kNone ? 0 : piece.window;
        const Index end = piece.window == kNone ? static_cast<Index>(windows.size()) : first + 1;
        const Time service = s_.visits.service_duration[S::at(route.type->handling)][S::at(piece.from)];
        if (travel < 0) return kNever;
        Time best = kNever;
        for (Index w = first; w < end; ++w) {
            Segment now;
            const auto& span = windows[S::at(w)];
            if (!merge(before, travel, {service, span.earliest, span.latest}, now)) continue;
            const Time whole = go_on(proposal, at + 1, now, s_.visits.place[S::at(piece.from)], nullptr);
            if (whole >= best) continue;
            best = whole;
            if (used != nullptr) *used = w;
        }
        return best;
    }

    // Nodes one after another.
    bool run(const Proposal& proposal, const Piece& piece, Index place, Segment& now) const {
        const auto& route = *proposal.vehicle;
        const auto& type = *route.type;
        const auto& source = s_.routes[S::at(s_.route_of(piece.from))];
        const bool is_own = source.type == &type;
        for (Index x = piece.from;; x = s_.links[S::at(x)].next) {
            if (x != proposal.skip) {
                const Index to = s_.layout.is_rest(x) ? place : s_.place_on(x, type);
                Time travel = 0;
                if (place != kNone && !s_.layout.is_rest(x)) {
                    travel =
                        is_own && x != piece.from ? s_.times[S::at(x)].travel : s_.duration(type, place, to);
                }
                if (!step(proposal, x, travel, now)) return false;
                place = to;
            }
            if (x == piece.to) return true;
        }
    }

    bool step(const Proposal& proposal, Index x, Time travel, Segment& now) const {
        const auto& route = *proposal.vehicle;
        Segment merged;
        if (proposal.windows != Windows::kFirst) {
            if (merge(now, travel, s_.times[S::at(x)].own, merged)) {
                now = merged;
                return true;
            }
            if (proposal.windows == Windows::kKept || s_.layout.is_rest(x) || !s_.has_choice) return false;
        }
        const Index count = s_.num_windows(x, route);
        for (Index w = 0; w < count; ++w) {
            if (merge(now, travel, s_.segment_of(x, route, w), merged)) {
                now = merged;
                return true;
            }
        }
        return false;
    }

    // A route up to a node. The trip there loads when all that is on it by now is released.
    bool begin(const Proposal& proposal, const Piece& piece, Segment& now) const {
        now = s_.times[S::at(piece.to)].before;
        if (!s_.layout.has_releases || piece.known != nullptr) return true;
        if (s_.is_last_of_trip(piece.to) && begins_trip(s_.layout, proposal.pieces()[1])) return true;
        const Time latest = release_with(proposal, piece.to);
        if (latest == s_.trips[S::at(s_.links[S::at(piece.to)].trip)].release) return true;
        return load_later(*proposal.vehicle, piece.to, latest, proposal.windows, now);
    }

    // A route up to a node whose trip is released at another time.
    bool load_later(const Route& route, Index node, Time release, Windows windows, Segment& before) const {
        const Index trip_idx = s_.links[S::at(node)].trip;
        const auto& trip = s_.trips[S::at(trip_idx)];
        const Index head = s_.layout.head(trip_idx);
        const auto& link = s_.links[S::at(head)];
        const bool is_first = trip_idx == trip.route;
        const Segment prior = is_first ? s_.shift_start(route) : s_.times[S::at(link.prev)].before;
        const Time travel = is_first ? 0 : s_.times[S::at(head)].travel;
        const Index kept = s_.times[S::at(head)].window;
        const Index end = windows == Windows::kKept ? kept + 1 : s_.num_windows(head, route);
        bool fits = false;
        for (Index opening = kept; !fits && opening < end; ++opening) {
            fits = merge(prior, travel, s_.loading(route, trip.depot, release, opening), before);
        }
        if (!fits || node == head) return fits;
        const Time onward = s_.layout.is_rest(link.next) ? 0 : s_.times[S::at(link.next)].travel;
        return merge(before, onward, s_.within[S::at(node)], before);
    }

    // Of the trip of a node up to which a proposal takes over a route.
    Time release_with(const Proposal& proposal, Index node) const {
        const auto pieces = proposal.pieces();
        Time latest = release_of(pieces.subspan(1));
        for (Index x = node; !s_.layout.is_head(x); x = s_.links[S::at(x)].prev) {
            if (s_.layout.is_visit(x)) latest = std::max(latest, s_.visits.release[S::at(x)]);
        }
        return latest;
    }

    // Of the visits that follow on the trip.
    Time release_of(std::span<const Piece> pieces) const {
        Time latest = -kForever;
        if (!s_.layout.has_releases) return latest;
        for (const auto& piece : pieces) {
            if (piece.kind == Piece::Kind::kVisit) {
                latest = std::max(latest, s_.visits.release[S::at(piece.from)]);
            } else if (piece.kind == Piece::Kind::kRun || piece.kind == Piece::Kind::kFrom) {
                if (s_.layout.is_head(piece.from)) return latest;
                for (Index x = piece.from; !s_.layout.is_head(x); x = s_.links[S::at(x)].next) {
                    if (s_.layout.is_visit(x)) latest = std::max(latest, s_.visits.release[S::at(x)]);
                    if (x == piece.to) break;
                }
            } else if (piece.kind != Piece::Kind::kRest) {
                return latest;
            }
        }
        return latest;
    }

    const S& s_;
};

}  // namespace vrpcore
