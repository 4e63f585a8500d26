#include "check.hpp"
#include "check_state.hpp"
#include "engine/state.hpp"
#include "plan_cost.hpp"
#include "random_plan.hpp"

using namespace vrpcore;

namespace {

// Long sequences of changes, undone now and then: after each, everything the state keeps is recounted.
template <bool kRich, Timing kTiming>
void change_at_random(const testing::Features& with, int num_problems, int num_changes) {
    int num_undone = 0;
    for (int seed = 0; seed < num_problems; ++seed) {
        Random random(static_cast<std::uint64_t>(seed));
        const Problem problem = testing::random_problem(with, random);
        const Layout layout(problem, 5);
        State<kRich, kTiming> state(layout);
        testing::RandomPlan<kRich, kTiming> plan(state, random);
        auto accepted = testing::written(state);
        for (int k = 0; k < num_changes; ++k) {
            plan.change();
            testing::check_state(state);
            if (random.below(12) != 0) continue;
            if (random.below(2) == 0) {
                state.set_route_bonus(7 * (k % 3));  // accepts what is there
                testing::check_state(state);
                accepted = testing::written(state);
            } else {
                num_undone += state.mark() > 0;
                state.rollback();
                testing::check_state(state);
                CHECK(testing::written(state) == accepted);
            }
        }
    }
    CHECK(num_undone > num_problems);
}

}  // namespace

TEST(state_keeps_its_figures_on_classic_problems) {
    change_at_random<false, Timing::kUntimed>(testing::classic(), 20, 400);
}

TEST(state_keeps_its_figures_with_windows) {
    change_at_random<false, Timing::kWindows>(testing::with_windows(), 30, 400);
}

TEST(state_keeps_its_figures_with_a_fleet) {
    change_at_random<true, Timing::kUntimed>(testing::with_fleet(), 30, 400);
}

TEST(state_keeps_its_figures_with_everything) {
    change_at_random<true, Timing::kFull>(testing::with_everything(), 300, 400);
}

TEST(state_keeps_its_figures_with_groups) {
    change_at_random<true, Timing::kUntimed>(testing::grouped(testing::with_fleet()), 60, 400);
    change_at_random<true, Timing::kFull>(testing::grouped(testing::with_everything()), 120, 400);
}

// Each kind of rule alone, where others cannot hide it.
TEST(state_keeps_its_figures_with_trips_alone) {
    auto with = testing::classic();
    with.has_trips = true;
    change_at_random<true, Timing::kFull>(with, 10, 300);
}

TEST(state_keeps_its_figures_with_rests_alone) {
    auto with = testing::with_windows();
    with.has_rests = true;
    change_at_random<true, Timing::kFull>(with, 10, 300);
}

// The numbers of the state also are those that a plan costs which is counted by itself, route by route in its
// best windows: with one window each there is no choice.
TEST(state_costs_what_its_plan_costs) {
    auto with = testing::with_everything();
    with.has_several_windows = false;
    for (std::uint64_t seed = 0; seed < 120; ++seed) {
        Random random(seed);
        with.has_groups = seed % 2 != 0;
        const Problem problem = testing::random_problem(with, random);
        const Layout layout(problem, 5);
        State<true, Timing::kFull> state(layout);
        testing::RandomPlan<true, Timing::kFull> plan(state, random);
        for (int k = 0; !problem.demand.groups.empty() && k < 20; ++k) plan.change_contents();
        plan.fill();
        const auto expected = testing::cost_of(problem, state.plan());
        CHECK_EQ(state.num_absent_required, expected.num_absent_required);
        CHECK_EQ(state.plain_cost() - state.penalty, expected.cost);
    }
}

TEST(state_goes_back_to_a_mark) {
    const Problem problem = testing::line_problem(4, 2);
    const Layout layout(problem, 3);
    State<false, Timing::kUntimed> state(layout);
    state.insert(0, layout.head(0));
    state.insert(2, 0);
    const auto before = testing::written(state);
    const auto mark = state.mark();
    state.insert(1, 0);
    state.remove(2);
    state.insert(3, layout.head(1));
    state.rollback_to(mark);
    testing::check_state(state);
    CHECK(testing::written(state) == before);
    CHECK_EQ(state.cost, 60 + 2 * layout.required_penalty);  // 0 - 10 - 30 - 0 metres
    state.rollback();
    CHECK_EQ(state.num_present, 0);
}

// The window of the only visit begins in time, but the way back is too long for the shift.
TEST(refresh_sees_that_a_route_is_home_too_late) {
    Problem problem = testing::line_problem(1, 1);
    problem.visits.windows[0] = {{0, 95}};
    problem.slots[0].end = 100;
    problem.profiles[0].duration = {0, 90, 20, 0};
    const Layout layout(problem, 1);
    State<false, Timing::kWindows> state(layout);
    state.insert(0, layout.head(0));
    CHECK(!state.refresh(0));
    state.rollback();
    testing::check_state(state);
}
