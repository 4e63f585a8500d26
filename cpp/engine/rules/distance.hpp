// Distance: every leg has a way, and a route is no longer than its vehicle may drive.
#pragma once

#include "engine/proposal.hpp"
#include "engine/rules/limits.hpp"

namespace vrpcore {

template <class S>
class DistanceRule {
public:
    explicit DistanceRule(const S& state) : s_(state) {}

    bool holds(const Proposal& proposal) const {
        const auto& type = *proposal.vehicle->type;
        if (!s_.layout.has_gaps && !limits_distance(type)) return true;
        return keeps_distance(type, distance(proposal));
    }

    // Metres in all; kNever where a leg is missing.
    Amount distance(const Proposal& proposal) const {
        const auto& type = *proposal.vehicle->type;
        Amount total = 0;
        Index place = kNone;  // where the vehicle is
        const auto drive = [&](Index to) {
            const Length leg = place == kNone ? 0 : s_.distance(type, place, to);
            total = leg < 0 || total >= kNever ? kNever : total + leg;
            place = to;
        };
        for (const auto& piece : proposal.pieces()) {
            switch (piece.kind) {
                case Piece::Kind::kUpTo:
                    total = piece.known != nullptr ? piece.known->distance : before(piece.to);
                    place = s_.links[S::at(piece.to)].place;
                    break;
                case Piece::Kind::kRun:
                    if (!s_.layout.is_rest(piece.from)) drive(s_.place_on(piece.from, type));
                    if (piece.known != nullptr) {
                        total += piece.known->distance;
                        place = s_.place_on(piece.to, type);
                        break;
                    }
                    for (Index x = piece.from; x != piece.to;) {
                        x = s_.links[S::at(x)].next;
                        if (!s_.layout.is_rest(x)) drive(s_.place_on(x, type));
                    }
                    break;
                case Piece::Kind::kFrom:
                    drive(s_.links[S::at(s_.skip_rests(piece.from))].place);
                    total += piece.known != nullptr ? piece.known->distance : after(piece.from);
                    break;
                case Piece::Kind::kLoad:
                    drive(piece.from);
                    break;
                case Piece::Kind::kVisit:
                    drive(s_.visits.place[S::at(piece.from)]);
                    break;
                case Piece::Kind::kHome:
                    drive(type.depot);
                    break;
                case Piece::Kind::kRest:
                    break;
            }
        }
        return total;
    }

private:
    // From the start of a route to a node, and from a node to the end.
    Amount before(Index node) const {
        Amount total = 0;
        const Index first = s_.first_head(node);
        for (Index x = node; x != first; x = s_.links[S::at(x)].prev) {
            if (!s_.layout.is_rest(x)) total += s_.links[S::at(x)].to_prev;
        }
        return total;
    }
    Amount after(Index node) const {
        Amount total = 0;
        const Index first = s_.first_head(node);
        Index x = s_.skip_rests(node);
        if (x == first && node != first) return total;  // nothing but rests
        do {
            if (!s_.layout.is_rest(x)) total += s_.links[S::at(x)].to_next;
            x = s_.links[S::at(x)].next;
        } while (x != first);
        return total;
    }

    const S& s_;
};

}  // namespace vrpcore
