#include <algorithm>

#include "check.hpp"
#include "engine/search.hpp"
#include "plan_cost.hpp"
#include "problems.hpp"

using namespace vrpcore;
using testing::at;

namespace {

SearchOptions iterations(std::int64_t count, std::uint64_t seed = 1) {
    SearchOptions options;
    options.seed = seed;
    options.iterations = count;
    options.seconds = 60;
    return options;
}

SearchResult searched(const Problem& problem, std::int64_t count = 300, const Plan& start = {}) {
    return search(problem, start, iterations(count), {});
}

bool same(const Plan& a, const Plan& b) {
    return std::ranges::equal(a, b, [](const RoutePlan& x, const RoutePlan& y) {
        const auto same_contents = [](const VisitContents& s, const VisitContents& t) {
            return s.visit == t.visit && s.portions == t.portions;
        };
        return x.slot == y.slot && std::ranges::equal(x.contents, y.contents, same_contents) &&
               std::ranges::equal(x.trips, y.trips, [](const TripPlan& s, const TripPlan& t) {
                   return s.depot == t.depot && s.stops == t.stops;
               });
    });
}

SearchResult constructed(const Problem& problem, const Plan& start = {}) {
    SearchOptions options = iterations(0);
    options.careful_start = true;
    return search(problem, start, options, {});
}

// The plan keeps all rules and costs what the search says; `is_exact`: also where windows could be chosen
// better.
void check_search(const testing::Features& with, std::uint64_t num_problems, bool is_exact) {
    for (std::uint64_t seed = 0; seed < num_problems; ++seed) {
        Random random(seed);
        const Problem problem = testing::random_problem(with, random);
        const auto found = searched(problem, 400);
        const auto expected = testing::cost_of(problem, found.plan);
        CHECK_EQ(found.num_absent_required, expected.num_absent_required);
        if (is_exact) CHECK_EQ(found.cost, expected.cost);
        CHECK(found.cost >= expected.cost);
        CHECK(same(searched(problem, 400).plan, found.plan));
        const auto further = searched(problem, 200, found.plan);
        const auto num_penalties = testing::cost_of(problem, further.plan).num_penalties;
        CHECK(num_penalties < expected.num_penalties ||
              (num_penalties == expected.num_penalties && further.cost <= found.cost));
        const auto first = constructed(problem);
        const auto least = testing::cost_of(problem, first.plan);
        CHECK_EQ(first.num_absent_required, least.num_absent_required);
        CHECK(first.cost >= least.cost);
        const auto kept = constructed(problem, found.plan);
        CHECK(testing::cost_of(problem, kept.plan).num_penalties <= expected.num_penalties);
    }
}

}  // namespace

TEST(search_is_right_on_classic_problems) {
    check_search(testing::classic(), 15, true);
}
TEST(search_is_right_with_windows) {
    check_search(testing::with_windows(), 25, true);
}
TEST(search_is_right_with_a_fleet) {
    check_search(testing::with_fleet(), 25, true);
}
TEST(search_is_right_with_everything) {
    auto with = testing::with_everything();
    check_search(with, 40, false);
    with.has_several_windows = false;
    check_search(with, 40, true);
}

TEST(search_is_right_with_groups) {
    check_search(testing::grouped(testing::with_fleet()), 60, true);
    auto with = testing::grouped(testing::with_everything());
    check_search(with, 40, false);
    with.has_several_windows = false;
    check_search(with, 80, true);
}

// Out to the last of five visits and back, 100 metres; one route is enough.
TEST(search_finds_the_line) {
    const auto found = searched(testing::line_problem(5, 5));
    CHECK_EQ(found.cost, 100);
    CHECK_EQ(found.num_absent_required, 0);
    CHECK_EQ(found.plan.size(), 1);
    CHECK_EQ(found.stopped_by, std::string("iterations"));
}

// The large vehicle is the only one for the large visit; the small visit would cost as much on either.
TEST(search_with_care_begins_with_visits_that_few_can_serve) {
    for (const Index large : {0, 1}) {
        Problem problem = testing::line_problem(2, 1);
        problem.visits.load[at(large)][0] = 10;
        problem.visits.load[at(1 - large)][0] = 1;
        problem.types[0].capacity[0] = 10;
        problem.types.push_back(problem.types[0]);
        problem.types[1].capacity[0] = 1;
        problem.slots.push_back(problem.slots[0]);
        problem.slots[1].type = 1;
        CHECK_EQ(constructed(problem).num_absent_required, 0);
    }
}

