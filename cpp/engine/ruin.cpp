#include "ruin.hpp"

#include <algorithm>
#include <cmath>

namespace vrpcore {

template <bool kRich, Timing kTiming>
void StringRemoval<kRich, kTiming>::ruin(Index seed, std::vector<Index>& removed) {
    if (s_.used.empty()) return;
    ++now_;
    const double mean_size = static_cast<double>(s_.num_present) / static_cast<double>(s_.num_used_trips());
    const double longest = std::min(options_.max_string, std::max(1.0, mean_size));
    const double most = 4.0 * options_.mean_removed / (1.0 + longest) - 1.0;
    const auto num_strings = static_cast<Index>(random_.uniform() * std::max(1.0, most) + 1.0);
    Index done = 0;
    const auto visit_trip = [&](Index visit) {
        const Index trip = s_.links[State<kRich, kTiming>::at(visit)].trip;
        if (trip == kNone) return;
        const auto t = State<kRich, kTiming>::at(trip);
        if (ruined_at_[t] == now_) return;
        ruined_at_[t] = now_;
        const double bound = std::min(static_cast<double>(s_.trips[t].size), longest);
        remove_string(visit, static_cast<Index>(random_.uniform() * bound + 1.0), removed);
        ++done;
    };
    visit_trip(seed);
    for (const auto& near : s_.layout.neighbours(seed)) {
        if (done >= num_strings) break;
        visit_trip(near.visit);
    }
}

template <bool kRich, Timing kTiming>
Index StringRemoval<kRich, kTiming>::walk(Index visit, bool forward, Index most) const {
    Index count = 0;
    const auto& layout = s_.layout;
    const auto& links = s_.links;
    const auto at = [](Index index) { return static_cast<std::size_t>(index); };
    for (Index x = visit; count < most;) {
        x = forward ? links[at(x)].next : links[at(x)].prev;
        if (layout.is_visit(x)) {
            ++count;
        } else if (layout.is_head(x)) {
            break;
        }
    }
    return count;
}

template <bool kRich, Timing kTiming>
void StringRemoval<kRich, kTiming>::remove_string(Index visit, Index length, std::vector<Index>& removed) {
    const auto at = [](Index index) { return static_cast<std::size_t>(index); };
    const Index size = s_.trips[at(s_.links[at(visit)].trip)].size;
    Index kept = 0;
    if (length > 1 && size > length && random_.uniform() < options_.split_share) {
        kept = 1;
        while (length + kept < size && random_.uniform() < options_.split_growth) ++kept;
    }
    const Index total = length + kept;
    const Index before = walk(visit, false, total - 1);
    const Index behind = walk(visit, true, total - 1);
    const Index least = std::max<Index>(0, total - 1 - behind);
    const Index most = std::min<Index>(before, total - 1);
    Index back = least + random_.below(most - least + 1);
    Index x = visit;
    while (back > 0) {
        x = s_.links[at(x)].prev;
        if (s_.layout.is_visit(x)) --back;
    }
    string_.clear();
    for (; static_cast<Index>(string_.size()) < total; x = s_.links[at(x)].next) {
        if (s_.layout.is_visit(x)) string_.push_back(x);
    }
    const Index keep_from = kept > 0 ? 1 + random_.below(length - 1) : total;
    for (Index k = 0; k < total; ++k) {
        if (k >= keep_from && k < keep_from + kept) continue;
        s_.remove(string_[at(k)]);
        removed.push_back(string_[at(k)]);
    }
}

template class StringRemoval<false, Timing::kUntimed>;
template class StringRemoval<false, Timing::kWindows>;
template class StringRemoval<true, Timing::kUntimed>;
template class StringRemoval<true, Timing::kFull>;

}  // namespace vrpcore
