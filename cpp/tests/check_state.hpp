// A state against a recomputation of everything it keeps, from its sequences alone.
#pragma once

#include "engine/state.hpp"

namespace testing {

// Fails the test on the first figure that differs. All routes have been refreshed.
template <bool kRich, vrpcore::Timing kTiming>
void check_state(const vrpcore::State<kRich, kTiming>& state);

// A state as it was: sequences, windows, rests, contents; to see that an undo brings it back.
struct Written {
    vrpcore::Cost cost = 0;
    std::vector<std::vector<vrpcore::Index>> routes;
    std::vector<std::vector<vrpcore::Index>> contents;  // by visit
    bool operator==(const Written&) const = default;
};

template <bool kRich, vrpcore::Timing kTiming>
Written written(const vrpcore::State<kRich, kTiming>& state);

}  // namespace testing
