#include "check_state.hpp"

#include <algorithm>

#include "check.hpp"
#include "demand_rules.hpp"
#include "plan_cost.hpp"
#include "problems.hpp"

namespace testing {
namespace {

using namespace vrpcore;

template <bool kRich, Timing kTiming>
class Checker {
public:
    explicit Checker(const State<kRich, kTiming>& state)
        : s_(state), layout_(state.layout), problem_(state.problem) {}

    void check() {
        check_contents();
        Cost cost = 0;
        Cost num_penalties = 0;
        Index num_absent_required = 0;
        trip_of_.assign(at(layout_.num_visits), kNone);
        is_trip_used_.assign(at(layout_.num_trips), 0);
        std::vector<Index> used;
        std::vector<std::vector<Index>> free(layout_.classes.size());
        for (Index r = 0; r < layout_.num_routes; ++r) {
            cost += check_route(r);
            if (s_.routes[at(r)].size > 0) used.push_back(r);
            if (s_.routes[at(r)].size == 0) free[at(layout_.class_of_route[at(r)])].push_back(r);
        }
        Index num_absent = 0;
        for (Index v = 0; v < layout_.num_visits; ++v) {
            CHECK_EQ(s_.links[at(v)].trip, trip_of_[at(v)]);
            if (trip_of_[at(v)] != kNone) continue;
            ++num_absent;
            if (layout_.group_of(v) != kNone) continue;
            num_absent_required += s_.visits.required[at(v)];
            num_penalties += s_.visits.required[at(v)];
            cost += s_.visits.required[at(v)] ? 0 : s_.visits.absent_cost[at(v)];
        }
        const auto missing = missing_cost_of(problem_, missing_cases());
        num_absent_required += missing.num_broken;
        num_penalties += missing.num_penalties;
        cost += missing.cost + num_penalties * layout_.required_penalty;
        CHECK_EQ(s_.penalty, num_penalties * layout_.required_penalty);
        CHECK_EQ(s_.num_present, layout_.num_visits - num_absent);
        CHECK_EQ(s_.num_absent_required, num_absent_required);
        CHECK_EQ(s_.cost, cost);
        for (std::size_t k = 0; k < s_.used.size(); ++k) CHECK_EQ(s_.routes[at(s_.used[k])].used_at, k);
        CHECK_EQ(sorted(s_.used), used);
        for (std::size_t c = 0; c < free.size(); ++c) CHECK_EQ(sorted(s_.free[c]), free[c]);
        const auto trips_left = std::ranges::count(is_trip_used_, 0);
        CHECK_EQ(s_.has_free_trip(), trips_left > 0);
        if (layout_.has_stock) check_stock();
    }

private:
    static std::vector<Index> sorted(std::vector<Index> indices) {
        std::ranges::sort(indices);
        return indices;
    }

    // Each portion is with one visit of its group, whose figures follow from them.
    void check_contents() const {
        if (!layout_.has_groups) return;
        const auto& demand = problem_.demand;
        Index num_vacant = 0;
        Contents contents(at(layout_.num_visits));
        std::vector<int> brought(demand.portions.size(), 0);
        for (std::size_t g = 0; g < demand.groups.size(); ++g) {
            const auto& group = demand.groups[g];
            for (Index v = group.first_visit; v < group.first_visit + group.num_visits; ++v) {
                contents[at(v)] = s_.contents(v);
                CHECK(std::ranges::is_sorted(contents[at(v)]));
                CHECK_EQ(s_.is_vacant(v), contents[at(v)].empty());
                num_vacant += s_.is_vacant(v);
                for (const Index p : contents[at(v)]) {
                    CHECK_EQ(demand.portions.at(at(p)).group, g);
                    CHECK_EQ(++brought[at(p)], 1);
                    CHECK_EQ(s_.visit_of(p), v);
                }
            }
        }
        CHECK_EQ(std::ranges::count(brought, 1), brought.size());
        CHECK_EQ(s_.num_vacant, num_vacant);
        const auto visits = filled(problem_, contents);
        for (Index v = 0; v < layout_.num_visits; ++v) {
            if (layout_.group_of(v) != kNone && !s_.is_vacant(v)) check_figures(at(v), visits);
        }
    }

