// The cost of a solution from its sequences alone: for assertions.
#pragma once

#include "state.hpp"

namespace vrpcore {

// What `state.cost` has to be. Takes time in proportion to the problem.
template <bool kRich, Timing kTiming>
Cost recounted_cost(const State<kRich, kTiming>& state);

}  // namespace vrpcore
