#include "plan_cost.hpp"

#include <algorithm>
#include <map>

#include "check.hpp"
#include "demand_rules.hpp"
#include "problems.hpp"

namespace testing {

using namespace vrpcore;

Time least_duration(const std::vector<Stop>& stops, Time way_home, Time start, Time end) {
    Time least = kNever;
    for (Time from = start; from <= end; ++from) {
        Time now = from;
        bool fits = true;
        for (const auto& stop : stops) {
            now += stop.travel;
            const auto window =
                std::ranges::find_if(stop.windows, [&](const Window& w) { return w.latest >= now; });
            fits = window != stop.windows.end();
            if (!fits) break;
            now = std::max(now, window->earliest) + stop.duration;
        }
        if (fits && now + way_home <= end) least = std::min(least, now + way_home - from);
    }
    return least;
}

std::vector<Window> cut(const std::vector<Window>& windows, Time start, Time end) {
    if (windows.empty()) return {{start, end}};
    std::vector<Window> found;
    for (const auto& w : windows) {
        if (w.latest >= start && w.earliest <= end) {
            found.push_back({std::max(w.earliest, start), std::min(w.latest, end)});
        }
    }
    return found;
}

Time seconds(const Problem& problem, const VehicleType& type, Index from, Index to) {
    return from == to ? 0 : problem.profiles[at(type.profile)].duration[at(from * problem.num_places + to)];
}

Length metres(const Problem& problem, const VehicleType& type, Index from, Index to) {
    return problem.profiles[at(type.profile)].distance[at(from * problem.num_places + to)];
}

namespace {

// What leaves the depots: by depot and day, and by depot, product and moment.
struct Outgoing {
    std::map<std::pair<Index, Index>, Amount> grams;
    std::map<std::tuple<Index, Index, Index>, Amount> cases;
};

std::vector<Window> loading_windows(const Problem& problem, const Visits& visits, const Slot& slot,
                                    const TripPlan& trip, Time loading) {
    Time release = -kForever;
    for (const Index stop : trip.stops) {
        if (stop >= 0) release = std::max(release, visits.release[at(stop)]);
    }
    std::vector<Window> windows;
    for (const auto& open : cut(problem.depots[at(trip.depot)].opening, slot.start, slot.end)) {
        const Window window{std::max(open.earliest, release), open.latest - loading};
        if (window.earliest <= window.latest) windows.push_back(window);
    }
    return windows;
}

// What is aboard on leaving each stop of a trip stays within the capacity, and pickups stand where they may.
void check_loads(const Problem& problem, const Visits& visits, const VehicleType& type,
                 std::vector<Index> stops) {
    std::erase_if(stops, [](Index stop) { return stop < 0; });
    const auto pickup = [&](Index visit) { return !visits.pickup.empty() && visits.pickup[at(visit)] != 0; };
    for (std::size_t k = 0; k < kNumDimensions; ++k) {
        for (std::size_t leg = 0; leg <= stops.size(); ++leg) {
            Amount aboard = 0;
            for (std::size_t n = 0; n < stops.size(); ++n) {
                if (pickup(stops[n]) == (n < leg)) aboard += visits.load[at(stops[n])][k];
            }
            CHECK(aboard <= type.capacity[k]);
        }
    }
    if (!problem.backhaul_last || stops.empty()) return;
    CHECK(!pickup(stops.front()));
    for (std::size_t n = 1; n < stops.size(); ++n) CHECK(pickup(stops[n]) || !pickup(stops[n - 1]));
}

// A rest that is left out lies behind the end of the route or before its start, whichever is cheaper.
Time duration_of(const Problem& problem, const Slot& slot, const std::vector<Stop>& stops, Time way_home,
                 unsigned taken) {
    const auto& rests = problem.types[at(slot.type)].rests;
    Time least = kNever;
    for (unsigned after = 0; after < 1U << rests.size(); ++after) {
        Time start = slot.start;
        Time end = slot.end;
        for (unsigned nth = 0; nth < rests.size(); ++nth) {
            if ((taken >> nth & 1U) != 0) continue;
            if ((after >> nth & 1U) != 0) {
                start = std::max(start, slot.midnight + rests[nth].earliest + rests[nth].duration);
            } else {
                end = std::min(end, slot.midnight + rests[nth].latest);
            }
        }
        least = std::min(least, least_duration(stops, way_home, start, end));
    }
    return least;
}

Cost cost_of_route(const Problem& problem, const Visits& visits, const RoutePlan& route, Outgoing& outgoing) {
    const auto& slot = problem.slots.at(at(route.slot));
    const auto& type = problem.types[at(slot.type)];
    CHECK(!route.trips.empty() && static_cast<Index>(route.trips.size()) <= type.max_trips);
    CHECK_EQ(route.trips.front().depot, type.depot);
    Cost cost = type.day_cost;
    Amount distance = 0;
    Index place = type.depot;
    unsigned taken = 0;
    std::vector<Stop> stops;
    const auto drive = [&](Index to) {
        const Length leg = metres(problem, type, place, to);
        CHECK(leg >= 0);
        distance += leg;
        const Time travel = seconds(problem, type, place, to);
        place = to;
        return travel;
    };
    for (const auto& trip : route.trips) {
        CHECK(std::ranges::find(type.load_depots, trip.depot) != type.load_depots.end());
        const Time there = stops.empty() ? 0 : drive(trip.depot);
        stops.push_back({there, type.loading_duration,
                         loading_windows(problem, visits, slot, trip, type.loading_duration)});
        check_loads(problem, visits, type, trip.stops);
        for (const Index stop : trip.stops) {
            if (stop < 0) {
                const auto& rest = type.rests.at(at(~stop));
                CHECK(taken >> ~stop == 0);  // in order, none twice
                taken |= 1U << ~stop;
                stops.push_back(
                    {0, rest.duration, {{slot.midnight + rest.earliest, slot.midnight + rest.latest}}});
                continue;
            }
            const Time travel = drive(visits.place[at(stop)]);
            stops.push_back({travel, visits.service_duration[at(type.handling)][at(stop)],
                             cut(visits.windows[at(stop)], slot.start, slot.end)});
            const Cost service = visits.service_cost[at(type.cost_rows[at(trip.depot)])][at(stop)];
            CHECK(service < kInfinite);
            cost += service;
            if (!visits.pickup.empty() && visits.pickup[at(stop)]) continue;
            outgoing.grams[{trip.depot, slot.day}] += visits.load[at(stop)][0];
            for (const auto& good : visits.goods[at(stop)]) {
                for (Index m = slot.moment; m < problem.num_moments; ++m) {
                    outgoing.cases[{trip.depot, good.product, m}] += good.cases;
                }
            }
        }
    }
    const Time way_home = drive(type.depot);
    CHECK(distance <= type.max_distance);
    cost += type.cost_per_metre * distance;
    if (slot.end - slot.start > 10'000) return cost;  // such a shift limits nothing, nor does a second cost
    const Time duration = duration_of(problem, slot, stops, way_home, taken);
    CHECK(duration <= type.max_duration && duration < kNever);
    return cost + type.cost_per_second * duration;
}

// The contents of a plan's visits: each portion with one visit of its group at most.
Contents contents_of(const Problem& problem, const Plan& plan) {
    Contents contents(at(problem.num_visits));
    std::vector<int> brought(problem.demand.portions.size(), 0);
    for (const auto& route : plan) {
        for (const auto& [visit, portions] : route.contents) {
            CHECK(contents.at(at(visit)).empty() && !portions.empty());
            contents[at(visit)] = portions;
            for (const Index p : portions) {
                CHECK_EQ(++brought.at(at(p)), 1);
                const auto& group = problem.demand.groups[at(problem.demand.portions[at(p)].group)];
                CHECK(visit >= group.first_visit && visit < group.first_visit + group.num_visits);
            }
        }
    }
    return contents;
}

}  // namespace

PlanCost cost_of(const Problem& problem, const Plan& plan) {
    PlanCost found;
    Outgoing outgoing;
    std::vector<int> served(at(problem.num_visits), 0);
    std::vector<int> used(problem.slots.size(), 0);
    const auto contents = contents_of(problem, plan);
    const auto visits = filled(problem, contents);
    std::vector<Amount> missing;
    for (const auto& order : problem.demand.orders) missing.push_back(order.cases);
    for (const auto& route : plan) {
        found.cost += cost_of_route(problem, visits, route, outgoing);
        CHECK_EQ(++used.at(at(route.slot)), 1);
        for (const auto& trip : route.trips) {
            for (const Index stop : trip.stops) {
                if (stop >= 0) CHECK_EQ(++served.at(at(stop)), 1);
            }
        }
    }
    for (const auto& group : problem.demand.groups) {
        for (Index v = group.first_visit; v < group.first_visit + group.num_visits; ++v) {
            CHECK_EQ(served[at(v)] != 0, !contents[at(v)].empty());
            served[at(v)] = 1;
            for (const Index p : contents[at(v)]) {
                const auto& portion = problem.demand.portions[at(p)];
                missing[at(portion.order)] -= portion.cases;
            }
        }
    }
    const auto left_out = missing_cost_of(problem, missing);
    found.cost += left_out.cost;
    found.num_absent_required = left_out.num_broken;
    found.num_penalties = left_out.num_penalties;
    for (std::size_t v = 0; v < served.size(); ++v) {
        if (served[v] != 0) continue;
        found.cost += problem.visits.required[v] ? 0 : problem.visits.absent_cost[v];
        found.num_absent_required += problem.visits.required[v];
        found.num_penalties += problem.visits.required[v];
    }
    for (const auto& [where, grams] : outgoing.grams) {
        CHECK(grams <= problem.depots[at(where.first)].max_grams_per_day);
    }
    for (const auto& [where, cases] : outgoing.cases) {
        const auto& [depot, product, moment] = where;
        const auto& stock = problem.depots[at(depot)].stock;
        if (!stock.empty()) CHECK(cases <= stock[at(product * problem.num_moments + moment)]);
    }
    return found;
}

}  // namespace testing
