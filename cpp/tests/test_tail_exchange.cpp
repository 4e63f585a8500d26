#include <algorithm>

#include "check.hpp"
#include "check_state.hpp"
#include "engine/tail_exchange.hpp"
#include "plan_cost.hpp"
#include "random_plan.hpp"

using namespace vrpcore;
using testing::at;

namespace {

// The least cost of the state over all exchanges that join a visit with one of another route of its class, or
// give what follows it to an unused vehicle, each carried out and undone.
template <bool kRich, Timing kTiming>
class Trial {
public:
    explicit Trial(State<kRich, kTiming>& state) : s_(state) {}

    Cost least(Index seed) {
        least_ = kInfinite;
        const auto& link = s_.links[at(seed)];
        const auto& own = s_.routes[at(s_.trips[at(link.trip)].route)];
        if (!is_movable(own)) return least_;
        for (Index visit = 0; visit < s_.layout.num_visits; ++visit) {
            if (s_.is_absent(visit)) continue;
            const auto& other = s_.routes[at(s_.trips[at(s_.links[at(visit)].trip)].route)];
            if (&other == &own || other.slots_idx != own.slots_idx || !is_movable(other)) continue;
            attempt(seed, s_.links[at(visit)].prev);
            attempt(link.prev, visit);
        }
        const auto& free = s_.free[at(own.slots_idx)];
        if (!free.empty() && s_.layout.is_visit(link.next)) attempt(seed, s_.layout.head(free.back()));
        return least_;
    }

private:
    static bool is_movable(const Route& route) {
        for (const auto mode : route.rests) {
            if (mode == RestMode::kTaken) return false;
        }
        return route.num_trips == 1 || route.type->load_depots.size() == 1;
    }

    std::vector<Index> take_behind(Index node) {
        std::vector<Index> visits;
        for (Index x = s_.links[at(node)].next; s_.layout.is_visit(x); x = s_.links[at(x)].next)
            visits.push_back(x);
        for (const Index visit : visits) s_.remove(visit);
        return visits;
    }

    bool put_behind(Index node, const std::vector<Index>& visits) {
        for (const Index visit : visits) {
            s_.insert(visit, node, kTiming == Timing::kFull ? s_.times[at(visit)].window : 0);
            node = visit;
        }
        const auto& trip = s_.trips[at(s_.links[at(node)].trip)];
        const auto& route = s_.routes[at(trip.route)];
        for (std::size_t k = 0; k < (kRich ? 3 : 1) && !s_.layout.has_pickups; ++k) {  // then `refresh` tells
            if (trip.load[k] > route.type->capacity[k]) return false;
        }
        if (trip.size == 0 && route.num_trips > 1) return false;
        return s_.has_way(trip.route) && s_.refresh(trip.route);
    }

    // Exchange what follows two nodes on their trips.
    void attempt(Index one, Index other) {
        const auto mark = s_.mark();
        const auto mine = take_behind(one);
        const auto theirs = take_behind(other);
        if (put_behind(one, theirs) && put_behind(other, mine)) least_ = std::min(least_, s_.cost);
        s_.rollback_to(mark);
    }

    State<kRich, kTiming>& s_;
    Cost least_ = kInfinite;
};

template <bool kRich, Timing kTiming>
void exchange_often(const testing::Features& with, int least_often) {
    int num_exchanged = 0;
    int num_kept = 0;
    for (std::uint64_t seed = 0; seed < 200; ++seed) {
        Random random(seed);
        const Problem problem = testing::random_problem(with, random);
        const Layout layout(problem, with.num_visits);
        State<kRich, kTiming> state(layout);
        testing::RandomPlan<kRich, kTiming> plan(state, random);
        plan.fill();
        state.set_route_bonus(static_cast<Cost>(seed % 3) * 20);
        TailExchange<kRich, kTiming> tails(state);
        for (Index visit = 0; visit < layout.num_visits; ++visit) {
            if (state.is_absent(visit)) continue;
            state.begin();
            const auto before = testing::written(state);
            const Cost cost = state.cost;
            const Cost most = random.below(200) - 50;
            const Cost least = Trial<kRich, kTiming>(state).least(visit);
            CHECK(testing::written(state) == before);
            tails.exchange(visit, most);
            testing::check_state(state);
            testing::cost_of(problem, state.plan());
            if (least - cost > most) {
                CHECK(testing::written(state) == before);
                ++num_kept;
            } else {
                CHECK_EQ(state.cost, least);
                ++num_exchanged;
            }
            if (random.below(2) != 0) continue;
            state.rollback();
            testing::check_state(state);
            CHECK(testing::written(state) == before);
        }
    }
    CHECK(num_exchanged > least_often);
    CHECK(num_kept > least_often);
}

}  // namespace

TEST(tails_change_places_at_least_cost_on_classic_problems) {
    exchange_often<false, Timing::kUntimed>(testing::classic(), 50);
}

TEST(tails_change_places_at_least_cost_with_windows) {
    exchange_often<false, Timing::kWindows>(testing::with_windows(), 50);
}

TEST(tails_change_places_at_least_cost_with_a_fleet) {
    exchange_often<true, Timing::kUntimed>(testing::with_fleet(), 50);
}

// A fleet of many classes leaves few pairs of routes that take part.
TEST(tails_change_places_at_least_cost_with_times) {
    auto with = testing::with_everything();
    with.has_trips = with.has_rests = with.has_several_windows = false;
    exchange_often<true, Timing::kFull>(with, 20);
    with.has_fleet = with.has_stock = false;
    exchange_often<true, Timing::kFull>(with, 50);
}

TEST(tails_change_places_at_least_cost_with_trips_and_rests) {
    auto with = testing::with_everything();
    with.has_several_windows = false;
    exchange_often<true, Timing::kFull>(with, 20);
    with.has_fleet = with.has_stock = false;
    exchange_often<true, Timing::kFull>(with, 50);
    with.has_rests = false;
    exchange_often<true, Timing::kFull>(with, 50);
}
