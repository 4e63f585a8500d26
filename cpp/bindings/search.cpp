#include "search.hpp"

#include <nanobind/stl/function.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>
#include <nanobind/stl/string.h>
#include <nanobind/stl/vector.h>

#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/search.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace {

using vrpcore::Cost;
using vrpcore::Index;
using Trips = std::vector<std::pair<Index, std::vector<Index>>>;
using Contents = std::vector<std::pair<Index, std::vector<Index>>>;
using Routes = std::vector<std::pair<Index, Trips>>;
using PyListener = std::function<bool(double, std::int64_t, Cost, Index)>;

Routes routes_of(const vrpcore::Plan& plan) {
    Routes found;
    for (const auto& route : plan) {
        Trips trips;
        for (const auto& trip : route.trips) trips.emplace_back(trip.depot, trip.stops);
        found.emplace_back(route.slot, std::move(trips));
    }
    return found;
}

Contents contents_of(const vrpcore::Plan& plan) {
    Contents found;
    for (const auto& route : plan) {
        for (const auto& [visit, portions] : route.contents) found.emplace_back(visit, portions);
    }
    return found;
}

vrpcore::Plan plan_of(const Routes& routes, const Contents& contents) {
    const std::unordered_map<Index, std::vector<Index>> portions_of(contents.begin(), contents.end());
    vrpcore::Plan plan;
    for (const auto& [slot, trips] : routes) {
        auto& route = plan.emplace_back(vrpcore::RoutePlan{slot, {}, {}});
        for (const auto& [depot, stops] : trips) {
            route.trips.push_back({depot, stops});
            for (const Index stop : stops) {
                const auto found = portions_of.find(stop);
                if (found != portions_of.end()) route.contents.push_back({stop, found->second});
            }
        }
    }
    return plan;
}

vrpcore::SearchResult run(const vrpcore::Problem& problem, const Routes& initial, const Contents& contents,
                          const vrpcore::SearchOptions& options, const std::optional<PyListener>& listener) {
    const auto plan = plan_of(initial, contents);
    vrpcore::Listener heard;
    if (listener) {
        heard = [&listener](const vrpcore::Snapshot& at) {
            const nb::gil_scoped_acquire gil;
            return (*listener)(at.seconds, at.iterations, at.cost, at.num_absent_required);
        };
    }
    const nb::gil_scoped_release no_gil;
    return vrpcore::search(problem, plan, options, heard);
}

}  // namespace

void bind_search(nb::module_& module) {
    using vrpcore::SearchOptions;
    using vrpcore::SearchResult;
    nb::class_<SearchOptions>(module, "SearchOptions")
        .def(nb::init<>())
        .def_rw("seed", &SearchOptions::seed)
        .def_rw("threads", &SearchOptions::threads)
        .def_rw("seconds", &SearchOptions::seconds)
        .def_rw("iterations", &SearchOptions::iterations)
        .def_rw("no_improvement", &SearchOptions::no_improvement)
        .def_rw("target_cost", &SearchOptions::target_cost)
        .def_rw("first_feasible", &SearchOptions::first_feasible)
        .def_rw("num_neighbours", &SearchOptions::num_neighbours)
        .def_rw("num_neighbours_long", &SearchOptions::num_neighbours_long)
        .def_rw("num_neighbours_reloading", &SearchOptions::num_neighbours_reloading)
        .def_rw("blink", &SearchOptions::blink)
        .def_rw("hot", &SearchOptions::hot)
        .def_rw("cold", &SearchOptions::cold)
        .def_rw("careful_start", &SearchOptions::careful_start)
        .def_rw("absent_tried", &SearchOptions::absent_tried)
        .def_rw("most_recombined", &SearchOptions::most_recombined)
        .def_rw("num_first", &SearchOptions::num_first)
        .def_rw("first_share", &SearchOptions::first_share)
        .def_rw("child_share", &SearchOptions::child_share)
        .def_rw("route_bonus", &SearchOptions::route_bonus)
        .def_rw("route_bonus_optional", &SearchOptions::route_bonus_optional)
        .def_rw("rewarm", &SearchOptions::rewarm)
        .def_rw("num_elites", &SearchOptions::num_elites)
        .def_prop_rw(
            "mean_removed", [](const SearchOptions& options) { return options.ruin.mean_removed; },
            [](SearchOptions& options, double value) { options.ruin.mean_removed = value; })
        .def_prop_rw(
            "max_string", [](const SearchOptions& options) { return options.ruin.max_string; },
            [](SearchOptions& options, double value) { options.ruin.max_string = value; })
        .def_prop_rw(
            "split_share", [](const SearchOptions& options) { return options.ruin.split_share; },
            [](SearchOptions& options, double value) { options.ruin.split_share = value; })
        .def_prop_rw(
            "split_growth", [](const SearchOptions& options) { return options.ruin.split_growth; },
            [](SearchOptions& options, double value) { options.ruin.split_growth = value; });
    nb::class_<SearchResult>(module, "SearchResult")
        .def_prop_ro("routes", [](const SearchResult& found) { return routes_of(found.plan); })
        .def_prop_ro("contents", [](const SearchResult& found) { return contents_of(found.plan); })
        .def_ro("cost", &SearchResult::cost)
        .def_ro("num_absent_required", &SearchResult::num_absent_required)
        .def_ro("iterations", &SearchResult::iterations)
        .def_ro("stopped_by", &SearchResult::stopped_by)
        .def_ro("seconds_to_best", &SearchResult::seconds_to_best);
    module.def("search", &run, "problem"_a, "initial"_a, "contents"_a, "options"_a, "listener"_a.none());
}
