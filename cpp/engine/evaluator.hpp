// Whether a proposed route keeps all rules, and what it costs. Operators ask here, and state no rule
// themselves.
#pragma once

#include "proposal.hpp"
#include "rules/distance.hpp"
#include "rules/limits.hpp"
#include "rules/service.hpp"
#include "rules/stock.hpp"
#include "rules/time.hpp"
#include "state.hpp"
#include "trip_rules.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
class RouteEvaluator {
public:
    using S = State<kRich, kTiming>;

    explicit RouteEvaluator(const S& state)
        : s_(state), trips_(state), distance_(state), service_(state), stock_(state), time_(state) {}

    // What a proposed route costs; 0 where it is empty, kInfinite where it breaks a rule or costs `limit` or
    // more even without its time.
    Cost cost(const Proposal& proposal, Cost limit = kInfinite) const {
        if (proposal.is_empty()) return 0;
        if (!keeps_counts(proposal)) return kInfinite;
        if (proposal.keeps_trips) return cost_of_trips(proposal, limit);
        if (!trips_.holds(proposal)) return kInfinite;
        const auto& type = *proposal.vehicle->type;
        const Amount distance = distance_.distance(proposal);
        if (!keeps_distance(type, distance)) return kInfinite;
        const Cost service = kRich ? service_.cost(proposal) : 0;
        if (service >= kInfinite) return kInfinite;
        if (price(type, distance, service, 0) >= limit) return kInfinite;
        const Time duration = time_.duration(proposal);
        if (duration >= kNever) return kInfinite;
        const Cost total = price(type, distance, service, duration);
        return total < limit ? total : kInfinite;
    }

    // Least seconds from its start to its end; kNever where it breaks a rule of time. `window`: the one that
    // its visit then uses.
    Time duration(const Proposal& proposal, Index* window = nullptr) const {
        return time_.duration(proposal, window);
    }

    // Whether it keeps all rules but those of time.
    bool holds(const Proposal& proposal) const {
        if (!proposal.keeps_trips && !trips_.holds(proposal)) return false;
        if constexpr (!kRich) return true;
        return keeps_counts(proposal) && service_.holds(proposal) && distance_.holds(proposal);
    }

    // For insertions, in O(1): whether an absent visit may have a trip of its own, may join a trip, wherever
    // on it, and may follow a node of such a trip; as far as rules of trips go.
    bool may_open(Index visit, const VehicleType& type) const { return trips_.may_open(visit, type); }
    bool may_join(Index visit, Index trip, const VehicleType& type) const {
        return trips_.may_join(visit, trip, type);
    }
    bool may_follow(Index visit, Index node, const VehicleType& type) const {
        return trips_.may_follow(visit, node, type);
    }
    // The same of the trip of the node on another vehicle, and as far as no vehicle changes it.
    bool may_follow_on(Index visit, Index node, const VehicleType& type) const {
        const Index trip = s_.links[S::at(node)].trip;
        return trips_.may_join(visit, trip, type) && trips_.may_follow(visit, node, type) &&
               trips_.allows(type, trips_.of_trip(s_.layout.head(trip)));
    }
    bool may_follow_on_any(Index visit, Index node) const { return trips_.may_follow_on_any(visit, node); }
    // Whether deliveries and pickups of a trip do not mix.
    bool separates_pickups() const { return kRich && s_.layout.backhaul_last; }
    // All rules but those of time within the shift, on which only `State::refresh` decides.
    bool may_serve(Index visit, Index trip_idx) const {
        const auto& trip = s_.trips[S::at(trip_idx)];
        const auto& route = s_.routes[S::at(trip.route)];
        if (s_.is_vacant(visit) || !trips_.may_join(visit, trip_idx, *route.type)) return false;
        if (kTiming != Timing::kUntimed && s_.windows(visit, route.slots->shift).empty()) return false;
        if constexpr (!kRich) return true;
        return trip.service_cost[visit] < kInfinite && has_goods(visit, *route.slots, trip.depot);
    }
    // Whether an unused vehicle of a class may serve a visit from home: its load, its depot, its windows.
    bool may_serve_alone(Index visit, const SlotClass& slots) const {
        const auto& type = s_.problem.types[S::at(slots.type)];
        return may_serve_from(s_.visits, type, type.depot, visit) &&
               holds_load(s_.layout, type, s_.visits.load[S::at(visit)]) &&
               time_.may_be_in_time(visit, slots, type);
    }
    bool fits_between(Index visit, Index before, Time in, Time out, Index after) const {
        return time_.fits_between(visit, before, in, out, after);
    }
    // The duration of a route that takes in a visit after a node; see `TimeRule`.
    template <class Row>
    Time duration_with(Index visit, Index node, const Route& route, const Row& to_visit,
                       const Row& from_visit, Index& window) const {
        return time_.duration_with(visit, node, route, to_visit, from_visit, window);
    }
    // Whether a depot has the goods of an absent visit for a vehicle of a class.
    bool has_goods(Index visit, const SlotClass& slots, Index depot) const {
        return stock_.holds(visit, slots, depot);
    }

