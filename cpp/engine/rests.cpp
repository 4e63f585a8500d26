#include "rests.hpp"

namespace vrpcore {

// A route with the breaks of `vehicle`, one of them after a node, or not taken.
Proposal RestMoves::with(const Route& vehicle, Index route, Index nth, Index after, Windows windows) const {
    const Index head = s_.layout.head(route);
    const Index last = s_.links[at(head)].prev;
    Proposal proposal(vehicle, vehicle.num_trips, windows);
    proposal.skip = s_.layout.rest(route, nth);
    if (after == kNone) {
        proposal.run(head, last).home();
        return proposal;
    }
    proposal.run(head, after).rest(nth);
    if (after != last) proposal.run(s_.links[at(after)].next, last);
    proposal.home();
    return proposal;
}

// Most changes do not pay, and carrying one out takes much longer.
bool RestMoves::pays(const Route& vehicle, Index route, Index nth, Index after, Cost most) const {
    Time duration = evaluator_.duration(with(vehicle, route, nth, after, Windows::kKeptOrFirst));
    if (duration == kNever && s_.has_choice) {
        duration = evaluator_.duration(with(vehicle, route, nth, after, Windows::kFirst));
    }
    return duration < kNever &&
           vehicle.cost + vehicle.type->cost_per_second * (duration - vehicle.duration) < most;
}

bool RestMoves::keep_or_undo(Index route, std::size_t mark, Cost most) {
    if (s_.refresh(route) && s_.routes[at(route)].cost < most) return true;
    s_.rollback_to(mark, route);
    return false;
}

bool RestMoves::leave(Index route, Index nth, RestMode mode, Cost most) {
    if (s_.routes[at(route)].rests[at(nth)] == mode) return false;
    Route probe = s_.routes[at(route)];
    probe.rests[at(nth)] = mode;
    s_.bound_shift(probe);
    if (!pays(probe, route, nth, kNone, most)) return false;
    const auto mark = s_.mark();
    s_.leave_rest(route, nth, mode);
    return keep_or_undo(route, mark, most);
}

bool RestMoves::take(Index route, Index nth, Index after, Cost most) {
    Route probe = s_.routes[at(route)];
    const bool is_taken = probe.rests[at(nth)] == RestMode::kTaken;
    if (is_taken && s_.links[at(s_.layout.rest(route, nth))].prev == after) return false;
    probe.rests[at(nth)] = RestMode::kTaken;
    s_.bound_shift(probe);
    if (!is_in_order(route, nth, after) || !pays(probe, route, nth, after, most)) return false;
    const auto mark = s_.mark();
    if (is_taken) s_.leave_rest(route, nth, RestMode::kEndsBefore);
    s_.take_rest(route, nth, after);
    return keep_or_undo(route, mark, most);
}

// Rests are taken in the order of the rules.
bool RestMoves::is_in_order(Index route, Index nth, Index after) const {
    const Index head = s_.layout.head(route);
    for (Index x = after; x != head; x = s_.links[at(x)].prev) {
        if (s_.layout.is_rest(x) && x > s_.layout.rest(route, nth)) return false;
    }
    for (Index x = s_.links[at(after)].next; x != head; x = s_.links[at(x)].next) {
        if (s_.layout.is_rest(x) && x < s_.layout.rest(route, nth)) return false;
    }
    return true;
}

void RestMoves::flip(Index route) {
    const Index count = num_rests(route);
    if (count == 0 || s_.routes[at(route)].size == 0) return;
    const Index nth = random_.below(count);
    if (s_.routes[at(route)].rests[at(nth)] == RestMode::kTaken) {
        const bool first = random_.below(2) == 0;
        if (!leave(route, nth, first ? RestMode::kEndsBefore : RestMode::kStartsAfter, kInfinite)) {
            leave(route, nth, first ? RestMode::kStartsAfter : RestMode::kEndsBefore, kInfinite);
        }
        return;
    }
    nodes_.clear();
    const Index head = s_.layout.head(route);
    Index x = head;
    do {
        nodes_.push_back(x);
        x = s_.links[at(x)].next;
    } while (x != head);
    const auto num_nodes = static_cast<Index>(nodes_.size());
    const Index offset = random_.below(num_nodes);
    for (Index k = 0; k < num_nodes; ++k) {
        if (take(route, nth, nodes_[at((offset + k) % num_nodes)], kInfinite)) return;
    }
}

void RestMoves::improve(Index route) {
    const Index count = num_rests(route);
    if (s_.routes[at(route)].size == 0) return;
    for (Index nth = 0; nth < count; ++nth) {
        leave(route, nth, RestMode::kEndsBefore, s_.routes[at(route)].cost);
        leave(route, nth, RestMode::kStartsAfter, s_.routes[at(route)].cost);
        if (s_.routes[at(route)].rests[at(nth)] != RestMode::kTaken) continue;
        // Near where it is: a rest that comes in elsewhere does so by `flip`.
        nodes_.clear();
        Index back = s_.links[at(s_.layout.rest(route, nth))].prev;
        Index on = s_.links[at(s_.layout.rest(route, nth))].next;
        const Index head = s_.layout.head(route);
        for (int k = 0; k < 2 && back != head; ++k) {
            back = s_.links[at(back)].prev;
            nodes_.push_back(back);
        }
        for (int k = 0; k < 2 && on != head; ++k) {
            nodes_.push_back(on);
            on = s_.links[at(on)].next;
        }
        for (const Index node : nodes_) {
            if (!s_.layout.is_rest(node)) take(route, nth, node, s_.routes[at(route)].cost);
        }
    }
}

}  // namespace vrpcore
