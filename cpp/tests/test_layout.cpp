#include <algorithm>

#include "check.hpp"
#include "engine/layout.hpp"
#include "problems.hpp"

using namespace vrpcore;
using testing::at;

namespace {

void check_windows(std::span<const Window> found, const std::vector<Window>& expected) {
    CHECK_EQ(found.size(), expected.size());
    for (std::size_t k = 0; k < found.size(); ++k) {
        CHECK_EQ(found[k].earliest, expected[k].earliest);
        CHECK_EQ(found[k].latest, expected[k].latest);
    }
}

}  // namespace

TEST(layout_joins_equal_slots) {
    Problem p = testing::line_problem(4, 0);
    p.types.push_back(p.types.front());
    p.slots = {{0, 0, 100, 0, 0, 0}, {1, 0, 100, 0, 0, 0}, {0, 0, 100, 0, 0, 0},
               {0, 0, 90, 0, 0, 0},  {0, 0, 100, 0, 1, 0}, {1, 0, 100, 0, 0, 0}};
    const Layout layout(p, 3);
    CHECK_EQ(layout.classes.size(), 4);
    CHECK_EQ(layout.classes[0].slots, (std::vector<Index>{0, 2}));
    CHECK_EQ(layout.classes[1].slots, (std::vector<Index>{1, 5}));
    CHECK_EQ(layout.classes[2].slots, (std::vector<Index>{3}));
    CHECK_EQ(layout.classes[3].slots, (std::vector<Index>{4}));
    CHECK_EQ(layout.slot_of_route, (std::vector<Index>{0, 2, 1, 5, 3, 4}));
    CHECK_EQ(layout.class_of_route, (std::vector<Index>{0, 0, 1, 1, 2, 3}));
    CHECK_EQ(layout.classes[0].shift, layout.classes[3].shift);  // the day is no matter of windows
    CHECK(layout.classes[0].shift != layout.classes[2].shift);
}

TEST(layout_needs_no_more_vehicles_than_visits) {
    const Problem p = testing::line_problem(3, 10);
    const Layout layout(p, 2);
    CHECK_EQ(layout.num_routes, 3);
    CHECK_EQ(layout.num_nodes, 6);
}

TEST(layout_cuts_windows_to_each_shift) {
    Problem p = testing::line_problem(3, 0);
    p.visits.windows = {{}, {{10, 20}, {40, 60}, {90, 95}}, {{80, 85}}};
    p.depots[0].opening = {{0, 15}, {30, 100}};
    p.slots = {{0, 0, 50, 0, 0, 0}, {0, 45, 90, 0, 0, 0}};
    const Layout layout(p, 2);
    CHECK(layout.is_timed && layout.has_several_windows);
    const Index morning = layout.classes[0].shift;
    const Index noon = layout.classes[1].shift;
    check_windows(layout.windows(0, morning), {{0, 50}});
    check_windows(layout.windows(1, morning), {{10, 20}, {40, 50}});
    check_windows(layout.windows(1, noon), {{45, 60}, {90, 90}});
    check_windows(layout.windows(2, morning), {});
    check_windows(layout.windows(2, noon), {{80, 85}});
    check_windows(layout.opening(0, morning), {{0, 15}, {30, 50}});
    check_windows(layout.opening(0, noon), {{45, 90}});
}

TEST(layout_is_timed_where_a_shift_can_end_too_soon) {
    Problem p = testing::line_problem(2, 2);
    // 20 seconds at most for each of three legs.
    p.slots[0].end = p.slots[1].end = 60;
    CHECK(!Layout(p, 1).is_timed);
    p.slots[0].end = p.slots[1].end = 59;
    CHECK(Layout(p, 1).is_timed);
}

TEST(layout_orders_neighbours_by_distance) {
    const Problem p = testing::line_problem(6, 2);
    const Layout layout(p, 3);
    const auto near = layout.neighbours(0);
    CHECK_EQ(near.size(), 3);
    for (Index k = 0; k < 3; ++k) {
        CHECK_EQ(near[at(k)].visit, k + 1);
        CHECK_EQ(near[at(k)].to, 10 * (k + 1));
        CHECK_EQ(near[at(k)].from, 10 * (k + 1));
    }
    std::vector<Index> around;
    for (const auto& n : layout.neighbours(3)) around.push_back(n.visit);
    CHECK(around[0] == 2 && around[1] == 4);  // as near as each other: the smaller number first
    CHECK_EQ(Layout(p, 100).neighbours(0).size(), 5);
    CHECK_EQ(Layout(testing::line_problem(1, 1), 100).neighbours(0).size(), 0);
}

// Visit 1 stands nearest to visit 0, but nobody can serve both without waiting for hours.
TEST(layout_takes_windows_for_distance) {
    Problem p = testing::line_problem(3, 2);
    p.visits.windows = {{{0, 100}}, {{50'000, 50'100}}, {{0, 100}}};
    CHECK_EQ(Layout(p, 2).neighbours(0)[0].visit, 2);
}

// A required visit left out costs more than any way to serve it does.
TEST(required_penalty_exceeds_any_single_visit) {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        Random random(seed);
        const Problem p = testing::random_problem(testing::with_everything(), random);
        const Layout layout(p, 5);
        for (const auto& type : p.types) {
            const auto& profile = p.profiles[at(type.profile)];
            const Cost leg = type.cost_per_metre * *std::ranges::max_element(profile.distance) +
                             type.cost_per_second * *std::ranges::max_element(profile.duration);
            for (const auto& row : p.visits.service_cost) {
                for (const auto service : row) {
                    if (service < kInfinite)
                        CHECK(layout.required_penalty > type.day_cost + 2 * leg + service);
                }
            }
        }
    }
}
