// Service: which depots a vehicle may load at, which visits may be served from them, and what that costs.
#pragma once

#include "engine/proposal.hpp"
#include "engine/rules/limits.hpp"

namespace vrpcore {

template <class S>
class ServiceRule {
public:
    explicit ServiceRule(const S& state) : s_(state) {}

    bool holds(const Proposal& proposal) const { return walk<false>(proposal) < kInfinite; }
    // What serving the visits of a route costs; kInfinite where that is not allowed.
    Cost cost(const Proposal& proposal) const { return walk<true>(proposal); }

private:
    // Unless costs are asked for, visits that stay where they are need no look.
    template <bool kSums>
    Cost walk(const Proposal& proposal) const {
        const auto& type = *proposal.vehicle->type;
        const Cost* row = nullptr;
        Cost total = 0;
        const auto step = [&](Index x) {
            if (s_.layout.is_head(x)) {
                row = service_row(s_.visits, type, s_.depot_on(x, type));
                if (row == nullptr) total = kInfinite;
            } else if (s_.layout.is_visit(x) && total < kInfinite) {
                const Cost cost = row[x];
                total = cost >= kInfinite ? kInfinite : total + cost;
            }
            return total < kInfinite;
        };
        for (const auto& piece : proposal.pieces()) {
            switch (piece.kind) {
                case Piece::Kind::kUpTo:
                    row = s_.trips[S::at(s_.links[S::at(piece.to)].trip)].service_cost;
                    if (kSums) total += piece.known != nullptr ? piece.known->service : before(piece.to);
                    break;
                case Piece::Kind::kRun:
                case Piece::Kind::kFrom: {
                    if (piece.known != nullptr) {
                        total += piece.known->service;
                        break;
                    }
                    const auto& source = s_.trips[S::at(s_.links[S::at(piece.from)].trip)];
                    const bool is_own = s_.routes[S::at(source.route)].type == &type;
                    const bool is_head = s_.layout.is_head(piece.from);
                    if (!kSums && is_own && (is_head || row == source.service_cost)) break;
                    const Index end = piece.kind == Piece::Kind::kRun ? s_.links[S::at(piece.to)].next
                                                                      : s_.layout.head(source.route);
                    Index x = piece.from;
                    do {
                        if (!step(x)) return kInfinite;
                        x = s_.links[S::at(x)].next;
                    } while (x != end);
                    break;
                }
                case Piece::Kind::kLoad:
                    row = service_row(s_.visits, type, piece.from);
                    if (row == nullptr) return kInfinite;
                    break;
                case Piece::Kind::kVisit:
                    if (!step(piece.from)) return kInfinite;
                    break;
                case Piece::Kind::kRest:
                case Piece::Kind::kHome:
                    break;
            }
        }
        return total;
    }

    Cost before(Index node) const {
        Cost total = 0;
        const Index first = s_.first_head(node);
        for (Index x = node; x != first; x = s_.links[S::at(x)].prev) {
            const Index trip = s_.links[S::at(x)].trip;
            if (s_.layout.is_visit(x)) total += s_.trips[S::at(trip)].service_cost[x];
        }
        return total;
    }

    const S& s_;
};

}  // namespace vrpcore
