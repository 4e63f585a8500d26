// The timed part of a rich state: segments before, after and within, windows
// and rests.
#include "state.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
Segment State<kRich, kTiming>::loading(const Route& route, Index depot, Time release, Index opening) const {
    const auto& type = type_of(route);
    const auto hours = layout.opening(depot, slots_of(route).shift);
    return at(opening) < hours.size() ? loading_segment(type, hours[at(opening)], release) : kClosed;
}

template <bool kRich, Timing kTiming>
std::span<const Window> State<kRich, kTiming>::windows_of(Index node, const Route& route) const {
    const auto& slots = slots_of(route);
    if (layout.is_visit(node)) return windows(node, slots.shift);
    return layout.opening(trips[at(links[at(node)].trip)].depot, slots.shift);
}

template <bool kRich, Timing kTiming>
Segment State<kRich, kTiming>::own_of(Index visit, const Route& route) const {
    const Index window = times[at(visit)].window;
    return window < num_windows(visit, route) ? segment_of(visit, route, window) : kClosed;
}

template <bool kRich, Timing kTiming>
Segment State<kRich, kTiming>::segment_of(Index node, const Route& route, Index window) const {
    const auto& slots = slots_of(route);
    if (layout.is_visit(node)) {
        const auto& span = windows(node, slots.shift)[at(window)];
        return {visits.service_duration[at(type_of(route).handling)][at(node)], span.earliest, span.latest};
    }
    if (layout.is_head(node)) {
        const auto& trip = trips[at(links[at(node)].trip)];
        return loading(route, trip.depot, trip.release, window);
    }
    return rest_of(route, layout.nth_rest(node));
}

