// Which vehicle drives a trip, and when: whole trips change places between two vehicles of one class.
//
// Insertions alone hardly ever do that: a trip would have to be dissolved and to be built again elsewhere.
// With many trips on few vehicles, though, how trips lie on the vehicles decides whether a longer trip still
// fits.
#pragma once

#include "random.hpp"
#include "state.hpp"

namespace vrpcore {

class TripMoves {
public:
    using S = State<true, Timing::kFull>;

    TripMoves(S& state, Random& random) : s_(state), random_(random) {}

    // Exchange trips of a route with those of some others, or of an unused vehicle, where that keeps all
    // rules and costs at most `most` more: one trip, one against none, or all from one on. Of the cheapest
    // ways a random one. Both routes are up to date, before and behind it.
    void exchange(Index route, Cost most);

private:
    // A trip from its loading to its last stop, and what lies before and from it on.
    struct Piece {
        Index head = kNone;  // kNone: the end of the route
        Index depot = 0;
        Index last_place = 0;
        Segment whole;
        Amount distance = 0;
        Segment before;
        Index before_place = kNone;  // kNone: nothing is before it
        Amount before_distance = 0;
        Segment after;
        Amount after_distance = 0;
    };
    using Pieces = std::vector<Piece>;  // one for each trip, and the end of the route

    // Trips [from, to) of a route, which those of another take the place of.
    struct Run {
        std::size_t from;
        std::size_t to;
    };
    struct Choice {
        Index other = kNone;
        Run run{};
        Run other_run{};
    };

    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }
    bool read(Index route, Pieces& pieces) const;
    template <class Try>
    void for_each_exchange(Try attempt) const;
    Cost cost_with(const Route& route, const Pieces& own, Run out, const Pieces& other, Run in) const;
    void write(const Pieces& own, Run out, const Pieces& other, Run in, std::vector<Index>& sequence) const;
    void write_trips(const Pieces& pieces, std::size_t from, std::size_t to,
                     std::vector<Index>& sequence) const;
    bool build(Index route, const std::vector<Index>& sequence);

    S& s_;
    Random& random_;
    Pieces pieces_;
    Pieces others_;
    std::vector<Index> first_;
    std::vector<Index> second_;
};

}  // namespace vrpcore
