// How long a route takes with one visit more, from its segments.
#include <algorithm>

#include "insertion.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
Segment Insertion<kRich, kTiming>::rest_segment(const Route& route, Index nth) const {
    const auto& rest = s_.type_of(route).rests[at(nth)];
    const Time midnight = s_.slots_of(route).midnight;
    return {rest.duration, midnight + rest.earliest, midnight + rest.latest};
}

// The visit between what is before it and what follows at `next`'s place, rests
// of a new route included.
template <bool kRich, Timing kTiming>
Time Insertion<kRich, kTiming>::duration_alone(const Route& route, const Segment& before, Index from,
                                               const RestPlan* rests, Index to, const Segment& after,
                                               Index& window) const {
    const auto& type = s_.type_of(route);
    const auto windows = s_.windows(visit_, s_.slots_of(route).shift);
    const Time service = s_.visits.service_duration[at(type.handling)][at(visit_)];
    const Time in = seconds_to(type, from);
    const Time out = seconds_from(type, to);
    if (in < 0 || out < 0) return kNever;
    Segment start = before;
    const RestPlan plan = rests != nullptr ? *rests : RestPlan{};
    for (Index nth = plan.first; nth < plan.behind; ++nth) {
        if (!merge(start, 0, rest_segment(route, nth), start)) return kNever;
    }
    Time best = kNever;
    for (std::size_t w = 0; w < windows.size(); ++w) {
        Segment merged;
        if (!merge(start, in, {service, windows[w].earliest, windows[w].latest}, merged)) continue;
        bool fits = true;
        for (Index nth = plan.behind; fits && nth < plan.end; ++nth) {
            fits = merge(merged, 0, rest_segment(route, nth), merged);
        }
        if (!fits || !merge(merged, out, after, merged) || merged.duration >= best) continue;
        best = merged.duration;
        window = static_cast<Index>(w);
    }
    return best;
}

template <bool kRich, Timing kTiming>
Time Insertion<kRich, kTiming>::duration_behind(const Route& route, Index node, Index& window) const {
    const auto& type = s_.type_of(route);
    const auto& layout = s_.layout;
    const auto& link = s_.links[at(node)];
    const auto& trip = s_.trips[at(link.trip)];
    Segment before = s_.times[at(node)].before;
    const Time release = s_.visits.release[at(visit_)];
    if (release > trip.release) {  // the trip loads later, so what lies before the
                                   // node shifts
        const Index head = layout.head(link.trip);
        const auto& h = s_.links[at(head)];
        const bool is_first = link.trip == trip.route;
        const Segment prior = is_first ? s_.shift_start(route) : s_.times[at(h.prev)].before;
        const Time travel = is_first ? 0 : s_.duration(type, h.prev_place, h.place);
        const auto count = static_cast<Index>(layout.opening(trip.depot, s_.slots_of(route).shift).size());
        bool fits = false;
        for (Index opening = s_.times[at(head)].window; !fits && opening < count; ++opening) {
            fits = merge(prior, travel, s_.loading(route, trip.depot, release, opening), before);
        }
        if (!fits) return kNever;
        if (node != head) {
            const Index first = h.next;
            const Index to = s_.links[at(first)].place;
            const Time onward = layout.is_rest(first) ? 0 : s_.duration(type, h.place, to);
            if (!merge(before, onward, s_.within[at(node)], before)) return kNever;
        }
    }
    Index next = link.next;
    if (!layout.is_rest(next)) {
        return duration_alone(route, before, link.place, nullptr, s_.links[at(next)].place,
                              s_.times[at(next)].after, window);
    }
    // The rests that follow are then taken at the visit's place.
    const auto windows = s_.windows(visit_, s_.slots_of(route).shift);
    const Time service = s_.visits.service_duration[at(type.handling)][at(visit_)];
    const Time in = seconds_to(type, link.place);
    Time best = kNever;
    for (std::size_t w = 0; w < windows.size(); ++w) {
        Segment merged;
        bool fits = merge(before, in, {service, windows[w].earliest, windows[w].latest}, merged);
        next = link.next;
        while (fits && layout.is_rest(next)) {
            fits =
                merge(merged, 0, rest_segment(route, (next - layout.rest(0, 0)) % layout.max_rests), merged);
            next = s_.links[at(next)].next;
        }
        if (!fits) continue;
        const Index to = s_.links[at(next)].place;
        const Time out = seconds_from(type, to);
        if (!merge(merged, out, s_.times[at(next)].after, merged) || merged.duration >= best) continue;
        best = merged.duration;
        window = static_cast<Index>(w);
    }
    return best;
}

template class Insertion<false, Timing::kUntimed>;
template class Insertion<false, Timing::kWindows>;
template class Insertion<true, Timing::kUntimed>;
template class Insertion<true, Timing::kFull>;

}  // namespace vrpcore
