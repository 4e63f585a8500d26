// The search: ruin, recreate, accept or undo.
#pragma once

#include <functional>
#include <string>

#include "problem.hpp"
#include "ruin.hpp"

namespace vrpcore {

struct SearchOptions {
    std::uint64_t seed = 0;
    int threads = 1;
    double seconds = 10.0;             // wall time; infinite without a limit
    std::int64_t iterations = -1;      // -1: no limit
    std::int64_t no_improvement = -1;  // iterations without a better solution; -1: no limit
    Cost target_cost = -1;             // -1: none
    bool first_feasible = false;
    RuinOptions ruin{};
    Index num_neighbours = 40;
    // With windows alone and long runs, at most.
    Index num_neighbours_long = 100;
    // Where vehicles may load again: the trip that has room is often not among the nearest.
    Index num_neighbours_reloading = 100;
    double blink = 0.01;
    // First temperature, in mean costs of a visit of the first solution; twice that where vehicles load
    // again.
    double hot = 1.0;
    double cold = 0.01;  // last temperature
    // With windows alone, or where vehicles load again, what each used route earns, in present temperatures;
    // with all rules on and optional visits, in every second annealing alone.
    // Insertion opens a route only where a single visit pays for it, and a ruin takes all of a short one:
    // they die sooner than they are born.
    double route_bonus = 3.0;
    // The same with windows alone where visits may be left out, until it falls to `route_bonus` at the end.
    double route_bonus_optional = 20.0;
    // Up to `most_recombined` visits, a quarter of them with all rules on, `num_first` annealings in this
    // share of the time, or more of it the more visits there are; then children of the best plans, annealed
    // from part of the way from hot to cold.
    double most_recombined = 600;
    Index num_first = 2;
    double first_share = 0.6;
    double child_share = 0.05;
    double rewarm = 0.3;
    std::size_t num_elites = 6;
    // Make the first plan with care, as is always done with all rules on where visits may be left out: it
    // takes longer than an insertion of all visits in some order, and is worth as much as many iterations.
    bool careful_start = false;
    Index absent_tried = 4;  // absent visits near the ruin that are tried as well
};

// What is told, and asked, from time to time: false ends the search.
struct Snapshot {
    double seconds;
    std::int64_t iterations;
    Cost cost;
    Index num_absent_required;
};
using Listener = std::function<bool(const Snapshot&)>;

struct SearchResult {
    Plan plan;
    Cost cost = 0;  // as the search counts it, without the penalties of required visits
    Index num_absent_required = 0;
    std::int64_t iterations = 0;
    std::string stopped_by;
    double seconds_to_best = 0;
};

SearchResult search(const Problem& problem, const Plan& initial, const SearchOptions& options,
                    const Listener& listener);

}  // namespace vrpcore
