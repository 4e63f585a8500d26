// The timed part of a rich state: segments before, behind and within, windows
// and rests.
#include "state.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
Segment State<kRich, kTiming>::loading(const Route& route, Index depot, Time release, Index opening) const {
    const auto& type = type_of(route);
    const auto hours = layout.opening(depot, slots_of(route).shift);
    if (at(opening) >= hours.size()) return {type.loading_duration, kForever, -kForever};
    const auto& span = hours[at(opening)];
    return {type.loading_duration, std::max(span.earliest, release), span.latest - type.loading_duration};
}

template <bool kRich, Timing kTiming>
std::span<const Window> State<kRich, kTiming>::windows_of(Index node, const Route& route) const {
    const auto& slots = slots_of(route);
    if (layout.is_visit(node)) return windows(node, slots.shift);
    return layout.opening(trips[at(links[at(node)].trip)].depot, slots.shift);
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
    const auto nth = at((node - layout.rest(0, 0)) % layout.max_rests);
    const auto& rest = type_of(route).rests[nth];
    return {rest.duration, slots.midnight + rest.earliest, slots.midnight + rest.latest};
}

// Places and legs around rests, distance and releases.
template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::refresh_links(Index r) {
    auto& route = routes[at(r)];
    const auto& type = type_of(route);
    const Index head = layout.head(r);
    Index previous = head;  // the last node that is a place of its own
    Index x = head;
    route.distance = 0;
    do {
        x = links[at(x)].next;
        auto& link = links[at(x)];
        if (layout.is_rest(x)) {
            link.place = link.prev_place = links[at(previous)].place;
            link.to_prev = 0;
            continue;
        }
        auto& before = links[at(previous)];
        const Length leg = route.size == 0 ? 0 : distance(type, before.place, link.place);
        route.distance += leg;
        link.prev_place = before.place;
        link.to_prev = leg;
        Index y = previous;
        do {  // at least once: alone, a head is its own successor
            links[at(y)].next_place = link.place;
            links[at(y)].to_next = leg;
            y = links[at(y)].next;
        } while (y != x);
        previous = x;
    } while (x != head);
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
    if (layout.max_rests > 0) refresh_links(r);
    if (layout.has_releases) refresh_releases(r);
    auto& route = routes[at(r)];
    const auto& type = type_of(route);
    if (route.size == 0) {  // costs nothing, even where there would be no time to load
        route.duration = 0;
        settle(route);
        return true;
    }
    if (route.distance > type.max_distance) return false;
    if (!forward(r, true) && !forward(r, false)) return false;
    backward(r);
    settle(route);
    return route.duration <= type.max_duration;
}

// As `refresh_times` behind one insertion: on from there and back from there, until nothing changes any more.
template <bool kRich, Timing kTiming>
bool State<kRich, kTiming>::refresh_times_around(Index visit) {
    const Index trip = links[at(visit)].trip;
    const Index r = trips[at(trip)].route;
    auto& route = routes[at(r)];
    const auto& type = type_of(route);
    // Rests move about, or the whole trip loads later.
    if (layout.max_rests > 0 || visits.release[at(visit)] > trips[at(trip)].release) return refresh(r);
    if (route.distance > type.max_distance) return false;
    const Index head = layout.head(r);
    Index x = visit;
    for (; x != head; x = links[at(x)].next) {
        auto& t = times[at(x)];
        const Index prev = links[at(x)].prev;
        t.travel = leg_before(x, type);
        Segment merged;
        if (!merge(times[at(prev)].before, t.travel, t.own, merged)) return refresh(r);  // in other windows
        const bool is_same = x != visit && merged == t.before;
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
        if (!merge(times[at(links[at(head)].prev)].before, leg_before(head, type), shift_end(route), whole)) {
            return refresh(r);
        }
        route.duration = whole.duration;
    }
    for (x = visit; x != head; x = links[at(x)].prev) {
        const Index next = links[at(x)].next;
        auto& t = times[at(x)];
        const Time travel = next == head ? leg_before(head, type) : times[at(next)].travel;
        Segment merged;
        if (!merge(t.own, travel, times[at(next)].after, merged)) return refresh(r);
        if (x != visit && merged == t.after) break;
        t.after = merged;
    }
    settle(route);
    return route.duration <= type.max_duration;
}

// From the start; windows that cannot be kept give way to the first that can.
template <bool kRich, Timing kTiming>
bool State<kRich, kTiming>::forward(Index r, bool keep_windows) {
    auto& route = routes[at(r)];
    const auto& type = type_of(route);
    const Index head = layout.head(r);
    Segment before = shift_start(route);
    bool is_first = true;
    Index x = head;
    do {
        auto& t = times[at(x)];
        const auto& link = links[at(x)];
        const bool is_rest = layout.is_rest(x);
        t.travel = x == head || is_rest ? 0 : leg_before(x, type);
        Segment merged;
        Index window = is_rest ? 0 : t.window;
        bool fits = false;
        if (keep_windows && layout.is_visit(x)) {
            fits = merge(before, t.travel, t.own, merged);
        } else if (keep_windows && window < num_windows(x, route)) {
            t.own = segment_of(x, route, window);
            fits = merge(before, t.travel, t.own, merged);
        }
        if (!fits) {
            const Index count = num_windows(x, route);
            for (Index w = 0; !fits && w < count; ++w) {
                window = w;
                const Segment own = segment_of(x, route, w);
                fits = merge(before, t.travel, own, merged);
                if (fits) t.own = own;
            }
        }
        if (!fits) return false;
        if (!is_rest && window != t.window) set_window(x, window);
        t.before = before = merged;
        if (layout.has_releases) {
            if (layout.is_head(x)) {
                is_first = true;
            } else if (is_first) {
                within[at(x)] = t.own;
                is_first = false;
            } else if (!merge(within[at(link.prev)], t.travel, t.own, within[at(x)])) {
                return false;
            }
        }
        x = link.next;
    } while (x != head);
    Segment whole;
    if (!merge(before, leg_before(head, type), shift_end(route), whole)) return false;
    route.duration = whole.duration;
    return true;
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::backward(Index r) {
    const auto& route = routes[at(r)];
    const Index head = layout.head(r);
    Segment after = shift_end(route);
    times[at(head)].after = after;
    Time travel = leg_before(head, type_of(route));
    for (Index x = links[at(head)].prev; x != head; x = links[at(x)].prev) {
        auto& t = times[at(x)];
        [[maybe_unused]] const bool fits = merge(t.own, travel, after, t.after);
        assert(fits);
        after = t.after;
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
