// Where to put an absent visit: every position next to a near visit, a new
// trip, an unused vehicle, or nowhere.
#pragma once

#include "fleet.hpp"
#include "random.hpp"
#include "state.hpp"

namespace vrpcore {

enum class Where : std::uint8_t {
    kNowhere,    // stays absent
    kBehind,     // behind a node
    kNewRoute,   // alone on an unused vehicle
    kNewTrip,    // alone on a further trip, behind the last node of another
    kLarger,     // behind a node of a route that changes to a larger vehicle for it
    kFirstTrip,  // alone on a new first trip; the former one loads again behind it
    kJoin        // no longer alone: another visit of its group brings its portions as well
};

// How the rests of a new route lie: all left out at one end, or taken,
// `num_before` of them before the visit.
struct RestPlan {
    RestMode mode = RestMode::kEndsBefore;
    Index num_before = 0;
};

struct Position {
    Where where = Where::kNowhere;
    Cost cost = kInfinite;
    Index after = kNone;  // node; for a new route its class; the visit to join
    Index depot = kNone;  // of a new trip, or where a new route loads for the visit
    Index window = 0;     // which of its windows the visit uses
    RestPlan rests{};
    Index opening = 0;    // in which of the depot's opening hours a new trip or route loads
    Index slots = kNone;  // class of the larger vehicle
};

template <bool kRich, Timing kTiming>
class Insertion {
public:
    using S = State<kRich, kTiming>;

    Insertion(S& state, Random& random)
        : s_(state), random_(random), fleet_(state, random), rows_(state.layout.legs.size()) {}

    // The cheapest position of an absent visit that costs less than `limit`. Each
    // better position is passed over with probability `blink` (Christiaens and
    // Vanden Berghe 2020, "Slack induction by string removals for vehicle routing
    // problems", section 4.2).
    Position best(Index visit, Cost limit, double blink);
    // The same over all positions of all routes.
    Position best_anywhere(Index visit, Cost limit);
    // The same over unused vehicles and further trips alone.
    Position best_opening(Index visit, Cost limit);
    // No unused vehicle of this class is offered from now on; kNone: all are.
    void close(Index slots) { closed_ = slots; }
    // From now on, new routes take their rests wherever they can: one that ends before a rest is cheaper, but
    // half of the day is lost to it.
    void open_whole_days(bool only) { only_whole_days_ = only; }
    // From now on, new routes are tried with and without their rests, instead of drawing between the two.
    void be_thorough(bool thorough) { is_thorough_ = thorough; }
    // Carry it out; false where the route cannot keep its windows after all.
    [[nodiscard]] bool apply(Index visit, const Position& position);

private:
    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }
    void prepare(Index visit, Cost limit, double blink);
    template <bool kPlanar>
    void try_neighbours();
    void try_beside(Index node, bool ahead_too);
    void try_larger(Index node, bool ahead_too);
    bool fits_clock(Index before, Index from, Index after, Index to) const;
    void try_new_routes();
    void try_new_route(Index slots, Index depot);
    bool try_rest_plan(Index slots, Index depot, Cost cost, const RestPlan& plan);
    void try_new_trips();
    void try_joins();
    // Add the portions of an absent visit to those of another, where it is; false where that breaks a rule.
    bool join(Index visit, Index other);
    void take(const Position& position);
    bool fits_stock(const Route& route, Index depot) const;
    bool fits_load(const Load& load, const VehicleType& type) const;
    // Where there are pickups: whether the order of deliveries and pickups allows the visit behind a node,
    // and what is aboard where it would be, too.
    bool is_in_order(Index node) const {
        return is_pickup_ ? s_.aboard[at(node)].takes_pickups : s_.aboard[at(node)].takes_deliveries;
    }
    const Load& beside(Index node) const {
        return is_pickup_ ? s_.aboard[at(node)].after : s_.aboard[at(node)].before;
    }
    // Least duration of a route with the visit behind a node; kNever where it
    // does not fit.
    Time duration_behind(const Route& route, Index node, Index& window) const;
    Time duration_alone(const Route& route, const Segment& before, Index from, const RestPlan* rests,
                        Index next, const Segment& after, Index& window) const;
    Segment rest_segment(const Route& route, Index nth) const;

    // Legs between the visit's place and every other, by profile.
    struct Rows {
        LegRow<false> distance_out;
        LegRow<false> distance_in;
        LegRow<true> duration_out;
        LegRow<true> duration_in;
    };
    const Rows& rows(const VehicleType& type) const { return rows_[at(type.profile)]; }
    Time seconds_to(const VehicleType& type, Index place) const {
        return place == place_ ? 0 : rows(type).duration_in[place];
    }
    Time seconds_from(const VehicleType& type, Index place) const {
        return place == place_ ? 0 : rows(type).duration_out[place];
    }

    S& s_;
    Random& random_;
    FleetMoves<kRich, kTiming> fleet_;
    std::vector<Rows> rows_;
    Index visit_ = kNone;
    Index place_ = 0;
    bool is_pickup_ = false;
    Position best_{};
    std::vector<Index> joining_;
    double blink_ = 0;
    Index closed_ = kNone;
    bool only_whole_days_ = false;
    bool is_thorough_ = false;
};

}  // namespace vrpcore
