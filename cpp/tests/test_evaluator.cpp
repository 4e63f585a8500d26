#include <optional>

#include "check.hpp"
#include "engine/evaluator.hpp"
#include "plan_cost.hpp"
#include "random_plan.hpp"

using namespace vrpcore;
using testing::at;

namespace {

// A proposal, and the route that it stands for, written down piece by piece.
template <bool kRich, Timing kTiming>
class Chain {
public:
    using S = State<kRich, kTiming>;

    Chain(const S& state, const Route& vehicle, Index route, Windows windows = Windows::kKept)
        : s_(state), proposal_(vehicle, 0, windows), plan_{state.layout.slot_of_route[at(route)], {}, {}} {}

    Chain& up_to(Index node) {
        proposal_.up_to(node);
        write(s_.first_head(node), node);
        return *this;
    }
    Chain& run(Index from, Index to) {
        proposal_.run(from, to);
        write(from, to);
        return *this;
    }
    void from_or_home(Index node, Index route) {
        const Index head = s_.layout.head(route);
        if (node == head) return home();
        proposal_.from(node);
        write(node, s_.links[at(head)].prev);
    }
    Chain& load(Index depot) {
        proposal_.load(depot, 0);
        plan_.trips.push_back({depot, {}});
        return *this;
    }
    Chain& visit(Index visit) {
        proposal_.visit(visit);
        plan_.trips.back().stops.push_back(visit);
        return *this;
    }
    void home() { proposal_.home(); }

    const RoutePlan& plan() const { return plan_; }
    const Proposal& proposal() {
        proposal_.num_trips = static_cast<Index>(plan_.trips.size());
        return proposal_;
    }

private:
    void write(Index from, Index to) {
        for (Index x = from;; x = s_.links[at(x)].next) {
            if (s_.layout.is_head(x)) {
                plan_.trips.push_back({s_.depot_on(x, *proposal_.vehicle->type), {}});
            } else {
                plan_.trips.back().stops.push_back(s_.layout.is_visit(x) ? x : ~s_.layout.nth_rest(x));
            }
            if (x == to) return;
        }
    }

    const S& s_;
    Proposal proposal_;
    RoutePlan plan_;
};

// What a route costs, recomputed from the problem alone; none where it breaks a rule.
std::optional<Cost> recomputed(const Problem& problem, const RoutePlan& route) {
    try {
        Cost cost = testing::cost_of(problem, {route}).cost - testing::cost_of(problem, {}).cost;
        for (const auto& trip : route.trips) {
            for (const Index stop : trip.stops) {
                const bool is_optional = stop >= 0 && !problem.visits.required[at(stop)];
                if (is_optional) cost += problem.visits.absent_cost[at(stop)];
            }
        }
        return cost;
    } catch (const check::Failure&) {
        return {};
    }
}

struct Counts {
    int allowed = 0;
    int refused = 0;
};

// Random proposals over a random plan, each priced and recomputed.
template <bool kRich, Timing kTiming>
class Proposals {
public:
    using S = State<kRich, kTiming>;
    static constexpr bool kFull = kTiming == Timing::kFull;

    // `is_exact`: nothing but the pieces decides what a route costs, and whether it is allowed.
    Proposals(S& state, Random& random, bool is_exact, Counts& counts)
        : s_(state), random_(random), evaluator_(state), is_exact_(is_exact), counts_(counts) {}

    void propose() {
        const Index r = some(s_.used);
        switch (random_.below(6)) {
            case 0:
                return insert(r);
            case 1:
                return exchange_tails(r);
            case 2:
                return change_vehicle(r);
            case 3:
                return load_again(r);
            case 4:
                return open();
            default:
                return move_run(r);
        }
    }

private:
    Index below(std::size_t n) { return random_.below(static_cast<Index>(n)); }
    Index some(const std::vector<Index>& all) { return all[at(below(all.size()))]; }
    Index next(Index node) const { return s_.links[at(node)].next; }
    Index some_node(Index route) {
        std::vector<Index> nodes;
        Index x = s_.layout.head(route);
        do {
            nodes.push_back(x);
            x = next(x);
        } while (x != s_.layout.head(route));
        return some(nodes);
    }
    Index some_absent() {
        const Index visit = random_.below(s_.layout.num_visits);
        return s_.is_absent(visit) ? visit : kNone;
    }
    Chain<kRich, kTiming> on(Index route, Windows windows = Windows::kKept) const {
        return {s_, s_.routes[at(route)], route, windows};
    }

