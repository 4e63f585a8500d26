// A solution under search: linked routes with everything an insertion needs to
// know in O(1), and undo.
//
// Every change goes through `insert`, `remove`, `open` and the like, which
// write the undo log; `refresh` brings the derived figures of a route up to
// date. An iteration that is not accepted is rolled back.
#pragma once

#include <algorithm>
#include <array>
#include <cassert>
#include <vector>

#include "layout.hpp"
#include "portions.hpp"
#include "rules/limits.hpp"
#include "segment.hpp"
#include "stock.hpp"

namespace vrpcore {

// How much of the model the search has to look at; the less, the faster it is.
enum class Timing { kUntimed, kWindows, kFull };

struct alignas(32) Link {
    Index next = kNone;
    Index prev = kNone;
    Index trip = kNone;  // kNone: the visit is absent
    Index place = 0;
    Index next_place = 0;  // where the vehicle drives from here: rests are no places of their own
    Index prev_place = 0;
    Length to_next = 0;
    Length to_prev = 0;
};

struct Trip {
    Load load{};  // of its deliveries: aboard when it leaves the depot
    Index route = kNone;
    Index depot = 0;
    Index size = 0;
    Index num_pickups = 0;
    Time release = -kForever;
    const Cost* service_cost = nullptr;  // of each visit, when served from here
};

enum class RestMode : std::uint8_t { kTaken, kEndsBefore, kStartsAfter };
inline constexpr int kMaxRests = 4;

struct Route {
    const SlotClass* slots = nullptr;
    const VehicleType* type = nullptr;
    Index slots_idx = kNone;
    Index size = 0;  // visits
    Index num_trips = 1;
    Index used_at = kNone;  // position in the list of used routes
    Amount distance = 0;
    Time duration = 0;
    Cost service_cost = 0;
    Cost cost = 0;
    Time start = 0;  // bounds of the shift, narrowed by rests that are left out
    Time end = 0;
    std::array<RestMode, kMaxRests> rests{};

    bool takes_rests() const { return std::ranges::find(rests, RestMode::kTaken) != rests.end(); }
};

// Times of a node under kWindows.
struct Clock {
    Time leaves = 0;  // earliest end of service
    Time latest = 0;  // latest arrival
    Window window{};
    Time service = 0;
};

// kFull: what lies before, after and, within the trip, between loading and the
// node.
struct Times {
    Segment before;    // from the start of the route to the node, both included
    Segment after;     // from the node to the end of the route
    Segment own;       // the node alone
    Time travel = 0;   // seconds from the node before; to the first head: the way home
    Index window = 0;  // which of its windows is used
};

// Where there are pickups: the most aboard on the way of its trip up to a node, and from it on, the leg that
// leaves it included in both. A delivery inserted after the node makes all loads up to there greater, a
// pickup all from there on: what is inserted fits where the one or the other leaves room for it.
//
// Vidal, Crainic, Gendreau and Prins (2014), "A unified solution framework for multi-attribute vehicle
// routing problems", European Journal of Operational Research 234(3), section 4.4: loads as segments.
struct Aboard {
    Load before{};
    Load after{};
    bool takes_deliveries = true;  // the order of deliveries and pickups allows one after the node
    bool takes_pickups = true;
};

template <bool kRich, Timing kTiming>
class State {
public:
    static constexpr bool kIsRich = kRich;
    static constexpr Timing kTimes = kTiming;

    explicit State(const Layout& layout);