    void check_figures(std::size_t v, const Visits& expected) const {
        CHECK(s_.visits.load[v] == expected.load[v]);
        CHECK_EQ(s_.visits.required[v], expected.required[v]);
        CHECK_EQ(s_.visits.release[v], expected.release[v]);
        for (std::size_t h = 0; h < expected.service_duration.size(); ++h) {
            CHECK_EQ(s_.visits.service_duration[h][v], expected.service_duration[h][v]);
        }
        for (std::size_t row = 0; row < expected.service_cost.size(); ++row) {
            CHECK_EQ(s_.visits.service_cost[row][v], expected.service_cost[row][v]);
        }
        auto goods = s_.visits.goods[v];
        std::ranges::sort(goods, {}, &Good::product);
        CHECK(std::ranges::equal(goods, expected.goods[v], [](const Good& a, const Good& b) {
            return a.product == b.product && a.cases == b.cases;
        }));
        for (std::size_t k = 0; k < layout_.shifts.size(); ++k) {
            const auto windows =
                cut(expected.windows[v], layout_.shifts[k].earliest, layout_.shifts[k].latest);
            const auto found = s_.windows(static_cast<Index>(v), static_cast<Index>(k));
            CHECK(std::ranges::equal(found, windows, [](const Window& a, const Window& b) {
                return a.earliest == b.earliest && a.latest == b.latest;
            }));
        }
    }

    // By order: cases of the portions that absent visits would bring.
    std::vector<Amount> missing_cases() const {
        std::vector<Amount> missing(problem_.demand.orders.size(), 0);
        for (std::size_t p = 0; p < problem_.demand.portions.size(); ++p) {
            const auto& portion = problem_.demand.portions[p];
            const bool is_absent = trip_of_[at(s_.visit_of(static_cast<Index>(p)))] == kNone;
            if (is_absent) missing[at(portion.order)] += portion.cases;
        }
        return missing;
    }

    // The nodes of a route, its head first.
    std::vector<Index> nodes_of(Index r) {
        std::vector<Index> nodes;
        Index x = layout_.head(r);
        do {
            CHECK(nodes.size() < at(layout_.num_nodes));
            nodes.push_back(x);
            CHECK_EQ(s_.links[at(s_.links[at(x)].next)].prev, x);
            x = s_.links[at(x)].next;
        } while (x != layout_.head(r));
        return nodes;
    }

    Cost check_route(Index r) {
        const auto& route = s_.routes[at(r)];
        const auto& slots = layout_.classes[at(layout_.class_of_route[at(r)])];
        const auto& type = problem_.types[at(slots.type)];
        CHECK(route.slots == &slots && route.type == &type);
        const auto nodes = nodes_of(r);
        check_trips(r, nodes, type);
        const Amount distance = check_legs(nodes, type, route.size == 0);
        CHECK_EQ(route.distance, distance);
        Cost cost = 0;
        if (route.size > 0)
            cost = type.day_cost - s_.route_bonus + type.cost_per_metre * distance + service_cost_;
        if (kRich) CHECK_EQ(route.service_cost, service_cost_);
        if constexpr (kTiming == Timing::kWindows) check_clocks(nodes, slots, type, route.size == 0);
        if constexpr (kTiming == Timing::kFull) {
            const Time duration = route.size == 0 ? 0 : check_times(nodes, route, slots, type);
            CHECK_EQ(route.duration, duration);
            CHECK(duration <= type.max_duration);
            cost += type.cost_per_second * duration;
        }
        CHECK_EQ(route.cost, cost);
        return cost;
    }

