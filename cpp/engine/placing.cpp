// Carrying out insertions; and visits that take the portions of an absent one along, which are priced by
// that.
#include "insertion.hpp"

namespace vrpcore {
namespace {

constexpr Index kMostJoins = 12;  // visits of a customer that an absent one is tried with

}  // namespace

// What a visit costs with more portions follows from carrying that out: few customers have several orders.
template <bool kRich, Timing kTiming>
void Insertion<kRich, kTiming>::try_joins() {
    const auto& group = s_.problem.demand.groups[at(s_.layout.group_of(visit_))];
    Index left = kMostJoins;
    for (Index other = group.first_visit; other < group.first_visit + group.num_visits; ++other) {
        if (s_.is_absent(other)) continue;
        const auto& link = s_.links[at(other)];
        if (s_.windows(visit_, s_.slots_of(s_.routes[at(s_.trips[at(link.trip)].route)]).shift).empty())
            continue;
        if (left-- == 0) break;
        const auto mark = s_.mark();
        const Cost before = s_.cost - s_.absent_cost(visit_);
        const Index route = s_.route_of(other);
        if (join(visit_, other) && s_.cost - before < best_.cost) {
            take({Where::kJoin, s_.cost - before, other});
        }
        s_.rollback_to(mark, route);
    }
}

template <bool kRich, Timing kTiming>
bool Insertion<kRich, kTiming>::join(Index visit, Index other) {
    const Index before = s_.links[at(other)].prev;
    const Index trip = s_.links[at(other)].trip;
    const Index window = kTiming == Timing::kFull ? s_.times[at(other)].window : 0;
    s_.remove(other);
    joining_ = s_.contents(visit);
    s_.move_portions(joining_, other);
    if (!evaluator_.may_serve(other, trip)) return false;
    s_.insert(other, before, window);
    return s_.refresh(s_.trips[at(trip)].route);
}

template <bool kRich, Timing kTiming>
bool Insertion<kRich, kTiming>::apply(Index visit, const Position& position) {
    [[maybe_unused]] const Cost promised = s_.cost - s_.absent_cost(visit) + position.cost;
    Index route = kNone;
    switch (position.where) {
        case Where::kNowhere:
            return true;
        case Where::kJoin: {
            const bool joins = join(visit, position.after);
            assert(!joins || s_.cost == promised);
            return joins;
        }
        case Where::kAfter:
            s_.insert(visit, position.after, position.window);
            break;
        case Where::kNewRoute: {
            route = s_.open(position.after);
            Index head = s_.layout.head(route);
            if constexpr (kTiming == Timing::kFull) {
                if (position.depot != s_.type_of(s_.routes[at(route)]).depot) {
                    s_.set_window(head, 0);
                    head = s_.layout.head(s_.split_trip(head, position.depot));
                }
            }
            s_.insert(visit, head, position.window);
            if constexpr (kTiming == Timing::kFull) {
                s_.set_window(head, position.opening);
                const auto num_rests = static_cast<Index>(s_.type_of(s_.routes[at(route)]).rests.size());
                Index last = head;
                for (Index nth = 0; nth < num_rests; ++nth) {
                    if (const auto mode = position.rests.mode(nth); mode != RestMode::kTaken) {
                        s_.leave_rest(route, nth, mode);
                        continue;
                    }
                    if (nth == position.rests.after) last = visit;
                    s_.take_rest(route, nth, last);
                    last = s_.layout.rest(route, nth);
                }
            }
            break;
        }
        case Where::kLarger: {
            const Index former = s_.route_of(position.after);
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
    const bool fits =
        position.where == Where::kAfter ? s_.refresh_around(visit) : s_.refresh(s_.route_of(visit));
    assert(!fits || s_.cost == promised);
    return fits;
}

template class Insertion<false, Timing::kUntimed>;
template class Insertion<false, Timing::kWindows>;
template class Insertion<true, Timing::kUntimed>;
template class Insertion<true, Timing::kFull>;

}  // namespace vrpcore
