// How much searching there is for a visit, as far as it is known beforehand, and what is worth doing with it.
#pragma once

#include <algorithm>
#include <cmath>

#include "layout.hpp"
#include "search.hpp"

namespace vrpcore {

inline constexpr double kIterationsPerSecond = 1e5;
inline constexpr double kUnlimited = 4096;  // iterations per visit that a search without limits anneals

// From here on there is no time to anneal what insertion in some order begins with: the search starts from
// savings, and not hot enough to lose them.
inline constexpr Index kManyVisits = 20'000;
inline constexpr double kManyIterations = 200;  // per visit: enough to anneal from hot all the same

// From here on, in iterations per visit, one annealing of windows alone finds hardly more if it takes longer.
inline constexpr double kManyForOne = 4000;
// From here on it is worth pricing positions beside more neighbours, the more the longer.
inline constexpr double kManyForFew = 1000;

// With all rules on, an iteration takes some four times as long as without.
inline constexpr double kAllRules = 4.0;
// With all rules on and optional visits, an annealing of so many iterations per visit finds little less than
// one several times as long: where it ends depends on the vehicle days that it happens to use. In longer runs
// the best of several is more, and their children, annealed for so many, are a little more.
inline constexpr double kFirstShareLong = 0.85;
inline constexpr double kEnoughForFirst = 300;
inline constexpr double kEnoughForChild = 60;
inline constexpr double kRewarmLong = 0.4;

inline double iterations_per_visit(const SearchOptions& options, Index num_visits) {
    const double visits = std::max<Index>(1, num_visits);
    if (options.iterations >= 0) return static_cast<double>(options.iterations) / visits;
    if (std::isfinite(options.seconds)) return options.seconds * kIterationsPerSecond / visits;
    return kUnlimited;
}

inline Neighbourhoods neighbourhoods(const SearchOptions& options, Index num_visits) {
    const double many = std::sqrt(iterations_per_visit(options, num_visits) / kManyForFew);
    const double most = options.num_neighbours_long;
    const double wanted = std::min(many * options.num_neighbours, most);
    const auto alone = std::max(options.num_neighbours, static_cast<Index>(wanted));
    return {options.num_neighbours, alone, options.num_neighbours_reloading};
}

// Some annealings from scratch in a share of the run, then children, annealed from a temperature between hot
// (0) and cold (1).
struct Annealings {
    Index num_first;
    double first_share;
    double rewarm;
    double child_share;
};

inline Annealings annealings(const SearchOptions& options, const Layout& layout) {
    const double visits = layout.num_visits;
    // Which visits are served, and by how many routes, comes out by chance in each annealing.
    const bool has_choice = layout.is_timed && !layout.is_rich && layout.has_optional;
    if (has_choice && layout.num_visits < kManyVisits &&
        iterations_per_visit(options, layout.num_visits) >= kManyForOne) {
        return {options.num_first + 1, 0.5, 0.5, options.child_share};
    }
    const bool has_all_rules = layout.is_rich && layout.is_timed;
    // The smaller a problem, the sooner an annealing of its own finds no more.
    const double n = (has_all_rules ? kAllRules : 1.0) * visits;
    if (n > options.most_recombined) {
        const double slowdown = has_all_rules && options.iterations < 0 ? kAllRules : 1.0;
        const double many = iterations_per_visit(options, layout.num_visits) / slowdown;
        const double most = static_cast<double>(options.num_elites);
        const double num_first = std::min(most, kFirstShareLong * many / kEnoughForFirst);
        if (!has_all_rules || !layout.has_optional || options.first_share >= 1.0 || num_first < 2.0) {
            return {1, 1.0, options.rewarm, options.child_share};
        }
        return {static_cast<Index>(num_first), kFirstShareLong, kRewarmLong, kEnoughForChild / many};
    }
    const double rest = 1.0 - options.first_share;
    const double share = std::min(1.0, options.first_share + rest * n / options.most_recombined);
    return {share < 1.0 ? options.num_first : 1, share, options.rewarm, options.child_share};
}

}  // namespace vrpcore
