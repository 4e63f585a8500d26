// Ruin: take all visits off a vehicle, whatever the number of its trips.
//
// What a vehicle costs for being used at all is saved only when the last of its visits has gone elsewhere,
// and strings take a few of them at a time.
#pragma once

#include "state.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
class RouteRemoval {
public:
    explicit RouteRemoval(State<kRich, kTiming>& state) : s_(state) {}

    // Remove the route of a visit, if that has no more than `most` visits; the removed visits are appended.
    // Returns the class of its vehicle, kNone if nothing was removed.
    Index ruin(Index seed, Index most, std::vector<Index>& removed);

private:
    State<kRich, kTiming>& s_;
};

}  // namespace vrpcore
