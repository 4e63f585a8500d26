#include "check.hpp"
#include "check_state.hpp"
#include "engine/insertion.hpp"
#include "engine/recreate.hpp"
#include "plan_cost.hpp"
#include "problems.hpp"

using namespace vrpcore;
using testing::at;

namespace {

using S = State<true, Timing::kUntimed>;

// Visits on a line, those with negative figures collect.
Problem line(const std::vector<Amount>& changes, Amount capacity, bool backhaul_last = false) {
    Problem problem = testing::line_problem(static_cast<Index>(changes.size()), 3);
    for (std::size_t v = 0; v < changes.size(); ++v) {
        problem.visits.pickup.push_back(changes[v] < 0);
        problem.visits.load[v] = {changes[v] < 0 ? -changes[v] : changes[v], 0, 0};
    }
    problem.types[0].capacity[0] = capacity;
    problem.backhaul_last = backhaul_last;
    return problem;
}

void append(S& state, const std::vector<Index>& visits) {
    state.append(state.layout.head(0), visits);
}

}  // namespace

// Of 6 and 4 to deliver and 5 to collect: 10 aboard, then 4, 9 and 5.
TEST(aboard_follows_the_load_along_a_trip) {
    const Problem problem = line({6, -5, 4}, 10);
    const Layout layout(problem, 2);
    S state(layout);
    append(state, {0, 1, 2});
    CHECK(state.refresh(0));
    testing::check_state(state);
    const Index head = layout.head(0);
    CHECK_EQ(state.most_aboard(head)[0], 10);
    CHECK_EQ(state.aboard[at(head)].before[0], 10);
    CHECK_EQ(state.aboard[0].after[0], 9);
    CHECK_EQ(state.aboard[1].after[0], 9);
    CHECK_EQ(state.aboard[2].after[0], 5);
}

// The same visits, the pickup first: 15 are aboard behind it.
TEST(refresh_sees_that_a_pickup_comes_too_early) {
    const Problem problem = line({6, -5, 4}, 14);
    const Layout layout(problem, 2);
    S state(layout);
    append(state, {1, 0, 2});
    CHECK(!state.refresh(0));
    state.rollback();
    testing::check_state(state);
}

// A full vehicle, emptied at the first visit: one more pickup of 10 fits behind it alone.
TEST(insertion_puts_a_pickup_where_there_is_room) {
    const Problem problem = line({10, -10}, 10);
    const Layout layout(problem, 1);
    S state(layout);
    append(state, {0});
    CHECK(state.refresh(0));
    Random random(1);
    Insertion<true, Timing::kUntimed> insertion(state, random);
    const auto position = insertion.best(1, kInfinite, 0.0);
    CHECK(position.where == Where::kAfter);
    CHECK_EQ(position.after, 0);
    CHECK(insertion.apply(1, position));
    CHECK_EQ(state.cost, 40);
    testing::check_state(state);
}

TEST(backhauls_follow_deliveries) {
    const auto holds = [](const std::vector<Amount>& changes, const std::vector<Index>& order) {
        const Problem problem = line(changes, 100, true);
        const Layout layout(problem, 2);
        S state(layout);
        append(state, order);
        return state.refresh(0);
    };
    CHECK(holds({1, -1, 1}, {0, 2, 1}));
    CHECK(!holds({1, -1, 1}, {0, 1, 2}));
    CHECK(!holds({-1, -1}, {0, 1}));  // no trip only collects
    CHECK(holds({1, 1}, {0, 1}));
}

// Stock is what goes out: a pickup neither takes from it nor gives to it.
TEST(pickups_leave_stock_alone) {
    Problem problem = line({4, -4}, 10);
    problem.depots[0].stock = {4};
    problem.depots[0].max_grams_per_day = 4;
    for (auto& goods : problem.visits.goods) goods = {{0, 4}};
    const Layout layout(problem, 1);
    S state(layout);
    CHECK(state.ledger.fits(0, 0, 0, 0));
    append(state, {1});
    CHECK(state.ledger.fits(0, 0, 0, 0));
    append(state, {0});
    CHECK(!state.ledger.fits(0, 0, 0, 0));
    CHECK(state.ledger.fits(1, 0, 0, 0));
}

// The only delivery of a trip is removed: its pickup leaves with it, and both come back.
TEST(pickups_leave_with_the_last_delivery) {
    const Problem problem = line({4, -4}, 10, true);
    const Layout layout(problem, 1);
    S state(layout);
    append(state, {0, 1});
    CHECK(state.refresh(0));
    state.begin();
    Random random(1);
    Recreate<true, Timing::kUntimed> recreate(state, random, 0.0, 4);
    state.remove(0);
    std::vector<Index> removed{0};
    CHECK(recreate.recreate(0, removed, kInfinite));
    CHECK_EQ(removed.size(), 2);
    CHECK_EQ(state.num_absent_required, 0);
    testing::check_state(state);
}

// One vehicle could deliver both, but each of the two pickups fills one.
TEST(a_pickup_opens_a_trip_with_a_delivery) {
    const Problem problem = line({3, 3, -6, -6}, 6, true);
    const Layout layout(problem, 3);
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        S state(layout);
        Random random(seed);
        std::vector<Index> all{0, 1, 2, 3};
        Recreate<true, Timing::kUntimed>(state, random, 0.0, 4).insert_all(all);
        CHECK_EQ(state.num_absent_required, 0);
        CHECK_EQ(state.used.size(), 2);
        testing::check_state(state);
    }
}
