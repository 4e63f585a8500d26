// Legs of a travel profile: looked up in a matrix, or computed from planar
// coordinates where a matrix would fill the memory.
#pragma once

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

#include "units.hpp"

namespace vrpcore {

// The formula of vrpcore.models.PlanarTravel, operation by operation: each is
// rounded as IEEE 754 says, so the integers are those of
// vrpcore/travel/planar.py. The same in both directions.
struct PlanarTravel {
    struct Point {
        double x;
        double y;
    };
    std::vector<Point> points;   // by place; none: the profile has matrices
    std::vector<double> speeds;  // km/h at each place; empty: `speed` everywhere
    double speed = 3.6;
    double scale = 1.0;  // metres per unit
    double detour = 1.0;
    bool down = false;               // truncate metres instead of rounding half to even
    bool seconds_are_metres = true;  // at 3.6 km/h everywhere

    bool is_given() const { return !points.empty(); }
    Length distance(Index from, Index to) const { return static_cast<Length>(metres(from, to)); }
    Length duration(Index from, Index to) const {
        const double way = metres(from, to);
        if (seconds_are_metres) return static_cast<Length>(way);
        if (speeds.empty()) return static_cast<Length>(nearest(way * 3.6 / speed));
        const double half = way * 1.8;
        return static_cast<Length>(nearest(half / speeds[static_cast<std::size_t>(from)] +
                                           half / speeds[static_cast<std::size_t>(to)]));
    }

    // What no leg exceeds.
    Length longest() const { return static_cast<Length>(nearest(diagonal())) + 1; }
    Length slowest() const {
        if (seconds_are_metres) return longest();
        double least = speed;
        for (const double one : speeds) least = std::min(least, one);
        return static_cast<Length>(nearest(static_cast<double>(longest()) * 3.6 / least)) + 1;
    }

private:
    double diagonal() const {
        Point low = points.front();
        Point high = low;
        for (const auto& point : points) {
            low = {std::min(low.x, point.x), std::min(low.y, point.y)};
            high = {std::max(high.x, point.x), std::max(high.y, point.y)};
        }
        const double dx = high.x - low.x;
        const double dy = high.y - low.y;
        return std::sqrt(dx * dx + dy * dy) * scale * detour;
    }
    double metres(Index from, Index to) const {
        const auto& a = points[static_cast<std::size_t>(from)];
        const auto& b = points[static_cast<std::size_t>(to)];
        const double dx = a.x - b.x;
        const double dy = a.y - b.y;
        const double way = std::sqrt(dx * dx + dy * dy) * scale * detour;
        return down ? static_cast<double>(static_cast<Length>(way)) : nearest(way);
    }
    // Half to even, for 0 <= x < 2^51: there is no bit left for a fraction.
    // The library's function costs a call.
    static double nearest(double x) { return (x + 0x1p52) - 0x1p52; }
};

// Legs of a profile by origin and, where directions differ, by destination.
struct Legs {
    const Length* distance_from = nullptr;  // [origin * num_places + destination]
    const Length* distance_to = nullptr;    // [destination * num_places + origin]
    const Length* duration_from = nullptr;
    const Length* duration_to = nullptr;
    const PlanarTravel* planar = nullptr;  // then there are no matrices
    std::size_t num_places = 0;

    // Out of line, to keep the code that reads matrices small.
    static Length computed_distance(const PlanarTravel& planar, Index from, Index to);
    static Length computed_duration(const PlanarTravel& planar, Index from, Index to);

    Length distance(Index from, Index to) const {
        if (planar != nullptr) return computed_distance(*planar, from, to);
        return distance_from[static_cast<std::size_t>(from) * num_places + static_cast<std::size_t>(to)];
    }
    Length duration(Index from, Index to) const {
        if (planar != nullptr) return computed_duration(*planar, from, to);
        return duration_from[static_cast<std::size_t>(from) * num_places + static_cast<std::size_t>(to)];
    }
};

// The distances, or durations, between one place and every other.
template <bool kSeconds>
class LegRow {
public:
    LegRow() = default;
    LegRow(const Legs& legs, const Length* matrix, Index place)
        : row_(legs.planar != nullptr ? nullptr : matrix + static_cast<std::size_t>(place) * legs.num_places),
          planar_(legs.planar),
          place_(place) {}

    Length operator[](Index other) const {
        if (row_ != nullptr) return row_[other];
        return kSeconds ? Legs::computed_duration(*planar_, place_, other)
                        : Legs::computed_distance(*planar_, place_, other);
    }
    // Where it is known which of the two it is.
    template <bool kPlanar>
    Length at(Index other) const {
        if constexpr (!kPlanar) return row_[other];
        return kSeconds ? planar_->duration(place_, other) : planar_->distance(place_, other);
    }

private:
    const Length* row_ = nullptr;
    const PlanarTravel* planar_ = nullptr;
    Index place_ = 0;
};

}  // namespace vrpcore
