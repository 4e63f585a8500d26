// What visits of groups are, and what is missing costs, from the rules of docs/model.md alone.
#pragma once

#include "engine/problem.hpp"

namespace testing {

// By visit: the portions that it brings; of visits that are no group's: none.
using Contents = std::vector<std::vector<vrpcore::Index>>;

// The visits of a problem, those of groups as they are with these contents. Vacant ones stay as they are.
vrpcore::Visits filled(const vrpcore::Problem& problem, const Contents& contents);

struct MissingCost {
    vrpcore::Cost cost = 0;           // at prices; what must not be missing at none
    vrpcore::Cost num_penalties = 0;  // of what must not be missing
    vrpcore::Index num_broken = 0;    // orders of which something is missing that must not be
};

// `missing`: cases by order.
MissingCost missing_cost_of(const vrpcore::Problem& problem, const std::vector<vrpcore::Amount>& missing);

}  // namespace testing
