#include <algorithm>
#include <cmath>

#include "check.hpp"
#include "check_state.hpp"
#include "engine/ruin.hpp"
#include "random_plan.hpp"

using namespace vrpcore;
using testing::at;

namespace {

// Runs of removed visits in a trip as it was.
Index num_runs(const std::vector<Index>& trip, const std::vector<Index>& removed) {
    Index runs = 0;
    bool in_run = false;
    for (const Index visit : trip) {
        const bool is_removed = std::ranges::find(removed, visit) != removed.end();
        runs += is_removed && !in_run;
        in_run = is_removed;
    }
    return runs;
}

template <bool kRich, Timing kTiming>
void ruin_often(testing::Features with, const RuinOptions& options) {
    with.num_visits = 24;
    bool has_split = false;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        Random random(seed);
        const Problem problem = testing::random_problem(with, random);
        const Layout layout(problem, 23);
        State<kRich, kTiming> state(layout);
        testing::RandomPlan<kRich, kTiming> plan(state, random);
        StringRemoval<kRich, kTiming> removal(state, random, options);
        for (int k = 0; k < 20; ++k) {
            for (int change = 0; change < 20; ++change) plan.change();
            plan.fill();
            state.begin();
            std::vector<std::vector<Index>> trips;
            for (const Index r : state.used) {
                for (const auto& trip : state.plan_of(r).trips) {
                    auto& visits = trips.emplace_back();
                    std::ranges::copy_if(trip.stops, std::back_inserter(visits),
                                         [](Index v) { return v >= 0; });
                }
            }
            const auto before = testing::written(state);
            const double mean = trips.empty() ? 0.0 : double(state.num_present) / double(trips.size());
            const double longest = std::ceil(std::min(options.max_string, std::max(1.0, mean)));
            const Index centre = random.below(layout.num_visits);
            const bool was_served = !state.is_absent(centre);
            const Index present = state.num_present;
            std::vector<Index> removed{-7};  // what is there stays
            removal.ruin(centre, removed);
            CHECK_EQ(removed.front(), -7);
            removed.erase(removed.begin());
            CHECK_EQ(state.num_present, present - static_cast<Index>(removed.size()));
            if (present > 0 && was_served) CHECK(!removed.empty());
            for (const Index visit : removed) CHECK(state.is_absent(visit));
            for (const auto& trip : trips) {
                const auto count = std::ranges::count_if(trip, [&](Index v) { return state.is_absent(v); });
                CHECK(static_cast<double>(count) <= longest);
                const Index runs = num_runs(trip, removed);
                CHECK(runs <= (options.split_share > 0 ? 2 : 1));
                has_split = has_split || runs == 2;
            }
            if (random.below(2) == 0) {
                state.rollback();
                CHECK(testing::written(state) == before);
                testing::check_state(state);
                continue;
            }
            const auto touched = state.touched();
            for (const Index r : touched) {
                state.tidy(r);
                if (!state.refresh(r)) {  // the shorter way is not always the faster one here
                    state.rollback();
                    break;
                }
            }
            testing::check_state(state);
            state.begin();
        }
    }
    CHECK_EQ(has_split, options.split_share > 0);
}

}  // namespace

TEST(ruin_removes_a_string_from_each_trip) {
    RuinOptions options;
    options.split_share = 0;
    ruin_often<false, Timing::kUntimed>(testing::classic(), options);
    ruin_often<true, Timing::kFull>(testing::with_everything(), options);
}

TEST(ruin_keeps_a_part_of_a_string) {
    RuinOptions options;
    options.mean_removed = 6;
    options.max_string = 4;
    ruin_often<false, Timing::kWindows>(testing::with_windows(), options);
    ruin_often<true, Timing::kFull>(testing::with_everything(), options);
}

TEST(ruin_of_nothing_removes_nothing) {
    const Problem problem = testing::line_problem(3, 1);
    const Layout layout(problem, 2);
    State<false, Timing::kUntimed> state(layout);
    Random random(1);
    std::vector<Index> removed;
    StringRemoval<false, Timing::kUntimed>(state, random, {}).ruin(0, removed);
    CHECK(removed.empty());
}
