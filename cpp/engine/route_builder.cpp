#include "route_builder.hpp"

namespace vrpcore {

// A visit as its number; a loading at depot d as -1 - d; rest r as -1 - num_depots - r.
template <bool kRich, Timing kTiming>
void RouteBuilder<kRich, kTiming>::append(Index node, const VehicleType& type, Sequence& sequence) const {
    if (s_.layout.is_visit(node)) {
        sequence.push_back(node);
    } else if (s_.layout.is_head(node)) {
        sequence.push_back(-1 - s_.depot_on(node, type));
    } else {
        sequence.push_back(-1 - s_.problem.num_depots() - s_.layout.nth_rest(node));
    }
}

template <bool kRich, Timing kTiming>
void RouteBuilder<kRich, kTiming>::read(const Proposal& proposal, Sequence& sequence) const {
    const auto& type = *proposal.vehicle->type;
    sequence.clear();
    for (const auto& piece : proposal.pieces()) {
        switch (piece.kind) {
            case Piece::Kind::kUpTo:
            case Piece::Kind::kRun:
            case Piece::Kind::kFrom: {
                const bool is_up_to = piece.kind == Piece::Kind::kUpTo;
                const Index first = s_.first_head(is_up_to ? piece.to : piece.from);
                Index x = is_up_to ? first : piece.from;
                do {
                    if (x != proposal.skip) append(x, type, sequence);
                    if (x == piece.to) break;
                    x = s_.links[at(x)].next;
                } while (x != first);
                break;
            }
            case Piece::Kind::kLoad:
                sequence.push_back(-1 - piece.from);
                break;
            case Piece::Kind::kVisit:
                sequence.push_back(piece.from);
                break;
            case Piece::Kind::kRest:
                sequence.push_back(-1 - s_.problem.num_depots() - piece.from);
                break;
            case Piece::Kind::kHome:
                break;
        }
    }
}

template <bool kRich, Timing kTiming>
bool RouteBuilder<kRich, kTiming>::build(Index r, const Sequence& sequence, bool afresh) {
    Index last = s_.layout.head(r);
    for (std::size_t k = 0; k < sequence.size(); ++k) {
        const Index code = sequence[k];
        if (code >= 0) {
            s_.insert(code, last, afresh || kTiming != Timing::kFull ? 0 : s_.times[at(code)].window);
            last = code;
        } else if (-1 - code >= s_.problem.num_depots()) {
            const Index nth = -1 - code - s_.problem.num_depots();
            s_.take_rest(r, nth, last);
            last = s_.layout.rest(r, nth);
        } else if (k > 0) {  // the first loading is there already
            last = s_.layout.head(s_.split_trip(last, -1 - code));
        }
    }
    return s_.refresh(r);
}

template <bool kRich, Timing kTiming>
void RouteBuilder<kRich, kTiming>::copy_rests(Index to, const std::array<RestMode, kMaxRests>& modes) {
    if constexpr (kTiming == Timing::kFull) {
        const auto num_rests = static_cast<Index>(s_.routes[at(to)].type->rests.size());
        for (Index nth = 0; nth < num_rests; ++nth) {
            if (modes[at(nth)] != RestMode::kTaken) s_.leave_rest(to, nth, modes[at(nth)]);
        }
    }
}

template class RouteBuilder<false, Timing::kUntimed>;
template class RouteBuilder<false, Timing::kWindows>;
template class RouteBuilder<true, Timing::kUntimed>;
template class RouteBuilder<true, Timing::kFull>;

}  // namespace vrpcore
