// Random changes of a state, all allowed by the rules that a state leaves to its callers.
#pragma once

#include <algorithm>

#include "engine/random.hpp"
#include "engine/state.hpp"
#include "problems.hpp"

namespace testing {

template <bool kRich, vrpcore::Timing kTiming>
class RandomPlan {
public:
    using Index = vrpcore::Index;
    static constexpr bool kFull = kTiming == vrpcore::Timing::kFull;

    RandomPlan(vrpcore::State<kRich, kTiming>& state, vrpcore::Random& random) : s_(state), random_(random) {}

    // One change and the refresh it asks for; undone where the route does not keep its windows.
    void change() {
        const auto mark = s_.mark();
        const Index route = change_some_route();
        if (route == vrpcore::kNone) return;
        s_.tidy(route);
        if (!s_.refresh(route)) s_.rollback_to(mark);
    }

    // Insert until nothing more was possible a few times in a row.
    void fill() {
        for (int failed = 0; failed < 20;) {
            const Index present = s_.num_present;
            const auto mark = s_.mark();
            const Index route = insert();
            if (route != vrpcore::kNone && (!s_.has_way(route) || !s_.refresh(route))) s_.rollback_to(mark);
            failed = s_.num_present == present ? failed + 1 : 0;
        }
    }

    // Portions change between absent visits of a group.
    void change_contents() {
        const auto& demand = s_.problem.demand;
        const auto& group = demand.groups[at(below(demand.groups.size()))];
        const auto some_visit = [&] { return group.first_visit + random_.below(group.num_visits); };
        const auto some_portion = [&] { return group.portions[at(below(group.portions.size()))]; };
        const Index to = some_visit();
        if (!s_.is_absent(to)) return;
        if (random_.below(4) == 0) {
            s_.set_contents(to, {some_portion()});
            return;
        }
        const Index portion = some_portion();
        const Index from = s_.visit_of(portion);
        if (from != to && s_.is_absent(from)) s_.move_portion(portion, to);
    }

private:
    Index change_some_route() {
        if (s_.layout.has_groups && random_.below(3) == 0) change_contents();
        switch (random_.below(kFull ? 9 : 6)) {
            case 0:
            case 1:
            case 2:
                return insert();
            case 3:
            case 4:
                return remove();
            case 5:
                return random_.below(6) == 0 ? clear() : insert();
            case 6:
                return load_again();
            case 7:
                return load_no_more();
            default:
                return random_.below(2) == 0 ? change_rest() : change_window();
        }
    }

    Index some_route() { return s_.used.empty() ? vrpcore::kNone : s_.used[at(below(s_.used.size()))]; }
    Index below(std::size_t n) { return random_.below(static_cast<Index>(n)); }

    // The nodes of a route for which something holds.
    template <class Holds>
    std::vector<Index> nodes(Index route, Holds holds) const {
        std::vector<Index> found;
        Index x = s_.layout.head(route);
        do {
            if (holds(x)) found.push_back(x);
            x = s_.links[at(x)].next;
        } while (x != s_.layout.head(route));
        return found;
    }
    Index some_node(Index route) {
        const auto all = nodes(route, [](Index) { return true; });
        return all[at(below(all.size()))];
    }
    bool may_serve(Index visit, Index route, Index depot) const {
        const Index row = s_.type_of(s_.routes[at(route)]).cost_rows[at(depot)];
        return row != vrpcore::kNone && s_.visits.service_cost[at(row)][at(visit)] < vrpcore::kInfinite;
    }
    // Goods that would leave another depot have to be there: where stock is limited, they stay.
    bool may_serve_all_behind(Index node, Index route, Index depot) const {
        if (s_.layout.has_stock && s_.trips[at(s_.links[at(node)].trip)].depot != depot) return false;
        for (Index x = s_.links[at(node)].next; !s_.layout.is_head(x); x = s_.links[at(x)].next) {
            if (s_.layout.is_visit(x) && !may_serve(x, route, depot)) return false;
        }
        return true;
    }

