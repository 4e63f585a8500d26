// What the engine solves, filled from numpy arrays.
#include "engine/problem.hpp"

#include <nanobind/ndarray.h>
#include <nanobind/stl/array.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/tuple.h>
#include <nanobind/stl/vector.h>

#include <optional>
#include <stdexcept>
#include <tuple>
#include <utility>

#include "engine/portions.hpp"
#include "search.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace {

using vrpcore::Amount;
using vrpcore::Cost;
using vrpcore::Index;
using vrpcore::Problem;
using vrpcore::Time;

template <class T>
using Array = nb::ndarray<const T, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
template <class T>
using Table = nb::ndarray<const T, nb::ndim<2>, nb::c_contig, nb::device::cpu>;
using Ints = Array<std::int64_t>;
using IntTable = Table<std::int64_t>;

template <class To, class From>
std::vector<To> copied(const Array<From>& array) {
    return std::vector<To>(array.data(), array.data() + array.size());
}

void expect(bool holds, const char* what) {
    if (!holds) throw std::invalid_argument(what);
}

std::vector<vrpcore::Window> windows_of(const IntTable& table) {
    expect(table.shape(1) == 2, "windows are pairs of seconds");
    std::vector<vrpcore::Window> found;
    for (std::size_t i = 0; i < table.shape(0); ++i) found.push_back({table(i, 0), table(i, 1)});
    return found;
}

std::vector<vrpcore::Length> legs_of(const IntTable& table) {
    std::vector<vrpcore::Length> found(table.size());
    const std::int64_t* const legs = table.data();
    for (std::size_t i = 0; i < found.size(); ++i) found[i] = static_cast<vrpcore::Length>(legs[i]);
    return found;
}

// The legs fit into 31 bits.
void add_profile(Problem& problem, const IntTable& distance, const IntTable& duration) {
    const auto places = distance.shape(0);
    expect(distance.shape(1) == places && duration.shape(0) == places && duration.shape(1) == places,
           "distances and durations are square and of one size");
    expect(problem.profiles.empty() || static_cast<std::size_t>(problem.num_places) == places,
           "all profiles have the same places");
    problem.num_places = static_cast<Index>(places);
    problem.profiles.push_back({legs_of(distance), legs_of(duration)});
}

void add_planar_profile(Problem& problem, const Array<double>& x, const Array<double>& y, double scale,
                        double detour, bool down, double speed, const std::optional<Array<double>>& speeds,
                        bool tabulated) {
    const auto places = x.size();
    expect(places > 0 && y.size() == places && (!speeds || speeds->size() == places),
           "one coordinate, and one speed or none, for each place");
    expect(problem.profiles.empty() || static_cast<std::size_t>(problem.num_places) == places,
           "all profiles have the same places");
    problem.num_places = static_cast<Index>(places);
    auto& profile = problem.profiles.emplace_back();
    auto& planar = profile.planar;
    for (std::size_t i = 0; i < places; ++i) planar.points.push_back({x(i), y(i)});
    if (speeds) planar.speeds = copied<double>(*speeds);
    planar.speed = speed;
    planar.scale = scale;
    planar.detour = detour;
    planar.down = down;
    planar.seconds_are_metres = !speeds && speed == 3.6;
    if (tabulated) profile.tabulate();
}

void set_visits(Problem& problem, const Array<std::int32_t>& place, const IntTable& load,
                const Ints& absent_cost, const Array<bool>& required, const Ints& release) {
    const auto count = place.size();
    expect(load.shape(0) == count && load.shape(1) == 3 && absent_cost.size() == count &&
               required.size() == count && release.size() == count,
           "one row for each visit");
    problem.num_visits = static_cast<Index>(count);
    problem.visits.place = copied<Index>(place);
    for (const auto at : problem.visits.place)
        expect(at >= 0 && at < problem.num_places, "a place out of range");
    problem.visits.load.clear();
    for (std::size_t v = 0; v < count; ++v)
        problem.visits.load.push_back({load(v, 0), load(v, 1), load(v, 2)});
    problem.visits.absent_cost = copied<Cost>(absent_cost);
    problem.visits.required.assign(required.data(), required.data() + count);
    problem.visits.release = copied<Time>(release);
    problem.visits.windows.assign(count, {});
    problem.visits.goods.assign(count, {});
}

