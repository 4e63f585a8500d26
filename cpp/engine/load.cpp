#include "load.hpp"

#include <algorithm>

#include "evaluator.hpp"

namespace vrpcore {
namespace {

// A route of more stops that breaks a rule as a whole is not taken over at all: testing it stop by stop takes
// quadratic time.
constexpr std::size_t kMostTested = 2'000;

template <bool kRich, Timing kTiming>
class Loader {
public:
    Loader(State<kRich, kTiming>& state, const Layout& layout)
        : s_(state), layout_(layout), evaluator_(state) {}

    void load(const RoutePlan& plan) {
        const Index group = class_of(plan.slot);
        if (group == kNone || s_.free[at(group)].empty()) return;
        route_ = s_.open(group);
        // The route ends before each rest that it leaves out, or starts after it: one bit each.
        const std::uint32_t taken = rests_of(plan);
        const std::uint32_t num_masks = 1U << type().rests.size();
        for (std::uint32_t after = 0; after < num_masks; ++after) {
            if ((after & taken) != 0) continue;
            s_.begin();
            place(plan, after, false);
            s_.tidy(route_);
            if (route().size > 0 && holds()) {
                finish();
                return;
            }
            s_.rollback();
        }
        std::size_t size = 0;
        for (const auto& trip : plan.trips) size += trip.stops.size();
        if (size > kMostTested) return;
        s_.begin();
        place(plan, 0, true);
        s_.tidy(route_);
        // Without its empty trips the route must hold once more; only odd travel times can spoil that.
        if (route().size > 0 && !holds()) s_.dissolve(route_);
        if (route().size > 0) {
            finish();
        } else {
            place({kNone, {}, {}}, 0, false);
            [[maybe_unused]] const bool fits = s_.refresh(route_);
            s_.begin();
        }
    }

private:
    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }
    const Route& route() const { return s_.routes[at(route_)]; }
    const VehicleType& type() const { return s_.type_of(route()); }

    Index class_of(Index slot) const {
        const auto& slots = s_.problem.slots;
        if (slot < 0 || at(slot) >= slots.size()) return kNone;
        const auto& wanted = slots[at(slot)];
        const auto found = std::ranges::find_if(layout_.classes, [&](const SlotClass& group) {
            return group.type == wanted.type && group.start == wanted.start && group.end == wanted.end &&
                   group.midnight == wanted.midnight && group.day == wanted.day &&
                   group.moment == wanted.moment;
        });
        return found == layout_.classes.end() ? kNone : static_cast<Index>(found - layout_.classes.begin());
    }

    // The rests of a plan, one bit each; those out of order count as left out.
    std::uint32_t rests_of(const RoutePlan& plan) const {
        std::uint32_t found = 0;
        Index next = 0;
        for (const auto& trip : plan.trips) {
            for (const Index stop : trip.stops) {
                if (is_next_rest(stop, next)) {
                    found |= 1U << at(~stop);
                    next = ~stop + 1;
                }
            }
        }
        return found;
    }

    bool is_next_rest(Index stop, Index next) const {
        return stop < 0 && ~stop >= next && at(~stop) < type().rests.size();
    }

    // Put the stops into the route; with `test`, only those with which it still keeps its rules.
    void place(const RoutePlan& plan, std::uint32_t after, bool test) {
        if constexpr (kTiming == Timing::kFull) {
            for (Index nth = 0; at(nth) < type().rests.size(); ++nth) {
                const bool is_before = ((after >> nth) & 1U) != 0;
                s_.leave_rest(route_, nth, is_before ? RestMode::kStartsAfter : RestMode::kEndsBefore);
            }
        }
        for (const auto& [visit, portions] : plan.contents) {
            if (layout_.group_of(visit) != kNone && s_.is_absent(visit)) s_.set_contents(visit, portions);
        }
        Index last = layout_.head(route_);
        Index next_rest = 0;
        bool has_begun = false;
        if (test) s_.begin();
        for (const auto& trip : plan.trips) {
            if (!has_begun) {
                if (trip.depot != type().depot) continue;
                has_begun = true;
            } else {
                if (!may_load(trip.depot)) continue;
                const Index head = layout_.head(s_.split_trip(last, trip.depot));
                if (test && route().size > 0 && !holds()) {
                    s_.rollback();
                    continue;
                }
                if (test) s_.begin();
                last = head;
            }
            for (const Index stop : trip.stops) {
                Index node = kNone;
                if (stop >= 0) {
                    if (!may_serve(stop, s_.links[at(last)].trip)) continue;
                    s_.insert(stop, last);
                    node = stop;
                } else {
                    if (kTiming != Timing::kFull || !is_next_rest(stop, next_rest)) continue;
                    s_.take_rest(route_, ~stop, last);
                    node = layout_.rest(route_, ~stop);
                }
                if (test && route().size > 0 && !holds()) {
                    s_.rollback();
                    continue;
                }
                if (test) s_.begin();
                if (stop < 0) next_rest = ~stop + 1;
                last = node;
            }
        }
    }

    bool may_load(Index depot) const {
        const auto& depots = type().load_depots;
        return kTiming == Timing::kFull && s_.has_free_trip() && keeps_trips(type(), route().num_trips + 1) &&
               std::ranges::find(depots, depot) != depots.end();
    }

    bool may_serve(Index visit, Index trip) const {
        return visit < layout_.num_visits && s_.is_absent(visit) && evaluator_.may_serve(visit, trip);
    }

    bool holds() { return s_.has_way(route_) && s_.refresh(route_); }

    void finish() {
        if constexpr (kTiming == Timing::kFull) {
            while (s_.improve_windows(route_)) {
            }
        }
        s_.begin();
    }

    State<kRich, kTiming>& s_;
    const Layout& layout_;
    RouteEvaluator<kRich, kTiming> evaluator_;
    Index route_ = kNone;
};

}  // namespace

template <bool kRich, Timing kTiming>
void load(State<kRich, kTiming>& state, const Layout& layout, const Plan& plan) {
    Loader<kRich, kTiming> loader(state, layout);
    for (const auto& route : plan) loader.load(route);
}

template void load(State<false, Timing::kUntimed>&, const Layout&, const Plan&);
template void load(State<false, Timing::kWindows>&, const Layout&, const Plan&);
template void load(State<true, Timing::kUntimed>&, const Layout&, const Plan&);
template void load(State<true, Timing::kFull>&, const Layout&, const Plan&);

}  // namespace vrpcore
