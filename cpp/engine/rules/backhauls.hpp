// Backhauls last: on a trip, all deliveries come before all pickups, and no trip only collects.
#pragma once

#include "engine/layout.hpp"

namespace vrpcore {

// The order of deliveries and pickups on a stretch of a trip, mergeable.
struct BackhaulSegment {
    bool delivers = false;
    bool collects = false;
    bool is_ordered = true;
};

inline BackhaulSegment merge(const BackhaulSegment& first, const BackhaulSegment& second) {
    return {first.delivers || second.delivers, first.collects || second.collects,
            first.is_ordered && second.is_ordered && !(first.collects && second.delivers)};
}

template <class S>
class BackhaulRule {
public:
    using Segment = BackhaulSegment;
    static constexpr bool kDependsOnVehicle = false;
    explicit BackhaulRule(const S& state) : s_(state) {}

    bool is_used() const { return s_.layout.backhaul_last; }
    Segment of_visit(Index visit) const {
        const bool is_pickup = s_.visits.is_pickup(visit);
        return {!is_pickup, is_pickup, true};
    }
    Segment of_trip(Index head) const {
        const auto& trip = s_.trips[S::at(s_.links[S::at(head)].trip)];
        return {trip.size > trip.num_pickups, trip.num_pickups > 0, true};
    }
    bool allows(const VehicleType&, const Segment& trip) const {
        return trip.is_ordered && (trip.delivers || !trip.collects);
    }

    // No trip only collects.
    bool may_open(Index visit, const VehicleType&) const { return !s_.visits.is_pickup(visit); }
    bool may_join(Index, Index, const VehicleType&) const { return true; }
    bool may_follow(Index visit, Index node, const VehicleType&) const {
        const auto& aboard = s_.aboard[S::at(node)];
        return s_.visits.is_pickup(visit) ? aboard.takes_pickups : aboard.takes_deliveries;
    }

private:
    const S& s_;
};

}  // namespace vrpcore
