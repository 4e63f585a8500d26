#include "check.hpp"
#include "check_state.hpp"
#include "engine/evaluator.hpp"
#include "engine/route_builder.hpp"
#include "plan_cost.hpp"
#include "random_plan.hpp"

using namespace vrpcore;
using testing::at;

namespace {

// Proposes at random, carries each proposal out, and counts again what the route then costs.
template <bool kRich, Timing kTiming>
class Trial {
public:
    Trial(const Problem& problem, const Layout& layout, Random& random)
        : problem_(problem), random_(random), s_(layout), evaluator_(s_), builder_(s_) {
        testing::RandomPlan<kRich, kTiming> plan(s_, random);
        plan.fill();
        s_.set_route_bonus(20 * random.below(3));
    }

    void run() {
        s_.begin();
        for (int k = 0; k < 40 && !s_.used.empty(); ++k) {
            switch (random_.below(4)) {
                case 0:
                    other_vehicle();
                    break;
                case 1:
                    joined();
                    break;
                case 2:
                    with_visit();
                    break;
                default:
                    further_trip();
            }
        }
    }

    int num_possible = 0;
    int num_impossible = 0;

private:
    Index some_route() { return s_.used[at(random_.below(static_cast<Index>(s_.used.size())))]; }
    Index some_node(Index route) {
        std::vector<Index> nodes;
        Index x = s_.layout.head(route);
        do {
            nodes.push_back(x);
            x = s_.links[at(x)].next;
        } while (x != s_.layout.head(route));
        return nodes[at(random_.below(static_cast<Index>(nodes.size())))];
    }
    // An absent visit; kNone: there is none.
    Index some_absent() {
        for (int k = 0; k < 20; ++k) {
            const Index visit = random_.below(s_.layout.num_visits);
            if (s_.is_absent(visit)) return visit;
        }
        return kNone;
    }
    void go_on(Proposal& proposal, Index node) {
        if (node == s_.first_head(node)) {
            proposal.home();
        } else {
            proposal.from(node);
        }
    }

    // All of a route on an unused vehicle of any class.
    void other_vehicle() {
        const Index r = some_route();
        const auto slots = random_.below(static_cast<Index>(s_.free.size()));
        if (s_.free[at(slots)].empty()) return;
        const Index to = s_.open(slots);
        if (s_.routes[at(to)].type->rests != s_.routes[at(r)].type->rests) return;
        for (const auto& trip : s_.plan_of(r).trips) {
            if (service_row(s_.visits, *s_.routes[at(to)].type, trip.depot) == nullptr) return;
        }
        const Route vehicle = s_.on(s_.routes[at(r)], slots);
        const Index head = s_.layout.head(r);
        Proposal proposal(vehicle, vehicle.num_trips, Windows::kFirst);
        proposal.run(head, s_.links[at(head)].prev).home();
        check(proposal, {r}, to, vehicle.rests);
    }

    // 2-opt*, between routes that take no breaks.
    void joined() {
        const Index a = some_route();
        const Index b = some_route();
        const auto& route = s_.routes[at(a)];
        const auto& other = s_.routes[at(b)];
        if (a == b || route.slots_idx != other.slots_idx || route.takes_rests() || other.takes_rests())
            return;
        if (route.num_trips > 1 || other.num_trips > 1 || route.rests != other.rests) return;
        const Index first = some_node(b);
        if (!s_.layout.is_visit(first)) return;
        Proposal proposal(route);
        proposal.up_to(some_node(a)).from(first);
        check(proposal, {a, b}, a, route.rests);
    }

    void with_visit() {
        const Index visit = some_absent();
        if (visit == kNone) return;
        const Index r = some_route();
        const Index node = some_node(r);
        const auto& route = s_.routes[at(r)];
        Proposal proposal(route, route.num_trips, Windows::kKeptOrFirst);
        proposal.up_to(node).visit(visit);
        go_on(proposal, s_.links[at(node)].next);
        check(proposal, {r}, r, route.rests);
    }

