#include "travel.hpp"

namespace vrpcore {

Length Legs::computed_distance(const PlanarTravel& planar, Index from, Index to) {
    return planar.distance(from, to);
}

Length Legs::computed_duration(const PlanarTravel& planar, Index from, Index to) {
    return planar.duration(from, to);
}

}  // namespace vrpcore
