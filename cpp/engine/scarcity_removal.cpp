#include "scarcity_removal.hpp"

#include <algorithm>

namespace vrpcore {
namespace {

constexpr Index kMostRemoved = 6;
constexpr Index kTriesEach = 8;  // to find a visit that is present

}  // namespace

template <bool kRich, Timing kTiming>
ScarcityRemoval<kRich, kTiming>::ScarcityRemoval(State<kRich, kTiming>& state, Random& random)
    : s_(state), random_(random) {
    if (!s_.layout.has_stock) return;
    const auto add = [&](const std::vector<Good>& goods, Index code) {
        for (const auto& good : goods) {
            if (with_.size() <= at(good.product)) with_.resize(at(good.product) + 1);
            with_[at(good.product)].push_back(code);
        }
    };
    for (Index v = 0; v < s_.layout.num_visits; ++v) {
        if (s_.layout.group_of(v) == kNone) add(s_.visits.goods[at(v)], v);
    }
    const auto& portions = s_.problem.demand.portions;
    for (Index p = 0; p < static_cast<Index>(portions.size()); ++p) add(portions[at(p)].goods, ~p);
    for (const auto& depot : s_.problem.depots) {
        limits_grams_ = limits_grams_ || depot.max_grams_per_day < kForever;
    }
}

template <bool kRich, Timing kTiming>
void ScarcityRemoval<kRich, kTiming>::ruin(Index absent, std::vector<Index>& removed) {
    const Index most = 1 + random_.below(kMostRemoved);
    const auto& goods = s_.visits.goods[at(absent)];
    if (goods.empty() || (limits_grams_ && random_.below(2) == 0)) {
        if (limits_grams_) remove_from_route(most, removed);
        return;
    }
    remove_with(goods[at(random_.below(static_cast<Index>(goods.size())))].product, most, removed);
}

template <bool kRich, Timing kTiming>
void ScarcityRemoval<kRich, kTiming>::remove_with(Index product, Index most, std::vector<Index>& removed) {
    const auto& codes = with_[at(product)];
    Index done = 0;
    for (Index k = 0; k < most * kTriesEach && done < most; ++k) {
        const Index code = codes[at(random_.below(static_cast<Index>(codes.size())))];
        const Index visit = code >= 0 ? code : s_.visit_of(~code);
        if (s_.is_absent(visit)) continue;
        s_.remove(visit);
        removed.push_back(visit);
        ++done;
    }
}

template <bool kRich, Timing kTiming>
void ScarcityRemoval<kRich, kTiming>::remove_from_route(Index most, std::vector<Index>& removed) {
    if (s_.used.empty()) return;
    const Index route = s_.used[at(random_.below(static_cast<Index>(s_.used.size())))];
    s_.remove_string(route, random_.below(s_.routes[at(route)].size), most, removed);
}

template class ScarcityRemoval<false, Timing::kUntimed>;
template class ScarcityRemoval<false, Timing::kWindows>;
template class ScarcityRemoval<true, Timing::kUntimed>;
template class ScarcityRemoval<true, Timing::kFull>;

}  // namespace vrpcore
