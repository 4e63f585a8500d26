// A first plan for many visits: the parallel savings heuristic over neighbours.
//
// Clarke and Wright (1964), "Scheduling of vehicles from a central depot to a
// number of delivery points", Operations Research 12(4).
#pragma once

#include "layout.hpp"

namespace vrpcore {

// Routes of the only vehicle type from the only depot, by first load and
// distance alone: for problems that have no more to them. There may be more
// routes than vehicles; the last ones then have no slot and are left out.
Plan savings_plan(const Layout& layout);

}  // namespace vrpcore
