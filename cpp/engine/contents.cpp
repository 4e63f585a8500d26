// Which portions the visits of a state bring, and what absent ones cost.
#include <algorithm>

#include "state.hpp"

namespace vrpcore {

// In the beginning, the first visit of a group brings all of its portions.
template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::fill_groups() {
    const auto& demand = problem.demand;
    contents_.resize(at(layout.num_visits));
    figures_of_.resize(at(layout.num_visits));
    visit_of_portion_.resize(demand.portions.size());
    missing_.assign(demand.orders.size(), 0);
    for (const auto& group : demand.groups) {
        contents_[at(group.first_visit)] = group.portions;
        for (const Index p : group.portions) visit_of_portion_[at(p)] = group.first_visit;
        num_vacant += group.num_visits - 1;
        for (Index k = 0; k < group.num_visits; ++k) write_figures(group.first_visit + k);
        count_absent(group.first_visit, 1);
    }
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::write_figures(Index visit) {
    const auto v = at(visit);
    const auto& found = figures_of_[v] = figures_.of(layout.group_of(visit), contents_[v]);
    visits.load[v] = found->load;
    visits.required[v] = found->is_required;
    visits.release[v] = found->release;
    visits.windows[v] = found->windows;
    visits.goods[v] = found->goods;
    for (std::size_t h = 0; h < visits.service_duration.size(); ++h) {
        visits.service_duration[h][v] = found->service_duration[h];
    }
    for (std::size_t row = 0; row < visits.service_cost.size(); ++row) {
        visits.service_cost[row][v] = found->service_cost[row];
    }
}

// A visit becomes absent (sign 1) or is no longer (-1).
template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::count_absent(Index visit, int sign) {
    if (layout.group_of(visit) == kNone) {
        cost += sign * absent_cost(visit);
        if (!visits.required[at(visit)]) return;
        num_absent_required += sign;
        penalty += sign * layout.required_penalty;
        return;
    }
    for (const Index p : contents_[at(visit)]) {
        const auto& portion = problem.demand.portions[at(p)];
        const auto& order = problem.demand.orders[at(portion.order)];
        auto& missing = missing_[at(portion.order)];
        for (const int step : {-1, 1}) {
            if (step == 1) missing += sign * portion.cases;
            const Cost price = missing_cost(order, missing, layout.required_penalty);
            cost += step * price;
            if (!breaks_rule(order, missing)) continue;
            num_absent_required += step;
            penalty += step * price;
        }
    }
}

template <bool kRich, Timing kTiming>
Cost State<kRich, kTiming>::absent_cost_of_portions(Index visit) const {
    const bool is_present = !is_absent(visit);
    const auto& demand = problem.demand;
    const auto& portions = contents_[at(visit)];
    Cost total = 0;
    for (auto p = portions.begin(); p != portions.end();) {  // those of one order follow each other
        const Index order_idx = demand.portions[at(*p)].order;
        Amount cases = 0;
        for (; p != portions.end() && demand.portions[at(*p)].order == order_idx; ++p) {
            cases += demand.portions[at(*p)].cases;
        }
        const auto& order = demand.orders[at(order_idx)];
        const Amount without = missing_[at(order_idx)] + (is_present ? cases : 0);
        total += missing_cost(order, without, layout.required_penalty) -
                 missing_cost(order, without - cases, layout.required_penalty);
    }
    return total;
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::savings_of(const std::vector<Index>& absent, std::vector<Cost>& savings) const {
    savings.clear();
    std::vector<std::pair<Index, Amount>> counted;  // cases of orders that are with visits seen already
    for (const Index visit : absent) {
        if (layout.group_of(visit) == kNone) {
            savings.push_back(absent_cost(visit));
            continue;
        }
        Cost saving = 0;
        for (const Index p : contents_[at(visit)]) {
            const auto& portion = problem.demand.portions[at(p)];
            const auto& order = problem.demand.orders[at(portion.order)];
            auto known = std::ranges::find(counted, portion.order, &std::pair<Index, Amount>::first);
            if (known == counted.end()) known = counted.insert(known, {portion.order, 0});
            const Amount before = missing_[at(portion.order)] - known->second;
            known->second += portion.cases;
            saving += missing_cost(order, before, layout.required_penalty) -
                      missing_cost(order, before - portion.cases, layout.required_penalty);
        }
        savings.push_back(saving);
    }
}

template <bool kRich, Timing kTiming>
Index State<kRich, kTiming>::vacant_visit(Index group_idx) const {
    const auto& group = problem.demand.groups[at(group_idx)];
    for (Index v = group.first_visit; v < group.first_visit + group.num_visits; ++v) {
        if (contents_[at(v)].empty()) return v;
    }
    return kNone;
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::do_move_portion(Index portion, Index to) {
    const Index from = visit_of_portion_[at(portion)];
    assert(is_absent(from) && is_absent(to) && from != to);
    auto& old = contents_[at(from)];
    auto& own = contents_[at(to)];
    num_vacant += (old.size() == 1 ? 1 : 0) - (own.empty() ? 1 : 0);
    old.erase(std::ranges::find(old, portion));
    own.insert(std::ranges::lower_bound(own, portion), portion);
    visit_of_portion_[at(portion)] = to;
    for (const Index visit : {from, to}) {
        if (std::ranges::find(changed_, visit) == changed_.end()) changed_.push_back(visit);
    }
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::write_changed() {
    for (const Index visit : changed_) write_figures(visit);
    changed_.clear();
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::move_portions(std::span<const Index> portions, Index to) {
    for (const Index p : portions) {
        const Index from = visit_of_portion_[at(p)];
        if (from == to) continue;
        log_.push_back({Change::kPortion, p, from, to});
        do_move_portion(p, to);
    }
    write_changed();
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::set_contents(Index visit, const std::vector<Index>& portions) {
    const auto& group = problem.demand.groups[at(layout.group_of(visit))];
    for (const Index p : portions) {
        const Index from = visit_of_portion_[at(p)];
        if (from != visit && is_absent(from)) move_portion(p, visit);
    }
    // All others go to one visit, so that those whose contents were set before keep them.
    Index other = kNone;
    for (Index v = group.first_visit; v < group.first_visit + group.num_visits; ++v) {
        if (v == visit || !is_absent(v)) continue;
        if (other == kNone || (contents_[at(v)].empty() && !contents_[at(other)].empty())) other = v;
    }
    if (other == kNone) return;
    const auto brought = contents_[at(visit)];
    for (const Index p : brought) {
        if (std::ranges::find(portions, p) == portions.end()) move_portion(p, other);
    }
}

template class State<false, Timing::kUntimed>;
template class State<false, Timing::kWindows>;
template class State<true, Timing::kUntimed>;
template class State<true, Timing::kFull>;

}  // namespace vrpcore