void set_pickups(Problem& problem, const Array<bool>& pickup, bool backhaul_last) {
    expect(pickup.size() == problem.visits.place.size(), "one row for each visit");
    problem.visits.pickup.assign(pickup.data(), pickup.data() + pickup.size());
    problem.backhaul_last = backhaul_last;
}

void set_windows(Problem& problem, const Ints& begin, const IntTable& windows) {
    expect(begin.size() == problem.visits.windows.size() + 1 &&
               static_cast<std::size_t>(begin(begin.size() - 1)) == windows.shape(0),
           "windows of visit v are rows begin[v] to begin[v + 1]");
    const auto all = windows_of(windows);
    for (std::size_t v = 0; v < problem.visits.windows.size(); ++v) {
        problem.visits.windows[v].assign(all.begin() + begin(v), all.begin() + begin(v + 1));
    }
}

void set_goods(Problem& problem, const Ints& begin, const IntTable& goods) {
    expect(begin.size() == problem.visits.goods.size() + 1 && goods.shape(1) == 2,
           "goods of visit v are rows begin[v] to begin[v + 1]: product and cases");
    for (std::size_t v = 0; v < problem.visits.goods.size(); ++v) {
        problem.visits.goods[v].clear();
        for (auto i = static_cast<std::size_t>(begin(v)); i < static_cast<std::size_t>(begin(v + 1)); ++i) {
            problem.visits.goods[v].push_back({static_cast<Index>(goods(i, 0)), goods(i, 1)});
        }
    }
}

void add_depot(Problem& problem, const IntTable& opening, const std::optional<IntTable>& stock,
               std::optional<Amount> max_grams_per_day) {
    vrpcore::Depot depot;
    depot.opening = windows_of(opening);
    if (stock) {
        expect(static_cast<Index>(stock->shape(1)) == problem.num_moments,
               "stock has a column for each moment");
        depot.stock.assign(stock->data(), stock->data() + stock->size());
    }
    if (max_grams_per_day) depot.max_grams_per_day = *max_grams_per_day;
    problem.depots.push_back(std::move(depot));
}

void set_slots(Problem& problem, const IntTable& slots) {
    expect(slots.shape(1) == 6, "slots have type, start, end, midnight, day and moment");
    problem.slots.clear();
    for (std::size_t s = 0; s < slots.shape(0); ++s) {
        problem.slots.push_back({static_cast<Index>(slots(s, 0)), slots(s, 1), slots(s, 2), slots(s, 3),
                                 static_cast<Index>(slots(s, 4)), static_cast<Index>(slots(s, 5))});
    }
}

using Pairs = std::vector<std::pair<std::int64_t, std::int64_t>>;

std::vector<std::uint8_t> flags(const std::vector<bool>& given) {
    return {given.begin(), given.end()};
}

void add_group(Problem& problem, Index first_visit, Index num_visits, const Pairs& windows,
               Time service_duration, bool is_pickup, const std::vector<bool>& reach,
               const std::vector<Index>& township_stores) {
    vrpcore::Group group{first_visit,      num_visits, {},           {},
                         service_duration, is_pickup,  flags(reach), township_stores};
    for (const auto& [earliest, latest] : windows) group.windows.push_back({earliest, latest});
    problem.demand.groups.push_back(std::move(group));
}

void add_portion(Problem& problem, Index order, Index group, std::tuple<Amount, Amount, Amount> load,
                 Amount grams, Amount cases, Amount light_cases, Time release, Time due, bool is_exempt,
                 const Pairs& goods) {
    auto& demand = problem.demand;
    expect(group >= 0 && static_cast<std::size_t>(group) < demand.groups.size() && order >= 0 &&
               static_cast<std::size_t>(order) < demand.orders.size(),
           "no such group or order");
    demand.groups[static_cast<std::size_t>(group)].portions.push_back(
        static_cast<Index>(demand.portions.size()));
    vrpcore::Portion portion{order,   group, {std::get<0>(load), std::get<1>(load), std::get<2>(load)},
                             grams,   cases, light_cases,
                             release, due,   is_exempt,
                             {}};
    for (const auto& [product, count] : goods) portion.goods.push_back({static_cast<Index>(product), count});
    demand.portions.push_back(std::move(portion));
}