    Index insert() {
        const Index visit = random_.below(s_.layout.num_visits);
        if (!s_.is_absent(visit) || s_.is_vacant(visit)) return vrpcore::kNone;
        Index route = some_route();
        if (route == vrpcore::kNone || random_.below(4) == 0) {
            const Index group = below(s_.free.size());
            if (s_.free[at(group)].empty()) return vrpcore::kNone;
            route = s_.open(group);
        }
        const Index after = some_node(route);
        const auto& trip = s_.trips[at(s_.links[at(after)].trip)];
        const auto windows = s_.windows(visit, s_.slots_of(s_.routes[at(route)]).shift);
        const auto& capacity = s_.type_of(s_.routes[at(route)]).capacity;
        if (windows.empty() || !may_serve(visit, route, trip.depot)) return vrpcore::kNone;
        // With pickups, `refresh` tells.
        for (std::size_t k = 0; k < capacity.size() && !s_.layout.has_pickups; ++k) {
            if (trip.load[k] + s_.visits.load[at(visit)][k] > capacity[k]) return vrpcore::kNone;
        }
        const auto& slots = s_.slots_of(s_.routes[at(route)]);
        if (!s_.ledger.fits(visit, trip.depot, slots.moment, slots.day)) return vrpcore::kNone;
        s_.insert(visit, after, kFull ? below(windows.size()) : 0);
        return route;
    }

    Index remove() {
        const Index visit = random_.below(s_.layout.num_visits);
        if (s_.is_absent(visit)) return vrpcore::kNone;
        const Index route = s_.trips[at(s_.links[at(visit)].trip)].route;
        s_.remove(visit);
        return route;
    }

    Index clear() {
        const Index route = some_route();
        if (route == vrpcore::kNone) return route;
        for (const Index x : nodes(route, [&](Index node) { return s_.layout.is_visit(node); })) s_.remove(x);
        return route;
    }

    Index load_again() {
        const Index route = some_route();
        if (route == vrpcore::kNone || !s_.has_free_trip()) return vrpcore::kNone;
        const auto& type = s_.type_of(s_.routes[at(route)]);
        const Index after = some_node(route);
        const Index depot = type.load_depots[at(below(type.load_depots.size()))];
        if (s_.routes[at(route)].num_trips >= type.max_trips) return vrpcore::kNone;
        if (!may_serve_all_behind(after, route, depot)) return vrpcore::kNone;
        s_.split_trip(after, depot);
        return route;
    }

    Index load_no_more() {
        const Index route = some_route();
        if (route == vrpcore::kNone) return route;
        const auto heads = nodes(route, [&](Index x) { return s_.layout.is_head(x); });
        const Index head = heads[at(below(heads.size()))];
        if (head == heads.front()) return vrpcore::kNone;
        const Index before = s_.links[at(s_.links[at(head)].prev)].trip;
        const auto& trip = s_.trips[at(s_.links[at(head)].trip)];
        if (!may_serve_all_behind(head, route, s_.trips[at(before)].depot)) return vrpcore::kNone;
        for (std::size_t k = 0; k < trip.load.size() && !s_.layout.has_pickups; ++k) {
            if (trip.load[k] + s_.trips[at(before)].load[k] > s_.type_of(s_.routes[at(route)]).capacity[k]) {
                return vrpcore::kNone;
            }
        }
        s_.unite_trip(s_.links[at(head)].trip);
        return route;
    }

    Index change_rest() {
        const Index route = some_route();
        if (route == vrpcore::kNone) return route;
        const auto& rests = s_.type_of(s_.routes[at(route)]).rests;
        if (rests.empty()) return vrpcore::kNone;
        const Index nth = below(rests.size());
        const Index kind = random_.below(3);
        if (kind == 0) {
            s_.leave_rest(route, nth, vrpcore::RestMode::kEndsBefore);
        } else if (kind == 1) {
            s_.leave_rest(route, nth, vrpcore::RestMode::kStartsAfter);
        } else if (s_.routes[at(route)].rests[at(nth)] != vrpcore::RestMode::kTaken) {
            s_.take_rest(route, nth, some_node(route));
        }
        return route;
    }

    Index change_window() {
        const Index route = some_route();
        if (route == vrpcore::kNone) return route;
        const auto all = nodes(route, [&](Index x) { return !s_.layout.is_rest(x); });
        const Index node = all[at(below(all.size()))];
        s_.set_window(node, random_.below(s_.num_windows(node, s_.routes[at(route)])));
        return route;
    }

    vrpcore::State<kRich, kTiming>& s_;
    vrpcore::Random& random_;
};

}  // namespace testing
