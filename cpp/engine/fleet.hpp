// Which vehicle drives a route: moves of whole routes to unused vehicles, exchanges of vehicles between two
// routes, and routes that are split in two.
//
// Fleet size and mix: Koc, Bektas, Jabali and Laporte (2016), "Thirty years of heterogeneous vehicle
// routing", European Journal of Operational Research 249(1).
#pragma once

#include "evaluator.hpp"
#include "random.hpp"
#include "route_builder.hpp"
#include "state.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
class FleetMoves {
public:
    FleetMoves(State<kRich, kTiming>& state, Random& random)
        : s_(state), random_(random), evaluator_(state), builder_(state) {}

    // Try to give a route a cheaper vehicle: an unused one, or that of another route.
    void improve(Index route);
    // Cut a route in two, each part on the vehicle that suits it, where that costs less.
    void split(Index route);
    // Put a route on the vehicle that `open` gives for a class; false where it then breaks a rule.
    bool move(Index route, Index slots_idx);

private:
    using S = State<kRich, kTiming>;
    using Part = typename RouteEvaluator<kRich, kTiming>::Part;
    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }

    // All of a route on another vehicle.
    Proposal whole(Index route, const Route& vehicle, const Known* known = nullptr) const {
        const Index head = s_.layout.head(route);
        Proposal proposal(vehicle, s_.routes[at(route)].num_trips, Windows::kFirst);
        proposal.run(head, s_.links[at(head)].prev, known).home();
        return proposal;
    }
    // What a route would cost on another class; kInfinite where it breaks a rule there, or costs `limit` or
    // more.
    Cost cost_on(Index route, Index slots_idx, Cost limit) const;
    bool exchange(Index first, Index second);

    // The cheapest vehicle for a part of a route, among those on which a tour is as long.
    struct Choice {
        Index slots_idx = kNone;
        Cost cost = kInfinite;
    };
    Choice cheapest(const Route& route, const Part& part, Index taken) const;
    bool is_like(const SlotClass& slots, const Route& route) const;

    S& s_;
    Random& random_;
    RouteEvaluator<kRich, kTiming> evaluator_;
    RouteBuilder<kRich, kTiming> builder_;
    std::vector<Index> first_;
    std::vector<Index> second_;
    std::vector<Part> tails_;  // of a route that is split: from each visit on, the last first
};

}  // namespace vrpcore
