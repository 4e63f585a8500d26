#include "cluster_removal.hpp"

#include <algorithm>

#include "engine/rules/limits.hpp"

namespace vrpcore {
namespace {

constexpr Index kMostInCluster = 20;
constexpr Index kLongestString = 15;
constexpr int kTries = 64;           // to draw a class that can serve the seed
constexpr Index kAnyClassEvery = 8;  // how often the class is drawn from all, not from the used ones

}  // namespace

template <bool kRich, Timing kTiming>
Index ClusterRemoval<kRich, kTiming>::ruin(Index seed, std::vector<Index>& removed) {
    const Index slots = draw_class(seed);
    if (slots == kNone) return kNone;
    const auto most = at(1 + random_.below(kMostInCluster));
    cluster_.assign(1, seed);
    if (s_.is_absent(seed)) {
        collect_absent(seed, slots, most);
    } else {
        collect_present(seed, most);
    }
    for (const Index visit : cluster_) {
        if (!s_.is_absent(visit)) s_.remove(visit);
    }
    removed.insert(removed.end(), cluster_.begin(), cluster_.end());
    const auto is_of_class = [&](Index r) { return s_.routes[at(r)].slots_idx == slots; };
    const auto route = std::ranges::find_if(s_.used, is_of_class);
    if (route != s_.used.end()) {
        const Index length = random_.below(kLongestString + 1);
        s_.remove_string(*route, random_.below(s_.routes[at(*route)].size), length, removed);
    }
    return slots;
}

template <bool kRich, Timing kTiming>
Index ClusterRemoval<kRich, kTiming>::draw_class(Index seed) {
    const Index own = s_.is_absent(seed) ? kNone : s_.routes[at(s_.route_of(seed))].slots_idx;
    for (int k = 0; k < kTries; ++k) {
        const bool any = random_.below(kAnyClassEvery) == 0 || s_.used.empty();
        const auto count = any ? s_.layout.classes.size() : s_.used.size();
        const Index drawn = random_.below(static_cast<Index>(count));
        const Index slots = any ? drawn : s_.routes[at(s_.used[at(drawn)])].slots_idx;
        if (slots != own && can_serve(slots, seed)) return slots;
    }
    return kNone;
}

// Whether goods from the home depot may be delivered in the shift; load and stock are left to insertion.
template <bool kRich, Timing kTiming>
bool ClusterRemoval<kRich, kTiming>::can_serve(Index slots_idx, Index visit) const {
    const auto& slots = s_.layout.classes[at(slots_idx)];
    const auto& type = s_.problem.types[at(slots.type)];
    return may_serve_from(s_.visits, type, type.depot, visit) && !s_.windows(visit, slots.shift).empty();
}

template <bool kRich, Timing kTiming>
void ClusterRemoval<kRich, kTiming>::collect_absent(Index seed, Index slots, std::size_t most) {
    for (const auto& near : s_.layout.neighbours(seed)) {
        if (cluster_.size() >= most) return;
        // The neighbours of a group's visit begin with all visits of the group.
        if (near.visit == seed || !s_.is_absent(near.visit) || s_.is_vacant(near.visit)) continue;
        if (can_serve(slots, near.visit)) cluster_.push_back(near.visit);
    }
}

// Half of the time those of all routes, to gather what is scattered over them, else those of the seed's own.
template <bool kRich, Timing kTiming>
void ClusterRemoval<kRich, kTiming>::collect_present(Index seed, std::size_t most) {
    const bool own_alone = random_.below(2) == 0;
    const Index own = s_.route_of(seed);
    for (const auto& near : s_.layout.neighbours(seed)) {
        if (cluster_.size() >= most) return;
        if (near.visit == seed || s_.is_absent(near.visit)) continue;
        if (!own_alone || s_.route_of(near.visit) == own) cluster_.push_back(near.visit);
    }
}

template class ClusterRemoval<false, Timing::kUntimed>;
template class ClusterRemoval<false, Timing::kWindows>;
template class ClusterRemoval<true, Timing::kUntimed>;
template class ClusterRemoval<true, Timing::kFull>;

}  // namespace vrpcore
