// Stock over time and daily tonnage of depots.
#pragma once

#include "engine/proposal.hpp"

namespace vrpcore {

template <class S>
class StockRule {
public:
    explicit StockRule(const S& state) : s_(state) {}

    // Goods of an absent visit, from a depot.
    bool holds(Index visit, const SlotClass& slots, Index depot) const {
        return !s_.ledger.is_limited() || s_.ledger.fits(visit, depot, slots.moment, slots.day);
    }

    // Goods may not leave on another day, or sooner.
    bool may_move(const SlotClass& from, const SlotClass& to) const {
        return !s_.ledger.is_limited() || (to.day == from.day && to.moment >= from.moment);
    }

    // Goods of runs would have to be there if they left another depot, another day, or sooner: they may not.
    bool holds(const Proposal& proposal) const {
        if (!s_.ledger.is_limited()) return true;
        const auto& slots = *proposal.vehicle->slots;
        Index depot = kNone;
        for (const auto& piece : proposal.pieces()) {
            switch (piece.kind) {
                case Piece::Kind::kUpTo:
                    depot = s_.trips[S::at(s_.links[S::at(piece.to)].trip)].depot;
                    break;
                case Piece::Kind::kRun:
                case Piece::Kind::kFrom:
                    if (!may_move(piece, *proposal.vehicle, depot)) return false;
                    break;
                case Piece::Kind::kLoad:
                    depot = piece.from;
                    break;
                case Piece::Kind::kVisit:
                    if (!holds(piece.from, slots, depot)) return false;
                    break;
                case Piece::Kind::kRest:
                case Piece::Kind::kHome:
                    break;
            }
        }
        return true;
    }

private:
    bool may_move(const Piece& piece, const Route& vehicle, Index& depot) const {
        const auto& trip = s_.trips[S::at(s_.links[S::at(piece.from)].trip)];
        const auto& former = s_.routes[S::at(trip.route)];
        if (!may_move(*former.slots, *vehicle.slots)) return false;
        if (!s_.layout.is_head(piece.from)) return depot == trip.depot;
        depot = trip.depot;
        return vehicle.type->depot == former.type->depot;  // what loads at home loads at the same depot
    }

    const S& s_;
};

}  // namespace vrpcore
