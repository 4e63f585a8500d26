// What two vehicles drive from some visit on changes places between them (2-opt*).
//
// Potvin and Rousseau (1995), "An exchange heuristic for routeing problems with time windows", Journal of the
// Operational Research Society 46(12). Strings take ten visits of a route at most: on long routes no ruin
// reaches so far.
#pragma once

#include "state.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
class TailExchange {
public:
    explicit TailExchange(State<kRich, kTiming>& state) : s_(state) {}

    // Join a visit with the near one of another route that costs least, where that keeps all rules and costs
    // at most `most` more; the two trips exchange the rest of their way. An unused vehicle may take over the
    // rest, too. All routes are up to date, before and behind it.
    void exchange(Index seed, Cost most);

private:
    using S = State<kRich, kTiming>;
    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }

    // One route drives from `last` on to `first` and what follows there; the other from the node before
    // `first` to the one behind `last`. No `first`: an unused vehicle takes the part of the other.
    struct Choice {
        Index last = kNone;
        Index first = kNone;
    };
    const Route& route_of(Index node) const {
        return s_.routes[at(s_.trips[at(s_.links[at(node)].trip)].route)];
    }
    bool is_movable(const Route& route) const;
    // Whether less time may make up for more way.
    bool saves_time(const VehicleType& type) const {
        return kTiming == Timing::kFull && type.cost_per_second > 0;
    }
    void attempt(Index last, Index first);
    void attempt_cut(Index last);
    // What is delivered and collected on the trip from its loading to a node.
    struct Handled {
        Load delivered{};
        Load collected{};
    };
    Handled handled_up_to(Index node) const;
    // Whether what the trips of two nodes do up to one and behind the other can be done on one trip.
    bool fits_load(Index head, const Handled& own, Index tail, const Handled& other) const;
    // The same of the order of deliveries and pickups.
    bool is_in_order(Index head, Index tail) const;
    // Metres from a node to the end of its trip.
    Amount way_on(Index node) const;
    // The loading, or the end of the route, behind the trip of a node.
    Index end_of(Index node) const;
    // Least duration of a route one of whose trips, with this head, goes on from `last` to `first` and what
    // follows that on its trip; kNever where it cannot be. Under kWindows 0 or kNever.
    Time duration(const Route& route, Index head, Index last, Index first) const;
    Time duration_by_walk(const Route& route, Index head, Index last, Index first) const;
    bool carry_out();

    S& s_;
    Choice best_;
    Cost cost_ = 0;
    std::vector<Index> first_;
    std::vector<Index> second_;
};

}  // namespace vrpcore