    // What a route consists of: trips, their loads and releases, rests, service costs.
    void check_trips(Index r, const std::vector<Index>& nodes, const VehicleType& type) {
        const auto& route = s_.routes[at(r)];
        Index trip_idx = kNone;
        Index size = 0;
        Index num_trips = 0;
        unsigned taken = 0;
        Trip expected;
        Load collected{};
        std::vector<Index> sequence;
        service_cost_ = 0;
        const auto end_trip = [&] {
            if (trip_idx == kNone) return;
            const auto& trip = s_.trips[at(trip_idx)];
            CHECK_EQ(trip.size, expected.size);
            CHECK(trip.load == expected.load);
            CHECK_EQ(trip.num_pickups, expected.num_pickups);
            if (kRich && layout_.has_pickups) {
                CHECK(s_.collected[at(trip_idx)] == collected);
                check_aboard(sequence, type);
            }
            collected = {};
            sequence.clear();
            if (kTiming == Timing::kFull) CHECK_EQ(trip.release, expected.release);
            size += expected.size;
        };
        for (const Index x : nodes) {
            if (layout_.is_head(x)) {
                end_trip();
                trip_idx = x - layout_.num_visits;
                ++num_trips;
                CHECK_EQ(++is_trip_used_[at(trip_idx)], 1);
                CHECK_EQ(s_.trips[at(trip_idx)].route, r);
                CHECK_EQ(s_.links[at(x)].place, s_.trips[at(trip_idx)].depot);
                expected = Trip{};
            }
            CHECK_EQ(s_.links[at(x)].trip, trip_idx);
            sequence.push_back(x);
            if (layout_.is_rest(x)) {
                const Index nth = x - layout_.rest(r, 0);
                CHECK(nth >= 0 && at(nth) < type.rests.size());
                taken |= 1U << nth;
            }
            if (!layout_.is_visit(x)) continue;
            trip_of_[at(x)] = trip_idx;
            ++expected.size;
            expected.num_pickups += is_pickup(x);
            for (std::size_t k = 0; k < (kRich ? 3 : 1); ++k) {
                (is_pickup(x) ? collected : expected.load)[k] += s_.visits.load[at(x)][k];
            }
            expected.release = std::max(expected.release, s_.visits.release[at(x)]);
            service_cost_ +=
                s_.visits.service_cost[at(type.cost_rows[at(s_.trips[at(trip_idx)].depot)])][at(x)];
        }
        end_trip();
        CHECK_EQ(route.size, size);
        CHECK_EQ(route.num_trips, num_trips);
        for (unsigned nth = 0; nth < type.rests.size(); ++nth) {
            CHECK_EQ(route.rests[nth] == RestMode::kTaken, (taken >> nth & 1U) != 0);
        }
    }

    bool is_pickup(Index x) const {
        return layout_.is_visit(x) && !s_.visits.pickup.empty() && s_.visits.pickup[at(x)] != 0;
    }

    bool keeps_order(const std::vector<bool>& pickups) const {
        if (!problem_.backhaul_last || pickups.empty()) return true;
        return !pickups.front() && std::ranges::is_sorted(pickups);
    }

    // The loads of a trip, leg by leg; what may be inserted, by inserting it.
    void check_aboard(const std::vector<Index>& nodes, const VehicleType& type) const {
        std::vector<Load> legs(nodes.size());
        std::vector<bool> pickups;
        for (const Index x : nodes) {
            if (layout_.is_visit(x)) pickups.push_back(is_pickup(x));
        }
        CHECK(keeps_order(pickups));
        for (std::size_t leg = 0; leg < nodes.size(); ++leg) {
            for (std::size_t n = 0; n < nodes.size(); ++n) {
                if (!layout_.is_visit(nodes[n]) || is_pickup(nodes[n]) != (n <= leg)) continue;
                for (std::size_t k = 0; k < 3; ++k) legs[leg][k] += s_.visits.load[at(nodes[n])][k];
            }
            for (std::size_t k = 0; k < 3; ++k) CHECK(legs[leg][k] <= type.capacity[k]);
        }
        std::ptrdiff_t num_visits = 0;
        Index border = kNone;
        for (std::size_t n = 0; n < nodes.size(); ++n) {
            const auto& found = s_.aboard[at(nodes[n])];
            for (std::size_t k = 0; k < 3; ++k) {
                Amount before = 0;
                Amount after = 0;
                for (std::size_t leg = 0; leg <= n; ++leg) before = std::max(before, legs[leg][k]);
                for (std::size_t leg = n; leg < nodes.size(); ++leg) after = std::max(after, legs[leg][k]);
                CHECK_EQ(found.before[k], before);
                CHECK_EQ(found.after[k], after);
            }
            num_visits += layout_.is_visit(nodes[n]);
            const auto takes = [&](bool pickup) {
                auto with = pickups;
                with.insert(with.begin() + num_visits, pickup);
                return keeps_order(with);
            };
            if (takes(false) && !layout_.is_rest(nodes[n])) border = nodes[n];
            CHECK_EQ(found.takes_deliveries, takes(false));
            CHECK_EQ(found.takes_pickups, takes(true));
        }
        if (layout_.backhaul_last) CHECK_EQ(s_.border[at(nodes.front() - layout_.num_visits)], border);
    }

