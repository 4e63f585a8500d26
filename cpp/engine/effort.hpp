// How much searching there is for a visit, as far as it is known beforehand, and what is worth doing with it.
#pragma once

#include <algorithm>
#include <cmath>

#include "layout.hpp"
#include "search.hpp"

namespace vrpcore {

inline constexpr double kIterationsPerSecond = 1e5;
inline constexpr double kUnlimited = 4096;  // iterations per visit that a search without limits anneals

// From here on, in iterations per visit, one annealing of windows alone finds hardly more if it takes longer.
inline constexpr double kManyForOne = 4000;
// From here on it is worth pricing positions beside more neighbours, the more the longer.
inline constexpr double kManyForFew = 1000;

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

}  // namespace vrpcore
