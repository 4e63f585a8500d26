#include <algorithm>
#include <vector>

#include "check.hpp"
#include "engine/random.hpp"
#include "engine/savings.hpp"
#include "engine/state.hpp"
#include "plan_cost.hpp"
#include "problems.hpp"

using vrpcore::Index;

namespace {

vrpcore::Problem random_problem(Index num_visits, Index num_slots) {
    vrpcore::Random random(7);
    vrpcore::Problem problem;
    problem.num_visits = num_visits;
    problem.num_places = num_visits + 1;
    auto& planar = problem.profiles.emplace_back().planar;
    planar.points.push_back({500, 500});
    for (Index v = 0; v < num_visits; ++v) {
        planar.points.push_back(
            {static_cast<double>(random.below(1000)), static_cast<double>(random.below(1000))});
        problem.visits.place.push_back(v + 1);
        problem.visits.load.push_back({1 + random.below(9), 0, 0});
    }
    const auto n = static_cast<std::size_t>(num_visits);
    problem.visits.absent_cost.assign(n, 0);
    problem.visits.required.assign(n, 1);
    problem.visits.release.assign(n, -vrpcore::kForever);
    problem.visits.windows.resize(n);
    problem.visits.goods.resize(n);
    problem.visits.service_duration.emplace_back(n, 0);
    problem.visits.service_cost.emplace_back(n, 0);
    problem.depots.emplace_back();
    vrpcore::VehicleType type;
    type.load_depots = {0};
    type.capacity = {60, vrpcore::kForever, vrpcore::kForever};
    type.cost_per_metre = 1;
    type.cost_rows = {0};
    problem.types.push_back(type);
    for (Index s = 0; s < num_slots; ++s) problem.slots.push_back({0, 0, vrpcore::kForever / 2, 0, 0, 0});
    return problem;
}

}  // namespace

TEST(savings_serve_every_visit_once_within_capacity) {
    const auto problem = random_problem(400, 400);
    const vrpcore::Layout layout(problem, 20);
    std::vector<Index> served;
    double length = 0;
    double alone = 0;
    const auto& planar = problem.profiles.front().planar;
    for (const auto& route : vrpcore::savings_plan(layout)) {
        vrpcore::Amount load = 0;
        Index from = 0;
        for (const Index visit : route.trips.front().stops) {
            served.push_back(visit);
            load += problem.visits.load[static_cast<std::size_t>(visit)][0];
            length += planar.distance(from, visit + 1);
            alone += 2.0 * planar.distance(0, visit + 1);
            from = visit + 1;
        }
        length += planar.distance(from, 0);
        CHECK(load <= 60);
    }
    std::sort(served.begin(), served.end());
    CHECK_EQ(served.size(), 400U);
    CHECK(std::adjacent_find(served.begin(), served.end()) == served.end());
    CHECK(length < 0.25 * alone);
}

TEST(savings_use_no_more_vehicles_than_there_are) {
    const auto problem = random_problem(400, 10);
    const vrpcore::Layout layout(problem, 20);
    CHECK_EQ(vrpcore::savings_plan(layout).size(), 10U);
}

// The plan keeps all rules, and misses only visits that nobody can serve alone, or all vehicles are in use.
TEST(savings_keep_windows_and_shifts) {
    std::size_t num_joined = 0;
    for (const auto& with : {testing::classic(), testing::with_windows()}) {
        for (std::uint64_t seed = 0; seed < 100; ++seed) {
            vrpcore::Random random(seed);
            const auto problem = testing::random_problem(with, random);
            const vrpcore::Layout layout(problem, 20);
            const auto plan = vrpcore::savings_plan(layout);
            testing::cost_of(problem, plan);
            std::vector<std::uint8_t> is_served(static_cast<std::size_t>(problem.num_visits), 0);
            for (const auto& route : plan) {
                num_joined += route.trips.front().stops.size() - 1;
                for (const Index visit : route.trips.front().stops)
                    is_served[static_cast<std::size_t>(visit)] = 1;
            }
            if (plan.size() == layout.slot_of_route.size()) continue;
            for (Index visit = 0; visit < problem.num_visits; ++visit) {
                if (is_served[static_cast<std::size_t>(visit)]) continue;
                vrpcore::State<false, vrpcore::Timing::kWindows> state(layout);
                state.insert(visit, layout.head(state.open(0)));
                CHECK(!state.refresh(state.used.front()));
            }
        }
    }
    CHECK(num_joined > 200);
}

// Both at the same place, the second on the list first in time: one route, in the order of the windows.
TEST(savings_join_in_the_direction_that_windows_allow) {
    auto problem = testing::line_problem(2, 2);
    problem.visits.place = {1, 1};
    problem.visits.windows = {{{500, 600}}, {{0, 100}}};
    const vrpcore::Layout layout(problem, 1);
    const auto plan = vrpcore::savings_plan(layout);
    CHECK_EQ(plan.size(), 1U);
    CHECK(plan.front().trips.front().stops == (std::vector<Index>{1, 0}));
}
