// Limits of a vehicle on a whole route: how far and how long it may drive, how often it may load.
#pragma once

#include <algorithm>

#include "engine/problem.hpp"
#include "engine/segment.hpp"

namespace vrpcore {

inline bool keeps_distance(const VehicleType& type, Amount distance) {
    return distance <= type.max_distance;
}
inline bool limits_distance(const VehicleType& type) {
    return type.max_distance < kForever;
}
inline bool keeps_duration(const VehicleType& type, Time duration) {
    return duration <= type.max_duration;
}
inline bool keeps_trips(const VehicleType& type, Index num_trips) {
    return num_trips <= type.max_trips;
}
inline bool may_load_again(const VehicleType& type) {
    return type.max_trips > 1;
}

// Loading takes its time, within opening hours, and not before the goods are released.
inline Segment loading_segment(const VehicleType& type, const Window& hours, Time release) {
    return {type.loading_duration, std::max(hours.earliest, release), hours.latest - type.loading_duration};
}
// When a vehicle that begins to load leaves the depot.
inline Time leaves_after_loading(const VehicleType& type, Time begin) {
    return begin + type.loading_duration;
}

// The number of the row of service costs that holds where a vehicle loads at a depot; kNone where it cannot
// load.
inline Index cost_row(const VehicleType& type, Index depot) {
    return type.cost_rows[static_cast<std::size_t>(depot)];
}
// The row of service costs, by visit, of what a vehicle loads at a depot; null where it cannot load.
inline const Cost* service_row(const Visits& visits, const VehicleType& type, Index depot) {
    const Index row = cost_row(type, depot);
    return row == kNone ? nullptr : visits.service_cost[static_cast<std::size_t>(row)].data();
}
// Whether a visit may be served with what a vehicle loads at a depot.
inline bool may_serve_from(const Visits& visits, const VehicleType& type, Index depot, Index visit) {
    const Cost* const row = service_row(visits, type, depot);
    return row != nullptr && row[visit] < kInfinite;
}

}  // namespace vrpcore
