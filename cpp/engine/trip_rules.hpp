// The rules of trips, asked together.
#pragma once

#include <tuple>
#include <type_traits>

#include "proposal.hpp"
#include "rules/backhauls.hpp"
#include "rules/load.hpp"

namespace vrpcore {

// Each rule is a class like `LoadRule`. It has a mergeable segment, of a visit and of a whole trip of a route
// that is up to date, and says whether a vehicle may drive a trip that amounts to a segment (`allows`).
// Insertions ask the same in O(1): whether a visit may have a trip of its own (`may_open`), may join a trip
// wherever on it (`may_join`), and may follow a node of that trip (`may_follow`).
template <class S, class... Rules>
class TripRuleSet {
public:
    using Segments = std::tuple<typename Rules::Segment...>;

    explicit TripRuleSet(const S& state) : s_(state), rules_(Rules(state)...) {}

    bool holds(const Proposal& proposal) const {
        return all([&](const auto& rule) { return !rule.is_used() || holds(rule, proposal); });
    }
    bool may_open(Index visit, const VehicleType& type) const {
        return all([&](const auto& rule) { return !rule.is_used() || rule.may_open(visit, type); });
    }
    bool may_join(Index visit, Index trip, const VehicleType& type) const {
        return all([&](const auto& rule) { return !rule.is_used() || rule.may_join(visit, trip, type); });
    }
    bool may_follow(Index visit, Index node, const VehicleType& type) const {
        return all([&](const auto& rule) { return !rule.is_used() || rule.may_follow(visit, node, type); });
    }
    // As far as no vehicle changes it.
    bool may_follow_on_any(Index visit, Index node) const {
        return all([&](const auto& rule) {
            if constexpr (std::remove_cvref_t<decltype(rule)>::kDependsOnVehicle) return true;
            return !rule.is_used() || rule.may_follow(visit, node, s_.problem.types.front());
        });
    }

    // Parts of trips, for operators that try many.
    Segments after(const Segments& part, Index visit) const {
        return merged(
            [&](const auto& rule, const auto& segment) { return merge(segment, rule.of_visit(visit)); },
            part);
    }
    Segments before(Index visit, const Segments& part) const {
        return merged(
            [&](const auto& rule, const auto& segment) { return merge(rule.of_visit(visit), segment); },
            part);
    }
    Segments of_trip(Index head) const {
        return std::apply([&](const auto&... rule) { return Segments{rule.of_trip(head)...}; }, rules_);
    }
    bool allows(const VehicleType& type, const Segments& trip) const {
        return std::apply(
            [&](const auto&... rule) {
                return ((!rule.is_used() || rule.allows(type, std::get<segment_of<decltype(rule)>>(trip))) &&
                        ...);
            },
            rules_);
    }

private:
    template <class Rule>
    using segment_of = typename std::remove_cvref_t<Rule>::Segment;

    template <class Ask>
    bool all(Ask ask) const {
        return std::apply([&](const auto&... rule) { return (ask(rule) && ...); }, rules_);
    }
    template <class Merge>
    Segments merged(Merge merge_one, const Segments& part) const {
        return std::apply(
            [&](const auto&... rule) {
                return Segments{merge_one(rule, std::get<segment_of<decltype(rule)>>(part))...};
            },
            rules_);
    }

    // The trips of a chain that are not whole trips of a vehicle of the same type.
    template <class Rule>
    bool holds(const Rule& rule, const Proposal& proposal) const {
        const auto& type = *proposal.vehicle->type;
        typename Rule::Segment trip{};
        bool is_new = false;
        const auto end_trip = [&] {
            const bool fits = !is_new || rule.allows(type, trip);
            trip = {};
            is_new = false;
            return fits;
        };
        const auto is_own = [&](Index node) { return s_.routes[S::at(s_.route_of(node))].type == &type; };
        const auto pieces = proposal.pieces();
        for (std::size_t k = 0; k < pieces.size(); ++k) {
            const auto& piece = pieces[k];
            switch (piece.kind) {
                case Piece::Kind::kUpTo:
                    is_new = !is_own(piece.to) || !s_.is_last_of_trip(piece.to);
                    if (is_new || !begins_trip(s_.layout, pieces[k + 1])) trip = up_to(rule, piece.to);
                    break;
                case Piece::Kind::kRun:
                case Piece::Kind::kFrom: {
                    const bool is_run = piece.kind == Piece::Kind::kRun;
                    const Index first = s_.first_head(piece.from);
                    const Index last_trip = is_run ? s_.links[S::at(piece.to)].trip : kNone;
                    const bool ends_trip = !is_run || s_.is_last_of_trip(piece.to);
                    Index x = piece.from;
                    do {
                        if (s_.layout.is_head(x)) {
                            if (!end_trip()) return false;
                            if (!is_run && is_own(x)) return true;
                            const bool is_last = s_.links[S::at(x)].trip == last_trip;
                            if (!is_last || ends_trip) {  // a whole trip
                                trip = rule.of_trip(x);
                                is_new = !is_own(x);
                                if (is_last) break;
                                x = s_.end_of_trip(x);
                                continue;
                            }
                        } else if (s_.layout.is_visit(x)) {
                            trip = merge(trip, rule.of_visit(x));
                            is_new = true;
                        }
                        if (is_run && x == piece.to) break;
                        x = s_.links[S::at(x)].next;
                    } while (x != first);
                    break;
                }
                case Piece::Kind::kLoad:
                    if (!end_trip()) return false;
                    break;
                case Piece::Kind::kVisit:
                    trip = merge(trip, rule.of_visit(piece.from));
                    is_new = true;
                    break;
                case Piece::Kind::kRest:
                case Piece::Kind::kHome:
                    break;
            }
        }
        return end_trip();
    }

    template <class Rule>
    typename Rule::Segment up_to(const Rule& rule, Index node) const {
        typename Rule::Segment trip{};
        for (Index x = node; !s_.layout.is_head(x); x = s_.links[S::at(x)].prev) {
            if (s_.layout.is_visit(x)) trip = merge(rule.of_visit(x), trip);
        }
        return trip;
    }

    const S& s_;
    std::tuple<Rules...> rules_;
};

// The rules of trips of the engine. A new one is named here.
template <class S>
using TripRules =
    std::conditional_t<S::kIsRich, TripRuleSet<S, LoadRule<S>, BackhaulRule<S>>, TripRuleSet<S, LoadRule<S>>>;

}  // namespace vrpcore
