#include <algorithm>
#include <set>

#include "check.hpp"
#include "check_state.hpp"
#include "engine/insertion.hpp"
#include "engine/load.hpp"
#include "engine/recreate.hpp"
#include "engine/regrouping.hpp"
#include "engine/scarcity_removal.hpp"
#include "plan_cost.hpp"
#include "random_plan.hpp"

using namespace vrpcore;
using testing::at;

namespace {

// Random problems with groups, each with a random plan that is accepted.
template <bool kRich, Timing kTiming, class Run>
void for_random_plans(testing::Features with, std::uint64_t num_problems, const Run& run) {
    for (std::uint64_t seed = 0; seed < num_problems; ++seed) {
        Random random(seed);
        const Problem problem = testing::random_problem(testing::grouped(with), random);
        if (!problem.demand.is_given()) continue;
        const Layout layout(problem, with.num_visits);
        State<kRich, kTiming> state(layout);
        testing::RandomPlan<kRich, kTiming> plan(state, random);
        for (int k = 0; k < 10; ++k) plan.change_contents();
        for (Index k = random.below(8); k > 0; --k) plan.change();
        if (random.below(2) == 0) plan.fill();
        if (!std::ranges::all_of(state.used, [&](Index r) { return state.has_way(r); })) continue;
        state.begin();
        run(state, random);
    }
}

template <class S>
std::vector<Index> absent_visits(const S& state) {
    std::vector<Index> found;
    for (Index v = 0; v < state.layout.num_visits; ++v) {
        if (state.is_absent(v) && !state.is_vacant(v)) found.push_back(v);
    }
    return found;
}

// What these visits bring, in all.
template <class S>
std::set<Index> portions_of(const S& state, const std::vector<Index>& visits) {
    std::set<Index> found;
    for (const Index visit : visits) found.insert(state.contents(visit).begin(), state.contents(visit).end());
    return found;
}

template <bool kRich, Timing kTiming>
void regroup_often(const testing::Features& with) {
    int num_merged = 0;
    int num_separated = 0;
    for_random_plans<kRich, kTiming>(with, 60, [&](auto& state, Random& random) {
        Regrouping<kRich, kTiming> regrouping(state, random);
        for (int k = 0; k < 40; ++k) {
            state.begin();
            const auto before = testing::written(state);
            auto visits = absent_visits(state);
            std::erase_if(visits, [&](Index) { return random.below(3) == 0; });
            const auto given = visits;
            const auto wanted = portions_of(state, visits);
            if (k % 4 == 0) {
                regrouping.gather(visits);
            } else {
                regrouping.regroup(visits, random.below(2) == 0);
            }
            testing::check_state(state);
            const auto found = portions_of(state, visits);
            CHECK(std::ranges::includes(found, wanted));
            CHECK_EQ(std::set<Index>(visits.begin(), visits.end()).size(), visits.size());
            for (const Index visit : visits) CHECK(state.is_absent(visit) && !state.is_vacant(visit));
            for (const Index visit : given) {  // those of no group stay on the list
                const bool is_listed = std::ranges::find(visits, visit) != visits.end();
                CHECK(is_listed || state.is_vacant(visit));
            }
            CHECK_EQ(state.cost, before.cost);  // what is missing is the same, whoever would bring it
            const auto num_visits = [&](const auto& contents) {
                return std::ranges::count_if(contents,
                                             [](const auto& portions) { return !portions.empty(); });
            };
            const auto change = num_visits(testing::written(state).contents) - num_visits(before.contents);
            num_merged += change < 0;
            num_separated += change > 0;
            if (random.below(2) == 0) continue;
            state.rollback();
            testing::check_state(state);
            CHECK(testing::written(state) == before);
        }
    });
    CHECK(num_merged > 20 && num_separated > 20);
}

// A plan of a state, loaded into another one, brings the same portions on the same trips.
template <bool kRich, Timing kTiming>
void load_often(testing::Features with) {
    with.has_several_windows = false;
    int num_loaded = 0;
    for_random_plans<kRich, kTiming>(with, 300, [&](auto& state, Random&) {
        State<kRich, kTiming> other(state.layout);
        load(other, state.layout, state.plan());
        testing::check_state(other);
        CHECK(other.cost <= state.cost);  // each route begins and ends at its best
        CHECK_EQ(other.num_present, state.num_present);
        for (Index v = 0; v < state.layout.num_visits; ++v) {
            CHECK_EQ(other.is_absent(v), state.is_absent(v));
            if (state.is_absent(v) || state.layout.group_of(v) == kNone) continue;
            CHECK_EQ(other.contents(v), state.contents(v));
            ++num_loaded;
        }
    });
    CHECK(num_loaded > 100);
}

// Whether a depot can deliver these portions now, with one empty vehicle.
template <class S>
bool fits_somewhere(const S& state, const std::vector<Index>& portions) {
    const auto& demand = state.problem.demand;
    return std::ranges::any_of(state.layout.classes, [&](const SlotClass& slots) {
        const auto& type = state.problem.types[at(slots.type)];
        return std::ranges::any_of(type.load_depots, [&](Index depot) {
            Load load{};
            std::vector<Amount> cases(2, 0);
            for (const Index p : portions) {
                const auto& portion = demand.portions[at(p)];
                for (std::size_t k = 0; k < load.size(); ++k) load[k] += portion.load[k];
                for (const auto& good : portion.goods) cases[at(good.product)] += good.cases;
            }
            for (std::size_t k = 0; k < load.size(); ++k) {
                if (load[k] > type.capacity[k]) return false;
            }
            std::vector<Good> goods;
            for (Index product = 0; product < 2; ++product) {
                if (cases[at(product)] == 0) continue;
                if (demand.lacks[at(depot)][at(product)]) return false;
                goods.push_back({product, cases[at(product)]});
            }
            return state.ledger.fits(goods, load[0], depot, slots.moment, slots.day);
        });
    });
}

// Single portions, single orders, and sets to which nothing can be added.
template <bool kRich, Timing kTiming>
void check_parts(const testing::Features& with) {
    int num_mixed = 0;
    for_random_plans<kRich, kTiming>(with, 150, [&](auto& state, Random& random) {
        Regrouping<kRich, kTiming> regrouping(state, random);
        for (const Index visit : absent_visits(state)) {
            if (state.layout.group_of(visit) == kNone) continue;
            const auto all = state.contents(visit);
            const auto& parts = regrouping.parts(visit);
            CHECK_EQ(std::set(parts.begin(), parts.end()).size(), parts.size());
            std::set<Index> orders;
            for (const Index p : all) orders.insert(state.problem.demand.portions[at(p)].order);
            const auto is_of = [&](Index p, Index order) {
                return state.problem.demand.portions[at(p)].order == order;
            };
            for (const auto& part : parts) {
                CHECK(!part.empty() && part.size() < all.size());
                CHECK(std::ranges::is_sorted(part) && std::ranges::includes(all, part));
                const auto first = state.problem.demand.portions[at(part.front())].order;
                const bool is_mixed = !std::ranges::all_of(part, [&](Index p) { return is_of(p, first); });
                if (is_mixed) CHECK(fits_somewhere(state, part));
                num_mixed += is_mixed;
            }
            const auto is_listed = [&](const std::vector<Index>& part) {
                return part.size() == all.size() || std::ranges::find(parts, part) != parts.end();
            };
            for (const Index p : all) CHECK(is_listed({p}));
            for (const Index order : orders) {
                std::vector<Index> own;
                std::ranges::copy_if(all, std::back_inserter(own), [&](Index p) { return is_of(p, order); });
                CHECK(is_listed(own));
            }
        }
    });
    CHECK(num_mixed > 20);
}

// All visits that leave have a product that the absent one lacks, or they are of one route.
template <bool kRich, Timing kTiming>
void ruin_scarce(const testing::Features& with) {
    int num_by_product = 0;
    int num_by_route = 0;
    for_random_plans<kRich, kTiming>(with, 200, [&](auto& state, Random& random) {
        if (!state.layout.has_stock) return;
        ScarcityRemoval<kRich, kTiming> removal(state, random);
        const auto before = testing::written(state);
        for (const Index absent : absent_visits(state)) {
            std::vector<Index> route_of(at(state.layout.num_visits), kNone);
            for (Index v = 0; v < state.layout.num_visits; ++v) {
                if (!state.is_absent(v)) route_of[at(v)] = state.trips[at(state.links[at(v)].trip)].route;
            }
            std::vector<Index> removed{-7};  // what is there stays
            removal.ruin(absent, removed);
            CHECK_EQ(removed.front(), -7);
            removed.erase(removed.begin());
            for (const Index visit : removed) CHECK(state.is_absent(visit) && route_of[at(visit)] != kNone);
            const auto has = [&](Index visit, Index product) {
                const auto& goods = state.visits.goods[at(visit)];
                return std::ranges::find(goods, product, &Good::product) != goods.end();
            };
            const bool by_product =
                std::ranges::any_of(state.visits.goods[at(absent)], [&](const Good& good) {
                    return std::ranges::all_of(removed,
                                               [&](Index visit) { return has(visit, good.product); });
                });
            const bool by_route = std::ranges::all_of(
                removed, [&](Index visit) { return route_of[at(visit)] == route_of[at(removed.front())]; });
            CHECK(removed.empty() || by_product || by_route);
            num_by_product += !removed.empty() && !by_route;
            num_by_route += !removed.empty() && !by_product;
            state.rollback();
            testing::check_state(state);
            CHECK(testing::written(state) == before);
        }
    });
    CHECK(num_by_product > 10 && num_by_route > 10);
}

// Nothing that is absent, and no part of it, can come in for less than it costs to leave it out.
template <bool kRich, Timing kTiming>
void complete_often(testing::Features with) {
    with.has_several_windows = false;
    int num_completed = 0;
    int num_left = 0;
    for_random_plans<kRich, kTiming>(with, 150, [&](auto& state, Random& random) {
        Recreate<kRich, kTiming> recreate(state, random, 0.01, 4);
        Insertion<kRich, kTiming> insertion(state, random);
        Regrouping<kRich, kTiming> regrouping(state, random);
        insertion.be_thorough(true);
        const Cost before = state.cost;
        recreate.complete();
        testing::check_state(state);
        CHECK(state.cost <= before);
        num_completed += state.cost < before;
        testing::cost_of(state.problem, state.plan());
        for (const Index visit : absent_visits(state)) {
            const auto whole = insertion.best_anywhere(visit, state.absent_cost(visit));
            CHECK(whole.where == Where::kNowhere);
            ++num_left;
            const Index group = state.layout.group_of(visit);
            const Index vacant = group == kNone ? kNone : state.vacant_visit(group);
            if (vacant == kNone) continue;
            for (const auto& part : regrouping.parts(visit)) {
                state.begin();
                for (const Index p : part) state.move_portion(p, vacant);
                const auto found = insertion.best_anywhere(vacant, state.absent_cost(vacant));
                CHECK(found.where == Where::kNowhere);
                state.rollback();
            }
        }
    });
    CHECK(num_completed > 50 && num_left > 50);
}

}  // namespace

TEST(regrouping_keeps_every_portion) {
    regroup_often<true, Timing::kUntimed>(testing::with_fleet());
    regroup_often<true, Timing::kFull>(testing::with_everything());
}

TEST(load_gives_visits_their_portions) {
    load_often<true, Timing::kUntimed>(testing::with_fleet());
    load_often<true, Timing::kFull>(testing::with_everything());
}

TEST(parts_may_fit_where_the_whole_does_not) {
    check_parts<true, Timing::kUntimed>(testing::with_fleet());
    check_parts<true, Timing::kFull>(testing::with_everything());
}

TEST(scarcity_removal_takes_visits_with_the_same_goods) {
    ruin_scarce<true, Timing::kUntimed>(testing::with_fleet());
    ruin_scarce<true, Timing::kFull>(testing::with_everything());
}

TEST(complete_leaves_out_nothing_that_pays) {
    complete_often<true, Timing::kUntimed>(testing::with_fleet());
    complete_often<true, Timing::kFull>(testing::with_everything());
}