    // Places and legs; a rest has the place before it.
    Amount check_legs(const std::vector<Index>& nodes, const VehicleType& type, bool is_empty) {
        Amount distance = 0;
        std::vector<Index> place;
        for (const Index x : nodes) {
            place.push_back(layout_.is_visit(x)  ? s_.visits.place[at(x)]
                            : layout_.is_head(x) ? s_.trips[at(x - layout_.num_visits)].depot
                                                 : place.back());
        }
        for (std::size_t k = 0; k < nodes.size(); ++k) {
            const auto& link = s_.links[at(nodes[k])];
            CHECK_EQ(link.place, place[k]);
            std::size_t next = (k + 1) % nodes.size();
            while (layout_.is_rest(nodes[next])) next = (next + 1) % nodes.size();
            const std::size_t prev = (k + nodes.size() - 1) % nodes.size();
            CHECK_EQ(link.next_place, place[next]);
            CHECK_EQ(link.prev_place, place[prev]);
            const bool is_rest = layout_.is_rest(nodes[k]);
            const Length to_prev = is_empty || is_rest ? 0 : metres(problem_, type, place[prev], place[k]);
            CHECK_EQ(link.to_prev, to_prev);
            CHECK_EQ(link.to_next, is_empty ? 0 : metres(problem_, type, place[k], place[next]));
            distance += to_prev;
        }
        return distance;
    }

    void check_clocks(const std::vector<Index>& nodes, const SlotClass& slots, const VehicleType& type,
                      bool is_empty) {
        if (is_empty) return;
        Time now = slots.start + type.loading_duration;
        std::vector<Stop> behind;
        for (std::size_t k = 0; k < nodes.size(); ++k) {
            const auto& clock = s_.clocks[at(nodes[k])];
            if (k > 0) {
                const auto windows = cut(s_.visits.windows[at(nodes[k])], slots.start, slots.end);
                CHECK(!windows.empty());
                now = std::max(now + leg(nodes, k, type), windows.front().earliest);
                CHECK(now <= windows.front().latest);
                now += s_.visits.service_duration[at(type.handling)][at(nodes[k])];
            }
            CHECK_EQ(clock.leaves, now);
        }
        const Time way_home = leg(nodes, 0, type);
        CHECK(now + way_home <= slots.end);
        for (std::size_t k = nodes.size() - 1; k > 0; --k) {
            const auto& own = cut(s_.visits.windows[at(nodes[k])], slots.start, slots.end);
            behind.insert(behind.begin(),
                          {0, s_.visits.service_duration[at(type.handling)][at(nodes[k])], own});
            if (k + 1 < nodes.size()) behind[1].travel = leg(nodes, k + 1, type);
            Time latest = slots.end;
            while (!arrives_by(behind, way_home, latest, slots.end)) --latest;
            CHECK_EQ(s_.clocks[at(nodes[k])].latest, latest);
        }
        CHECK_EQ(s_.clocks[at(nodes.front())].latest, slots.end);
    }

