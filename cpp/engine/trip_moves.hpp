// Exchanges of whole trips between two vehicles of one class (multi-trip vehicle routing: Taillard, Laporte
// and Gendreau 1996, "Vehicle routeing with multiple use of vehicles", Journal of the Operational Research
// Society 47(8)).
//
// Insertions alone hardly ever do that: a trip would have to be removed and built again elsewhere. With many
// trips on few vehicles, which vehicle drives which trips decides whether a longer trip still fits.
#pragma once

#include "evaluator.hpp"
#include "random.hpp"
#include "route_builder.hpp"
#include "state.hpp"

namespace vrpcore {

class TripMoves {
public:
    using S = State<true, Timing::kFull>;

    TripMoves(S& state, Random& random) : s_(state), random_(random), evaluator_(state), builder_(state) {}

    // Exchange trips of a route with those of some others, or of an unused vehicle, where that keeps all
    // rules and costs at most `most` more: one trip, one against none, or all from one on. Of the cheapest
    // ways a random one. Both routes are up to date, before and after it.
    void exchange(Index route, Cost most);

private:
    // A trip, and what is known of it and of what lies before it and from it on, service costs left out.
    struct TripOfRoute {
        Index head = kNone;    // kNone: the end of the route
        Index last = kNone;    // its last node
        Index before = kNone;  // the last node of the trip before it
        Known whole{};
        Known up_to{};  // all before it
        Known rest{};   // it and all after it
        Segment up_to_time;
        // Seconds from the trip before it, and to the loading after it; 0 where that may be at another depot.
        Time leg_before = 0;
        Time leg_after = 0;
    };
    using Trips = std::vector<TripOfRoute>;  // one for each trip, and the end of the route

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
    bool read(Index route, Trips& trips) const;
    template <class Try>
    void for_each_exchange(Try attempt) const;
    // False where windows rule it out whatever legs between depots take: most often they do.
    bool may_fit(const Trips& own, Run out, const Trips& other, Run in) const;
    // A route with trips of another in place of some of its own.
    Proposal with(const Route& route, const Trips& own, Run out, const Trips& other, Run in) const;

    S& s_;
    Random& random_;
    RouteEvaluator<true, Timing::kFull> evaluator_;
    RouteBuilder<true, Timing::kFull> builder_;
    Trips own_;
    Trips others_;
    std::vector<Index> first_;
    std::vector<Index> second_;
};

}  // namespace vrpcore