    const Layout& layout;
    const Problem& problem;
    Visits visits;
    std::vector<Link> links;
    std::vector<Trip> trips;
    std::vector<Route> routes;
    std::vector<Clock> clocks;
    std::vector<Times> times;
    // Where there are releases: from the first node after the head of the trip
    // to the node.
    std::vector<Segment> within;
    std::vector<Aboard> aboard;
    std::vector<Load> collected;  // where there are pickups, by trip: aboard when it ends
    // Where pickups come last: by trip, the node after which deliveries end and pickups begin.
    std::vector<Index> border;
    std::vector<Index> used;               // routes in use
    std::vector<std::vector<Index>> free;  // per class: routes not in use
    StockLedger ledger;
    Cost route_bonus = 0;           // what each used route earns by being one; see `set_route_bonus`
    Cost cost = 0;                  // of everything, penalties of required visits included
    Cost penalty = 0;               // of these; part of `cost`
    const bool has_choice;          // of windows: some visit or depot has several in one shift
    Index num_absent_required = 0;  // visits, or orders of groups
    Index num_present = 0;
    Index num_vacant = 0;  // visits of groups that bring nothing

    bool is_absent(Index visit) const { return links[at(visit)].trip == kNone; }
    // By how much `cost` falls if an absent visit joins a route, apart from what the route then costs.
    Cost absent_cost(Index visit) const {
        if (layout.group_of(visit) != kNone) return absent_cost_of_portions(visit);
        return visits.required[at(visit)] ? layout.required_penalty : visits.absent_cost[at(visit)];
    }
    // By how much `cost` falls for each absent visit if they join routes in this order: an order in parts
    // costs more than the parts cost that it lacks.
    void savings_of(const std::vector<Index>& absent, std::vector<Cost>& savings) const;
    bool is_vacant(Index visit) const {
        return layout.group_of(visit) != kNone && contents_[at(visit)].empty();
    }
    bool has_absent() const { return num_present + num_vacant < layout.num_visits; }
    // Of a visit of a group: its portions, sorted.
    const std::vector<Index>& contents(Index visit) const { return contents_[at(visit)]; }
    Index visit_of(Index portion) const { return visit_of_portion_[at(portion)]; }
    const std::shared_ptr<const Figures>& figures(Index visit) const { return figures_of_[at(visit)]; }
    // A vacant visit of a group; kNone: there is none.
    Index vacant_visit(Index group) const;
    std::span<const Window> windows(Index visit, Index shift) const {
        if (layout.group_of(visit) == kNone) return layout.windows(visit, shift);
        return figures_of_[at(visit)]->windows_of_shift[at(shift)];
    }
    // Whether a route has figures that only `refresh` brings up to date.
    bool is_refreshed() const { return kTiming != Timing::kUntimed || (kRich && layout.has_pickups); }
    // The most aboard on a trip that has this head.
    const Load& most_aboard(Index head) const {
        return kRich && layout.has_pickups ? aboard[at(head)].after : trips[at(links[at(head)].trip)].load;
    }
    static const SlotClass& slots_of(const Route& route) { return *route.slots; }
    static const VehicleType& type_of(const Route& route) { return *route.type; }

    // What a route of this type costs for being used.
    Cost day_cost(const VehicleType& type) const { return type.day_cost - route_bonus; }
    // The same as `cost` without any bonus.
    Cost plain_cost() const { return cost + route_bonus * static_cast<Cost>(used.size()); }

    // Changes. All but the first two are for problems that are rich.
    void insert(Index visit, Index after, Index window = 0);
    void remove(Index visit);
    // Portions leave absent visits of their group for another absent one.
    void move_portions(std::span<const Index> portions, Index to);
    void move_portion(Index portion, Index to) { move_portions({&portion, 1}, to); }
    // Let an absent visit bring these portions, as far as they are with absent visits of its group.
    void set_contents(Index visit, const std::vector<Index>& portions);
    Index open(Index slots);  // a route of a class that has a free one
    Index split_trip(Index after,
                     Index depot);  // load again after a node: what follows is a new trip
    void unite_trip(Index trip);    // no longer load there: its visits go on the trip before
    void take_rest(Index route, Index nth, Index after);
    void leave_rest(Index route, Index nth, RestMode mode);
    void set_window(Index node, Index window);
    Index num_used_trips() const {
        const auto num_later = layout.num_trips - layout.num_routes - static_cast<Index>(free_trips_.size());
        return static_cast<Index>(used.size()) + num_later;
    }
    bool has_free_trip() const { return !free_trips_.empty(); }
    // Remove what serves nothing: trips without visits, rests and loadings of
    // an empty route.
    void tidy(Index route);

