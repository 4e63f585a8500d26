#include "components.hpp"

#include <algorithm>

namespace vrpcore::roads {

std::vector<Node> components(const Graph& graph) {
    const auto size = static_cast<std::size_t>(graph.num_nodes());
    constexpr Node kNone = -1;
    struct Frame {
        Node node;
        std::int64_t next;  // arc to look at
    };
    std::vector<Node> component(size, kNone);
    std::vector<Node> order(size, kNone);  // in which nodes were discovered
    std::vector<Node> lowest(size, 0);     // order of the first open node that can be reached
    std::vector<Node> open;
    std::vector<Frame> path;
    Node num_found = 0;
    Node num_components = 0;
    const auto at = [](Node node) { return static_cast<std::size_t>(node); };
    const auto enter = [&](Node node) {
        order[at(node)] = lowest[at(node)] = num_found++;
        open.push_back(node);
        path.push_back({node, graph.begin[at(node)]});
    };
    for (Node root = 0; root < graph.num_nodes(); ++root) {
        if (order[at(root)] != kNone) continue;
        enter(root);
        while (!path.empty()) {
            const Node node = path.back().node;
            if (path.back().next < graph.begin[at(node) + 1]) {
                const Node head = graph.arcs[static_cast<std::size_t>(path.back().next++)].head;
                if (order[at(head)] == kNone) {
                    enter(head);
                } else if (component[at(head)] == kNone) {
                    lowest[at(node)] = std::min(lowest[at(node)], order[at(head)]);
                }
                continue;
            }
            path.pop_back();
            if (!path.empty()) {
                auto& above = lowest[at(path.back().node)];
                above = std::min(above, lowest[at(node)]);
            }
            if (lowest[at(node)] != order[at(node)]) continue;
            Node member;
            do {
                member = open.back();
                open.pop_back();
                component[at(member)] = num_components;
            } while (member != node);
            ++num_components;
        }
    }
    return component;
}

}  // namespace vrpcore::roads
