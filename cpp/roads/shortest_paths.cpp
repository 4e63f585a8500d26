#include "shortest_paths.hpp"

#include <algorithm>
#include <atomic>
#include <limits>
#include <thread>

namespace vrpcore::roads {
namespace {

std::size_t at(Node node) {
    return static_cast<std::size_t>(node);
}

constexpr Effort kFar{std::numeric_limits<Amount>::max(), std::numeric_limits<Amount>::max()};

}  // namespace

template <bool kPaths>
ShortestPaths<kPaths>::ShortestPaths(const Graph& graph)
    : graph_(graph),
      efforts_(at(graph.num_nodes())),
      steps_(kPaths ? efforts_.size() : 0),
      is_wanted_(efforts_.size()) {}

template <bool kPaths>
void ShortestPaths<kPaths>::run(Node source, std::span<const Node> targets) {
    std::ranges::fill(efforts_, kFar);
    std::ranges::fill(is_wanted_, std::uint8_t{0});
    heap_.clear();
    source_ = source;
    std::size_t num_open = 0;
    for (const Node target : targets) {
        num_open += is_wanted_[at(target)] ? 0 : 1;
        is_wanted_[at(target)] = 1;
    }
    efforts_[at(source)] = {};
    heap_.push(0, source);
    Amount until = kFar.milliseconds;
    while (!heap_.empty()) {
        const auto [key, node] = heap_.pop();
        const auto reached = static_cast<Amount>(key);
        // Beyond the last target; those that are as far may still be reached by a shorter way.
        if (reached > until) break;
        const Effort effort = efforts_[at(node)];
        if (reached > effort.milliseconds) continue;  // a better way was found since
        if (is_wanted_[at(node)]) {
            is_wanted_[at(node)] = 0;
            if (--num_open == 0) until = reached;
        }
        const auto end = static_cast<std::size_t>(graph_.begin[at(node) + 1]);
        for (auto k = static_cast<std::size_t>(graph_.begin[at(node)]); k < end; ++k) {
            const Arc& arc = graph_.arcs[k];
            const Effort total{effort.milliseconds + arc.milliseconds, effort.millimetres + arc.millimetres};
            // As fast but shorter: what lies behind has to hear of it, even if it was settled already.
            if (efforts_[at(arc.head)] <= total) continue;
            efforts_[at(arc.head)] = total;
            if constexpr (kPaths) steps_[at(arc.head)] = {static_cast<std::int64_t>(k), node};
            heap_.push(static_cast<std::uint64_t>(total.milliseconds), arc.head);
        }
    }
}

template <bool kPaths>
Effort ShortestPaths<kPaths>::effort(Node target) const {
    const Effort& found = efforts_[at(target)];
    return found == kFar ? Effort{kUnreachable, kUnreachable} : found;
}

template <bool kPaths>
std::vector<std::int64_t> ShortestPaths<kPaths>::path(Node target) const
    requires kPaths
{
    std::vector<std::int64_t> arcs;
    if (efforts_[at(target)] == kFar) return arcs;
    for (Node node = target; node != source_; node = steps_[at(node)].from) {
        arcs.push_back(steps_[at(node)].arc);
    }
    std::ranges::reverse(arcs);
    return arcs;
}

template class ShortestPaths<false>;
template class ShortestPaths<true>;

std::vector<Effort> many_to_many(const Graph& graph, std::span<const Node> sources,
                                 std::span<const Node> targets, int threads, const GoesOn& goes_on) {
    std::vector<Effort> found(sources.size() * targets.size());
    std::atomic<std::size_t> next = 0;
    std::atomic<bool> ended = false;
    const auto work = [&](bool asks) {
        ShortestPaths<false> paths(graph);
        for (std::size_t row = next++; row < sources.size() && !ended; row = next++) {
            if (asks && goes_on && !goes_on()) ended = true;
            paths.run(sources[row], targets);
            for (std::size_t column = 0; column < targets.size(); ++column) {
                found[row * targets.size() + column] = paths.effort(targets[column]);
            }
        }
    };
    {
        std::vector<std::jthread> others;
        for (int k = 1; k < threads; ++k) others.emplace_back(work, false);
        work(true);
    }
    if (ended) found.clear();
    return found;
}

}  // namespace vrpcore::roads
