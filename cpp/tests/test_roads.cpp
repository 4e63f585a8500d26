#include <optional>
#include <vector>

#include "check.hpp"
#include "engine/random.hpp"
#include "roads/components.hpp"
#include "roads/shortest_paths.hpp"

using vrpcore::roads::Amount;
using vrpcore::roads::Arc;
using vrpcore::roads::Effort;
using vrpcore::roads::Graph;
using vrpcore::roads::kUnreachable;
using vrpcore::roads::Node;
using vrpcore::roads::ShortestPaths;

namespace {

Graph graph_of(Node num_nodes, const std::vector<std::pair<Node, Arc>>& arcs) {
    Graph graph;
    graph.begin.assign(1, 0);
    for (Node node = 0; node < num_nodes; ++node) {
        for (const auto& [tail, arc] : arcs) {
            if (tail == node) graph.arcs.push_back(arc);
        }
        graph.begin.push_back(static_cast<std::int64_t>(graph.arcs.size()));
    }
    require_sound(graph);
    return graph;
}

Graph random_graph(vrpcore::Random& random, Node num_nodes, int num_arcs, int most) {
    std::vector<std::pair<Node, Arc>> arcs;
    for (int k = 0; k < num_arcs; ++k) {
        arcs.push_back({random.below(num_nodes),
                        {random.below(num_nodes), random.below(most + 1), random.below(most + 1)}});
    }
    return graph_of(num_nodes, arcs);
}

// From every node to every node, by Floyd and Warshall.
std::vector<std::vector<std::optional<Effort>>> by_all_pairs(const Graph& graph) {
    const auto size = static_cast<std::size_t>(graph.num_nodes());
    std::vector<std::vector<std::optional<Effort>>> best(size, std::vector<std::optional<Effort>>(size));
    const auto offer = [&](std::size_t a, std::size_t b, const Effort& effort) {
        if (!best[a][b] || effort < *best[a][b]) best[a][b] = effort;
    };
    for (std::size_t a = 0; a < size; ++a) {
        offer(a, a, {});
        for (auto k = graph.begin[a]; k < graph.begin[a + 1]; ++k) {
            const auto& arc = graph.arcs[static_cast<std::size_t>(k)];
            offer(a, static_cast<std::size_t>(arc.head), {arc.milliseconds, arc.millimetres});
        }
    }
    for (std::size_t via = 0; via < size; ++via) {
        for (std::size_t a = 0; a < size; ++a) {
            for (std::size_t b = 0; b < size; ++b) {
                if (!best[a][via] || !best[via][b]) continue;
                offer(a, b,
                      {best[a][via]->milliseconds + best[via][b]->milliseconds,
                       best[a][via]->millimetres + best[via][b]->millimetres});
            }
        }
    }
    return best;
}

std::vector<Node> all_nodes(const Graph& graph) {
    std::vector<Node> nodes;
    for (Node node = 0; node < graph.num_nodes(); ++node) nodes.push_back(node);
    return nodes;
}

}  // namespace

TEST(shortest_paths_are_those_between_all_pairs) {
    vrpcore::Random random(1);
    for (int round = 0; round < 300; ++round) {
        // Few different figures, zeros among them: many ways are equally fast.
        const auto graph = random_graph(random, 1 + random.below(12), random.below(40), 1 + random.below(4));
        const auto nodes = all_nodes(graph);
        const auto best = by_all_pairs(graph);
        const auto found = many_to_many(graph, nodes, nodes, 1 + round % 3, {});
        ShortestPaths<true> search(graph);
        for (const Node a : nodes) {
            search.run(a, nodes);
            for (const Node b : nodes) {
                const auto& expected = best[static_cast<std::size_t>(a)][static_cast<std::size_t>(b)];
                const auto& effort =
                    found[static_cast<std::size_t>(a) * nodes.size() + static_cast<std::size_t>(b)];
                CHECK(effort == expected.value_or(Effort{kUnreachable, kUnreachable}));
                CHECK(search.effort(b) == effort);
                Effort along{};
                Node at = a;
                for (const auto k : search.path(b)) {
                    const auto& arc = graph.arcs[static_cast<std::size_t>(k)];
                    CHECK(graph.begin[static_cast<std::size_t>(at)] <= k);
                    CHECK(k < graph.begin[static_cast<std::size_t>(at) + 1]);
                    along = {along.milliseconds + arc.milliseconds, along.millimetres + arc.millimetres};
                    at = arc.head;
                }
                CHECK_EQ(at, expected ? b : a);
                if (expected) CHECK(along == *expected);
            }
        }
    }
}

TEST(shortest_paths_end_with_the_last_target) {
    const auto graph = graph_of(4, {{0, {1, 5, 1}}, {1, {2, 5, 1}}, {0, {2, 10, 1}}, {2, {3, 1, 1}}});
    ShortestPaths<false> search(graph);
    const std::vector<Node> targets{2, 2};
    search.run(0, targets);
    CHECK(search.effort(2) == (Effort{10, 1}));  // as fast as by node 1, and shorter
    search.run(3, targets);
    CHECK(search.effort(2) == (Effort{kUnreachable, kUnreachable}));
}

TEST(shortest_paths_can_be_ended) {
    const auto graph = graph_of(2, {{0, {1, 1, 1}}});
    const auto nodes = all_nodes(graph);
    CHECK(many_to_many(graph, nodes, nodes, 1, [] { return false; }).empty());
    CHECK_EQ(many_to_many(graph, nodes, nodes, 1, [] { return true; }).size(), 4U);
}

TEST(components_are_nodes_that_reach_each_other) {
    vrpcore::Random random(2);
    for (int round = 0; round < 300; ++round) {
        const auto graph = random_graph(random, 1 + random.below(14), random.below(30), 3);
        const auto best = by_all_pairs(graph);
        const auto found = components(graph);
        for (std::size_t a = 0; a < found.size(); ++a) {
            for (std::size_t b = 0; b < found.size(); ++b) {
                CHECK_EQ(found[a] == found[b], best[a][b].has_value() && best[b][a].has_value());
            }
        }
    }
}

TEST(components_of_a_long_road_need_no_deep_stack) {
    constexpr Node kSize = 1'000'000;
    Graph graph;
    for (Node node = 0; node < kSize; ++node) {
        graph.arcs.push_back({(node + 1) % kSize, 1, 1});
        graph.begin.push_back(node + 1);
    }
    const auto found = components(graph);
    CHECK_EQ(found.front(), 0);
    CHECK_EQ(found.back(), 0);
}

TEST(graphs_that_are_not_sound_are_refused) {
    const auto refused = [](const std::vector<std::int64_t>& begin, const std::vector<Arc>& arcs) {
        const Graph graph{begin, arcs};
        CHECK_THROWS(require_sound(graph), std::invalid_argument);
    };
    refused({}, {});
    refused({0, 2}, {{0, 1, 1}});
    refused({1, 1}, {{0, 1, 1}});
    refused({0, 1, 0, 1}, {{0, 1, 1}});
    refused({0, 1}, {{1, 1, 1}});
    refused({0, 1}, {{-1, 1, 1}});
    refused({0, 1}, {{0, -1, 1}});
    refused({0, 1}, {{0, 1, -1}});
}
