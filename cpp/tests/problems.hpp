// Small random problems with a short clock, so that a checker can try every second of it.
#pragma once

#include "engine/problem.hpp"
#include "engine/random.hpp"

namespace testing {

struct Features {
    vrpcore::Index num_visits = 10;
    bool has_fleet =
        false;  // several types, depots, profiles, shifts; loads of three dimensions; service costs
    bool has_stock = false;
    bool has_gaps = false;  // missing legs, limited distances
    bool has_windows = false;
    bool has_several_windows = false;  // of visits and depots
    bool has_times = false;            // costs and limits of durations, releases
    bool has_trips = false;
    bool has_rests = false;
    bool has_optional = false;
    bool has_pickups = false;  // half of the problems then have some, and half of those at the end of trips
    bool has_groups = false;   // visits that bring portions of orders; for instances with a fleet
    bool is_metric = false;    // no detour is shorter than the straight way
};

// What each instantiation of the engine is for.
Features classic();
Features with_windows();
Features with_fleet();
Features with_everything();
// Some visits bring portions; everything else as it is.
Features grouped(Features with);

vrpcore::Problem random_problem(const Features& with, vrpcore::Random& random);

// One vehicle type at place 0, `num_vehicles` of it, and `num_visits` visits that nothing limits, each at its
// own place on a line, 10 metres and seconds from one to the next; one unit of cost per metre.
vrpcore::Problem line_problem(vrpcore::Index num_visits, vrpcore::Index num_vehicles);

inline std::size_t at(vrpcore::Index index) {
    return static_cast<std::size_t>(index);
}

}  // namespace testing
