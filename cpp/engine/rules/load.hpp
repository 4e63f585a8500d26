// Load: what is aboard must not exceed the capacity of the vehicle, in any dimension.
#pragma once

#include <algorithm>

#include "engine/layout.hpp"

namespace vrpcore {

inline bool holds_load(const Layout& layout, const VehicleType& type, const Load& load) {
    return std::ranges::all_of(layout.limited_dimensions,
                               [&](std::size_t k) { return load[k] <= type.capacity[k]; });
}
inline bool holds_load(const Layout& layout, const VehicleType& type, const Load& load, const Load& more) {
    for (const auto k : layout.limited_dimensions) {
        if (load[k] + more[k] > type.capacity[k]) return false;
    }
    return true;
}

// Where only the first dimension counts and nothing is collected: the most that a trip may deliver so that
// `more` fits as well.
inline Amount room_beside(const VehicleType& type, Amount more) {
    return type.capacity[0] - more;
}

// The load of a stretch of a trip, mergeable: `most` is aboard at once if the stretch starts with what it
// delivers.
//
// Vidal, Crainic, Gendreau and Prins (2014), "A unified solution framework for multi-attribute vehicle
// routing problems", European Journal of Operational Research 234(3), section 4.4: loads as segments.
struct LoadSegment {
    Load delivered{};
    Load collected{};
    Load most{};
};

inline LoadSegment merge(const LoadSegment& first, const LoadSegment& second) {
    LoadSegment merged;
    for (std::size_t k = 0; k < kNumDimensions; ++k) {
        merged.delivered[k] = first.delivered[k] + second.delivered[k];
        merged.collected[k] = first.collected[k] + second.collected[k];
        merged.most[k] = std::max(first.most[k] + second.delivered[k], second.most[k] + first.collected[k]);
    }
    return merged;
}

template <class S>
class LoadRule {
public:
    using Segment = LoadSegment;
    static constexpr bool kDependsOnVehicle = true;
    explicit LoadRule(const S& state) : s_(state) {}

    Segment of_visit(Index visit) const {
        const auto& load = s_.visits.load[S::at(visit)];
        if (S::kIsRich && s_.visits.is_pickup(visit)) return {{}, load, load};
        return {load, {}, load};
    }
    // A whole trip of a route that is up to date.
    Segment of_trip(Index head) const {
        const Index trip = s_.links[S::at(head)].trip;
        const bool collects = S::kIsRich && s_.layout.has_pickups;
        return {s_.trips[S::at(trip)].load, collects ? s_.collected[S::at(trip)] : Load{},
                s_.most_aboard(head)};
    }
    bool allows(const VehicleType& type, const Segment& trip) const {
        return holds_load(s_.layout, type, trip.most);
    }

    bool is_used() const { return true; }
    // A trip of one visit.
    bool may_open(Index visit, const VehicleType& type) const {
        return holds_load(s_.layout, type, s_.visits.load[S::at(visit)]);
    }
    // All deliveries are aboard when a trip begins, all pickups when it ends.
    bool may_join(Index visit, Index trip_idx, const VehicleType& type) const {
        const auto& trip = s_.trips[S::at(trip_idx)];
        const bool is_pickup = S::kIsRich && s_.visits.is_pickup(visit);
        return holds_load(s_.layout, type, is_pickup ? s_.collected[S::at(trip_idx)] : trip.load,
                          s_.visits.load[S::at(visit)]);
    }
    // Where there are pickups, it depends on the position as well.
    bool may_follow(Index visit, Index node, const VehicleType& type) const {
        if (!S::kIsRich || !s_.layout.has_pickups) return true;
        const auto& aboard = s_.aboard[S::at(node)];
        return holds_load(s_.layout, type, s_.visits.is_pickup(visit) ? aboard.after : aboard.before,
                          s_.visits.load[S::at(visit)]);
    }

private:
    const S& s_;
};

}  // namespace vrpcore
