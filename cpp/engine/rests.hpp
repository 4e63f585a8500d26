// Whether and after which node a route takes its breaks: local search on them (rules on breaks: Kok, Meyer,
// Kopfer and Schutten 2010, "A dynamic programming heuristic for the vehicle routing problem with time
// windows and European Community social legislation", Transportation Science 44(4)).
#pragma once

#include "evaluator.hpp"
#include "random.hpp"
#include "state.hpp"

namespace vrpcore {

// A rest that is taken lets a route fill the whole shift; one that is left out makes it shorter and cheaper.
// Insertions keep what a route has, so it is changed here: at random before a recreation, which may then use
// the longer day, and for the better after it.
class RestMoves {
public:
    using S = State<true, Timing::kFull>;

    RestMoves(S& state, Random& random) : s_(state), random_(random), evaluator_(state) {}

    // Take one rest more or less; the route may get more expensive.
    void flip(Index route);
    // Change rests as long as that makes the route cheaper.
    void improve(Index route);

private:
    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }
    Index num_rests(Index route) const { return static_cast<Index>(s_.routes[at(route)].type->rests.size()); }
    // Carry out a change; undone where the route would break a rule or cost `most` or more.
    bool leave(Index route, Index nth, RestMode mode, Cost most);
    bool take(Index route, Index nth, Index after, Cost most);
    Proposal with(const Route& vehicle, Index route, Index nth, Index after, Windows windows) const;
    bool pays(const Route& vehicle, Index route, Index nth, Index after, Cost most) const;
    bool keep_or_undo(Index route, std::size_t mark, Cost most);
    bool is_in_order(Index route, Index nth, Index after) const;

    S& s_;
    Random& random_;
    RouteEvaluator<true, Timing::kFull> evaluator_;
    std::vector<Index> nodes_;
};

}  // namespace vrpcore
