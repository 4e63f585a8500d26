// What operators propose: a route as a chain of pieces of existing routes, loadings, visits, and rests.
#pragma once

#include <array>
#include <cassert>
#include <optional>
#include <span>

#include "state.hpp"

namespace vrpcore {

// What is known of a piece before it is priced, for operators that price many chains of the same pieces.
struct Known {
    Amount distance = 0;  // without the legs to and from its neighbours in the chain
    Cost service = 0;
    std::optional<Segment> time{};
};

struct Piece {
    enum class Kind : std::uint8_t {
        kUpTo,   // an existing route from its start to the node `to`
        kRun,    // the nodes `from` to `to` of an existing route; what loads at home there loads at home here
        kFrom,   // an existing route from the node `from` to its end
        kLoad,   // loading at the depot `from`, in its opening hour `window`
        kVisit,  // an absent visit `from`, in its window `window`; kNone: in the one that takes least time
        kRest,   // the break `from` of the vehicle
        kHome    // back to the home depot and to the end of the shift
    };
    Kind kind;
    Index from;  // kNone where there is none, as the others
    Index to;
    Index window;
    const Known* known;
};

// Whether a piece ends the trip before it.
inline bool begins_trip(const Layout& layout, const Piece& piece) {
    return piece.kind == Piece::Kind::kHome || piece.kind == Piece::Kind::kLoad ||
           (piece.from != kNone && layout.is_head(piece.from));
}

// Which windows the nodes of runs use.
enum class Windows : std::uint8_t {
    kKept,         // those that they have
    kKeptOrFirst,  // those that they have, or where these do not fit, the first that does
    kFirst         // the first that fits
};

// One route of a vehicle. `kUpTo` and `kFrom` ask for a route of the same type and shift, unless nothing is
// timed; several trips in them also for the same type. Where stock is limited, one visit at most is absent.
class Proposal {
public:
    explicit Proposal(const Route& on, Index trips = 1, Windows used = Windows::kKept)
        : vehicle(&on), windows(used), num_trips(trips) {}

    const Route* vehicle;  // class, type, and shift
    Windows windows;
    Index num_trips;           // of the whole chain
    Index skip = kNone;        // a break that runs leave out
    bool keeps_trips = false;  // all trips are whole trips of vehicles of the same type
    std::span<const Piece> pieces() const { return {pieces_.data(), size_}; }
    bool is_empty() const { return size_ == 0; }

    Proposal& up_to(Index node, const Known* known = nullptr) {
        return add({Piece::Kind::kUpTo, kNone, node, 0, known});
    }
    Proposal& run(Index from, Index to, const Known* known = nullptr) {
        return add({Piece::Kind::kRun, from, to, 0, known});
    }
    Proposal& from(Index node, const Known* known = nullptr) {
        return add({Piece::Kind::kFrom, node, kNone, 0, known});
    }
    Proposal& load(Index depot, Index opening) {
        return add({Piece::Kind::kLoad, depot, kNone, opening, nullptr});
    }
    Proposal& visit(Index visit, Index window = kNone) {
        return add({Piece::Kind::kVisit, visit, kNone, window, nullptr});
    }
    Proposal& rest(Index nth) { return add({Piece::Kind::kRest, nth, kNone, 0, nullptr}); }
    Proposal& home() { return add({Piece::Kind::kHome, kNone, kNone, 0, nullptr}); }

private:
    static constexpr std::size_t kMostPieces = 4 + kMaxRests;

    Proposal& add(const Piece& piece) {
        assert(size_ < kMostPieces);
        pieces_[size_++] = piece;
        return *this;
    }

    std::array<Piece, kMostPieces> pieces_;
    std::size_t size_ = 0;
};

}  // namespace vrpcore
