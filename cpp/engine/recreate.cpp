#include "recreate.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace vrpcore {
namespace {

// How a new route of optional visits grows: absent visits that each of its visits brings, and visits in all.
constexpr Index kMostNear = 40;
constexpr std::size_t kMostGrown = 150;
constexpr Index kMostDeliveries = 8;  // tried for a pickup that needs one

// Absent visits times all visits up to which the last step looks at every position: more take too long once
// the time is over.
constexpr std::int64_t kMostPositions = 20'000'000;

// Up to so many visits, all positions are tried for each: that takes quadratic time.
constexpr Index kMostEverywhere = 2'000;

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

template <bool kRich, Timing kTiming>
bool Recreate<kRich, kTiming>::recreate(Index seed, std::vector<Index>& removed, Cost most,
                                        const Guidance& guidance) {
    if (s_.layout.has_groups) regrouping_.remove_company(removed);
    if (!settle_ruined(removed)) return false;
    insertion_.close(guidance.closed);
    // Besides what was removed.
    const bool any_absent =
        s_.num_present + s_.num_vacant + static_cast<Index>(removed.size()) < s_.layout.num_visits;
    if (any_absent) {
        ++now_;
        for (const Index visit : removed) marked_at_[at(visit)] = now_;
        add_absent(seed, removed);
    }
    if (s_.layout.has_groups) {
        regrouping_.regroup(removed, guidance.is_scarce);
        for (const Index visit : removed) marked_at_[at(visit)] = now_;
    }
    sort(removed);
    std::size_t num_first = 0;
    if (!guidance.first.empty()) {
        const auto is_first = [&](Index v) {
            return std::ranges::find(guidance.first, v) != guidance.first.end();
        };
        const auto others = std::ranges::stable_partition(removed, is_first);
        num_first = removed.size() - others.size();
    }
    Cost pending = 0;  // what the visits still to come cost as long as they are absent
    if (s_.layout.has_groups) {
        s_.savings_of(removed, savings_);
        pending = std::accumulate(savings_.begin(), savings_.end(), Cost{0});
    } else {
        for (const Index visit : removed) pending += s_.absent_cost(visit);
    }
    if constexpr (kTiming == Timing::kFull) {
        if (trips_ && random_.below(4) == 0 && !s_.touched().empty()) {
            const auto drawn = random_.below(static_cast<Index>(s_.touched().size()));
            trips_->exchange(s_.touched()[at(drawn)], most - s_.cost + pending);
        }
    }
    // Some visits only pay together, on a vehicle that none would open alone: a
    // bold recreation lets each cost as much as the acceptance of the whole
    // leaves, if all that are still to come were free.
    const bool bold = s_.layout.has_optional && random_.below(4) == 0;
    Index grown = kNone;  // a route opened, or driven out of its way, for an optional visit
    const auto num_bold = bold ? removed.size() : 0;
    Cost hoped = pending;  // what the visits that may come in boldly can still save
    for (std::size_t k = 0; k < removed.size(); ++k) {
        const Index visit = removed[k];
        if (s_.cost - pending > most) return false;
        if (s_.is_vacant(visit)) continue;
        const Cost absent = s_.absent_cost(visit);
        const Cost saving = k < savings_.size() ? savings_[k] : absent;
        pending -= saving;
        Cost limit = absent;
        if (k < num_bold) {
            hoped -= saving;
            limit = std::max(absent, most - (s_.cost - absent - hoped));
        }
        Position position;
        if (guidance.target != kNone && k < num_first) {
            // Each may cost as much as acceptance leaves if all others that are still to come were free.
            const Cost bold_limit = most - (s_.cost - absent - pending);
            position = insertion_.best_on_class(visit, guidance.target, std::max(absent, bold_limit));
        }
        if (position.where == Where::kNowhere) position = insertion_.best(visit, limit, blink_);
        const bool is_required = s_.visits.required[at(visit)];
        if (position.where == Where::kNowhere) {
            if (s_.layout.has_groups && s_.layout.group_of(visit) != kNone && s_.contents(visit).size() > 1 &&
                random_.below(4) == 0) {
                if (!insert_in_parts(visit, false)) return false;
                if (!s_.is_absent(visit) || s_.is_vacant(visit)) continue;
            }
            if (!is_required) continue;
            position = insertion_.best_anywhere(visit, absent);
            if (position.where == Where::kNowhere) {
                if (kRich && s_.layout.backhaul_last) open_with_delivery(visit);
                continue;
            }
        }
        if (!insertion_.apply(visit, position)) return false;
        if (!bold || is_required || s_.is_absent(visit)) continue;  // of a group, it may have joined another
        const Index route = s_.route_of(visit);
        if (grown == kNone && (position.where == Where::kNewRoute || position.cost > absent)) grown = route;
        if (route == grown && any_absent) pending += add_neighbours(visit, removed);
    }
    if (bold && !leave_out(removed)) return false;
    if constexpr (kRich) improve_touched();
    return true;
}

// A route of optional visits, or a way into another neighbourhood, pays with all of them or not at all:
// absent visits near those that it has are tried as well. Returns what they cost.
template <bool kRich, Timing kTiming>
Cost Recreate<kRich, kTiming>::add_neighbours(Index visit, std::vector<Index>& visits) {
    Cost added = 0;
    Index count = 0;
    for (const auto& near : s_.layout.neighbours(visit)) {
        if (count >= kMostNear || visits.size() >= kMostGrown) break;
        if (!add(near.visit, visits)) continue;
        added += s_.absent_cost(near.visit);
        ++count;
    }
    return added;
}

// An absent visit that is not on the list already.
template <bool kRich, Timing kTiming>
bool Recreate<kRich, kTiming>::add(Index visit, std::vector<Index>& visits) {
    if (!s_.is_absent(visit) || s_.is_vacant(visit) || marked_at_[at(visit)] == now_) return false;
    marked_at_[at(visit)] = now_;
    visits.push_back(visit);
    return true;
}

// Optional visits that came in boldly, but cost more than they bring.
template <bool kRich, Timing kTiming>
bool Recreate<kRich, kTiming>::leave_out(const std::vector<Index>& visits) {
    for (const Index visit : visits) {
        if (s_.is_absent(visit) || s_.visits.required[at(visit)]) continue;
        const auto& link = s_.links[at(visit)];
        const Index r = s_.trips[at(link.trip)].route;
        const auto& type = *s_.routes[at(r)].type;
        const auto& trip = s_.trips[at(link.trip)];
        const bool is_last_delivery = trip.size == trip.num_pickups + 1 && !s_.visits.is_pickup(visit);
        if (s_.layout.backhaul_last && is_last_delivery && trip.num_pickups > 0) continue;
        const Length instead = s_.distance(type, link.prev_place, link.next_place);
        Cost saved = type.cost_per_metre * (Cost{link.to_prev} + link.to_next - instead);
        if constexpr (kRich) saved += trip.service_cost[visit];
        if (saved <= s_.absent_cost(visit) || instead < 0) continue;
        s_.remove(visit);
        s_.tidy(r);
        if (!s_.refresh(r)) return false;
    }
    return true;
}

// Better windows, rests and vehicles for the routes that have changed.
template <bool kRich, Timing kTiming>
void Recreate<kRich, kTiming>::improve_touched() {
    routes_ = s_.touched();
    if constexpr (kTiming == Timing::kFull) {
        for (const Index route : routes_) {
            if (s_.routes[at(route)].size == 0) continue;
            while (s_.improve_windows(route)) {
            }
            if (rests_ && random_.below(4) == 0) rests_->improve(route);
        }
    }
    if (s_.layout.classes.size() == 1) return;
    if (kTiming == Timing::kFull && random_.below(8) != 0) return;
    for (const Index route : routes_) fleet_.improve(route);
    if (kTiming == Timing::kUntimed && random_.below(8) == 0) {
        for (const Index route : routes_) fleet_.split(route);
    }
}

template <bool kRich, Timing kTiming>
void Recreate<kRich, kTiming>::insert_all(std::vector<Index>& visits) {
    insertion_.close(kNone);
    gather(visits);
    sort(visits);
    for (const Index visit : visits) {
        if (!s_.is_absent(visit) || s_.is_vacant(visit)) continue;
        // Optional visits too, whatever they cost: those that do not pay are soon
        // left out.
        auto position = insertion_.best(visit, kInfinite, 0.0);
        if (position.where == Where::kNowhere) position = insertion_.best_anywhere(visit, kInfinite);
        insert(visit, position);
    }
}

// Where there are groups, keep the absent visits, with the portions of each group together as far as
// possible.
template <bool kRich, Timing kTiming>
void Recreate<kRich, kTiming>::gather(std::vector<Index>& visits) {
    if (!s_.layout.has_groups) return;
    std::erase_if(visits, [&](Index visit) { return !s_.is_absent(visit) || s_.is_vacant(visit); });
    regrouping_.gather(visits);
}

template <bool kRich, Timing kTiming>
Position Recreate<kRich, kTiming>::best_of(Index visit, Cost limit, bool everywhere) {
    return everywhere ? insertion_.best_anywhere(visit, limit) : insertion_.best(visit, limit, blink_);
}

// Where a visit of a group fits nowhere as a whole: one part after the other, as long as one fits. False
// where a route has become impossible.
template <bool kRich, Timing kTiming>
bool Recreate<kRich, kTiming>::insert_in_parts(Index visit, bool everywhere) {
    for (bool found = true; found && s_.contents(visit).size() > 1;) {
        found = false;
        const Index part = s_.vacant_visit(s_.layout.group_of(visit));
        if (part == kNone) return true;
        for (const auto& portions : regrouping_.parts(visit)) {
            s_.move_portions(portions, part);
            auto position = best_of(part, s_.absent_cost(part), everywhere);
            if (position.where == Where::kNowhere) {
                s_.move_portions(portions, visit);
                continue;
            }
            if (!insertion_.apply(part, position)) return false;
            position = best_of(visit, s_.absent_cost(visit), everywhere);
            if (position.where != Where::kNowhere) return insertion_.apply(visit, position);
            found = true;
            break;
        }
    }
    return true;
}

template <bool kRich, Timing kTiming>
void Recreate<kRich, kTiming>::complete() {
    insertion_.close(kNone);
    insertion_.be_thorough(true);
    const auto num_absent = s_.layout.num_visits - s_.num_present - s_.num_vacant;
    const bool everywhere = std::int64_t{num_absent} * s_.layout.num_visits <= kMostPositions;
    for (bool improved = true; improved;) {
        improved = false;
        for (Index visit = 0; visit < s_.layout.num_visits; ++visit) {
            if (!s_.is_absent(visit) || s_.is_vacant(visit)) continue;
            const Cost before = s_.cost;
            s_.begin();
            const auto position = best_of(visit, s_.absent_cost(visit), everywhere);
            bool fits = insertion_.apply(visit, position);
            if (position.where == Where::kNowhere && s_.layout.group_of(visit) != kNone) {
                fits = insert_in_parts(visit, everywhere);
            }
            if (!fits || s_.cost > before) s_.rollback();
            improved = improved || s_.cost < before;
        }
    }
    s_.begin();
    insertion_.be_thorough(false);
}

template <bool kRich, Timing kTiming>
void Recreate<kRich, kTiming>::insert(Index visit, const Position& position) {
    const auto mark = s_.mark();
    if (!insertion_.apply(visit, position)) s_.rollback_to(mark);
    if (position.where == Where::kNowhere && s_.layout.group_of(visit) != kNone &&
        !insert_in_parts(visit, true)) {
        s_.rollback_to(mark);
    }
    if (kRich && s_.layout.backhaul_last && position.where == Where::kNowhere) open_with_delivery(visit);
}

template <bool kRich, Timing kTiming>
void Recreate<kRich, kTiming>::insert_with_care(std::vector<Index>& visits) {
    insertion_.close(kNone);
    gather(visits);
    std::vector<std::tuple<Cost, Amount, Index>> ranked;
    for (const Index visit : visits) {
        const auto& load = s_.visits.load[at(visit)];
        if (s_.is_absent(visit)) {
            ranked.emplace_back(num_choices(visit), -(load[0] + load[1] + load[2]), visit);
        }
    }
    std::sort(ranked.begin(), ranked.end());
    insertion_.open_whole_days(true);
    for (const auto& [choices, load, visit] : ranked) {
        if (s_.is_vacant(visit)) continue;
        Position position;
        if (s_.layout.num_visits > kMostEverywhere) position = insertion_.best(visit, kInfinite, 0.0);
        if (position.where == Where::kNowhere) position = insertion_.best_anywhere(visit, kInfinite);
        insert(visit, position);
    }
    insertion_.open_whole_days(false);
}

// How many classes of slots have a vehicle that may serve a visit, has the room, and is there in time.
template <bool kRich, Timing kTiming>
Cost Recreate<kRich, kTiming>::num_choices(Index visit) const {
    return std::ranges::count_if(s_.layout.classes, [&](const SlotClass& slots) {
        return insertion_.evaluator().may_serve_alone(visit, slots);
    });
}

// After a ruin: routes without visits are cleared, rests may change, figures
// are made new.
template <bool kRich, Timing kTiming>
bool Recreate<kRich, kTiming>::settle_ruined(std::vector<Index>& removed) {
    if (!kRich && kTiming == Timing::kUntimed) return true;
    const auto has_way = [&](Index r) { return !kRich || !s_.layout.has_gaps || s_.has_way(r); };
    if (kRich && s_.layout.backhaul_last) {
        for (const Index r : s_.touched()) remove_lone_pickups(r, removed);
    }
    if constexpr (kTiming == Timing::kFull) {
        routes_ = s_.touched();
        for (const Index r : routes_) {
            s_.tidy(r);
            if (!has_way(r) || !s_.refresh(r)) return false;
            if (rests_ && random_.below(8) == 0) rests_->flip(r);
        }
        return true;
    }
    return std::ranges::all_of(s_.touched(), [&](Index r) { return has_way(r) && s_.refresh(r); });
}

// Where backhauls come last, a pickup opens no trip. One that fits nowhere does so together with a near
// delivery from another trip, the cheapest of a few.
template <bool kRich, Timing kTiming>
void Recreate<kRich, kTiming>::open_with_delivery(Index pickup) {
    if (!s_.visits.is_pickup(pickup)) return;
    Index best = kNone;
    Cost least = s_.cost;
    Index left = kMostDeliveries;
    const auto mark = s_.mark();
    for (const auto& near : s_.layout.neighbours(pickup)) {
        if (s_.is_absent(near.visit) || s_.visits.is_pickup(near.visit)) continue;
        const auto& trip = s_.trips[at(s_.links[at(near.visit)].trip)];
        const Index num_deliveries = trip.size - trip.num_pickups;
        if (trip.size == 1 || (num_deliveries == 1 && trip.num_pickups > 0)) continue;
        if (left-- == 0) break;
        if (try_with_delivery(pickup, near.visit) && s_.cost < least) {
            least = s_.cost;
            best = near.visit;
        }
        s_.rollback_to(mark);
    }
    if (best != kNone && !try_with_delivery(pickup, best)) s_.rollback_to(mark);
}

template <bool kRich, Timing kTiming>
bool Recreate<kRich, kTiming>::try_with_delivery(Index pickup, Index delivery) {
    const Index former = s_.route_of(delivery);
    s_.remove(delivery);
    s_.tidy(former);
    if (s_.layout.has_gaps && !s_.has_way(former)) return false;
    if (!s_.refresh(former)) return false;
    auto position = insertion_.best_opening(delivery, s_.absent_cost(delivery) + s_.absent_cost(pickup));
    if (position.where == Where::kNowhere || !insertion_.apply(delivery, position)) return false;
    position = insertion_.best(pickup, s_.absent_cost(pickup), 0.0);
    return position.where != Where::kNowhere && insertion_.apply(pickup, position);
}

// Backhauls come last, and never alone: they leave together with the last delivery of their trip.
template <bool kRich, Timing kTiming>
void Recreate<kRich, kTiming>::remove_lone_pickups(Index r, std::vector<Index>& removed) {
    const Index head = s_.layout.head(r);
    for (Index x = s_.links[at(head)].next; x != head;) {
        const Index next = s_.links[at(x)].next;
        if (s_.layout.is_visit(x)) {
            const auto& trip = s_.trips[at(s_.links[at(x)].trip)];
            if (trip.num_pickups == trip.size) {
                s_.remove(x);
                removed.push_back(x);
            }
        }
        x = next;
    }
}

template <bool kRich, Timing kTiming>
void Recreate<kRich, kTiming>::add_absent(Index seed, std::vector<Index>& visits) {
    Index left = random_.below(8) == 0 ? 10 * absent_tried_ : absent_tried_;
    left -= add(seed, visits) ? 1 : 0;
    for (const auto& near : s_.layout.neighbours(seed)) {
        if (left <= 0) break;
        left -= add(near.visit, visits) ? 1 : 0;
    }
}

template <bool kRich, Timing kTiming>
void Recreate<kRich, kTiming>::sort(std::vector<Index>& visits) {
    const auto& problem = s_.problem;
    const auto key = [&](Index rule, Index visit) -> Cost {
        const auto window = [&](bool first) {
            const auto& windows = s_.visits.windows[at(visit)];
            if (windows.empty()) return first ? -kForever : kForever;
            return first ? windows.front().earliest : windows.back().latest;
        };
        switch (rule) {
            case 0:
                return static_cast<Cost>(random_() >> 2);
            case 1: {
                const auto& load = s_.visits.load[at(visit)];
                return -(load[0] + load[1] + load[2]);
            }
            case 2:
            case 3: {
                if (problem.types.empty()) return 0;
                const auto& type = problem.types.front();
                const auto far = s_.distance(type, type.depot, s_.visits.place[at(visit)]);
                return rule == 2 ? -Cost{far} : Cost{far};
            }
            case 4:
                return window(false) - window(true);
            case 5:
                return window(true);
            default:
                return -window(false);
        }
    };
    // Weights 4 : 4 : 2 : 1 of Christiaens and Vanden Berghe, and 2 each for the
    // orders by window.
    const Index draw = random_.below(kTiming == Timing::kUntimed ? 11 : 17);
    const Index rule = draw < 4 ? 0 : draw < 8 ? 1 : draw < 10 ? 2 : draw < 11 ? 3 : 4 + (draw - 11) / 2;
    keyed_.clear();
    for (const Index visit : visits) keyed_.emplace_back(key(rule, visit), visit);
    std::sort(keyed_.begin(), keyed_.end());
    for (std::size_t k = 0; k < visits.size(); ++k) visits[k] = keyed_[k].second;
    // Where backhauls come last, they find a trip only once its deliveries are there.
    if (!s_.layout.backhaul_last) return;
    std::stable_partition(visits.begin(), visits.end(),
                          [&](Index visit) { return !s_.visits.is_pickup(visit); });
}

template class Recreate<false, Timing::kUntimed>;
template class Recreate<false, Timing::kWindows>;
template class Recreate<true, Timing::kUntimed>;
template class Recreate<true, Timing::kFull>;

}  // namespace vrpcore
