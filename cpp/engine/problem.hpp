// What the engine solves: visits, depots, a fleet of slots and the figures that
// couple them, in indices.
//
// Places are numbered depots first; visit v stands at `visits.place[v]`. Several
// visits may share a place.
#pragma once

#include <array>
#include <vector>

#include "travel.hpp"
#include "units.hpp"

namespace vrpcore {

// When something may begin, in seconds, both ends included.
struct Window {
    Time earliest;
    Time latest;
};

using Load = std::array<Amount, kNumDimensions>;

// Legs between all places of one travel profile: matrices, -1 where there is no
// way, or `planar`.
struct Profile {
    std::vector<Length> distance;  // num_places * num_places, row = origin
    std::vector<Length> duration;
    PlanarTravel planar{};

    // Compute all legs once, for problems whose matrices fit into the cache: then they are faster.
    void tabulate();
};

// A break rule, in seconds after midnight.
struct Rest {
    Time earliest;
    Time latest;
    Time duration;
};

struct VehicleType {
    Index depot = 0;
    std::vector<Index> load_depots;  // where later trips may load, home first
    Load capacity{};
    Cost cost_per_metre = 0;
    Cost cost_per_second = 0;
    Cost day_cost = 0;
    Time max_duration = kForever;
    Amount max_distance = kForever;
    Index max_trips = 1;
    Time loading_duration = 0;
    Index profile = 0;
    Index handling = 0;            // row of `Visits::service_duration`
    std::vector<Index> cost_rows;  // per depot: row of `Visits::service_cost`,
                                   // kNone where it cannot load
    std::vector<Rest> rests;

    // Whether a tour is as long and its services cost as much on both; capacities, rates and limits aside.
    bool tours_like(const VehicleType& other) const {
        return depot == other.depot && profile == other.profile &&
               cost_rows[static_cast<std::size_t>(depot)] == other.cost_rows[static_cast<std::size_t>(depot)];
    }
};

// One vehicle on one working day.
struct Slot {
    Index type;
    Time start;
    Time end;
    Time midnight;
    Index day;     // for daily tonnage
    Index moment;  // for stock over time
};

struct Good {
    Index product;
    Amount cases;
};

struct Depot {
    std::vector<Window> opening;  // when loading may take place; empty: always
    std::vector<Amount> stock;    // product * num_moments + moment; empty: unlimited
    Amount max_grams_per_day = kForever;
};

// What is served as one or not at all. All vectors are indexed by visit, the last two by row first.
struct Visits {
    std::vector<Index> place;
    std::vector<Load> load;
    std::vector<Cost> absent_cost;             // holding or not serving it, whichever is cheaper
    std::vector<std::uint8_t> required;        // may not be absent; absent_cost is 0 then
    std::vector<Time> release;                 // its trip loads no sooner
    std::vector<std::vector<Window>> windows;  // empty: always
    std::vector<std::vector<Good>> goods;      // only products that some depot has limited
    std::vector<std::uint8_t> pickup;          // brings its load back to the depot; empty: none does

    std::vector<std::vector<Time>> service_duration;  // [handling][visit]
    std::vector<std::vector<Cost>> service_cost;      // [row][visit]; kInfinite where not allowed

    bool is_pickup(Index visit) const {
        return !pickup.empty() && pickup[static_cast<std::size_t>(visit)] != 0;
    }
};

struct Problem {
    Index num_visits = 0;
    Index num_places = 0;
    Index num_moments = 1;
    Index num_days = 1;
    std::vector<Profile> profiles;
    Visits visits;

    std::vector<Depot> depots;
    std::vector<VehicleType> types;
    std::vector<Slot> slots;
    bool backhaul_last = false;  // on a trip, pickups come behind one delivery at least, and behind all

    Index num_depots() const { return static_cast<Index>(depots.size()); }
};

// One loading and the visits until the next; a rest r is written as ~r.
struct TripPlan {
    Index depot;
    std::vector<Index> stops;
};

struct RoutePlan {
    Index slot;
    std::vector<TripPlan> trips;
};

using Plan = std::vector<RoutePlan>;

}  // namespace vrpcore