    static bool arrives_by(const std::vector<Stop>& stops, Time way_home, Time start, Time end) {
        Time now = start;
        for (const auto& stop : stops) {
            now = std::max(now + stop.travel, stop.windows.front().earliest);
            if (now > stop.windows.front().latest) return false;
            now += stop.duration;
        }
        return now + way_home <= end;
    }

    Time leg(const std::vector<Index>& nodes, std::size_t k, const VehicleType& type) const {
        const Index from = s_.links[at(nodes[(k + nodes.size() - 1) % nodes.size()])].place;
        return seconds(problem_, type, from, s_.links[at(nodes[k])].place);
    }

    // In the windows that the state has chosen: the duration by trying every start, segments one by one.
    Time check_times(const std::vector<Index>& nodes, const Route& route, const SlotClass& slots,
                     const VehicleType& type) {
        Time start = slots.start;
        Time end = slots.end;
        for (std::size_t nth = 0; nth < type.rests.size(); ++nth) {
            const auto& rest = type.rests[nth];
            if (route.rests[nth] == RestMode::kEndsBefore) end = std::min(end, slots.midnight + rest.latest);
            if (route.rests[nth] == RestMode::kStartsAfter) {
                start = std::max(start, slots.midnight + rest.earliest + rest.duration);
            }
        }
        CHECK_EQ(route.start, start);
        CHECK_EQ(route.end, end);
        std::vector<Stop> stops;
        for (std::size_t k = 0; k < nodes.size(); ++k) {
            const Index x = nodes[k];
            const bool is_driven = k > 0 && !layout_.is_rest(x);
            stops.push_back(stop_of(x, slots, type));
            stops.back().travel = is_driven ? leg(nodes, k, type) : 0;
            CHECK_EQ(s_.times[at(x)].travel, k == 0 ? leg(nodes, 0, type) : stops.back().travel);
        }
        const Time way_home = leg(nodes, 0, type);
        check_segments(nodes, stops, {0, start, slots.end}, way_home, {0, slots.start, end});
        const Time duration = least_duration(stops, way_home, start, end);
        CHECK(duration < kNever);
        return duration;
    }

    Stop stop_of(Index x, const SlotClass& slots, const VehicleType& type) const {
        const auto window = at(s_.times[at(x)].window);
        if (layout_.is_visit(x)) {
            return {0,
                    s_.visits.service_duration[at(type.handling)][at(x)],
                    {cut(s_.visits.windows[at(x)], slots.start, slots.end).at(window)}};
        }
        if (layout_.is_rest(x)) {
            const auto& rest = type.rests[at((x - layout_.rest(0, 0)) % layout_.max_rests)];
            return {0, rest.duration, {{slots.midnight + rest.earliest, slots.midnight + rest.latest}}};
        }
        const auto& trip = s_.trips[at(x - layout_.num_visits)];
        const auto open = cut(problem_.depots[at(trip.depot)].opening, slots.start, slots.end).at(window);
        return {0,
                type.loading_duration,
                {{std::max(open.earliest, trip.release), open.latest - type.loading_duration}}};
    }

    static void check_same(const Segment& found, const Segment& expected) {
        CHECK_EQ(found.duration, expected.duration);
        CHECK_EQ(found.earliest, expected.earliest);
        CHECK_EQ(found.latest, expected.latest);
    }

    void check_segments(const std::vector<Index>& nodes, const std::vector<Stop>& stops, const Segment& first,
                        Time way_home, const Segment& last) const {
        const auto own = [&](std::size_t k) -> Segment {
            return {stops[k].duration, stops[k].windows.front().earliest, stops[k].windows.front().latest};
        };
        Segment before = first;
        Segment within;
        for (std::size_t k = 0; k < nodes.size(); ++k) {
            CHECK(merge(before, stops[k].travel, own(k), before));
            check_same(s_.times[at(nodes[k])].before, before);
            check_same(s_.times[at(nodes[k])].own, own(k));
            if (!layout_.has_releases || layout_.is_head(nodes[k])) continue;
            if (layout_.is_head(nodes[k - 1])) {
                within = own(k);
            } else {
                CHECK(merge(within, stops[k].travel, own(k), within));
            }
            check_same(s_.within[at(nodes[k])], within);
        }
        for (std::size_t from = 1; from < nodes.size(); ++from) {
            Segment after = own(from);
            for (std::size_t k = from + 1; k < nodes.size(); ++k)
                CHECK(merge(after, stops[k].travel, own(k), after));
            CHECK(merge(after, way_home, last, after));
            check_same(s_.times[at(nodes[from])].after, after);
        }
    }