// Of a vehicle type that serves a visit: how long, and at what cost from each depot where it loads.
using Service = std::tuple<Time, std::vector<std::pair<Index, Cost>>>;

// Load, release, windows, and the services of all types of a visit that brings these portions of a group.
std::tuple<vrpcore::Load, Time, std::vector<std::pair<Time, Time>>, std::vector<Service>> figures_of(
    const Problem& problem, Index group, const std::vector<Index>& portions) {
    const auto at = [](Index index) { return static_cast<std::size_t>(index); };
    expect(group >= 0 && at(group) < problem.demand.groups.size(), "no such group");
    for (const Index p : portions) {
        expect(
            p >= 0 && at(p) < problem.demand.portions.size() && problem.demand.portions[at(p)].group == group,
            "no such portion of the group");
    }
    const vrpcore::Layout layout(problem, 0);
    const auto figures = vrpcore::VisitFigures(layout).of(group, portions);
    std::vector<std::pair<Time, Time>> windows;
    for (const auto& [earliest, latest] : figures->windows) windows.emplace_back(earliest, latest);
    std::vector<Service> services;
    for (const auto& type : problem.types) {
        std::vector<std::pair<Index, Cost>> costs;
        for (const Index depot : type.load_depots) {
            costs.emplace_back(depot, figures->service_cost[at(type.cost_rows[at(depot)])]);
        }
        services.emplace_back(figures->service_duration[at(type.handling)], std::move(costs));
    }
    return {figures->load, figures->release, std::move(windows), std::move(services)};
}

void add_band(Problem& problem, Amount min_cases, Amount max_cases, Cost waiver_below, Cost waiver_above,
              const std::vector<bool>& lacks) {
    problem.demand.bands.push_back({min_cases, max_cases, waiver_below, waiver_above});
    problem.demand.lacks.push_back(flags(lacks));
}

void set_township(Problem& problem, int rule, Cost price) {
    expect(rule >= 0 && rule <= 2, "township rules are 0, 1 and 2");
    problem.demand.township_rule = static_cast<vrpcore::TownshipRule>(rule);
    problem.demand.township_price = price;
}

void bind_vehicle_type(nb::module_& module) {
    using vrpcore::VehicleType;
    nb::class_<VehicleType>(module, "VehicleType")
        .def(nb::init<>())
        .def_rw("depot", &VehicleType::depot)
        .def_rw("load_depots", &VehicleType::load_depots)
        .def_prop_rw(
            "capacity",
            [](const VehicleType& type) {
                return std::make_tuple(type.capacity[0], type.capacity[1], type.capacity[2]);
            },
            [](VehicleType& type, std::tuple<Amount, Amount, Amount> capacity) {
                type.capacity = {std::get<0>(capacity), std::get<1>(capacity), std::get<2>(capacity)};
            })
        .def_rw("cost_per_metre", &VehicleType::cost_per_metre)
        .def_rw("cost_per_second", &VehicleType::cost_per_second)
        .def_rw("day_cost", &VehicleType::day_cost)
        .def_rw("max_duration", &VehicleType::max_duration)
        .def_rw("max_distance", &VehicleType::max_distance)
        .def_rw("max_trips", &VehicleType::max_trips)
        .def_rw("loading_duration", &VehicleType::loading_duration)
        .def_rw("profile", &VehicleType::profile)
        .def_rw("handling", &VehicleType::handling)
        .def_rw("cost_rows", &VehicleType::cost_rows)
        .def(
            "add_rest",
            [](VehicleType& type, Time earliest, Time latest, Time duration) {
                type.rests.push_back({earliest, latest, duration});
            },
            "earliest"_a, "latest"_a, "duration"_a);
}

}  // namespace

