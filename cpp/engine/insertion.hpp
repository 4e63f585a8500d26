// Greedy insertion with blinks: an absent visit beside a near visit, on a new trip, on an unused vehicle, or
// nowhere.
//
// Christiaens and Vanden Berghe (2020), "Slack induction by string removals for vehicle routing problems",
// Transportation Science 54(2), section 4.2; granular neighbourhoods after Toth and Vigo (2003).
#pragma once

#include "evaluator.hpp"
#include "fleet.hpp"
#include "random.hpp"
#include "state.hpp"

namespace vrpcore {

enum class Where : std::uint8_t {
    kNowhere,    // stays absent
    kAfter,      // after a node
    kNewRoute,   // alone on an unused vehicle
    kNewTrip,    // alone on a further trip, after the last node of another
    kLarger,     // after a node of a route that changes to a larger vehicle for it
    kFirstTrip,  // alone on a new first trip; the former one loads again after it
    kJoin        // no longer alone: another visit of its group brings its portions as well
};

// How the rests of a new route lie, in the order of the rules: the route starts after those before `first`;
// those before `after` are taken before the visit, those before `end` after it; the route ends before the
// others.
struct RestPlan {
    Index first = 0;
    Index after = 0;
    Index end = 0;

    RestMode mode(Index nth) const {
        if (nth < first) return RestMode::kStartsAfter;
        return nth < end ? RestMode::kTaken : RestMode::kEndsBefore;
    }
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
        : s_(state),
          random_(random),
          evaluator_(state),
          fleet_(state, random),
          rows_(state.layout.legs.size()),
          offers_(state.trips.size()),
          priced_at_(state.trips.size() + 1),
          least_(state.trips.size() + 1, kRefused),
          alone_(state.problem.types.size()),
          opens_(state.problem.types.size()),
          further_(state.problem.types.size()) {
        for (const auto& type : state.problem.types) {
            homes_.push_back({&type, service_row(state.visits, type, type.depot), type.cost_per_metre,
                              type.depot, type.profile, may_load_again(type), type.load_depots.size() > 1});
        }
    }

    // The cheapest position of an absent visit that costs less than `limit`. Each better position is passed
    // over with probability `blink`.
    Position best(Index visit, Cost limit, double blink);
    // The same over all positions of all routes.
    Position best_anywhere(Index visit, Cost limit);
    // The same over all positions on routes of one class, used or not; with all rules on.
    Position best_on_class(Index visit, Index slots, Cost limit);
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
    const RouteEvaluator<kRich, kTiming>& evaluator() const { return evaluator_; }

private:
    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }
    void prepare(Index visit, Cost limit, double blink);
    template <bool kPlanar>
    void try_neighbours();
    void try_near();
    void try_beside(Index node, bool before_too);
    void try_after_rests();
    void try_all_of(Index route);
    // Unused vehicles and further trips.
    void try_openings();
    void try_new_routes();
    void try_new_route(Index slots, Index depot, Cost cost);
    void try_loading_elsewhere(Index slots);
    bool try_rest_plan(Index slots, Index depot, Cost cost, const RestPlan& plan);
    void try_new_trips();
    void try_joins();
    // Add the portions of an absent visit to those of another, where it is; false where that breaks a rule.
    bool join(Index visit, Index other);
    void try_new_trips_of(Index route);
    void try_new_later_trip(Index route);
    void try_new_first_trip(Index route);
    Time least_duration(Index last, Index depot, Index next, const VehicleType& type) const;
    Proposal alone_on(const Route& vehicle, Index depot, Index opening, const RestPlan& plan) const;
    Cost least_of_new_trip(Index type) const;
    // What a tour with the visit alone costs on an unused vehicle of a type; kRefused where there is none.
    Cost cost_alone(Index type) const {
        const Cost alone = alone_[at(type)];
        return alone == kRefused ? kRefused : alone + s_.day_cost(s_.problem.types[at(type)]);
    }
    void price_alone();
    void take(const Position& position);
    // Legs between the visit's place and every other, by profile.
    struct Rows {
        LegRow<false> distance_out;
        LegRow<false> distance_in;
        LegRow<true> duration_out;
        LegRow<true> duration_in;
    };
    const Rows& rows(const VehicleType& type) const { return rows_[at(type.profile)]; }
    static constexpr Cost kRefused = std::numeric_limits<Cost>::max();
    // What all positions on one trip have in common, worked out at most once for each visit that is priced.
    struct Offer {
        Cost service = kRefused;
        Cost cost_per_metre = 0;
        const Rows* legs = nullptr;
        const Route* route = nullptr;
        bool is_full = false;   // no more room for the load
        bool in_stock = false;  // known to be; stock is looked up late
    };
    Offer& offer_of(Index trip) {
        if (priced_at_[past_none(trip)] != now_) {
            priced_at_[past_none(trip)] = now_;
            price(trip);
        }
        return offers_[at(trip)];
    }
    // Where the figures of a trip are that absent visits, on trip kNone, have as well.
    static std::size_t past_none(Index trip) { return static_cast<std::size_t>(trip + 1); }
    void try_larger(Index node, bool before_too, const Offer& offer);
    bool try_after(Index before, Offer& offer);
    void price(Index trip);

    S& s_;
    Random& random_;
    RouteEvaluator<kRich, kTiming> evaluator_;
    FleetMoves<kRich, kTiming> fleet_;
    std::vector<Rows> rows_;
    std::vector<Offer> offers_;             // by trip
    std::vector<std::uint64_t> priced_at_;  // by trip, kNone first: for which visit last
    std::vector<Cost> least_;               // the same: what the visit costs at least there
    std::uint64_t now_ = 0;                 // number of the visit that is priced
    // A neighbour, and what positions beside it cost, time aside.
    struct Near {
        Index node;
        Cost after;
        Cost before;
    };
    std::vector<Near> near_;
    std::vector<Index> unpriced_;  // trips of the neighbours
    // What openings read of each type, most often in vain.
    struct Home {
        const VehicleType* type;
        const Cost* service;  // of each visit
        Cost cost_per_metre;
        Index depot;
        Index profile;
        bool reloads;
        bool loads_elsewhere;
    };
    std::vector<Home> homes_;
    // By type: what a tour from home to the visit and back costs, its day aside; kRefused where there is
    // none.
    std::vector<Cost> alone_;
    std::vector<std::uint8_t> opens_;  // by type: whether the visit may have a trip of its own
    bool may_open_ = false;            // on some type
    std::vector<Cost> further_;        // what a further trip costs at least
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
