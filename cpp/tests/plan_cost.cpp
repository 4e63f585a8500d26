#include "plan_cost.hpp"

#include <algorithm>
#include <map>

#include "check.hpp"
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

std::vector<Window> loading_windows(const Problem& problem, const Slot& slot, const TripPlan& trip,
                                    Time loading) {
    Time release = -kForever;
    for (const Index stop : trip.stops) {
        if (stop >= 0) release = std::max(release, problem.visits.release[at(stop)]);
    }
    std::vector<Window> windows;
    for (const auto& open : cut(problem.depots[at(trip.depot)].opening, slot.start, slot.end)) {
        const Window window{std::max(open.earliest, release), open.latest - loading};
        if (window.earliest <= window.latest) windows.push_back(window);
    }
    return windows;
}

// What is aboard on leaving each stop of a trip stays within the capacity, and pickups stand where they may.
void check_loads(const Problem& problem, const VehicleType& type, std::vector<Index> visits) {
    std::erase_if(visits, [](Index stop) { return stop < 0; });
    const auto pickup = [&](Index visit) {
        return !problem.visits.pickup.empty() && problem.visits.pickup[at(visit)] != 0;
    };
    for (std::size_t k = 0; k < kNumDimensions; ++k) {
        for (std::size_t leg = 0; leg <= visits.size(); ++leg) {
            Amount aboard = 0;
            for (std::size_t n = 0; n < visits.size(); ++n) {
                if (pickup(visits[n]) == (n < leg)) aboard += problem.visits.load[at(visits[n])][k];
            }
            CHECK(aboard <= type.capacity[k]);
        }
    }
    if (!problem.backhaul_last || visits.empty()) return;
    CHECK(!pickup(visits.front()));
    for (std::size_t n = 1; n < visits.size(); ++n) CHECK(pickup(visits[n]) || !pickup(visits[n - 1]));
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

Cost cost_of_route(const Problem& problem, const RoutePlan& route, Outgoing& outgoing) {
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
        stops.push_back(
            {there, type.loading_duration, loading_windows(problem, slot, trip, type.loading_duration)});
        check_loads(problem, type, trip.stops);
        for (const Index stop : trip.stops) {
            if (stop < 0) {
                const auto& rest = type.rests.at(at(~stop));
                CHECK(taken >> ~stop == 0);  // in order, none twice
                taken |= 1U << ~stop;
                stops.push_back(
                    {0, rest.duration, {{slot.midnight + rest.earliest, slot.midnight + rest.latest}}});
                continue;
            }
            const Time travel = drive(problem.visits.place[at(stop)]);
            stops.push_back({travel, problem.visits.service_duration[at(type.handling)][at(stop)],
                             cut(problem.visits.windows[at(stop)], slot.start, slot.end)});
            const Cost service = problem.visits.service_cost[at(type.cost_rows[at(trip.depot)])][at(stop)];
            CHECK(service < kInfinite);
            cost += service;
            if (!problem.visits.pickup.empty() && problem.visits.pickup[at(stop)]) continue;
            outgoing.grams[{trip.depot, slot.day}] += problem.visits.load[at(stop)][0];
            for (const auto& good : problem.visits.goods[at(stop)]) {
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

}  // namespace

PlanCost cost_of(const Problem& problem, const Plan& plan) {
    PlanCost found;
    Outgoing outgoing;
    std::vector<int> served(at(problem.num_visits), 0);
    std::vector<int> used(problem.slots.size(), 0);
    for (const auto& route : plan) {
        found.cost += cost_of_route(problem, route, outgoing);
        CHECK_EQ(++used.at(at(route.slot)), 1);
        for (const auto& trip : route.trips) {
            for (const Index stop : trip.stops) {
                if (stop >= 0) CHECK_EQ(++served.at(at(stop)), 1);
            }
        }
    }
    for (std::size_t v = 0; v < served.size(); ++v) {
        if (served[v] != 0) continue;
        found.cost += problem.visits.required[v] ? 0 : problem.visits.absent_cost[v];
        found.num_absent_required += problem.visits.required[v];
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