    // Take off the visits after a node of a trip, up to its end; they are appended to `removed`.
    void remove_after(Index node, std::vector<Index>& removed);
    // Insert visits one after the other, each in the window that it had last.
    void append(Index after, const std::vector<Index>& appended);
    // Take visits off a route, from one of its visits on, at most so many; they are appended to `removed`.
    void remove_string(Index route, Index first, Index most, std::vector<Index>& removed);
    // Take all visits off a route; they are appended to `removed`.
    void remove_all(Index route, std::vector<Index>& removed);
    // The same, and tidy it.
    void dissolve(Index route);

    // Recompute a route after changes; false where it cannot keep its windows any
    // more, or with pickups, its loads and their order.
    [[nodiscard]] bool refresh(Index route);
    // Whether there is a way from each stop to the next, short enough in all.
    bool has_way(Index route) const;
    // The same after a visit was inserted into a route that was up to date.
    [[nodiscard]] bool refresh_around(Index visit);
    // Use better windows where visits have several; false if nothing changed.
    bool improve_windows(Index route);

    // From now on, let each used route cost so much less; no undo goes back beyond that.
    void set_route_bonus(Cost bonus);

    void clear();     // all visits absent, as in the beginning
    void begin();     // forget the undo log: the present state is accepted
    void rollback();  // back to the last `begin`
    std::size_t mark() const { return log_.size(); }
    // Back to a moment since then; `only`: no other route has changed since.
    void rollback_to(std::size_t mark, Index only = kNone);
    const std::vector<Index>& touched() const { return touched_; }

    Index route_of(Index node) const { return trips[at(links[at(node)].trip)].route; }
    // The head of the first trip of the route of a node.
    Index first_head(Index node) const { return layout.head(route_of(node)); }
    bool is_last_of_trip(Index node) const { return layout.is_head(links[at(node)].next); }
    // The loading, or the end of the route, after the trip of a node.
    Index end_of_trip(Index node) const {
        Index x = links[at(node)].next;
        while (!layout.is_head(x)) x = links[at(x)].next;
        return x;
    }
    // The first node from here on that is no rest.
    Index skip_rests(Index node) const {
        while (kTiming == Timing::kFull && layout.is_rest(node)) node = links[at(node)].next;
        return node;
    }
    // Where a trip with this head, or a node, is on a vehicle of a type: what loads at home does so on all.
    Index depot_on(Index head, const VehicleType& type) const {
        const auto& trip = trips[at(links[at(head)].trip)];
        return trip.depot == routes[at(trip.route)].type->depot ? type.depot : trip.depot;
    }
    Index place_on(Index node, const VehicleType& type) const {
        return layout.is_head(node) ? depot_on(node, type) : links[at(node)].place;
    }

    Plan plan() const;
    RoutePlan plan_of(Index route) const;

    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }
    const Legs& legs_of(const VehicleType& type) const { return layout.legs[at(type.profile)]; }
    Length distance(const VehicleType& type, Index from, Index to) const {
        return legs_of(type).distance(from, to);
    }
    // Seconds; a leg from a place to itself takes none, whatever the matrix says.
    Length duration(const VehicleType& type, Index from, Index to) const {
        return from == to ? 0 : legs_of(type).duration(from, to);
    }
    // Loading at a depot in one of its opening hours; infeasible windows come out
    // reversed.
    Segment loading(const Route& route, Index depot, Time release, Index opening) const;
    // A node alone, in one of its windows.
    Segment segment_of(Index node, const Route& route, Index window) const;
    Index num_windows(Index node, const Route& route) const {
        return layout.is_rest(node) ? 1 : static_cast<Index>(windows_of(node, route).size());
    }
    // The first window in which a node can follow what is before it, where there is a choice; kNone if none.
    Index first_window(Index node, const Route& route, const Segment& before, Time travel,
                       Segment& merged) const;
    void bound_shift(Route& route) const;
    // A route as it would be on another class, its breaks as they are.
    Route on(const Route& route, Index slots_idx) const {
        Route probe = route;
        probe.slots_idx = slots_idx;
        probe.slots = &layout.classes[at(slots_idx)];
        probe.type = &problem.types[at(probe.slots->type)];
        bound_shift(probe);
        return probe;
    }
    // Break `nth` of a vehicle.
    Segment rest_of(const Route& route, Index nth) const {
        const auto& rest = type_of(route).rests[at(nth)];
        const Time midnight = slots_of(route).midnight;
        return {rest.duration, midnight + rest.earliest, midnight + rest.latest};
    }
    Segment shift_start(const Route& route) const { return {0, route.start, slots_of(route).end}; }
    Segment shift_end(const Route& route) const { return {0, slots_of(route).start, route.end}; }

private:
    enum class Change : std::uint8_t {
        kInsert,
        kRemove,
        kSplit,
        kUnite,
        kTakeRest,
        kLeaveRest,
        kMode,
        kWindow,
        kPortion
    };
    struct Entry {
        Change change;
        Index node;
        Index after;
        Index extra;
    };

