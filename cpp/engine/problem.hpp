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

    bool operator==(const Rest&) const = default;
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

// An order, or a part of a splittable order that is never cut further.
struct Portion {
    Index order = 0;
    Index group = 0;
    Load load{};
    Amount grams = 0;
    Amount cases = 0;
    Amount light_cases = 0;
    Time release = -kForever;  // its trip loads no sooner; of a pickup: its service begins no sooner
    Time due = kForever;       // its service begins no later
    bool is_exempt = false;    // from the least number of cases of a visit
    std::vector<Good> goods;
};

// The portions that may share visits: those of one customer in one direction.
struct Group {
    Index first_visit = 0;  // its visits follow each other; those without portions are vacant
    Index num_visits = 0;
    std::vector<Index> portions;
    std::vector<Window> windows;  // empty: always
    Time service_duration = 0;    // once per visit
    bool is_pickup = false;
    std::vector<std::uint8_t> reach;     // by depot: has the customer in reach
    std::vector<Index> township_stores;  // depots: stores of its township that have it in reach
};

// What it costs to leave an order out; kInfinite where that is not allowed.
struct OrderPrice {
    Cost hold = kInfinite;      // as a whole
    Cost unserved = kInfinite;  // as a whole or, of a splittable order, in proportion to the missing cases
    Amount cases = 0;
    bool is_splittable = false;

    bool is_required() const { return hold >= kInfinite && unserved >= kInfinite; }
};

struct Handling {
    Time visit = 0;
    Time light_case = 0;
    Time heavy_case = 0;
};

// One row of `Visits::service_cost`: what the loads of a depot cost, and which groups may be served at it.
struct Rate {
    Index depot = 0;
    Cost per_gram = 0;
    std::vector<std::uint8_t> allows;  // by group
};

// Cases that a depot delivers in one visit; beyond them, the visit costs a waiver (kInfinite: is forbidden).
struct Band {
    Amount min_cases = 0;
    Amount max_cases = kForever;
    Cost waiver_below = 0;
    Cost waiver_above = 0;
};

enum class TownshipRule : std::uint8_t { kFree, kPrefer, kMust };

// What customers with several portions have ordered, and all that their visits' figures follow from. Empty
// where every visit is given as it is. Rules: docs/model.md, "Which depot may serve a visit" and "Orders".
struct Demand {
    std::vector<Portion> portions;
    std::vector<Group> groups;
    std::vector<OrderPrice> orders;
    std::vector<Handling> handlings;               // by row of `Visits::service_duration`
    std::vector<Rate> rates;                       // by row of `Visits::service_cost`
    std::vector<Band> bands;                       // by depot
    std::vector<std::vector<std::uint8_t>> lacks;  // [depot][product]: never has any to deliver
    TownshipRule township_rule = TownshipRule::kFree;
    Cost township_price = 0;

    bool is_given() const { return !groups.empty(); }
};

struct Problem {
    Index num_visits = 0;
    Index num_places = 0;
    Index num_moments = 1;
    Index num_days = 1;
    std::vector<Profile> profiles;
    Visits visits;  // of groups: places, windows, longest services; the rest follows from the portions
    Demand demand;

    std::vector<Depot> depots;
    std::vector<VehicleType> types;
    std::vector<Slot> slots;
    bool backhaul_last = false;  // on a trip, pickups come after all deliveries, and there is one at least

    Index num_depots() const { return static_cast<Index>(depots.size()); }
};

// One loading and the visits until the next; a rest r is written as ~r.
struct TripPlan {
    Index depot;
    std::vector<Index> stops;
};

// Which portions a visit of a group brings.
struct VisitContents {
    Index visit;
    std::vector<Index> portions;
};

struct RoutePlan {
    Index slot;
    std::vector<TripPlan> trips;
    std::vector<VisitContents> contents{};  // of all visits of groups
};

using Plan = std::vector<RoutePlan>;

}  // namespace vrpcore
