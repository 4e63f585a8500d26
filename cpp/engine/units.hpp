// The integer types of the engine. All arithmetic on cost and time is exact;
// the border (problem.cpp) refuses figures whose sums could leave 64 bits.
#pragma once

#include <cstdint>
#include <limits>

namespace vrpcore {

using Index = std::int32_t;
using Cost = std::int64_t;    // cost units
using Time = std::int64_t;    // seconds from the start of the horizon
using Length = std::int32_t;  // one leg, in metres or seconds
using Amount = std::int64_t;  // grams, cubic centimetres or cases

inline constexpr Index kNone = -1;
inline constexpr Cost kInfinite = std::numeric_limits<Cost>::max() / 4;
inline constexpr Time kForever = Time{1} << 60;  // an absent limit
inline constexpr Time kNever = Time{1} << 61;    // beyond any limit
inline constexpr int kNumDimensions = 3;

}  // namespace vrpcore
