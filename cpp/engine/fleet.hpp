// Which vehicle drives a route: moves of whole routes to unused vehicles, exchanges between two routes, and
// one route that becomes two.
#pragma once

#include "random.hpp"
#include "state.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
class FleetMoves {
public:
    FleetMoves(State<kRich, kTiming>& state, Random& random) : s_(state), random_(random) {}

    // Try to give a route a better vehicle, whatever it costs to look at all of them.
    void improve(Index route);
    // Cut a route in two, each part on the vehicle that suits it, where that costs less.
    void split(Index route);
    // Put a route on the vehicle that `open` gives for a class; false where it cannot keep its windows there.
    bool move(Index route, Index slots_idx);

private:
    using S = State<kRich, kTiming>;
    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }

    // What a route would cost on another class of slots; kInfinite where it breaks a rule there.
    Cost cost_on(Index route, Index slots_idx) const;
    Cost cost_by_walk(const Route& route, Index head, const SlotClass& slots, const VehicleType& type) const;
    void record(Index route, std::vector<Index>& sequence) const;
    bool build(Index route, const std::vector<Index>& sequence, const VehicleType& former);
    bool exchange(Index first, Index second);

    // The cheapest vehicle for a part of a route that has this load, distance and service cost.
    struct Part {
        Index slots_idx = kNone;
        Cost cost = kInfinite;
    };
    Part cheapest(const Route& route, const Load& load, Amount distance, Cost service, Index taken) const;
    bool is_like(const SlotClass& slots, const Route& route) const;

    S& s_;
    Random& random_;
    std::vector<Index> first_;
    std::vector<Index> second_;
    std::vector<Index> routes_;
};

}  // namespace vrpcore