template <bool kRich, Timing kTiming>
bool State<kRich, kTiming>::has_choice_of(const Layout& layout) {
    if (layout.has_several_windows) return true;
    for (Index depot = 0; depot < layout.problem.num_depots(); ++depot) {
        for (const auto& slots : layout.classes) {
            if (layout.opening(depot, slots.shift).size() > 1) return true;
        }
    }
    return false;
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::refresh_releases(Index r) {
    const Index head = layout.head(r);
    Index x = head;
    do {
        auto& trip = trips[at(links[at(x)].trip)];
        if (layout.is_head(x)) {
            trip.release = -kForever;
        } else if (layout.is_visit(x)) {
            trip.release = std::max(trip.release, visits.release[at(x)]);
        }
        x = links[at(x)].next;
    } while (x != head);
}

template <bool kRich, Timing kTiming>
bool State<kRich, kTiming>::refresh_times(Index r) {
    if (layout.has_releases) refresh_releases(r);
    auto& route = routes[at(r)];
    const auto& type = type_of(route);
    if (route.size == 0) {  // costs nothing, even where there would be no time to load
        route.duration = 0;
        settle(route);
        return true;
    }
    if (!keeps_distance(type, route.distance)) return false;
    if (!forward(r, true) && !(has_choice && forward(r, false))) return false;
    backward(r);
    settle(route);
    return keeps_duration(type, route.duration);
}

// As `refresh_times` after one insertion: on from there and back from there, until nothing changes any more.
template <bool kRich, Timing kTiming>
bool State<kRich, kTiming>::refresh_times_around(Index visit) {
    const Index trip = links[at(visit)].trip;
    const Index r = trips[at(trip)].route;
    auto& route = routes[at(r)];
    const auto& type = type_of(route);
    // The whole trip loads later.
    if (visits.release[at(visit)] > trips[at(trip)].release) return refresh(r);
    if (!keeps_distance(type, route.distance)) return false;
    const Index head = layout.head(r);
    Index x = visit;
    for (; x != head; x = links[at(x)].next) {
        auto& t = times[at(x)];
        const Index prev = links[at(x)].prev;
        Segment merged;
        if (!merge(times[at(prev)].before, t.travel, t.own, merged)) return refresh(r);  // in other windows
        // Behind a rest, the way has changed all the same.
        const bool is_same = x != visit && !layout.is_rest(x) && merged == t.before;
        t.before = merged;
        if (layout.has_releases && links[at(x)].trip == trip) {
            if (layout.is_head(prev)) {
                within[at(x)] = t.own;
            } else if (!merge(within[at(prev)], t.travel, t.own, within[at(x)])) {
                return refresh(r);
            }
        } else if (is_same) {
            break;
        }
    }
    if (x == head) {
        Segment whole;
        if (!merge(times[at(links[at(head)].prev)].before, times[at(head)].travel, shift_end(route), whole)) {
            return refresh(r);
        }
        route.duration = whole.duration;
    }
    // The visit, the rests that are now taken at its place, and what comes before it.
    bool is_before = false;
    for (x = links[at(place_after(visit))].prev; x != head; x = links[at(x)].prev) {
        const Index next = links[at(x)].next;
        auto& t = times[at(x)];
        Segment merged;
        if (!merge(t.own, times[at(next)].travel, times[at(next)].after, merged)) return refresh(r);
        if (is_before && merged == t.after) break;
        is_before = is_before || x == visit;
        t.after = merged;
    }
    settle(route);
    return keeps_duration(type, route.duration);
}

// From the start; windows that cannot be kept give way to the first that can.
template <bool kRich, Timing kTiming>
bool State<kRich, kTiming>::forward(Index r, bool keep_windows) {
    auto& route = routes[at(r)];
    const Index head = layout.head(r);
    Segment before = shift_start(route);
    bool is_first = true;
    Index x = head;
    do {
        auto& t = times[at(x)];
        const Time travel = x == head ? 0 : t.travel;
        Segment merged;
        bool fits = false;
        if (layout.is_head(x)) t.own = loading_of(x, route);
        if (keep_windows || layout.is_rest(x)) fits = merge(before, travel, t.own, merged);
        if (!fits) {
            const Index window = first_window(x, route, before, travel, merged);
            if (window == kNone) return false;
            if (window != t.window) set_window(x, window);
            t.own = segment_of(x, route, window);
        }
        t.before = before = merged;
        if (layout.has_releases) {
            if (layout.is_head(x)) {
                is_first = true;
            } else if (is_first) {
                within[at(x)] = t.own;
                is_first = false;
            } else if (!merge(within[at(links[at(x)].prev)], t.travel, t.own, within[at(x)])) {
                return false;
            }
        }
        x = links[at(x)].next;
    } while (x != head);
    Segment whole;
    if (!merge(before, times[at(head)].travel, shift_end(route), whole)) return false;
    route.duration = whole.duration;
    return true;
}

template <bool kRich, Timing kTiming>
Index State<kRich, kTiming>::first_window(Index x, const Route& route, const Segment& before, Time travel,
                                          Segment& merged) const {
    if (layout.is_rest(x) || !has_choice) return kNone;
    const Index count = num_windows(x, route);
    for (Index w = 0; w < count; ++w) {
        if (merge(before, travel, segment_of(x, route, w), merged)) return w;
    }
    return kNone;
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::backward(Index r) {
    const Index head = layout.head(r);
    Segment after = shift_end(routes[at(r)]);
    times[at(head)].after = after;
    Time travel = times[at(head)].travel;
    for (Index x = links[at(head)].prev; x != head; x = links[at(x)].prev) {
        auto& t = times[at(x)];
        Segment merged;
        [[maybe_unused]] const bool fits = merge(t.own, travel, after, merged);
        assert(fits);
        t.after = after = merged;
        travel = t.travel;
    }
}

template <bool kRich, Timing kTiming>
bool State<kRich, kTiming>::improve_windows(Index r) {
    if (!layout.has_several_windows) return false;
    const auto& route = routes[at(r)];
    const auto& type = type_of(route);
    if (type.cost_per_second == 0) return false;
    const Index head = layout.head(r);
    for (Index x = links[at(head)].next; x != head; x = links[at(x)].next) {
        if (layout.is_rest(x)) continue;
        const auto windows = windows_of(x, route);
        const auto& link = links[at(x)];
        for (Index w = 0; windows.size() > 1 && w < static_cast<Index>(windows.size()); ++w) {
            if (w == times[at(x)].window) continue;
            Segment merged;
            const Time travel = duration(type, link.prev_place, link.place);
            if (!merge(times[at(link.prev)].before, travel, segment_of(x, route, w), merged)) continue;
            const Index to = links[at(link.next)].place;
            const Time onward =
                layout.is_rest(link.next) || to == link.place ? 0 : duration(type, link.place, to);
            if (!merge(merged, onward, times[at(link.next)].after, merged)) continue;
            if (merged.duration < route.duration) {
                set_window(x, w);
                return refresh(r);
            }
        }
    }
    return false;
}

template class State<false, Timing::kUntimed>;
template class State<false, Timing::kWindows>;
template class State<true, Timing::kUntimed>;
template class State<true, Timing::kFull>;

}  // namespace vrpcore
