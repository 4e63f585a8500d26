#include "route_removal.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
Index RouteRemoval<kRich, kTiming>::ruin(Index seed, Index most, std::vector<Index>& removed) {
    const auto at = [](Index index) { return static_cast<std::size_t>(index); };
    if (s_.is_absent(seed)) return kNone;
    const Index route = s_.route_of(seed);
    if (s_.routes[at(route)].size > most) return kNone;
    s_.remove_all(route, removed);
    return s_.routes[at(route)].slots_idx;
}

template class RouteRemoval<false, Timing::kUntimed>;
template class RouteRemoval<false, Timing::kWindows>;
template class RouteRemoval<true, Timing::kUntimed>;
template class RouteRemoval<true, Timing::kFull>;

}  // namespace vrpcore