    // A part of a single trip, extended visit by visit: for operators that try many parts on many vehicles,
    // none of which is bound by time.
    struct Part {
        typename TripRules<S>::Segments segments{};
        Amount distance = 0;
        Cost service = 0;
    };
    Part after(const Part& part, Length leg, Index visit, const Trip& trip) const {
        return {trips_.after(part.segments, visit), part.distance + leg,
                part.service + service_at(visit, trip)};
    }
    Part before(Index visit, const Trip& trip, Length leg, const Part& part) const {
        return {trips_.before(visit, part.segments), part.distance + leg,
                part.service + service_at(visit, trip)};
    }
    // A route of one trip.
    Part all_of(Index route) const {
        return {trips_.of_trip(s_.layout.head(route)), s_.routes[S::at(route)].distance,
                s_.routes[S::at(route)].service_cost};
    }
    // Whether what vehicles of one class carry may leave the same depots with those of another.
    bool may_move_goods(const SlotClass& from, const SlotClass& to) const {
        return stock_.may_move(from, to);
    }
    // A trip that is all of a route: its cost, and whether a vehicle of a type may drive it.
    Cost price(const VehicleType& type, const Part& trip) const {
        return price(type, trip.distance, trip.service, 0);
    }
    bool allows(const VehicleType& type, const Part& trip) const {
        return keeps_distance(type, trip.distance) && trips_.allows(type, trip.segments);
    }

private:
    Cost price(const VehicleType& type, Amount distance, Cost service, Time duration) const {
        return s_.day_cost(type) + type.cost_per_metre * distance + service + type.cost_per_second * duration;
    }
    // Chains of whole trips of the same type, of which all but the legs between them is known: in one pass,
    // for exchanges of trips try many.
    Cost cost_of_trips([[maybe_unused]] const Proposal& proposal, [[maybe_unused]] Cost limit) const {
        if constexpr (kTiming != Timing::kFull) return kInfinite;
        const auto& vehicle = *proposal.vehicle;
        const auto& type = *vehicle.type;
        Segment now = s_.shift_start(vehicle);
        Amount distance = 0;
        Cost service = 0;
        Index place = kNone;
        for (const auto& piece : proposal.pieces()) {
            if (piece.known != nullptr) {
                distance += piece.known->distance;
                service += piece.known->service;
            }
            if (piece.kind == Piece::Kind::kUpTo) {
                now = s_.times[S::at(piece.to)].before;
                place = s_.links[S::at(piece.to)].place;
                continue;
            }
            const bool is_home = piece.kind == Piece::Kind::kHome;
            const Index to = is_home ? type.depot : s_.links[S::at(piece.from)].place;
            const Length leg = place == kNone ? 0 : s_.distance(type, place, to);
            const Time travel = place == kNone ? 0 : s_.duration(type, place, to);
            const Segment next = is_home ? s_.shift_end(vehicle) : *piece.known->time;
            if (leg < 0 || !merge(now, travel, next, now)) return kInfinite;
            distance += leg;
            if (piece.kind == Piece::Kind::kRun) place = s_.links[S::at(piece.to)].place;
        }
        if (!keeps_distance(type, distance) || !keeps_duration(type, now.duration)) return kInfinite;
        const Cost total = price(type, distance, service, now.duration);
        return total < limit ? total : kInfinite;
    }
    static Cost service_at(Index visit, const Trip& trip) { return kRich ? trip.service_cost[visit] : 0; }
    bool keeps_counts(const Proposal& proposal) const {
        if constexpr (!kRich) return true;
        return keeps_trips(*proposal.vehicle->type, proposal.num_trips) && starts_at_home(proposal) &&
               stock_.holds(proposal);
    }
    bool starts_at_home(const Proposal& proposal) const {
        const auto& first = proposal.pieces().front();
        const auto& type = *proposal.vehicle->type;
        switch (first.kind) {
            case Piece::Kind::kUpTo:
                return true;
            case Piece::Kind::kLoad:
                return first.from == type.depot;
            default:
                return s_.depot_on(first.from, type) == type.depot;
        }
    }

    const S& s_;
    TripRules<S> trips_;
    DistanceRule<S> distance_;
    ServiceRule<S> service_;
    StockRule<S> stock_;
    TimeRule<S> time_;
};

}  // namespace vrpcore
