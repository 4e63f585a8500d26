// How a module was compiled.
#pragma once

#include <nanobind/nanobind.h>

namespace vrpcore::bindings {

#if defined(__clang__)
inline constexpr const char* kCompiler = "clang " __clang_version__;
#elif defined(__GNUC__)
inline constexpr const char* kCompiler = "gcc " __VERSION__;
#else
inline constexpr const char* kCompiler = "unknown";
#endif

#ifdef __OPTIMIZE__
inline constexpr bool kOptimised = true;
#else
inline constexpr bool kOptimised = false;
#endif

#ifdef NDEBUG
inline constexpr bool kAssertions = false;
#else
inline constexpr bool kAssertions = true;
#endif

#ifndef VRPCORE_SANITIZERS
#define VRPCORE_SANITIZERS ""
#endif

inline nanobind::dict build_info() {
    nanobind::dict info;
    info["compiler"] = kCompiler;
    info["standard"] = __cplusplus;
    info["optimised"] = kOptimised;
    info["assertions"] = kAssertions;
    info["sanitizers"] = VRPCORE_SANITIZERS;
    return info;
}

}  // namespace vrpcore::bindings
