#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include "check.hpp"
#include "check_state.hpp"
#include "engine/insertion.hpp"
#include "plan_cost.hpp"
#include "random_plan.hpp"

using namespace vrpcore;
using testing::at;

namespace {

// The least that the state's cost rises by, absent cost given back, over all positions that an insertion may
// offer, each carried out and undone. New vehicles start after some of their rests and end before some.
template <bool kRich, Timing kTiming>
class Trial {
public:
    using S = State<kRich, kTiming>;
    static constexpr bool kFull = kTiming == Timing::kFull;

    explicit Trial(S& state) : s_(state) {}

    Cost least(Index visit) {
        visit_ = visit;
        least_ = kInfinite;
        const auto used = s_.used;
        for (const Index r : used) {
            for (const Index node : nodes(r)) {
                attempt(r, [&](Index window) { return insert(node, window); });
                if (kFull && s_.layout.is_head(s_.links[at(node)].next)) try_new_trip(r, node);
            }
            if (!kFull || s_.layout.is_head(s_.links[at(s_.layout.head(r))].next)) continue;
            attempt(r, [&](Index window) {
                const Index head = s_.layout.head(r);
                return load_again(r, head, s_.type_of(s_.routes[at(r)]).depot) && insert(head, window);
            });
        }
        for (const auto& free : s_.free) {
            if (!free.empty()) try_new_route(free.back());
        }
        if (s_.layout.group_of(visit) != kNone) try_joins();
        return least_;
    }

private:
    std::vector<Index> nodes(Index r) const {
        std::vector<Index> found;
        Index x = s_.layout.head(r);
        do {
            found.push_back(x);
            x = s_.links[at(x)].next;
        } while (x != s_.layout.head(r));
        return found;
    }

    bool insert(Index after, Index window) {
        const auto& trip = s_.trips[at(s_.links[at(after)].trip)];
        const auto& route = s_.routes[at(trip.route)];
        const auto& type = s_.type_of(route);
        const Index row = type.cost_rows[at(trip.depot)];
        if (row == kNone || s_.visits.service_cost[at(row)][at(visit_)] >= kInfinite) return false;
        for (std::size_t k = 0; k < (kRich ? 3 : 1) && !s_.layout.has_pickups; ++k) {  // then `refresh` tells
            if (trip.load[k] + s_.visits.load[at(visit_)][k] > type.capacity[k]) return false;
        }
        if (!s_.ledger.fits(visit_, trip.depot, s_.slots_of(route).moment, s_.slots_of(route).day))
            return false;
        s_.insert(visit_, after, window);
        return true;
    }

    bool load_again(Index r, Index after, Index depot) {
        if (s_.routes[at(r)].num_trips >= s_.type_of(s_.routes[at(r)]).max_trips || !s_.has_free_trip())
            return false;
        s_.split_trip(after, depot);
        return true;
    }

    void try_new_trip(Index r, Index last) {
        for (const Index depot : s_.type_of(s_.routes[at(r)]).load_depots) {
            attempt(r, [&](Index window) {
                return load_again(r, last, depot) && insert(s_.links[at(last)].next, window);
            });
        }
    }

    // The visit's portions come with another one of its group, where that is.
    void try_joins() {
        for (Index other = 0; other < s_.layout.num_visits; ++other) {
            const bool is_present = !s_.is_absent(other);
            if (!is_present || s_.layout.group_of(other) != s_.layout.group_of(visit_)) continue;
            const auto mark = s_.mark();
            const Cost before = s_.cost - s_.absent_cost(visit_);
            const Index after = s_.links[at(other)].prev;
            const Index r = s_.trips[at(s_.links[at(other)].trip)].route;
            const Index window = kFull ? s_.times[at(other)].window : 0;
            s_.remove(other);
            const auto portions = s_.contents(visit_);
            for (const Index p : portions) s_.move_portion(p, other);
            const Index alone = std::exchange(visit_, other);
            const auto count = s_.windows(other, s_.slots_of(s_.routes[at(r)]).shift).size();
            if (at(window) < count && insert(after, window) && s_.refresh(r)) {
                least_ = std::min(least_, s_.cost - before);
            }
            visit_ = alone;
            s_.rollback_to(mark);
        }
    }