    static bool has_choice_of(const Layout& layout);
    void touch(Index route);
    void link_in(Index node, Index after);
    void link_out(Index node);
    Length drive(Index from, Index to, const VehicleType& type);
    // The next node, to either side, that is a place of its own.
    Index place_before(Index node) const {
        Index x = links[at(node)].prev;
        while (kTiming == Timing::kFull && layout.is_rest(x)) x = links[at(x)].prev;
        return x;
    }
    Index place_after(Index node) const {
        Index x = links[at(node)].next;
        while (kTiming == Timing::kFull && layout.is_rest(x)) x = links[at(x)].next;
        return x;
    }
    void bridge_in(Index node, Route& route);
    void bridge_out(Index node, Route& route);
    void join(Index visit, Index trip, int sign);
    void use(Index route);
    void unuse(Index route);
    void do_insert(Index visit, Index after);
    // The segment of a visit in its window; closed where it has fewer windows by now.
    Segment own_of(Index visit, const Route& route) const;
    void do_remove(Index visit);
    void do_move_portion(Index portion, Index to);
    void write_changed();
    void fill_groups();
    void write_figures(Index visit);
    Cost absent_cost_of_portions(Index visit) const;
    void count_absent(Index visit, int sign);
    void do_split(Index after, Index trip, Index depot);
    void do_unite(Index trip);
    void settle(Route& route);
    void rest_in(Index rest, Index after);
    bool refresh_aboard(Index route);
    bool refresh_aboard_trip(Index trip);
    void refresh_releases(Index route);
    bool refresh_clocks(Index route);
    // Seconds to a node from the place before it.
    Time leg_before(Index node, const VehicleType& type) const;
    bool refresh_times(Index route);
    bool refresh_times_around(Index visit);
    bool forward(Index route, bool keep_windows);
    Segment loading_of(Index head, const Route& route) const {
        const auto& trip = trips[at(links[at(head)].trip)];
        return loading(route, trip.depot, trip.release, times[at(head)].window);
    }
    void backward(Index route);
    std::span<const Window> windows_of(Index node, const Route& route) const;

    std::vector<Entry> log_;
    std::vector<Index> touched_;
    std::vector<std::uint32_t> touched_at_;
    std::uint32_t now_ = 1;
    std::vector<Index> free_trips_;
    std::vector<std::uint8_t> is_stale_;  // where there are pickups, by trip: `aboard` has to be made new
    std::vector<Index> dissolved_;

    // Where there are groups.
    VisitFigures figures_;
    std::vector<std::vector<Index>> contents_;                // by visit
    std::vector<std::shared_ptr<const Figures>> figures_of_;  // by visit
    std::vector<Index> visit_of_portion_;
    std::vector<Index> changed_;   // visits whose figures are to be written
    std::vector<Amount> missing_;  // by order: cases that are with absent visits
};

}  // namespace vrpcore
