#include "layout.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <tuple>

#include "nearest.hpp"

namespace vrpcore {
namespace {

// Matrices are walked in tiles: a column of a large one has each of its numbers in another line of the cache.
constexpr std::size_t kTile = 32;

template <class Visit>
bool all_cells(std::size_t n, const Visit& holds) {
    for (std::size_t row = 0; row < n; row += kTile) {
        for (std::size_t column = 0; column < n; column += kTile) {
            for (std::size_t i = row; i < std::min(n, row + kTile); ++i) {
                for (std::size_t j = column; j < std::min(n, column + kTile); ++j) {
                    if (!holds(i, j)) return false;
                }
            }
        }
    }
    return true;
}

bool is_symmetric(const std::vector<Length>& matrix, std::size_t n) {
    return all_cells(n, [&](std::size_t i, std::size_t j) { return matrix[i * n + j] == matrix[j * n + i]; });
}

std::vector<Length> transposed(const std::vector<Length>& matrix, std::size_t n) {
    std::vector<Length> found(n * n);
    all_cells(n, [&](std::size_t i, std::size_t j) {
        found[j * n + i] = matrix[i * n + j];
        return true;
    });
    return found;
}

}  // namespace

std::vector<Window> clipped(const std::vector<Window>& windows, const Window& shift) {
    if (windows.empty()) return {shift};
    std::vector<Window> found;
    for (const auto& window : windows) {
        const Window part{std::max(window.earliest, shift.earliest), std::min(window.latest, shift.latest)};
        if (part.earliest <= part.latest) found.push_back(part);
    }
    return found;
}

Layout::Layout(const Problem& given, const Neighbourhoods& nearest)
    : problem(given), num_visits(given.num_visits) {
    for (const auto& type : problem.types) {
        has_gaps = has_gaps || type.max_distance < kForever;
        max_rests = std::max(max_rests, static_cast<Index>(type.rests.size()));
        has_later_trips = has_later_trips || type.max_trips > 1;
        loads_elsewhere = loads_elsewhere || (type.max_trips > 1 && type.load_depots.size() > 1);
        // Later trips and rests are only looked at where there are times, even if none can bind.
        is_timed = is_timed || type.max_duration < kForever || type.cost_per_second > 0 ||
                   type.max_trips > 1 || !type.rests.empty();
    }
    for (std::size_t k = 0; k < kNumDimensions; ++k) {
        if (std::ranges::any_of(problem.types,
                                [&](const auto& type) { return type.capacity[k] < kForever; })) {
            limited_dimensions.push_back(k);
        }
    }
    make_groups();
    make_legs();
    make_classes();
    make_windows();
    for (const auto release : problem.visits.release) has_releases = has_releases || release > -kForever;
    for (const auto& depot : problem.depots) {
        has_stock = has_stock || !depot.stock.empty() || depot.max_grams_per_day < kForever;
        is_timed = is_timed || !depot.opening.empty();
    }
    has_pickups = std::ranges::find(problem.visits.pickup, std::uint8_t{1}) != problem.visits.pickup.end();
    backhaul_last = has_pickups && problem.backhaul_last;
    for (Index v = 0; v < num_visits; ++v) {
        const bool is_whole = group_of(v) == kNone;
        has_optional = has_optional || (is_whole && !problem.visits.required[static_cast<std::size_t>(v)]);
    }
    for (const auto& order : problem.demand.orders) has_optional = has_optional || !order.is_required();
    for (const auto& portion : problem.demand.portions) {
        has_releases = has_releases || portion.release > -kForever;
        is_timed = is_timed || portion.due < kForever;
    }
    is_timed = is_timed || has_releases;
    num_routes = static_cast<Index>(class_of_route.size());
    Index later = 0;
    if (has_later_trips) {
        for (const auto& group : classes) {
            const auto& type = problem.types[static_cast<std::size_t>(group.type)];
            const Index extra = std::min(type.max_trips - 1, num_visits);
            later = static_cast<Index>(std::min<std::int64_t>(
                num_visits,
                later + static_cast<std::int64_t>(extra) * static_cast<Index>(group.slots.size())));
        }
    }
    num_trips = num_routes + later;
    num_nodes = num_visits + num_trips + num_routes * max_rests;
    is_rich = asks_for_much();
    const bool has_windows_alone = is_timed && !is_rich;
    make_neighbours(has_later_trips     ? nearest.reloading
                    : has_windows_alone ? nearest.windows_alone
                                        : nearest.others);
    make_penalty();
}

bool Layout::asks_for_much() const {
    if (has_groups || problem.types.size() != 1 || classes.size() != 1 || problem.depots.size() != 1)
        return true;
    if (has_pickups || has_stock || has_later_trips || has_several_windows || has_releases) return true;
    const auto& type = problem.types.front();
    if (type.cost_per_second > 0 || type.max_duration < kForever || type.max_distance < kForever) return true;
    if (!type.rests.empty() || problem.profiles.size() != 1 || !problem.depots.front().opening.empty())
        return true;
    if (type.capacity[1] < kForever || type.capacity[2] < kForever) return true;
    for (const auto cost : problem.visits.service_cost[static_cast<std::size_t>(type.cost_rows[0])]) {
        if (cost != 0) return true;
    }
    for (const auto leg : problem.profiles.front().distance) {
        if (leg < 0) return true;
    }
    return false;
}

void Layout::make_groups() {
    has_groups = problem.demand.is_given();
    if (!has_groups) return;
    group_of_visit_.assign(static_cast<std::size_t>(num_visits), kNone);
    for (Index g = 0; g < static_cast<Index>(problem.demand.groups.size()); ++g) {
        const auto& group = problem.demand.groups[static_cast<std::size_t>(g)];
        for (Index v = group.first_visit; v < group.first_visit + group.num_visits; ++v) {
            group_of_visit_[static_cast<std::size_t>(v)] = g;
        }
    }
}

// One visit of each group stands for all of them.
void Layout::make_sites() {
    for (Index v = 0; v < num_visits; ++v) {
        const Index group = group_of(v);
        const bool is_first =
            group == kNone || v == problem.demand.groups[static_cast<std::size_t>(group)].first_visit;
        if (is_first) sites_.push_back(v);
        if (has_groups) site_of_visit_.push_back(static_cast<Index>(sites_.size()) - 1);
    }
}

void Layout::make_legs() {
    const auto n = static_cast<std::size_t>(problem.num_places);
    durations_are_distances = std::ranges::all_of(problem.profiles, [](const Profile& profile) {
        const auto& planar = profile.planar;
        return planar.is_given() ? planar.seconds_are_metres : profile.distance == profile.duration;
    });
    const auto by_destination = [&](const std::vector<Length>& from) {
        if (is_symmetric(from, n)) return from.data();
        return static_cast<const Length*>(transposed_.emplace_back(transposed(from, n)).data());
    };
    for (const auto& profile : problem.profiles) {
        if (profile.planar.is_given()) {
            legs.push_back({.planar = &profile.planar, .num_places = n});
            continue;
        }
        has_gaps = has_gaps || std::ranges::any_of(profile.distance, [](Length leg) { return leg < 0; });
        legs.push_back({profile.distance.data(), by_destination(profile.distance), profile.duration.data(),
                        by_destination(profile.duration), nullptr, n});
    }
}

void Layout::make_classes() {
    std::map<std::tuple<Index, Time, Time, Time, Index, Index>, Index> number;
    for (Index slot = 0; slot < static_cast<Index>(problem.slots.size()); ++slot) {
        const auto& s = problem.slots[static_cast<std::size_t>(slot)];
        const auto key = std::make_tuple(s.type, s.start, s.end, s.midnight, s.day, s.moment);
        const auto [at, is_new] = number.try_emplace(key, static_cast<Index>(classes.size()));
        if (is_new) classes.push_back({s.type, 0, s.day, s.moment, s.start, s.end, s.midnight, {}});
        auto& group = classes[static_cast<std::size_t>(at->second)];
        // More vehicles than visits are never used.
        if (static_cast<Index>(group.slots.size()) >= num_visits) continue;
        group.slots.push_back(slot);
    }
    for (Index group = 0; group < static_cast<Index>(classes.size()); ++group) {
        for (const Index slot : classes[static_cast<std::size_t>(group)].slots) {
            class_of_route.push_back(group);
            slot_of_route.push_back(slot);
        }
    }
}

Time Layout::longest_route() const {
    Time leg = 0;
    for (const auto& profile : problem.profiles) leg = std::max<Time>(leg, slowest(profile));
    Time total = leg;
    for (std::size_t v = 0; v < static_cast<std::size_t>(num_visits); ++v) {
        Time service = 0;
        for (const auto& row : problem.visits.service_duration) service = std::max(service, row[v]);
        total += service + leg;
    }
    Time loading = 0;
    for (const auto& type : problem.types) loading = std::max(loading, type.loading_duration);
    return total + loading;
}

void Layout::make_windows() {
    std::map<std::pair<Time, Time>, Index> number;
    for (auto& group : classes) {
        const auto next = static_cast<Index>(number.size());
        group.shift = number.try_emplace({group.start, group.end}, next).first->second;
    }
    num_shifts_ = number.size();
    shifts.resize(num_shifts_);
    for (const auto& [pair, idx] : number) shifts[static_cast<std::size_t>(idx)] = {pair.first, pair.second};
    for (const auto& [start, end] : shifts) is_timed = is_timed || longest_route() > end - start;

    window_begin_.push_back(0);
    for (const auto& windows : problem.visits.windows) {
        is_timed = is_timed || !windows.empty();
        for (const auto& shift : shifts) {
            const auto found = clipped(windows, shift);
            has_several_windows = has_several_windows || found.size() > 1;
            windows_.insert(windows_.end(), found.begin(), found.end());
            window_begin_.push_back(windows_.size());
        }
    }
    for (const auto& depot : problem.depots) {
        for (const auto& shift : shifts) openings_.push_back(clipped(depot.opening, shift));
    }
}

Length Layout::longest(const Profile& profile) const {
    return profile.planar.is_given() ? profile.planar.longest() : std::ranges::max(profile.distance);
}

Length Layout::slowest(const Profile& profile) const {
    return profile.planar.is_given() ? profile.planar.slowest() : std::ranges::max(profile.duration);
}

void Layout::make_neighbours(Index num_neighbours) {
    make_sites();
    const auto num_sites = static_cast<Index>(sites_.size());
    const auto width = static_cast<std::size_t>(std::max<Index>(0, std::min(num_neighbours, num_sites - 1)));
    neighbours_.reserve(static_cast<std::size_t>(num_sites) * width);
    neighbour_begin_.assign(1, 0);
    // Visits are near when one can follow the other with little way, little
    // waiting and little lateness; the weight of waiting is PyVRP's (Wouda, Lan
    // and Kool 2024, section 4.1).
    const auto& travel = legs.front();
    const auto places = static_cast<std::size_t>(problem.num_places);
    std::vector<Window> hull(static_cast<std::size_t>(num_visits));
    std::vector<Time> service(static_cast<std::size_t>(num_visits), kForever);
    for (std::size_t v = 0; v < hull.size(); ++v) {
        const auto& windows = problem.visits.windows[v];
        hull[v] = windows.empty() ? Window{-kForever, kForever}
                                  : Window{windows.front().earliest, windows.back().latest};
        for (const auto& row : problem.visits.service_duration) service[v] = std::min(service[v], row[v]);
    }
    double metres = 0;
    double seconds = 0;
    for (std::size_t i = 0; i < places; i += std::max<std::size_t>(1, places / 64)) {
        for (std::size_t j = 0; j < places; ++j) {
            metres += std::max<Length>(0, travel.distance(static_cast<Index>(i), static_cast<Index>(j)));
            seconds += std::max<Length>(0, travel.duration(static_cast<Index>(i), static_cast<Index>(j)));
        }
    }
    const double metres_per_second = seconds > 0 ? metres / seconds : 0.0;
    std::vector<std::pair<double, Index>> near;
    // From coordinates: the nearest in space, some more of them where windows decide as well.
    std::optional<NearestPoints> nearest;
    std::vector<Index> others;
    const auto windowed = [](const auto& windows) { return !windows.empty(); };
    const bool has_windows = std::ranges::any_of(problem.visits.windows, windowed);
    const std::size_t num_others = std::min(has_windows ? 5 * width : width,
                                            static_cast<std::size_t>(std::max<Index>(1, num_sites)) - 1);
    if (travel.planar != nullptr) {
        std::vector<PlanarTravel::Point> points;
        for (const Index visit : sites_) {
            const auto place = problem.visits.place[static_cast<std::size_t>(visit)];
            points.push_back(travel.planar->points[static_cast<std::size_t>(place)]);
        }
        nearest.emplace(std::move(points));
    } else {
        for (Index j = 0; j < num_sites; ++j) others.push_back(j);
    }
    for (Index site = 0; site < num_sites; ++site) {
        near.clear();
        const Index i = sites_[static_cast<std::size_t>(site)];
        const Index at = problem.visits.place[static_cast<std::size_t>(i)];
        if (nearest && width > 0) nearest->find(site, num_others, others);
        const LegRow<false> distance_out{travel, travel.distance_from, at};
        const LegRow<false> distance_in{travel, travel.distance_to, at};
        const LegRow<true> duration_out{travel, travel.duration_from, at};
        const LegRow<true> duration_in{travel, travel.duration_to, at};
        for (const Index other : others) {
            const Index j = sites_[static_cast<std::size_t>(other)];
            if (i == j) continue;
            const Index to = problem.visits.place[static_cast<std::size_t>(j)];
            const auto one_way = [&](std::size_t a, std::size_t b, Length distance,
                                     const LegRow<true>& durations) {
                if (distance < 0) return 1e18;
                if (!has_windows) return static_cast<double>(distance);
                const Time way = durations[to] + service[a];
                const Time wait = hull[b].earliest - way - hull[a].latest;
                const Time late = hull[a].earliest + way - hull[b].latest;
                return static_cast<double>(distance) +
                       metres_per_second * (0.2 * static_cast<double>(std::max<Time>(0, wait)) +
                                            static_cast<double>(std::max<Time>(0, late)));
            };
            const auto a = static_cast<std::size_t>(i);
            const auto b = static_cast<std::size_t>(j);
            near.emplace_back(std::min(one_way(a, b, distance_out[to], duration_out),
                                       one_way(b, a, distance_in[to], duration_in)),
                              j);
        }
        const auto end = near.begin() + static_cast<std::ptrdiff_t>(width);
        if (width > 0) std::nth_element(near.begin(), end - 1, near.end());
        std::sort(near.begin(), end);
        near.resize(width);
        if (group_of(i) != kNone) add_neighbours(i, 0, 0);
        for (const auto& [_, j] : near) {
            const Index to = problem.visits.place[static_cast<std::size_t>(j)];
            add_neighbours(j, travel.distance(at, to), travel.distance(to, at));
        }
        neighbour_begin_.push_back(neighbours_.size());
    }
}

// All visits of the customer of a site.
void Layout::add_neighbours(Index visit, Length to, Length from) {
    const Index group = group_of(visit);
    const Index count =
        group == kNone ? 1 : problem.demand.groups[static_cast<std::size_t>(group)].num_visits;
    for (Index k = 0; k < count; ++k) neighbours_.push_back({visit + k, to, from});
}

// What a visit of a group can cost where this rate applies.
Cost Layout::most_expensive_at(std::size_t row) const {
    const auto& demand = problem.demand;
    const auto& rate = demand.rates[row];
    const auto& band = demand.bands[static_cast<std::size_t>(rate.depot)];
    Cost most = 0;
    std::vector<Amount> grams(demand.groups.size(), 0);
    for (const auto& portion : demand.portions) {
        auto& sum = grams[static_cast<std::size_t>(portion.group)];
        sum += portion.grams;
        most = std::max(most, sum * rate.per_gram);
    }
    for (const Cost waiver : {band.waiver_below, band.waiver_above}) {
        if (waiver < kInfinite) most += waiver;
    }
    return most + demand.township_price;
}

void Layout::make_penalty() {
    Cost per_metre = 0;
    Cost per_second = 0;
    Cost day_cost = 0;
    for (const auto& type : problem.types) {
        per_metre = std::max(per_metre, type.cost_per_metre);
        per_second = std::max(per_second, type.cost_per_second);
        day_cost = std::max(day_cost, type.day_cost);
    }
    Length longest = 0;
    Length slowest = 0;
    for (const auto& profile : problem.profiles) {
        longest = std::max(longest, this->longest(profile));
        slowest = std::max(slowest, this->slowest(profile));
    }
    Cost most_expensive = 0;
    for (const auto& row : problem.visits.service_cost) {
        for (const auto cost : row) {
            if (cost < kInfinite) most_expensive = std::max(most_expensive, cost);
        }
    }
    for (std::size_t row = 0; has_groups && row < problem.demand.rates.size(); ++row) {
        most_expensive = std::max(most_expensive, most_expensive_at(row));
    }
    required_penalty = day_cost + 4 * (per_metre * longest + per_second * slowest) + most_expensive + 1;
    // No optional visits, however expensive and many, make up for a required one; as far as integers go.
    Cost optional = 0;
    Cost num_required = 0;
    for (std::size_t v = 0; v < problem.visits.absent_cost.size(); ++v) {
        if (problem.visits.required[v]) {
            ++num_required;
        } else {
            optional += problem.visits.absent_cost[v];
        }
    }
    for (const auto& order : problem.demand.orders) {
        num_required += order.unserved >= kInfinite ? 1 + order.cases : 0;  // see `missing_cost`
        for (const Cost price : {order.hold, order.unserved}) optional += price < kInfinite ? price : 0;
    }
    const Cost room = (kInfinite - optional) / std::max<Cost>(1, num_required) - required_penalty;
    required_penalty += std::clamp<Cost>(room, 0, optional);
}

}  // namespace vrpcore
