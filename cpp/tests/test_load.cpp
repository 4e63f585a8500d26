#include <limits>

#include "check.hpp"
#include "check_state.hpp"
#include "engine/load.hpp"
#include "plan_cost.hpp"
#include "random_plan.hpp"

using namespace vrpcore;
using testing::at;

namespace {

Index any_index(Index num, Random& random) {
    switch (random.below(12)) {
        case 0:
            return std::numeric_limits<Index>::min();
        case 1:
            return std::numeric_limits<Index>::max();
        case 2:
            return -1 - random.below(4);  // a rest, or out of range
        case 3:
            return num + random.below(3);
        default:
            return random.below(num);
    }
}

Plan any_plan(const Problem& problem, Random& random) {
    Plan plan(at(random.below(6)));
    for (auto& route : plan) {
        route.slot = any_index(static_cast<Index>(problem.slots.size()), random);
        route.trips.resize(at(random.below(4)));
        for (auto& trip : route.trips) {
            trip.depot = any_index(problem.num_depots(), random);
            trip.stops.resize(at(random.below(8)));
            for (auto& stop : trip.stops) stop = any_index(problem.num_visits, random);
        }
    }
    return plan;
}

// Whatever a plan is, what is taken over of it keeps the rules.
template <bool kRich, Timing kTiming>
void load_any(const testing::Features& with) {
    Index num_loaded = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Random random(seed);
        const Problem problem = testing::random_problem(with, random);
        const Layout layout(problem, 5);
        State<kRich, kTiming> state(layout);
        for (int k = 0; k < 3; ++k) {
            load(state, layout, any_plan(problem, random));
            testing::check_state(state);
            testing::cost_of(problem, state.plan());
        }
        num_loaded += state.num_present;
    }
    CHECK(num_loaded > 200);
}

// A plan that keeps all rules is taken over as it is.
template <bool kRich, Timing kTiming>
void load_good(testing::Features with) {
    with.has_several_windows = false;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        Random random(seed);
        const Problem problem = testing::random_problem(with, random);
        const Layout layout(problem, 5);
        State<kRich, kTiming> former(layout);
        testing::RandomPlan<kRich, kTiming>(former, random).fill();
        State<kRich, kTiming> state(layout);
        load(state, layout, former.plan());
        testing::check_state(state);
        CHECK_EQ(state.cost, former.cost);
        CHECK_EQ(state.num_present, former.num_present);
    }
}

}  // namespace

TEST(load_takes_what_keeps_the_rules) {
    load_any<false, Timing::kUntimed>(testing::classic());
    load_any<false, Timing::kWindows>(testing::with_windows());
    load_any<true, Timing::kUntimed>(testing::with_fleet());
    load_any<true, Timing::kFull>(testing::with_everything());
}

TEST(load_takes_a_good_plan_as_it_is) {
    load_good<false, Timing::kUntimed>(testing::classic());
    load_good<false, Timing::kWindows>(testing::with_windows());
    load_good<true, Timing::kUntimed>(testing::with_fleet());
    load_good<true, Timing::kFull>(testing::with_everything());
}