    // After a trip, or on an unused vehicle.
    void further_trip() {
        const Index visit = some_absent();
        if (visit == kNone) return;
        const auto slots = random_.below(static_cast<Index>(s_.free.size()));
        if (random_.below(2) == 0 && !s_.free[at(slots)].empty()) {
            const auto& unused = s_.routes[at(s_.open(slots))];
            Proposal proposal(unused);
            proposal.load(unused.type->depot, 0).visit(visit).home();
            check(proposal, {}, s_.open(slots), unused.rests);
            return;
        }
        if (kTiming != Timing::kFull || !s_.has_free_trip()) return;
        const Index r = some_route();
        const auto& route = s_.routes[at(r)];
        const auto& depots = route.type->load_depots;
        const Index depot = depots[at(random_.below(static_cast<Index>(depots.size())))];
        const Index next = s_.end_of_trip(some_node(r));
        Proposal proposal(route, route.num_trips + 1);
        proposal.up_to(s_.links[at(next)].prev).load(depot, 0).visit(visit);
        go_on(proposal, next);
        check(proposal, {r}, r, route.rests);
    }

    // Build the route `to` as proposed, in place of some routes.
    void check(const Proposal& proposal, const std::vector<Index>& instead, Index to,
               const std::array<RestMode, kMaxRests> rests) {
        const Cost price = evaluator_.cost(proposal);
        CHECK_EQ(evaluator_.cost(proposal, price), kInfinite);
        CHECK_EQ(price < kInfinite, evaluator_.holds(proposal) && evaluator_.duration(proposal) < kNever);
        std::vector<Index> sequence;
        builder_.read(proposal, sequence);
        const auto mark = s_.mark();
        for (const Index r : instead) s_.dissolve(r);
        builder_.copy_rests(to, rests);
        const bool is_whole =
            builder_.build(to, sequence, proposal.windows == Windows::kFirst) && s_.has_way(to);
        if (is_whole && is_allowed()) {
            ++num_possible;
            CHECK_EQ(price, s_.routes[at(to)].cost);
        } else {
            ++num_impossible;
            CHECK_EQ(price, kInfinite);
        }
        s_.rollback_to(mark);
    }

    // As the plan alone tells.
    bool is_allowed() {
        try {
            testing::cost_of(problem_, s_.plan());
        } catch (const check::Failure&) {
            return false;
        }
        return true;
    }

    const Problem& problem_;
    Random& random_;
    State<kRich, kTiming> s_;
    RouteEvaluator<kRich, kTiming> evaluator_;
    RouteBuilder<kRich, kTiming> builder_;
};

template <bool kRich, Timing kTiming>
void price_often(testing::Features with, int least_often) {
    with.has_stock = false;  // that goods could leave another depot is not looked at
    with.has_several_windows = false;
    int num_possible = 0;
    int num_impossible = 0;
    for (std::uint64_t seed = 0; seed < 300; ++seed) {
        Random random(seed);
        const Problem problem = testing::random_problem(with, random);
        const Layout layout(problem, with.num_visits);
        Trial<kRich, kTiming> trial(problem, layout, random);
        trial.run();
        num_possible += trial.num_possible;
        num_impossible += trial.num_impossible;
    }
    CHECK(num_possible > least_often);
    CHECK(num_impossible > least_often);
}

}  // namespace

TEST(evaluator_prices_what_routes_then_cost_with_one_load) {
    price_often<false, Timing::kUntimed>(testing::classic(), 500);
}

TEST(evaluator_prices_what_routes_then_cost_with_windows) {
    price_often<false, Timing::kWindows>(testing::with_windows(), 500);
}

TEST(evaluator_prices_what_routes_then_cost_with_a_fleet) {
    price_often<true, Timing::kUntimed>(testing::with_fleet(), 500);
}

TEST(evaluator_prices_what_routes_then_cost_with_everything) {
    price_often<true, Timing::kFull>(testing::with_everything(), 500);
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
