// Shortest paths from one node to several others (Dijkstra 1959).
#pragma once

#include <functional>
#include <span>
#include <vector>

#include "graph.hpp"
#include "radix_heap.hpp"

namespace vrpcore::roads {

// kPaths: whether the ways are kept, besides what they take.
template <bool kPaths>
class ShortestPaths {
public:
    explicit ShortestPaths(const Graph& graph);

    // Settle nodes by distance from a source until all targets are, or nothing else can be reached.
    void run(Node source, std::span<const Node> targets);

    // Of the last run; of targets only. {kUnreachable, kUnreachable} where there is no way.
    Effort effort(Node target) const;
    // Arcs from the source to a target, by position; empty where there is no way.
    std::vector<std::int64_t> path(Node target) const
        requires kPaths;

private:
    struct Step {
        std::int64_t arc;
        Node from;
    };

    const Graph& graph_;
    std::vector<Effort> efforts_;
    std::vector<Step> steps_;  // by which each node was reached
    std::vector<std::uint8_t> is_wanted_;
    RadixHeap<Node> heap_;
    Node source_ = 0;
};

// Asked from time to time: false ends the work.
using GoesOn = std::function<bool()>;

// From each source (row) to each target (column), in `threads` threads; empty if it was ended.
std::vector<Effort> many_to_many(const Graph& graph, std::span<const Node> sources,
                                 std::span<const Node> targets, int threads, const GoesOn& goes_on);

}  // namespace vrpcore::roads