void bind_problem(nb::module_& module) {
    bind_vehicle_type(module);
    nb::class_<Problem>(module, "Problem")
        .def(nb::init<>())
        .def_rw("num_moments", &Problem::num_moments)
        .def_rw("num_days", &Problem::num_days)
        .def("add_profile", &add_profile, "distance"_a, "duration"_a)
        .def("add_planar_profile", &add_planar_profile, "x"_a, "y"_a, "scale"_a, "detour"_a, "down"_a,
             "speed"_a, "speeds"_a.none(), "tabulated"_a)
        .def(
            "leg",
            [](const Problem& problem, Index profile, Index from, Index to) {
                const auto num_places = problem.num_places;
                expect(profile >= 0 && static_cast<std::size_t>(profile) < problem.profiles.size() &&
                           from >= 0 && from < num_places && to >= 0 && to < num_places,
                       "no such profile or place");
                const auto& [distance, duration, planar] =
                    problem.profiles[static_cast<std::size_t>(profile)];
                const vrpcore::Legs legs{distance.data(),
                                         distance.data(),
                                         duration.data(),
                                         duration.data(),
                                         planar.is_given() ? &planar : nullptr,
                                         static_cast<std::size_t>(num_places)};
                return std::make_tuple(legs.distance(from, to), legs.duration(from, to));
            },
            "profile"_a, "origin"_a, "destination"_a)
        .def("set_visits", &set_visits, "place"_a, "load"_a, "absent_cost"_a, "required"_a, "release"_a)
        .def("set_pickups", &set_pickups, "pickup"_a, "backhaul_last"_a)
        .def("set_windows", &set_windows, "begin"_a, "windows"_a)
        .def("set_goods", &set_goods, "begin"_a, "goods"_a)
        .def(
            "add_service_durations",
            [](Problem& problem, const Ints& row) {
                problem.visits.service_duration.push_back(copied<Time>(row));
            },
            "row"_a)
        .def(
            "add_service_costs",
            [](Problem& problem, const Ints& row) {
                problem.visits.service_cost.push_back(copied<Cost>(row));
            },
            "row"_a)
        .def("add_depot", &add_depot, "opening"_a, "stock"_a.none(), "max_grams_per_day"_a.none())
        .def(
            "add_type",
            [](Problem& problem, const vrpcore::VehicleType& type) { problem.types.push_back(type); },
            "type"_a)
        .def(
            "add_order",
            [](Problem& problem, Cost hold, Cost unserved, Amount cases, bool is_splittable) {
                problem.demand.orders.push_back({hold, unserved, cases, is_splittable});
            },
            "hold"_a, "unserved"_a, "cases"_a, "is_splittable"_a)
        .def("add_band", &add_band, "min_cases"_a, "max_cases"_a, "waiver_below"_a, "waiver_above"_a,
             "lacks"_a)
        .def("set_township", &set_township, "rule"_a, "price"_a)
        .def(
            "add_handling",
            [](Problem& problem, Time visit, Time light_case, Time heavy_case) {
                problem.demand.handlings.push_back({visit, light_case, heavy_case});
            },
            "visit"_a, "light_case"_a, "heavy_case"_a)
        .def(
            "add_rate",
            [](Problem& problem, Index depot, Cost per_gram, const std::vector<bool>& allows) {
                problem.demand.rates.push_back({depot, per_gram, flags(allows)});
            },
            "depot"_a, "per_gram"_a, "allows"_a)
        .def("add_group", &add_group, "first_visit"_a, "num_visits"_a, "windows"_a, "service_duration"_a,
             "is_pickup"_a, "reach"_a, "township_stores"_a)
        .def("add_portion", &add_portion, "order"_a, "group"_a, "load"_a, "grams"_a, "cases"_a,
             "light_cases"_a, "release"_a, "due"_a, "is_exempt"_a, "goods"_a)
        .def("figures_of", &figures_of, "group"_a, "portions"_a)
        .def("set_slots", &set_slots, "slots"_a);
    module.attr("INFINITE_COST") = vrpcore::kInfinite;
    module.attr("FOREVER") = vrpcore::kForever;
}
