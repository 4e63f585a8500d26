// The problem as the search reads it: node numbers, per-shift windows, classes
// of equal slots, neighbours.
#pragma once

#include <span>
#include <vector>

#include "problem.hpp"

namespace vrpcore {

// Slots that differ in nothing but their number: which of them is used does not
// matter.
struct SlotClass {
    Index type;
    Index shift;  // number of the distinct (start, end) pair
    Index day;
    Index moment;
    Time start;
    Time end;
    Time midnight;
    std::vector<Index> slots;
};

struct Neighbour {
    Index visit;
    Length to;    // leg to the neighbour, in the first profile
    Length from;  // leg from the neighbour
};

// The parts of windows that lie in a shift; no windows: all of the shift.
std::vector<Window> clipped(const std::vector<Window>& windows, const Window& shift);

// How many nearest visits each visit has.
struct Neighbourhoods {
    Index others;
    Index windows_alone;  // one class of vehicles, one depot, one load, one window
    Index reloading;      // vehicles may load again
};

// What is derived from a problem once, before the search. Nodes are numbered
// visits first, then one head per route (its home depot), then the heads of
// later trips, then rests.
class Layout {
public:
    Layout(const Problem& problem, const Neighbourhoods& nearest);
    Layout(const Problem& given, Index num_neighbours)
        : Layout(given, {num_neighbours, num_neighbours, num_neighbours}) {}

    const Problem& problem;
    Index num_visits;
    Index num_routes;  // one for each usable slot
    Index num_trips;   // heads: routes and later trips
    Index num_nodes;
    Index max_rests = 0;
    bool is_timed = false;  // windows, shifts or durations can bind
    bool is_rich = false;   // more than one class of vehicles, one depot, one load, one window
    bool has_releases = false;
    bool has_several_windows = false;
    bool has_stock = false;
    bool has_pickups = false;
    bool backhaul_last = false;  // only where there are pickups
    bool has_optional = false;
    bool has_groups = false;  // some visits bring portions that change
    bool has_later_trips = false;
    bool loads_elsewhere = false;         // later trips may, at another depot than home
    bool has_gaps = false;                // some leg is missing
    bool durations_are_distances = true;  // in every profile

    std::vector<std::size_t> limited_dimensions;  // of loads: some vehicle has a capacity
    std::vector<Legs> legs;                       // by profile
    std::vector<SlotClass> classes;
    std::vector<Window> shifts;
    std::vector<Index> class_of_route;
    std::vector<Index> slot_of_route;

    Index head(Index trip) const { return num_visits + trip; }
    bool is_visit(Index node) const { return node < num_visits; }
    bool is_head(Index node) const { return node >= num_visits && node < num_visits + num_trips; }
    bool is_rest(Index node) const { return node >= num_visits + num_trips; }
    Index rest(Index route, Index nth) const { return num_visits + num_trips + route * max_rests + nth; }

    Index nth_rest(Index node) const { return (node - rest(0, 0)) % max_rests; }

    // The group of a visit, if its portions may change; else kNone.
    Index group_of(Index visit) const {
        return has_groups ? group_of_visit_[static_cast<std::size_t>(visit)] : kNone;
    }

    // Visits of the nearest customers; of a group, its own first.
    std::span<const Neighbour> neighbours(Index visit) const {
        const auto site =
            static_cast<std::size_t>(has_groups ? site_of_visit_[static_cast<std::size_t>(visit)] : visit);
        const auto begin = neighbour_begin_[site];
        return {neighbours_.data() + begin, neighbour_begin_[site + 1] - begin};
    }
    // When service of a visit may start in a shift; empty where never. Visits of groups: `State::windows`.
    std::span<const Window> windows(Index visit, Index shift) const {
        const auto cell = static_cast<std::size_t>(visit) * num_shifts_ + static_cast<std::size_t>(shift);
        return {windows_.data() + window_begin_[cell], window_begin_[cell + 1] - window_begin_[cell]};
    }
    // When a depot is open in a shift.
    std::span<const Window> opening(Index depot, Index shift) const {
        return openings_[static_cast<std::size_t>(depot) * num_shifts_ + static_cast<std::size_t>(shift)];
    }
    // Of a required visit that is absent: more than any single visit can cost, and than all optional ones
    // together bring.
    Cost required_penalty = 0;

private:
    // Seconds that no single trip can exceed, unless it waits.
    Time longest_route() const;
    bool asks_for_much() const;
    void make_legs();
    void make_classes();
    void make_windows();
    // Bounds of the legs of a profile.
    Length longest(const Profile& profile) const;
    Length slowest(const Profile& profile) const;
    void make_neighbours(Index num_neighbours);
    void make_penalty();

    void make_groups();
    void add_neighbours(Index visit, Length to, Length from);
    Cost most_expensive_at(std::size_t row) const;
    void make_sites();

    std::vector<std::vector<Length>> transposed_;
    std::size_t num_shifts_ = 0;
    std::vector<Index> group_of_visit_;
    std::vector<Index> sites_;  // a visit of each customer
    std::vector<Index> site_of_visit_;
    std::vector<Neighbour> neighbours_;
    std::vector<std::size_t> neighbour_begin_;  // by site
    std::vector<std::size_t> window_begin_;
    std::vector<Window> windows_;
    std::vector<std::vector<Window>> openings_;
};

}  // namespace vrpcore