// Seven visits of 100 seconds and a rest of 100 that begins by 500: a route that ended before the rest would
// have no time for all of them.
TEST(search_with_care_opens_routes_for_a_whole_day) {
    Problem problem = testing::line_problem(7, 1);
    problem.visits.service_duration[0].assign(7, 100);
    problem.types[0].rests = {{400, 500, 100}};
    problem.slots[0].start = 0;
    problem.slots[0].end = 1000;
    CHECK_EQ(constructed(problem).num_absent_required, 0);
}

// With a shift of 300 seconds there is no rest to take: it would begin at 400.
TEST(search_with_care_leaves_out_rests_that_come_too_late) {
    Problem problem = testing::line_problem(2, 1);
    problem.types[0].rests = {{400, 500, 100}};
    problem.slots[0].start = 0;
    problem.slots[0].end = 300;
    CHECK_EQ(constructed(problem).num_absent_required, 0);
}

TEST(search_of_no_visits) {
    const auto found = searched(testing::line_problem(0, 3));
    CHECK(found.plan.empty());
    CHECK_EQ(found.cost, 0);
}

TEST(search_of_one_visit) {
    CHECK_EQ(searched(testing::line_problem(1, 1)).cost, 20);
}

TEST(search_without_vehicles) {
    Problem problem = testing::line_problem(4, 0);
    problem.visits.required[2] = 0;
    problem.visits.absent_cost[2] = 17;
    const auto found = searched(problem);
    CHECK(found.plan.empty());
    CHECK_EQ(found.cost, 17);
    CHECK_EQ(found.num_absent_required, 3);
    problem.types.clear();
    CHECK_EQ(searched(problem).num_absent_required, 3);
}

TEST(search_where_nothing_fits) {
    const auto check_nothing = [](const Problem& problem) {
        const auto found = searched(problem);
        CHECK(found.plan.empty());
        CHECK_EQ(found.cost, 0);
        CHECK_EQ(found.num_absent_required, 6);
    };
    Problem closed = testing::line_problem(6, 3);
    for (auto& windows : closed.visits.windows) windows = {{kForever, -kForever}};
    check_nothing(closed);
    Problem small = testing::line_problem(6, 3);
    small.types[0].capacity = {0, 0, 0};
    check_nothing(small);
    Problem islands = testing::line_problem(6, 3);
    for (auto* legs : {&islands.profiles[0].distance, &islands.profiles[0].duration}) {
        for (auto& leg : *legs) leg = leg == 0 ? 0 : -1;
    }
    check_nothing(islands);
}

// Half of the visits can be reached, but nobody comes back from them.
TEST(search_where_there_is_no_way_back) {
    Problem problem = testing::line_problem(6, 6);
    for (std::size_t from = 4; from < 7; ++from) {
        for (std::size_t to = 0; to < 4; ++to) {
            problem.profiles[0].distance[from * 7 + to] = problem.profiles[0].duration[from * 7 + to] = -1;
        }
    }
    const auto found = searched(problem);
    CHECK_EQ(found.cost, 60);
    CHECK_EQ(found.num_absent_required, 3);
}

TEST(search_of_many_visits_at_one_place) {
    Problem problem = testing::line_problem(500, 50);
    problem.visits.place.assign(500, 1);
    problem.types[0].capacity[0] = 10;
    const auto found = searched(problem, 200);
    CHECK_EQ(found.cost, 50 * 20);
    CHECK_EQ(found.plan.size(), 50);
}

TEST(search_leaves_out_what_does_not_pay) {
    Problem problem = testing::line_problem(5, 5);
    problem.visits.required.assign(5, 0);
    problem.visits.absent_cost = {100, 100, 1, 1,
                                  1};  // 40 metres to the first two and back, 20 more for each other
    const auto found = searched(problem);
    CHECK_EQ(found.cost, 43);
    CHECK_EQ(found.num_absent_required, 0);
}

TEST(search_stops_when_told) {
    const Problem problem = testing::line_problem(20, 5);
    SearchOptions options = iterations(-1);
    int num_told = 0;
    const auto found = search(problem, {}, options, [&](const Snapshot& snapshot) {
        CHECK_EQ(snapshot.num_absent_required, 0);
        return ++num_told < 3;
    });
    CHECK_EQ(found.stopped_by, std::string("cancelled"));
    CHECK_EQ(num_told, 3);
    options.target_cost = 400;
    CHECK_EQ(search(problem, {}, options, {}).stopped_by, std::string("target_cost"));
    options.target_cost = -1;
    options.first_feasible = true;
    CHECK_EQ(search(problem, {}, options, {}).stopped_by, std::string("first_feasible"));
    options.first_feasible = false;
    options.no_improvement = 50;
    CHECK_EQ(search(problem, {}, options, {}).stopped_by, std::string("no_improvement"));
}
