// The Python module vrpcore.travel.roads._paths. Its types are in vrpcore/travel/roads/_paths.pyi.
#include <nanobind/nanobind.h>
#include <nanobind/ndarray.h>
#include <nanobind/stl/function.h>
#include <nanobind/stl/optional.h>
#include <nanobind/stl/pair.h>

#include <optional>
#include <stdexcept>
#include <utility>
#include <vector>

#include "bindings/build_info.hpp"
#include "roads/components.hpp"
#include "roads/shortest_paths.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace {

using vrpcore::roads::Effort;
using vrpcore::roads::Graph;
using vrpcore::roads::Node;
using vrpcore::roads::ShortestPaths;

using Ints = nb::ndarray<const std::int64_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Nodes = nb::ndarray<const Node, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Efforts = nb::ndarray<const std::int32_t, nb::ndim<1>, nb::c_contig, nb::device::cpu>;
using Found = nb::ndarray<nb::numpy, std::int64_t>;

std::vector<std::int64_t> copy(const Ints& values) {
    return {values.data(), values.data() + values.size()};
}

Graph graph_of(const Ints& begin, const Nodes& heads, const Efforts& milliseconds,
               const Efforts& millimetres) {
    if (heads.size() != milliseconds.size() || heads.size() != millimetres.size()) {
        throw std::invalid_argument("heads, milliseconds and millimetres must have one entry per arc");
    }
    Graph graph;
    graph.begin = copy(begin);
    graph.arcs.reserve(heads.size());
    for (std::size_t k = 0; k < heads.size(); ++k) {
        graph.arcs.push_back({heads.data()[k], milliseconds.data()[k], millimetres.data()[k]});
    }
    require_sound(graph);
    return graph;
}

std::vector<Node> nodes_of(const Graph& graph, const Nodes& given) {
    std::vector<Node> nodes(given.data(), given.data() + given.size());
    for (const Node node : nodes) {
        if (node < 0 || node >= graph.num_nodes()) throw std::invalid_argument("a node does not exist");
    }
    return nodes;
}

Found array(std::vector<std::int64_t>&& values, std::initializer_list<std::size_t> shape) {
    auto* kept = new std::vector<std::int64_t>(std::move(values));
    const nb::capsule owner(kept,
                            [](void* p) noexcept { delete static_cast<std::vector<std::int64_t>*>(p); });
    return Found(kept->data(), shape, owner);
}

std::pair<Found, Found> many_to_many(const Graph& graph, const Nodes& sources, const Nodes& targets,
                                     int threads, const std::optional<std::function<bool()>>& goes_on) {
    const auto from = nodes_of(graph, sources);
    const auto to = nodes_of(graph, targets);
    vrpcore::roads::GoesOn asked;
    if (goes_on) {
        asked = [&goes_on] {
            const nb::gil_scoped_acquire gil;
            return (*goes_on)();
        };
    }
    std::vector<Effort> found;
    {
        const nb::gil_scoped_release no_gil;
        found = vrpcore::roads::many_to_many(graph, from, to, threads, asked);
    }
    const bool is_whole = found.size() == from.size() * to.size();
    const std::size_t rows = is_whole ? from.size() : 0;
    std::vector<std::int64_t> millimetres;
    std::vector<std::int64_t> milliseconds;
    for (const auto& effort : found) {
        millimetres.push_back(effort.millimetres);
        milliseconds.push_back(effort.milliseconds);
    }
    return {array(std::move(millimetres), {rows, to.size()}),
            array(std::move(milliseconds), {rows, to.size()})};
}

Found components(const Graph& graph) {
    const auto found = vrpcore::roads::components(graph);
    return array({found.begin(), found.end()}, {found.size()});
}

std::pair<Found, Found> paths(const Graph& graph, const Nodes& origins, const Nodes& destinations) {
    const auto from = nodes_of(graph, origins);
    const auto to = nodes_of(graph, destinations);
    if (from.size() != to.size()) throw std::invalid_argument("each origin needs a destination");
    std::vector<std::int64_t> begin{0};
    std::vector<std::int64_t> arcs;
    {
        const nb::gil_scoped_release no_gil;
        ShortestPaths<true> search(graph);
        for (std::size_t k = 0; k < from.size(); ++k) {
            search.run(from[k], std::span(&to[k], 1));
            const auto found = search.path(to[k]);
            arcs.insert(arcs.end(), found.begin(), found.end());
            begin.push_back(static_cast<std::int64_t>(arcs.size()));
        }
    }
    const std::size_t num_offsets = begin.size();
    const std::size_t num_arcs = arcs.size();
    return {array(std::move(begin), {num_offsets}), array(std::move(arcs), {num_arcs})};
}

}  // namespace

NB_MODULE(_paths, module) {
    module.doc() = "Shortest paths in road networks.";
    module.def("build_info", &vrpcore::bindings::build_info, "How this module was compiled.");
    nb::class_<Graph>(module, "Graph")
        .def(
            "__init__",
            [](Graph* graph, const Ints& begin, const Nodes& heads, const Efforts& milliseconds,
               const Efforts& millimetres) {
                new (graph) Graph(graph_of(begin, heads, milliseconds, millimetres));
            },
            "begin"_a, "heads"_a, "milliseconds"_a, "millimetres"_a)
        .def_prop_ro("num_nodes", &Graph::num_nodes);
    module.def("many_to_many", &many_to_many, "graph"_a, "sources"_a, "targets"_a, "threads"_a = 1,
               "goes_on"_a.none() = nb::none());
    module.def("components", &components, "graph"_a);
    module.def("paths", &paths, "graph"_a, "origins"_a, "destinations"_a);
}
