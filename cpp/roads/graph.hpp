// A road network as shortest paths see it: arcs by the node they leave.
#pragma once

#include <compare>
#include <cstdint>
#include <vector>

namespace vrpcore::roads {

using Node = std::int32_t;
using Amount = std::int64_t;

inline constexpr Amount kUnreachable = -1;

// What driving takes. Of two ways the faster is better; of equally fast ones, the shorter.
struct Effort {
    Amount milliseconds = 0;
    Amount millimetres = 0;

    friend auto operator<=>(const Effort&, const Effort&) = default;
};

struct Arc {
    Node head;
    std::int32_t milliseconds;  // up to 24 days
    std::int32_t millimetres;   // up to 2,147 km
};

// Arcs of node v are `arcs[begin[v] .. begin[v + 1])`.
struct Graph {
    std::vector<std::int64_t> begin{0};
    std::vector<Arc> arcs;

    Node num_nodes() const { return static_cast<Node>(begin.size()) - 1; }
};

// Throws std::invalid_argument unless offsets rise, heads exist and no arc is negative. No path leaves 64
// bits: it visits no node twice.
void require_sound(const Graph& graph);

}  // namespace vrpcore::roads