    // An absent visit after a node.
    void insert(Index r) {
        const Index visit = some_absent();
        if (visit == kNone) return;
        auto chain = on(r);
        const Index node = some_node(r);
        chain.up_to(node).visit(visit).from_or_home(next(node), r);
        check(chain);
    }

    // What follows a node of another route of the class.
    void exchange_tails(Index r) {
        const Index other = some(s_.used);
        const bool is_alike = s_.routes[at(other)].slots_idx == s_.routes[at(r)].slots_idx;
        if (other == r || !is_alike || s_.layout.max_rests > 0) return;
        auto chain = on(r);
        chain.up_to(some_node(r)).from_or_home(some_node(other), other);
        check(chain);
    }

    // All of a route on an unused vehicle.
    void change_vehicle(Index r) {
        if (kTiming == Timing::kWindows) return;
        const auto slots = below(s_.free.size());
        const auto& free = s_.free[at(slots)];
        const auto& route = s_.routes[at(r)];
        if (free.empty()) return;
        const Route vehicle = s_.on(route, slots);
        if (vehicle.type->rests != route.type->rests) return;
        Chain<kRich, kTiming> chain(s_, vehicle, free.back(), Windows::kFirst);
        chain.run(s_.layout.head(r), s_.links[at(s_.layout.head(r))].prev).home();
        check(chain);
    }

    // An absent visit on a trip of its own.
    void load_again(Index r) {
        const Index visit = some_absent();
        Index last = some_node(r);
        if (!kFull || visit == kNone) return;
        while (!s_.is_last_of_trip(last)) last = next(last);
        auto chain = on(r);
        chain.up_to(last).load(some(s_.routes[at(r)].type->load_depots)).visit(visit);
        chain.from_or_home(next(last), r);
        check(chain);
    }

    // One or two absent visits on an unused vehicle. Stock is looked up for each alone.
    void open() {
        const auto& free = s_.free[at(below(s_.free.size()))];
        const Index first = some_absent();
        const Index second = some_absent();
        if (free.empty() || first == kNone) return;
        const auto& type = *s_.routes[at(free.back())].type;
        auto chain = on(free.back());
        chain.load(kFull ? some(type.load_depots) : type.depot).visit(first);
        if (second != kNone && second != first && !s_.layout.has_stock) chain.visit(second);
        chain.home();
        check(chain);
    }

    // Visits that follow each other on another route of the class come after a node of this one.
    void move_run(Index r) {
        const Index other = some(s_.used);
        const bool is_alike = s_.routes[at(other)].slots_idx == s_.routes[at(r)].slots_idx;
        if (kTiming == Timing::kWindows || other == r || !is_alike || s_.layout.max_rests > 0) return;
        const Index first = some_node(other);
        if (!s_.layout.is_visit(first)) return;
        Index last = first;
        while (s_.layout.is_visit(next(last)) && random_.below(2) == 0) last = next(last);
        const Index node = some_node(r);
        auto chain = on(r);
        chain.up_to(node).run(first, last).from_or_home(next(node), r);
        check(chain);
    }

    void check(Chain<kRich, kTiming>& chain) {
        const Cost price = evaluator_.cost(chain.proposal());
        const auto expected = recomputed(s_.problem, chain.plan());
        if (price >= kInfinite) {
            CHECK(!(is_exact_ && expected));
            ++counts_.refused;
            return;
        }
        CHECK(expected.has_value());
        if (is_exact_) {
            CHECK_EQ(price, *expected);
        } else {
            CHECK(price >= *expected);  // the checker chooses the best windows
        }
        CHECK(evaluator_.holds(chain.proposal()) && evaluator_.duration(chain.proposal()) < kNever);
        CHECK_EQ(evaluator_.cost(chain.proposal(), price + 1), price);
        CHECK(evaluator_.cost(chain.proposal(), price) >= price);
        ++counts_.allowed;
    }

