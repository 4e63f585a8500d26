// Starting from a given plan: whatever of it keeps the rules.
#pragma once

#include "state.hpp"

namespace vrpcore {

// Put the routes of a plan into a state in which these visits are absent. A plan may be anything: what does
// not exist, comes twice, is not allowed or does not fit is left out, visit by visit.
template <bool kRich, Timing kTiming>
void load(State<kRich, kTiming>& state, const Layout& layout, const Plan& plan);

}  // namespace vrpcore
