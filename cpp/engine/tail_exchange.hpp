// 2-opt*: two routes exchange what follows a visit.
//
// Potvin and Rousseau (1995), "An exchange heuristic for routeing problems with time windows", Journal of the
// Operational Research Society 46(12). Strings take ten visits of a route at most: on long routes no ruin
// reaches so far.
#pragma once

#include "evaluator.hpp"
#include "state.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
class TailExchange {
public:
    explicit TailExchange(State<kRich, kTiming>& state) : s_(state), evaluator_(state) {}

    // Join a visit with the near one of another route that costs least, where that keeps all rules and costs
    // at most `most` more; the two trips exchange the rest of their way. An unused vehicle may take over the
    // rest, too. All routes are up to date, before and after it.
    void exchange(Index seed, Cost most);

private:
    using S = State<kRich, kTiming>;
    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }

    // One route drives from `last` on to `first` and what follows there; the other from the node before
    // `first` to the one after `last`. No `first`: an unused vehicle takes the part of the other.
    struct Choice {
        Index last = kNone;
        Index first = kNone;
    };
    const Route& route_of(Index node) const { return s_.routes[at(s_.route_of(node))]; }
    bool is_movable(const Route& route) const;
    // Whether less time may make up for more way.
    bool saves_time(const VehicleType& type) const {
        return kTiming == Timing::kFull && type.cost_per_second > 0;
    }
    void attempt(Index last, Index first);
    void attempt_cut(Index last);
    // The route of `last` up to there, then on to `first` and what follows that on its trip, then the further
    // trips of the route of `last`.
    Proposal joined(Index last, Index first) const;
    // Keep a choice if its two routes keep all rules and cost less than the best so far. `legs`: what it
    // costs more but for time; `former`: seconds that the routes take now.
    void consider(const Choice& choice, Cost legs, Time former, const VehicleType& type, const Proposal& here,
                  const Proposal* there);
    bool carry_out();

    S& s_;
    RouteEvaluator<kRich, kTiming> evaluator_;
    Choice best_;
    Cost cost_ = 0;
    std::vector<Index> first_;
    std::vector<Index> second_;
};

}  // namespace vrpcore
