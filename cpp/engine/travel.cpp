#include "travel.hpp"

#include "problem.hpp"

namespace vrpcore {

Length Legs::computed_distance(const PlanarTravel& planar, Index from, Index to) {
    return planar.distance(from, to);
}

Length Legs::computed_duration(const PlanarTravel& planar, Index from, Index to) {
    return planar.duration(from, to);
}

void Profile::tabulate() {
    const auto n = planar.points.size();
    distance.resize(n * n);
    duration.resize(n * n);
    for (std::size_t from = 0; from < n; ++from) {
        for (std::size_t to = 0; to < n; ++to) {
            distance[from * n + to] = planar.distance(static_cast<Index>(from), static_cast<Index>(to));
            duration[from * n + to] = planar.duration(static_cast<Index>(from), static_cast<Index>(to));
        }
    }
    planar = {};
}

}  // namespace vrpcore