    // What each depot has left, told by what still fits.
    void check_stock() const {
        for (Index d = 0; d < problem_.num_depots(); ++d) {
            const auto& depot = problem_.depots[at(d)];
            auto stock = depot.stock;
            std::vector<Amount> grams(at(problem_.num_days), depot.max_grams_per_day);
            for (Index v = 0; v < layout_.num_visits; ++v) {
                if (is_pickup(v) || trip_of_[at(v)] == kNone || s_.trips[at(trip_of_[at(v)])].depot != d)
                    continue;
                const auto& slots = *s_.routes[at(s_.trips[at(trip_of_[at(v)])].route)].slots;
                grams[at(slots.day)] -= s_.visits.load[at(v)][0];
                for (const auto& good : s_.visits.goods[at(v)]) {
                    for (Index m = slots.moment; m < problem_.num_moments && !stock.empty(); ++m) {
                        stock[at(good.product * problem_.num_moments + m)] -= good.cases;
                    }
                }
            }
            for (Index v = 0; v < layout_.num_visits; ++v) {
                for (Index m = 0; m < problem_.num_moments; ++m) {
                    for (Index day = 0; day < problem_.num_days; ++day) {
                        bool fits = s_.visits.load[at(v)][0] <= grams[at(day)];
                        for (const auto& good : s_.visits.goods[at(v)]) {
                            for (Index later = m; later < problem_.num_moments && !stock.empty(); ++later) {
                                fits &= good.cases <= stock[at(good.product * problem_.num_moments + later)];
                            }
                        }
                        CHECK_EQ(s_.ledger.fits(v, d, m, day), fits || is_pickup(v));
                    }
                }
            }
        }
    }

    const State<kRich, kTiming>& s_;
    const Layout& layout_;
    const Problem& problem_;
    std::vector<Index> trip_of_;
    std::vector<int> is_trip_used_;
    Cost service_cost_ = 0;
};

}  // namespace

template <bool kRich, Timing kTiming>
void check_state(const State<kRich, kTiming>& state) {
    Checker<kRich, kTiming>(state).check();
}

template <bool kRich, Timing kTiming>
Written written(const State<kRich, kTiming>& state) {
    Written found{state.cost, {}, {}};
    for (const Index r : state.used) {
        auto& route = found.routes.emplace_back();
        route.push_back(r);
        Index x = state.layout.head(r);
        do {
            route.push_back(x);
            route.push_back(state.trips[at(state.links[at(x)].trip)].depot);
            if constexpr (kTiming == Timing::kFull) route.push_back(state.times[at(x)].window);
            x = state.links[at(x)].next;
        } while (x != state.layout.head(r));
        for (const auto mode : state.routes[at(r)].rests) route.push_back(static_cast<Index>(mode));
    }
    std::ranges::sort(found.routes);
    for (Index v = 0; state.layout.has_groups && v < state.layout.num_visits; ++v) {
        found.contents.push_back(state.contents(v));
    }
    return found;
}

template void check_state(const State<false, Timing::kUntimed>&);
template void check_state(const State<false, Timing::kWindows>&);
template void check_state(const State<true, Timing::kUntimed>&);
template void check_state(const State<true, Timing::kFull>&);
template Written written(const State<false, Timing::kUntimed>&);
template Written written(const State<false, Timing::kWindows>&);
template Written written(const State<true, Timing::kUntimed>&);
template Written written(const State<true, Timing::kFull>&);

}  // namespace testing
