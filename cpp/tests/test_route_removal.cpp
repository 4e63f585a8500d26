#include "check.hpp"
#include "check_state.hpp"
#include "engine/insertion.hpp"
#include "engine/route_removal.hpp"
#include "random_plan.hpp"

using namespace vrpcore;
using testing::at;

namespace {

template <bool kRich, Timing kTiming>
void remove_routes(testing::Features with) {
    int num_removed = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        Random random(seed);
        const Problem problem = testing::random_problem(with, random);
        const Layout layout(problem, 5);
        State<kRich, kTiming> state(layout);
        testing::RandomPlan<kRich, kTiming> plan(state, random);
        plan.fill();
        state.begin();
        const auto before = testing::written(state);
        const Index visit = random.below(layout.num_visits);
        const bool was_served = !state.is_absent(visit);
        const Index route = was_served ? state.trips[at(state.links[at(visit)].trip)].route : kNone;
        const Index size = was_served ? state.routes[at(route)].size : 0;
        const Index present = state.num_present;
        RouteRemoval<kRich, kTiming> removal(state);
        std::vector<Index> removed;
        CHECK_EQ(removal.ruin(visit, size - 1, removed), kNone);  // one visit too many
        CHECK(removed.empty());
        const Index slots = removal.ruin(visit, size, removed);
        CHECK_EQ(slots, was_served ? state.routes[at(route)].slots_idx : kNone);
        CHECK_EQ(removed.size(), at(size));
        CHECK_EQ(state.num_present, present - size);
        for (const Index other : removed) CHECK(state.is_absent(other));
        if (was_served) {
            CHECK_EQ(state.routes[at(route)].size, 0);
            state.tidy(route);
            CHECK(state.refresh(route));
            ++num_removed;
        }
        testing::check_state(state);
        state.rollback();
        CHECK(testing::written(state) == before);
    }
    CHECK(num_removed > 20);
}

}  // namespace

TEST(route_removal_takes_all_visits_of_a_vehicle) {
    remove_routes<false, Timing::kWindows>(testing::with_windows());
    remove_routes<true, Timing::kUntimed>(testing::with_fleet());
    remove_routes<true, Timing::kFull>(testing::with_everything());
}

// Two vehicles, the cheaper of which is closed: the visit goes to the other, and back when it is open again.
TEST(insertion_offers_no_closed_vehicle) {
    Problem problem = testing::line_problem(1, 1);
    problem.types.push_back(problem.types.front());
    problem.types.back().day_cost = 100;
    problem.slots.push_back(problem.slots.front());
    problem.slots.back().type = 1;
    const Layout layout(problem, 0);
    State<true, Timing::kUntimed> state(layout);
    Random random(1);
    Insertion<true, Timing::kUntimed> insertion(state, random);
    CHECK_EQ(insertion.best(0, kInfinite, 0.0).cost, 20);
    insertion.close(0);
    CHECK_EQ(insertion.best(0, kInfinite, 0.0).cost, 120);
    insertion.close(kNone);
    CHECK_EQ(insertion.best(0, kInfinite, 0.0).cost, 20);
}
