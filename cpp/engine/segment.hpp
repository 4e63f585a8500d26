// What a stretch of a route takes in time, mergeable from both ends.
#pragma once

#include <algorithm>

#include "units.hpp"

namespace vrpcore {

// The least duration of a stretch and the starts that reach it: starting at any
// moment of [earliest, latest], it takes `duration` seconds, waiting included.
// Starting sooner means as much more waiting, starting later breaks a window.
//
// Vidal, Crainic, Gendreau and Prins (2013), "A hybrid genetic algorithm with
// adaptive diversity management for a large class of vehicle routing problems
// with time-windows", section 4.2, without time warp.
struct Segment {
    Time duration = 0;
    Time earliest = -kForever;
    Time latest = kForever;
    bool operator==(const Segment&) const = default;
};

// Never possible.
inline constexpr Segment kClosed{0, kForever, -kForever};

// Put `second` after `first`, `travel` seconds apart; false where no start
// keeps all windows.
[[nodiscard]] inline bool merge(const Segment& first, Time travel, const Segment& second, Segment& merged) {
    const Time shift = first.duration + travel;
    const Time earliest = second.earliest - shift;
    const Time latest = second.latest - shift;
    if (first.earliest > latest || second.earliest > second.latest) return false;
    const Time wait = std::max<Time>(0, earliest - first.latest);
    merged.duration = shift + second.duration + wait;
    merged.earliest = std::max(earliest, first.earliest) - wait;
    merged.latest = std::min(latest, first.latest);
    return true;
}

}  // namespace vrpcore
