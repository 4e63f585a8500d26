// Where one can drive back and forth.
#pragma once

#include <vector>

#include "graph.hpp"

namespace vrpcore::roads {

// Per node, the number of its strongly connected component; numbers rise from 0 (Tarjan 1972, without
// recursion).
std::vector<Node> components(const Graph& graph);

}  // namespace vrpcore::roads
