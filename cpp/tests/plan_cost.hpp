// What a plan costs and whether it keeps the rules, counted from the problem alone: no segments, no links.
#pragma once

#include "engine/problem.hpp"

namespace testing {

// A stop as the clock sees it: so far from the one before, so long, begun in one of these windows.
struct Stop {
    vrpcore::Time travel;
    vrpcore::Time duration;
    std::vector<vrpcore::Window> windows;
};

// Seconds from start to end of a route, the least over all starts of [start, end]; kNever where none will do.
vrpcore::Time least_duration(const std::vector<Stop>& stops, vrpcore::Time way_home, vrpcore::Time start,
                             vrpcore::Time end);

// Windows cut to a shift; those that lie outside vanish. Without any: the shift.
std::vector<vrpcore::Window> cut(const std::vector<vrpcore::Window>& windows, vrpcore::Time start,
                                 vrpcore::Time end);

// Seconds of a leg; from a place to itself none.
vrpcore::Time seconds(const vrpcore::Problem& problem, const vrpcore::VehicleType& type, vrpcore::Index from,
                      vrpcore::Index to);
vrpcore::Length metres(const vrpcore::Problem& problem, const vrpcore::VehicleType& type, vrpcore::Index from,
                       vrpcore::Index to);

struct PlanCost {
    vrpcore::Cost cost = 0;  // absent visits at their price, required ones at none
    vrpcore::Index num_absent_required = 0;
    vrpcore::Cost num_penalties = 0;  // of what is required: more for each case missing of splittable orders
};

// Fails the test where the plan breaks a rule. Each route at its best start, in its best windows.
PlanCost cost_of(const vrpcore::Problem& problem, const vrpcore::Plan& plan);

}  // namespace testing