    S& s_;
    Random& random_;
    RouteEvaluator<kRich, kTiming> evaluator_;
    bool is_exact_;
    Counts& counts_;
};

template <bool kRich, Timing kTiming>
void check_proposals(testing::Features with, std::uint64_t num_problems, bool is_exact) {
    if (is_exact) with.has_stock = with.has_rests = with.has_several_windows = false;
    with.num_visits = 14;
    Counts counts;
    for (std::uint64_t seed = 0; seed < num_problems; ++seed) {
        Random random(seed);
        const Problem problem = testing::random_problem(with, random);
        const Layout layout(problem, 5);
        State<kRich, kTiming> state(layout);
        testing::RandomPlan<kRich, kTiming> plan(state, random);
        plan.fill();
        for (int k = 0; k < 4; ++k) {
            if (state.used.empty()) break;
            const auto mark = state.mark();
            const Index visit = random.below(layout.num_visits);
            if (!state.is_absent(visit)) {
                const Index route = state.trips[at(state.links[at(visit)].trip)].route;
                state.remove(visit);
                state.tidy(route);
                if (!state.refresh(route) || !state.has_way(route)) state.rollback_to(mark);
            }
            if (state.used.empty()) break;
            Proposals<kRich, kTiming> proposals(state, random, is_exact, counts);
            for (int n = 0; n < 20; ++n) proposals.propose();
        }
    }
    CHECK(counts.allowed > static_cast<int>(num_problems));
    CHECK(counts.refused > static_cast<int>(num_problems));
}

}  // namespace

TEST(evaluator_prices_proposals_of_classic_problems) {
    check_proposals<false, Timing::kUntimed>(testing::classic(), 50, true);
}

TEST(evaluator_prices_proposals_with_windows) {
    check_proposals<false, Timing::kWindows>(testing::with_windows(), 50, true);
}

TEST(evaluator_prices_proposals_with_a_fleet) {
    check_proposals<true, Timing::kUntimed>(testing::with_fleet(), 100, true);
    check_proposals<true, Timing::kUntimed>(testing::with_fleet(), 100, false);
}

TEST(evaluator_prices_proposals_with_times_and_trips) {
    check_proposals<true, Timing::kFull>(testing::with_everything(), 200, true);
}

TEST(evaluator_allows_only_what_keeps_all_rules) {
    check_proposals<true, Timing::kFull>(testing::with_everything(), 200, false);
}

namespace {

using Classic = State<false, Timing::kUntimed>;

struct Stops {
    Index number = 0;
};

Stops merge(Stops first, Stops second) {
    return {first.number + second.number};
}

// A rule as somebody would add it: at most two stops per trip.
class StopsRule {
public:
    using Segment = Stops;
    explicit StopsRule(const Classic& state) : s_(state) {}
    bool is_used() const { return true; }
    Segment of_visit(Index) const { return {1}; }
    Segment of_trip(Index head) const { return {s_.trips[at(s_.links[at(head)].trip)].size}; }
    bool allows(const VehicleType&, Segment stops) const { return stops.number <= 2; }

private:
    const Classic& s_;
};

}  // namespace

// Five visits on a line, 0 and 1 on the first route, 2 and 3 on the second; 4 is absent.
TEST(a_rule_of_trips_takes_a_segment_and_a_name_in_the_list) {
    const Problem problem = testing::line_problem(5, 3);
    const Layout layout(problem, 2);
    Classic state(layout);
    state.append(layout.head(0), {0, 1});
    state.append(layout.head(1), {2, 3});
    const TripRuleSet<Classic, LoadRule<Classic>, StopsRule> rules(state);
    const auto& vehicle = state.routes[0];
    const auto on = [&](auto add) {
        Proposal proposal(vehicle);
        add(proposal);
        return rules.holds(proposal);
    };
    const Index home = layout.head(0);
    CHECK(on([&](Proposal& p) { p.up_to(0).from(3); }));
    CHECK(!on([&](Proposal& p) { p.up_to(0).from(2); }));
    CHECK(on([&](Proposal& p) { p.up_to(0).visit(4).home(); }));
    CHECK(!on([&](Proposal& p) { p.up_to(0).visit(4).from(1); }));
    CHECK(on([&](Proposal& p) { p.up_to(1).load(0, 0).visit(4).home(); }));
    CHECK(on([&](Proposal& p) { p.run(home, 1).load(0, 0).run(2, 3).home(); }));
    CHECK(!on([&](Proposal& p) { p.run(home, 1).run(2, 2).home(); }));
}
