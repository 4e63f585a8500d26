#include "regrouping.hpp"

#include <algorithm>
#include <array>
#include <tuple>

#include "rules/load.hpp"

namespace vrpcore {
namespace {

constexpr std::size_t kMostParts = 32;  // of a visit that are tried
// Of so many draws, those that merge; two more separate. Merged visits come apart more easily than separate
// ones come together, which takes two of them to be absent at once.
constexpr Index kDraws = 32;
constexpr Index kMerged = 8;
constexpr Index kCompanyEvery = 4;  // how often the other visits of a customer leave as well

}  // namespace

// Calls `change` once for each group, with `absent_` and `portions_` filled, where there is a choice.
template <bool kRich, Timing kTiming>
template <class Change>
void Regrouping<kRich, kTiming>::for_each_group(std::vector<Index>& visits, Change change) {
    ++now_;
    const auto count = visits.size();
    for (std::size_t k = 0; k < count; ++k) {
        const Index group = s_.layout.group_of(visits[k]);
        if (group == kNone || marked_at_[at(group)] == now_) continue;
        marked_at_[at(group)] = now_;
        collect(group);
        if (portions_.size() < 2) continue;
        change();
        for (const Index visit : absent_) {
            if (!s_.is_vacant(visit)) visits.push_back(visit);
        }
    }
    // Those that were on the list are on it twice now, or vacant.
    for (std::size_t k = 0; k < count; ++k) {
        const Index group = s_.layout.group_of(visits[k]);
        if (group == kNone) continue;
        const bool is_again = std::find(visits.begin() + static_cast<std::ptrdiff_t>(count), visits.end(),
                                        visits[k]) != visits.end();
        if (is_again || s_.is_vacant(visits[k])) visits[k] = kNone;
    }
    std::erase(visits, kNone);
}

template <bool kRich, Timing kTiming>
void Regrouping<kRich, kTiming>::collect(Index group_idx) {
    const auto& group = s_.problem.demand.groups[at(group_idx)];
    absent_.clear();
    portions_.clear();
    for (Index v = group.first_visit; v < group.first_visit + group.num_visits; ++v) {
        if (!s_.is_absent(v)) continue;
        absent_.push_back(v);
        portions_.insert(portions_.end(), s_.contents(v).begin(), s_.contents(v).end());
    }
    std::ranges::sort(portions_);
}

template <bool kRich, Timing kTiming>
void Regrouping<kRich, kTiming>::remove_company(std::vector<Index>& removed) {
    const auto count = removed.size();
    for (std::size_t k = 0; k < count; ++k) {
        const Index group_idx = s_.layout.group_of(removed[k]);
        if (group_idx == kNone || random_.below(kCompanyEvery) != 0) continue;
        const auto& group = s_.problem.demand.groups[at(group_idx)];
        for (Index v = group.first_visit; v < group.first_visit + group.num_visits; ++v) {
            if (s_.is_absent(v)) continue;
            s_.remove(v);
            removed.push_back(v);
        }
    }
}

template <bool kRich, Timing kTiming>
void Regrouping<kRich, kTiming>::regroup(std::vector<Index>& visits, bool is_scarce) {
    for_each_group(visits, [&] {
        const Index draw = random_.below(kDraws);
        if (draw < kMerged) {
            merge();
        } else if (draw == kMerged || (is_scarce && draw % 2 == 0)) {
            separate();
        } else if (draw == kMerged + 1) {
            scatter();
        }
    });
}

template <bool kRich, Timing kTiming>
void Regrouping<kRich, kTiming>::gather(std::vector<Index>& visits) {
    for_each_group(visits, [&] { merge(); });
}

// What is due first comes first, then what must come, then what it costs most to leave.
template <bool kRich, Timing kTiming>
bool Regrouping<kRich, kTiming>::is_before(Index a, Index b) const {
    const auto& orders = s_.problem.demand.orders;
    const auto key = [&](Index p) {
        const auto& order = orders[at(portion(p).order)];
        const Cost price = std::min(order.hold, order.unserved);
        return std::tuple{portion(p).due, portion(p).release, -price / std::max<Amount>(1, order.cases),
                          -portion(p).cases, p};
    };
    return key(a) < key(b);
}

template <bool kRich, Timing kTiming>
void Regrouping<kRich, kTiming>::merge() {
    std::ranges::sort(portions_, [&](Index a, Index b) { return is_before(a, b); });
    const auto last = static_cast<Index>(absent_.size()) - 1;
    // The visits are emptied into the last one and filled again from the first.
    s_.move_portions(portions_, absent_[at(last)]);
    Index nth = 0;
    const auto loses = [&](const Figures& before, const Figures& with) {
        for (std::size_t row = 0; row < with.service_cost.size(); ++row) {
            if (before.service_cost[row] < kInfinite && with.service_cost[row] >= kInfinite) return true;
        }
        return !with.can_be_served;
    };
    for (const Index p : portions_) {
        if (nth == last) return;
        const Index visit = absent_[at(nth)];
        const bool is_first = s_.is_vacant(visit);
        const auto before = s_.figures(visit);  // they live on if others take their place
        s_.move_portion(p, visit);
        if (is_first || !loses(*before, *s_.figures(visit))) continue;
        s_.move_portion(p, absent_[at(++nth)]);
    }
}

// Spread the orders, or all portions, over the visits: one each, as far as visits go.
template <bool kRich, Timing kTiming>
void Regrouping<kRich, kTiming>::separate() {
    const auto count = static_cast<Index>(absent_.size());
    deal([&](Index nth) { return nth % count; });
}

// Deal the orders, or all portions, to two visits at random. Some may only come together: where a store must
// bring what it admits, a few cases are forbidden to others that may bring many.
template <bool kRich, Timing kTiming>
void Regrouping<kRich, kTiming>::scatter() {
    deal([&](Index) { return random_.below(2); });
}

template <bool kRich, Timing kTiming>
template <class Choose>
void Regrouping<kRich, kTiming>::deal(const Choose& choose) {
    if (absent_.size() < 2) return;
    const bool cuts = random_.below(2) == 0;  // orders, too
    Index nth = 0;
    Index last_order = kNone;
    Index to = kNone;
    for (const Index p : portions_) {
        if (cuts || portion(p).order != last_order) {
            last_order = portion(p).order;
            to = absent_[at(choose(nth++))];
        }
        if (s_.visit_of(p) != to) s_.move_portion(p, to);
    }
}

template <bool kRich, Timing kTiming>
const std::vector<std::vector<Index>>& Regrouping<kRich, kTiming>::parts(Index visit) {
    parts_.clear();
    const auto& all = s_.contents(visit);
    const auto add = [&](std::vector<Index> part) {
        if (part.empty() || part.size() == all.size()) return;
        if (std::ranges::find(parts_, part) == parts_.end()) parts_.push_back(std::move(part));
    };
    std::vector<std::array<Index, 4>> seen;  // depot, moment, day, type
    for (const auto& slots : s_.layout.classes) {
        for (const Index depot : s_.problem.types[at(slots.type)].load_depots) {
            const std::array key{depot, slots.moment, slots.day, slots.type};
            if (std::ranges::find(seen, key) != seen.end()) continue;
            seen.push_back(key);
            add(fitting(all, slots, depot));
        }
    }
    std::ranges::sort(parts_, [](const auto& a, const auto& b) { return a.size() > b.size(); });
    std::vector<Index> same;
    for (const Index p : all) {
        if (!same.empty() && portion(same.front()).order != portion(p).order) {
            if (parts_.size() < kMostParts) add(same);
            same.clear();
        }
        same.push_back(p);
    }
    add(same);
    auto order = all;
    std::ranges::sort(order, [&](Index a, Index b) { return is_before(a, b); });
    for (const Index p : order) {
        if (parts_.size() >= kMostParts) break;
        add({p});
    }
    return parts_;
}

// As many portions, in the order of `is_before`, as a depot can deliver at a time with one empty vehicle.
template <bool kRich, Timing kTiming>
std::vector<Index> Regrouping<kRich, kTiming>::fitting(const std::vector<Index>& portions,
                                                       const SlotClass& slots, Index depot) const {
    const auto& type = s_.problem.types[at(slots.type)];
    const auto& lacks = s_.problem.demand.lacks[at(depot)];
    auto order = portions;
    std::ranges::sort(order, [&](Index a, Index b) { return is_before(a, b); });
    std::vector<Index> found;
    std::vector<Good> goods;
    Load load{};
    for (const Index p : order) {
        auto with = load;
        for (std::size_t k = 0; k < kNumDimensions; ++k) with[k] += portion(p).load[k];
        bool fits = holds_load(s_.layout, type, with);
        auto more = goods;
        for (const auto& good : portion(p).goods) {
            fits = fits && !lacks[at(good.product)];
            add_good(more, good);
        }
        if (!fits || !s_.ledger.fits(more, with[0], depot, slots.moment, slots.day)) continue;
        load = with;
        goods = std::move(more);
        found.push_back(p);
    }
    std::ranges::sort(found);
    return found;
}

template class Regrouping<false, Timing::kUntimed>;
template class Regrouping<false, Timing::kWindows>;
template class Regrouping<true, Timing::kUntimed>;
template class Regrouping<true, Timing::kFull>;

}  // namespace vrpcore
