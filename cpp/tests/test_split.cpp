#include <algorithm>

#include "check.hpp"
#include "check_state.hpp"
#include "engine/fleet.hpp"
#include "plan_cost.hpp"
#include "random_plan.hpp"

using namespace vrpcore;
using testing::at;

namespace {

using S = State<true, Timing::kUntimed>;

bool is_allowed(S& state, Index r) {
    const auto& route = state.routes[at(r)];
    if (!state.refresh(r)) return false;
    for (std::size_t k = 0; k < kNumDimensions; ++k) {
        if (state.trips[at(r)].load[k] > route.type->capacity[k]) return false;
    }
    return state.has_way(r);
}

// The least cost of the state over all ways to cut a route in two and all vehicles of its depot for the
// parts, each carried out and undone.
Cost least_split(S& state, Index r) {
    const auto visits = state.plan_of(r).trips.front().stops;
    const auto slots = *state.routes[at(r)].slots;
    const auto& own = *state.routes[at(r)].type;
    Cost least = state.cost;
    const auto mark = state.mark();
    const auto fill = [&](Index route, auto begin, auto end) {
        const auto& type = *state.routes[at(route)].type;
        if (type.depot != own.depot || type.profile != own.profile || type.cost_rows != own.cost_rows ||
            state.routes[at(route)].slots->day != slots.day ||
            state.routes[at(route)].slots->moment != slots.moment) {
            return false;
        }
        Index last = state.layout.head(route);
        for (auto x = begin; x != end; ++x) {
            state.insert(*x, last);
            last = *x;
        }
        return is_allowed(state, route);
    };
    for (auto cut = visits.begin() + 1; cut < visits.end(); ++cut) {
        for (Index a = 0; a < static_cast<Index>(state.free.size()); ++a) {
            for (Index b = 0; b < static_cast<Index>(state.free.size()); ++b) {
                for (const Index visit : visits) state.remove(visit);
                bool fits = !state.free[at(a)].empty() && fill(state.open(a), visits.begin(), cut);
                fits = fits && !state.free[at(b)].empty() && fill(state.open(b), cut, visits.end());
                if (fits) least = std::min(least, state.cost);
                state.rollback_to(mark);
            }
        }
    }
    return least;
}

}  // namespace

TEST(split_finds_the_cheapest_cut) {
    auto with = testing::with_fleet();
    with.num_visits = 12;
    with.has_stock = with.has_gaps = false;
    int num_better = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Random random(seed);
        Problem problem = testing::random_problem(with, random);
        for (auto& type : problem.types) {  // differ in capacity and rates alone
            type.depot = problem.types.front().depot;
            type.load_depots = {type.depot};
            type.profile = problem.types.front().profile;
            type.cost_rows = problem.types.front().cost_rows;
        }
        for (auto& slot : problem.slots) {
            slot = {slot.type, problem.slots.front().start, problem.slots.front().end, 0, 0, 0};
        }
        const Layout layout(problem, 11);
        S state(layout);
        testing::RandomPlan<true, Timing::kUntimed> plan(state, random);
        plan.fill();
        state.set_route_bonus(static_cast<Cost>(seed % 3) * 20);
        FleetMoves<true, Timing::kUntimed> fleet(state, random);
        const auto used = state.used;
        for (const Index r : used) {
            if (!is_allowed(state, r)) continue;
            const Cost before = state.cost;
            const Index present = state.num_present;
            const Cost least = least_split(state, r);
            fleet.split(r);
            CHECK(state.cost <= before);
            CHECK(state.cost >= least);
            num_better += state.cost < before;
            CHECK_EQ(state.num_present, present);
            testing::check_state(state);
        }
        state.rollback();
        testing::check_state(state);
    }
    CHECK(num_better >= 10);
}

// Six visits on a line, on one vehicle that costs 1,000: two that hold three visits cost 10 each.
TEST(split_gives_each_half_its_own_small_vehicle) {
    Problem problem = testing::line_problem(6, 1);
    problem.types.push_back(problem.types.front());
    problem.types.front().day_cost = 1000;
    problem.types.back().day_cost = 10;
    problem.types.back().capacity[0] = 3;
    for (Index k = 0; k < 2; ++k) {
        problem.slots.push_back(problem.slots.front());
        problem.slots.back().type = 1;
    }
    for (auto& load : problem.visits.load) load[0] = 1;
    const Layout layout(problem, 5);
    S state(layout);
    Index last = layout.head(0);
    for (Index v = 0; v < 6; ++v) {
        state.insert(v, last);
        last = v;
    }
    Random random(1);
    FleetMoves<true, Timing::kUntimed>(state, random).split(0);
    CHECK_EQ(state.used.size(), 2);
    CHECK_EQ(state.routes[0].size, 0);
    CHECK_EQ(state.cost, 2 * 10 + 2 * 30 + 2 * 60);  // to the third and back, to the sixth and back
    testing::check_state(state);
}
