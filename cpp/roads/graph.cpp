#include "graph.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>

namespace vrpcore::roads {

void require_sound(const Graph& graph) {
    if (graph.begin.empty() || graph.begin.front() != 0 || !std::ranges::is_sorted(graph.begin) ||
        graph.begin.back() != static_cast<std::int64_t>(graph.arcs.size())) {
        throw std::invalid_argument("begin must rise from 0 to the number of arcs");
    }
    if (graph.begin.size() > static_cast<std::size_t>(std::numeric_limits<Node>::max())) {
        throw std::invalid_argument("there are more nodes than 2^31 - 2");
    }
    for (const auto& arc : graph.arcs) {
        if (arc.head < 0 || arc.head >= graph.num_nodes()) {
            throw std::invalid_argument("an arc leads to a node that does not exist");
        }
        if (arc.milliseconds < 0 || arc.millimetres < 0) {
            throw std::invalid_argument("an arc has a negative duration or length");
        }
    }
}

}  // namespace vrpcore::roads
