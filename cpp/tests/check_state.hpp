// A state against a recomputation of everything it keeps, from its sequences alone.
#pragma once

#include "engine/state.hpp"

namespace testing {

// Fails the test on the first figure that differs. All routes have been refreshed.
template <bool kRich, vrpcore::Timing kTiming>
void check_state(const vrpcore::State<kRich, kTiming>& state);

// A route as it was: sequence, windows, rests; to see that an undo brings it back.
struct Written {
    vrpcore::Cost cost = 0;
    std::vector<std::vector<vrpcore::Index>> routes;
    bool operator==(const Written&) const = default;
};

template <bool kRich, vrpcore::Timing kTiming>
Written written(const vrpcore::State<kRich, kTiming>& state);

}  // namespace testing
