#include <algorithm>

#include "check.hpp"
#include "check_state.hpp"
#include "engine/cluster_removal.hpp"
#include "random_plan.hpp"

using namespace vrpcore;
using testing::at;

namespace {

struct Seen {
    int served = 0;
    int absent = 0;
    int strings = 0;
};

void remove_cluster(const testing::Features& with, std::uint64_t seed, Seen& seen) {
    using S = State<true, Timing::kFull>;
    Random random(seed);
    const Problem problem = testing::random_problem(with, random);
    const Layout layout(problem, with.num_visits);
    S state(layout);
    testing::RandomPlan<true, Timing::kFull> plan(state, random);
    plan.fill();
    state.begin();
    const auto before = testing::written(state);
    const Index visit = random.below(layout.num_visits);
    if (state.is_vacant(visit)) return;
    const bool was_served = !state.is_absent(visit);
    std::vector<Index> class_of(at(layout.num_visits), kNone);
    for (Index v = 0; v < layout.num_visits; ++v) {
        if (!state.is_absent(v))
            class_of[at(v)] = state.routes[at(state.trips[at(state.links[at(v)].trip)].route)].slots_idx;
    }
    ClusterRemoval<true, Timing::kFull> removal(state, random);
    std::vector<Index> removed;
    const Index slots = removal.ruin(visit, removed);
    if (slots == kNone) {
        CHECK(removed.empty());
        CHECK(testing::written(state) == before);
        return;
    }
    ++(was_served ? seen.served : seen.absent);
    CHECK(slots != class_of[at(visit)]);
    CHECK(!state.windows(visit, layout.classes[at(slots)].shift).empty());
    const auto& cluster = removal.cluster();
    CHECK_EQ(cluster.front(), visit);
    CHECK(std::ranges::equal(cluster, std::span(removed).first(cluster.size())));
    for (const Index other : cluster) CHECK_EQ(class_of[at(other)] == kNone, !was_served);
    // What follows the cluster was on one route of the class.
    for (std::size_t k = cluster.size(); k < removed.size(); ++k) {
        CHECK_EQ(class_of[at(removed[k])], slots);
        ++seen.strings;
    }
    for (const Index other : removed) CHECK(state.is_absent(other) && !state.is_vacant(other));
    std::ranges::sort(removed);
    CHECK(std::ranges::adjacent_find(removed) == removed.end());
    state.rollback();
    CHECK(testing::written(state) == before);
}

}  // namespace

TEST(cluster_removal_makes_room_on_a_class_that_can_serve_the_seed) {
    Seen seen;
    auto with = testing::with_everything();
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        remove_cluster(with, seed, seen);
        remove_cluster(testing::grouped(with), seed, seen);
    }
    CHECK(seen.served > 50 && seen.absent > 50 && seen.strings > 50);
}