    // Loading at another depot than its own, the vehicle does so on its second trip.
    void try_new_route(Index r) {
        for (const Index depot : s_.type_of(s_.routes[at(r)]).load_depots) {
            const bool is_home = depot == s_.type_of(s_.routes[at(r)]).depot;
            try_new_route(r, [&, this](Index window) {
                if (!is_home && !load_again(r, s_.layout.head(r), depot)) return kNone;
                const Index head = is_home ? s_.layout.head(r) : s_.links[at(s_.layout.head(r))].next;
                return insert(head, window) ? head : kNone;
            });
        }
    }

    template <class Begin>
    void try_new_route(Index r, const Begin& begin) {
        const auto num_rests = static_cast<Index>(s_.type_of(s_.routes[at(r)]).rests.size());
        // The rest at each of three borders is the first that is taken, taken behind the visit, left out.
        for (Index first = 0; first <= num_rests; ++first) {
            for (Index behind = first; behind <= num_rests; ++behind) {
                for (Index end = behind; end <= num_rests; ++end) {
                    attempt(r, [&](Index window) {
                        const Index head = begin(window);
                        return head != kNone && place_rests(r, head, first, behind, end);
                    });
                }
            }
        }
    }

    bool place_rests(Index r, Index last, Index first, Index behind, Index end) {
        const auto num_rests = static_cast<Index>(s_.type_of(s_.routes[at(r)]).rests.size());
        for (Index nth = 0; nth < num_rests; ++nth) {
            if (nth < first || nth >= end) {
                s_.leave_rest(r, nth, nth < first ? RestMode::kStartsAfter : RestMode::kEndsBefore);
                continue;
            }
            if (nth == behind) last = visit_;
            s_.take_rest(r, nth, last);
            last = s_.layout.rest(r, nth);
        }
        return true;
    }

    template <class Change>
    void attempt(Index r, const Change& change) {
        const auto count = s_.windows(visit_, s_.slots_of(s_.routes[at(r)]).shift).size();
        for (std::size_t window = 0; window < count; ++window) {
            const auto mark = s_.mark();
            const Cost before = s_.cost - s_.absent_cost(visit_);
            if (change(static_cast<Index>(window)) && s_.has_way(r) && s_.refresh(r)) {
                least_ = std::min(least_, s_.cost - before);
            }
            s_.rollback_to(mark);
        }
    }

    S& s_;
    Index visit_ = kNone;
    Cost least_ = kInfinite;
};

// The cheapest position on routes of a single class, and that class.
template <bool kRich, Timing kTiming>
std::pair<Position, Index> best_of_classes(const State<kRich, kTiming>& state,
                                           Insertion<kRich, kTiming>& insertion, Index visit) {
    std::pair<Position, Index> best;
    for (Index slots = 0; slots < static_cast<Index>(state.layout.classes.size()); ++slots) {
        const auto found = insertion.best_on_class(visit, slots, best.first.cost);
        if (found.where != Where::kNowhere) best = {found, slots};
    }
    return best;
}

using Counts = std::map<Where, int>;

// Fill a plan by insertions: each keeps its promise and the rules. Returns how many of each kind there were.
template <bool kRich, Timing kTiming>
Counts insert_all(const testing::Features& with, std::uint64_t seed, bool is_exact) {
    Random random(seed);
    const Problem problem = testing::random_problem(with, random);
    const Layout layout(problem, with.num_visits);
    State<kRich, kTiming> state(layout);
    Insertion<kRich, kTiming> insertion(state, random);
    testing::RandomPlan<kRich, kTiming> plan(state, random);
    for (int k = 0; k < 10; ++k) plan.change();
    // What limits the search in advance does not expect routes that earn more than they cost.
    if (!is_exact) state.set_route_bonus(static_cast<Cost>(seed % 3) * 20);
    for (Index r = 0; r < layout.num_routes; ++r) {
        if (state.routes[at(r)].size > 0 && !state.has_way(r)) return {};
    }
    Counts inserted;
    for (Index visit = 0; visit < layout.num_visits; ++visit) {
        if (!state.is_absent(visit) || state.is_vacant(visit)) continue;
        const Cost least = Trial<kRich, kTiming>(state).least(visit);
        const auto near = insertion.best(visit, kInfinite, 0.0);
        const auto far = insertion.best_anywhere(visit, kInfinite);
        if (is_exact) {
            // A larger vehicle for the route is not tried here, and costs less where it is taken.
            for (const auto& found : {near, far}) {
                if (found.where == Where::kLarger) {
                    CHECK(found.cost < least);
                } else {
                    CHECK_EQ(found.cost, least);
                }
            }
            const auto cheaper = insertion.best(visit, least, 0.0);
            CHECK(cheaper.where == Where::kNowhere || cheaper.where == Where::kLarger);
            CHECK(cheaper.where == Where::kNowhere || cheaper.cost < least);
        } else {
            CHECK(far.cost >= least && near.cost >= least);
        }
        std::array<Position, 3> found{near, far};
        Index slots = kNone;
        if constexpr (kTiming == Timing::kFull) {
            std::tie(found[2], slots) = best_of_classes(state, insertion, visit);
            CHECK(found[2].cost >= (is_exact ? far.cost : least));
            // Joins and vehicles that load elsewhere first are not for a class.
            const bool is_plain =
                far.where == Where::kAfter || far.where == Where::kNewTrip || far.where == Where::kFirstTrip;
            if (is_exact && is_plain) CHECK_EQ(found[2].cost, far.cost);
        }
        const auto drawn = at(random.below(kTiming == Timing::kFull ? 3 : 2));
        const auto& position = found[drawn];
        if (position.where == Where::kNowhere) continue;
        const Cost before = state.cost - state.absent_cost(visit);
        CHECK(insertion.apply(visit, position));
        CHECK_EQ(state.cost - before, position.cost);
        if (drawn == 2)
            CHECK_EQ(state.routes[at(state.trips[at(state.links[at(visit)].trip)].route)].slots_idx, slots);
        testing::check_state(state);
        ++inserted[position.where];
    }
    // Of a plan that begins well, all kept the rules.
    testing::cost_of(problem, state.plan());
    return inserted;
}

template <bool kRich, Timing kTiming>
void check_insertions(testing::Features with, std::uint64_t num_problems, bool is_exact) {
    with.is_metric = is_exact;  // elsewhere a detour may save some way, which bounds on costs do not expect
    int num_inserted = 0;
    int num_joined = 0;
    for (std::uint64_t seed = 0; seed < num_problems; ++seed) {
        for (const auto& [where, count] : insert_all<kRich, kTiming>(with, seed, is_exact)) {
            num_inserted += count;
            num_joined += where == Where::kJoin ? count : 0;
        }
    }
    CHECK(num_inserted > static_cast<int>(num_problems));
    CHECK_EQ(num_joined > 0, with.has_groups);
}

}  // namespace

