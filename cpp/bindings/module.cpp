// The Python module vrpcore.solvers.native._core. Its types are in vrpcore/solvers/native/_core.pyi.
#include <nanobind/nanobind.h>

#include "build_info.hpp"
#include "search.hpp"

namespace nb = nanobind;

NB_MODULE(_core, module) {
    module.doc() = "The native search engine.";
    module.def("build_info", &vrpcore::bindings::build_info, "How this module was compiled.");
    bind_problem(module);
    bind_search(module);
}
