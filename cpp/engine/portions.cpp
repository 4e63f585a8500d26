#include "portions.hpp"

#include <algorithm>

#include "rules/limits.hpp"
#include "rules/load.hpp"

namespace vrpcore {
namespace {

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

constexpr std::size_t kMostKnown = 20'000;

// part / whole of a price, rounded half to even.
Cost share_of(Cost price, Amount part, Amount whole) {
    const __int128 product = static_cast<__int128>(price) * part;
    const auto quotient = static_cast<Cost>(product / whole);
    const auto twice = static_cast<Amount>(product % whole) * 2;
    const bool up = twice > whole || (twice == whole && quotient % 2 != 0);
    return quotient + (up ? 1 : 0);
}

}  // namespace

void add_good(std::vector<Good>& goods, const Good& more) {
    const auto same = std::ranges::find(goods, more.product, &Good::product);
    if (same == goods.end()) {
        goods.push_back(more);
    } else {
        same->cases += more.cases;
    }
}

Cost missing_cost(const OrderPrice& order, Amount missing, Cost penalty) {
    if (missing == 0) return 0;
    if (missing == order.cases) {
        if (!order.is_required()) return std::min(order.hold, order.unserved);
        return order.is_splittable ? penalty * (1 + missing) : penalty;
    }
    if (order.unserved < kInfinite) return share_of(order.unserved, missing, order.cases);
    return penalty * (1 + missing);  // each case more is worth a route
}

std::shared_ptr<const Figures> VisitFigures::of(Index group, const std::vector<Index>& portions) {
    if (known_.size() > kMostKnown) known_.clear();
    auto& found = known_[portions];
    if (!found) found = std::make_shared<const Figures>(worked_out(group, portions));
    return found;
}

Figures VisitFigures::worked_out(Index group_idx, std::span<const Index> portions) const {
    const auto& group = demand_.groups[at(group_idx)];
    Figures found;
    Amount grams = 0;
    Amount cases = 0;
    Amount light = 0;
    Time release = -kForever;
    Time due = kForever;
    bool is_exempt = false;
    for (const Index p : portions) {
        const auto& portion = demand_.portions[at(p)];
        for (std::size_t k = 0; k < kNumDimensions; ++k) found.load[k] += portion.load[k];
        grams += portion.grams;
        cases += portion.cases;
        light += portion.light_cases;
        release = std::max(release, portion.release);
        due = std::min(due, portion.due);
        is_exempt = is_exempt || portion.is_exempt;
        found.is_required = found.is_required || demand_.orders[at(portion.order)].is_required();
        for (const auto& good : portion.goods) add_good(found.goods, good);
    }
    if (!group.is_pickup) found.release = release;
    const Time opens = group.is_pickup ? release : -kForever;
    found.windows = group.windows;
    if (opens > -kForever || due < kForever) {
        if (found.windows.empty()) found.windows.push_back({-kForever, kForever});
        for (auto& window : found.windows) {
            window = {std::max(window.earliest, opens), std::min(window.latest, due)};
        }
        std::erase_if(found.windows, [](const Window& window) { return window.earliest > window.latest; });
        if (found.windows.empty()) found.windows.push_back({kForever, -kForever});
    }
    for (const auto& shift : layout_.shifts) {
        found.windows_of_shift.push_back(clipped(found.windows, shift));
    }
    for (const auto& handling : demand_.handlings) {
        found.service_duration.push_back(group.service_duration + handling.visit +
                                         light * handling.light_case + (cases - light) * handling.heavy_case);
    }
    std::vector<Cost> surcharges;
    for (Index depot = 0; depot < problem_.num_depots(); ++depot) {
        surcharges.push_back(surcharge(group, depot, cases, is_exempt, portions));
    }
    for (const auto& rate : demand_.rates) {
        const Cost more = surcharges[at(rate.depot)];
        const bool is_allowed = rate.allows[at(group_idx)] != 0 && more < kInfinite;
        const Cost fees = group.is_pickup ? 0 : grams * rate.per_gram;
        found.service_cost.push_back(is_allowed ? more + fees : kInfinite);
    }
    found.can_be_served = can_be_served(found);
    return found;
}

bool VisitFigures::can_be_served(const Figures& figures) const {
    return std::ranges::any_of(layout_.classes, [&](const SlotClass& slots) {
        const auto& type = problem_.types[at(slots.type)];
        if (figures.windows_of_shift[at(slots.shift)].empty()) return false;
        if (!holds_load(layout_, type, figures.load)) return false;
        return std::ranges::any_of(type.load_depots, [&](Index depot) {
            return figures.service_cost[at(cost_row(type, depot))] < kInfinite;
        });
    });
}

// The waiver and township price of a depot; kInfinite where it may not serve the visit.
Cost VisitFigures::surcharge(const Group& group, Index depot, Amount cases, bool is_exempt,
                             std::span<const Index> portions) const {
    if (!group.reach[at(depot)]) return kInfinite;
    if (group.is_pickup) return 0;
    const Cost own = waiver(depot, cases, is_exempt);
    if (own >= kInfinite || !carries(depot, portions)) return kInfinite;
    if (demand_.township_rule == TownshipRule::kFree) return own;
    bool any = false;
    for (const Index store : group.township_stores) {
        if (!is_admitting(store, cases, is_exempt, portions)) continue;
        if (store == depot) return own;
        any = true;
    }
    if (!any) return own;
    return demand_.township_rule == TownshipRule::kMust ? kInfinite : own + demand_.township_price;
}

Cost VisitFigures::waiver(Index depot, Amount cases, bool is_exempt) const {
    const auto& band = demand_.bands[at(depot)];
    if (cases > band.max_cases) return band.waiver_above;
    return cases < band.min_cases && !is_exempt ? band.waiver_below : 0;
}

bool VisitFigures::carries(Index depot, std::span<const Index> portions) const {
    const auto& lacks = demand_.lacks[at(depot)];
    return std::ranges::none_of(portions, [&](Index p) {
        return std::ranges::any_of(demand_.portions[at(p)].goods,
                                   [&](const Good& good) { return lacks[at(good.product)] != 0; });
    });
}

bool VisitFigures::is_admitting(Index store, Amount cases, bool is_exempt,
                                std::span<const Index> portions) const {
    const auto& band = demand_.bands[at(store)];
    const bool is_in_band = (is_exempt || cases >= band.min_cases) && cases <= band.max_cases;
    return is_in_band && carries(store, portions);
}

}  // namespace vrpcore
