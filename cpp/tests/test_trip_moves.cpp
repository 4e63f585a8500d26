#include "check.hpp"
#include "check_state.hpp"
#include "engine/trip_moves.hpp"
#include "plan_cost.hpp"
#include "random_plan.hpp"

using namespace vrpcore;
using testing::at;

namespace {

using S = State<true, Timing::kFull>;

// Exchanges at random, undone now and then: every figure is recounted, nothing is lost, and what they cost
// stays within what is allowed. Returns how many there were.
int exchange_often(const testing::Features& with, std::uint64_t num_problems) {
    int num_exchanged = 0;
    for (std::uint64_t seed = 0; seed < num_problems; ++seed) {
        Random random(seed);
        const Problem problem = testing::random_problem(with, random);
        const Layout layout(problem, 5);
        S state(layout);
        testing::RandomPlan<true, Timing::kFull> plan(state, random);
        TripMoves moves(state, random);
        for (int k = 0; k < 20; ++k) {
            plan.fill();
            state.set_route_bonus(20 * (k % 3));
            const auto before = testing::written(state);
            const Cost cost = state.cost;
            const Index present = state.num_present;
            const Cost most = random.below(3) == 0 ? 0 : random.below(200);
            if (state.used.empty()) break;
            moves.exchange(state.used[at(random.below(static_cast<Index>(state.used.size())))], most);
            testing::check_state(state);
            testing::cost_of(problem, state.plan());
            CHECK_EQ(state.num_present, present);
            // Of several windows the first that fits is taken, which may cost more.
            if (!layout.has_several_windows) CHECK(state.cost <= cost + most);
            num_exchanged += !(testing::written(state) == before);
            if (random.below(2) == 0) {
                state.rollback();
                testing::check_state(state);
                CHECK(testing::written(state) == before);
            }
            for (int change = 0; change < 5; ++change) plan.change();
        }
    }
    return num_exchanged;
}

}  // namespace

TEST(trip_moves_keep_all_rules) {
    auto with = testing::classic();
    with.has_trips = true;
    with.num_visits = 14;
    CHECK(exchange_often(with, 60) > 60);
    with.has_windows = with.has_times = true;
    CHECK(exchange_often(with, 100) > 30);
    auto everything = testing::with_everything();
    everything.num_visits = 16;
    everything.has_gaps = everything.has_stock = false;  // random plans need not keep these
    CHECK(exchange_often(everything, 300) > 0);
}

// Two vehicles with a shift of 100 seconds; trips of 60, 40, 40 and 20 seconds. With 60 + 20 on one and 40 +
// 40 on the other no trip of 40 seconds more fits; after one exchange, 60 + 40 and 40 + 20, one does.
TEST(trip_moves_make_room) {
    Problem problem =
        testing::line_problem(5, 2);  // out to visit v and back: 20 * (v + 1) metres and seconds
    problem.types.front().max_trips = 5;
    for (auto& slot : problem.slots) slot.start = 0, slot.end = 100;
    problem.visits.place = {3, 2, 2, 1, 2};
    const Layout layout(problem, 4);
    S state(layout);
    const auto load = [&](Index route, Index visit) {
        const Index last = state.links[at(layout.head(route))].prev;
        const bool is_first = last == layout.head(route);
        const Index after = is_first ? last : layout.head(state.split_trip(last, 0));
        state.insert(visit, after);
        CHECK(state.refresh(route));
    };
    load(0, 0);
    load(0, 3);
    load(1, 1);
    load(1, 2);
    state.begin();
    const Cost cost = state.cost;
    Random random(1);
    TripMoves moves(state, random);
    bool has_room = false;
    for (int k = 0; k < 50 && !has_room; ++k) {
        moves.exchange(random.below(2), 0);
        CHECK_EQ(state.cost, cost);
        CHECK(state.routes[0].size > 0 && state.routes[1].size > 0);
        has_room = std::min(state.routes[0].duration, state.routes[1].duration) == 60;
    }
    CHECK(has_room);
    testing::check_state(state);
}