TEST(insertion_finds_the_cheapest_position_of_classic_problems) {
    check_insertions<false, Timing::kUntimed>(testing::classic(), 100, true);
}

TEST(insertion_finds_the_cheapest_position_with_windows) {
    check_insertions<false, Timing::kWindows>(testing::with_windows(), 100, true);
}

TEST(insertion_finds_the_cheapest_position_with_a_fleet) {
    check_insertions<true, Timing::kUntimed>(testing::with_fleet(), 300, true);
}

TEST(insertion_finds_the_cheapest_position_with_trips) {
    auto with = testing::with_everything();
    with.has_rests = with.has_several_windows = false;
    check_insertions<true, Timing::kFull>(with, 1'500, true);
}

TEST(insertion_finds_the_cheapest_position_of_portions) {
    check_insertions<true, Timing::kUntimed>(testing::grouped(testing::with_fleet()), 300, true);
    auto with = testing::grouped(testing::with_everything());
    with.has_rests = with.has_several_windows = false;
    check_insertions<true, Timing::kFull>(with, 1'000, true);
}

// Of several windows, those of others stay as they are, and the rests of new vehicles are drawn: positions
// may be missed, but promises are kept.
TEST(insertion_keeps_its_promise_with_everything) {
    check_insertions<true, Timing::kFull>(testing::with_everything(), 300, false);
    check_insertions<true, Timing::kFull>(testing::grouped(testing::with_everything()), 300, false);
}

// One visit at 10, two at 20 and 30 metres on a line: between depot and the first costs nothing.
TEST(insertion_counts_the_detour) {
    Problem problem = testing::line_problem(3, 3);
    problem.visits.required[0] = 0;
    const Layout layout(problem, 2);
    State<false, Timing::kUntimed> state(layout);
    state.insert(2, layout.head(0));
    Random random(1);
    Insertion<false, Timing::kUntimed> insertion(state, random);
    const auto position = insertion.best(0, kInfinite, 0.0);
    CHECK(position.where == Where::kAfter);
    CHECK_EQ(position.cost, 0);
    CHECK(insertion.best(0, 0, 0.0).where == Where::kNowhere);
    CHECK(insertion.best(0, kInfinite, 1.0).where == Where::kNowhere);  // every position passed over
    CHECK_EQ(insertion.best(1, kInfinite, 1.0).cost, 0);                // but not of what is required
}
