// The Python module vrpcore.solvers.native._core. Its types are in vrpcore/solvers/native/_core.pyi.
#include <nanobind/nanobind.h>

#include "search.hpp"

namespace nb = nanobind;
using namespace nb::literals;

namespace {

#if defined(__clang__)
constexpr const char* kCompiler = "clang " __clang_version__;
#elif defined(__GNUC__)
constexpr const char* kCompiler = "gcc " __VERSION__;
#else
constexpr const char* kCompiler = "unknown";
#endif

#ifdef __OPTIMIZE__
constexpr bool kOptimised = true;
#else
constexpr bool kOptimised = false;
#endif

#ifdef NDEBUG
constexpr bool kAssertions = false;
#else
constexpr bool kAssertions = true;
#endif

#ifndef VRPCORE_SANITIZERS
#define VRPCORE_SANITIZERS ""
#endif

nb::dict build_info() {
    nb::dict info;
    info["compiler"] = kCompiler;
    info["standard"] = __cplusplus;
    info["optimised"] = kOptimised;
    info["assertions"] = kAssertions;
    info["sanitizers"] = VRPCORE_SANITIZERS;
    return info;
}

}  // namespace

NB_MODULE(_core, module) {
    module.doc() = "The native search engine.";
    module.def("build_info", &build_info, "How this module was compiled.");
    bind_problem(module);
    bind_search(module);
}
