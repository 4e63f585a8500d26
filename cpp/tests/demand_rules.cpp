#include "demand_rules.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include "problems.hpp"

namespace testing {
namespace {

using namespace vrpcore;

// One visit of a group and the portions that it brings.
class Brought {
public:
    Brought(const Demand& demand, const Group& group, const std::vector<Index>& portions)
        : demand_(demand), group_(group) {
        for (const Index p : portions) portions_.push_back(demand.portions[at(p)]);
    }

    Amount sum(Amount Portion::* field) const {
        Amount total = 0;
        for (const auto& portion : portions_) total += portion.*field;
        return total;
    }

    Load load() const {
        Load total{};
        for (const auto& portion : portions_) {
            for (std::size_t k = 0; k < total.size(); ++k) total[k] += portion.load[k];
        }
        return total;
    }

    std::vector<Good> goods() const {
        std::map<Index, Amount> cases;
        for (const auto& portion : portions_) {
            for (const auto& good : portion.goods) cases[good.product] += good.cases;
        }
        std::vector<Good> found;
        for (const auto& [product, count] : cases) found.push_back({product, count});
        return found;
    }

    Time release() const { return std::ranges::max(portions_, {}, &Portion::release).release; }

    bool is_required() const {
        return std::ranges::any_of(portions_, [&](const Portion& portion) {
            const auto& order = demand_.orders[at(portion.order)];
            return order.hold >= kInfinite && order.unserved >= kInfinite;
        });
    }

    // Never: a reversed window.
    std::vector<Window> windows() const {
        const Time due = std::ranges::min(portions_, {}, &Portion::due).due;
        const Time opens = group_.is_pickup ? release() : -kForever;
        auto windows = group_.windows;
        if (windows.empty()) windows.push_back({-kForever, kForever});
        std::vector<Window> found;
        for (const auto& [earliest, latest] : windows) {
            if (earliest <= due && latest >= opens && opens <= due) {
                found.push_back({std::max(earliest, opens), std::min(latest, due)});
            }
        }
        if (found.empty()) found.push_back({kForever, -kForever});
        return found;
    }

    Time service_duration(const Handling& handling) const {
        const Amount light = sum(&Portion::light_cases);
        return group_.service_duration + handling.visit + light * handling.light_case +
               (sum(&Portion::cases) - light) * handling.heavy_case;
    }

    Cost service_cost(const Rate& rate, bool is_allowed) const {
        if (!is_allowed || !group_.reach[at(rate.depot)]) return kInfinite;
        if (group_.is_pickup) return 0;
        if (!has_all(rate.depot)) return kInfinite;
        const auto& band = demand_.bands[at(rate.depot)];
        Cost cost = rate.per_gram * sum(&Portion::grams);
        if (is_above(band)) cost += band.waiver_above;
        if (is_below(band)) cost += band.waiver_below;
        std::vector<Index> stores;  // that would have to serve it, or rather should
        for (const Index store : group_.township_stores) {
            const auto& own = demand_.bands[at(store)];
            if (has_all(store) && !is_above(own) && !is_below(own)) stores.push_back(store);
        }
        const bool is_theirs = stores.empty() || std::ranges::find(stores, rate.depot) != stores.end();
        if (!is_theirs && demand_.township_rule == TownshipRule::kMust) return kInfinite;
        if (!is_theirs && demand_.township_rule == TownshipRule::kPrefer) cost += demand_.township_price;
        return std::min(cost, kInfinite);
    }

private:
    bool is_above(const Band& band) const { return sum(&Portion::cases) > band.max_cases; }
    bool is_below(const Band& band) const {
        return sum(&Portion::cases) < band.min_cases &&
               std::ranges::none_of(portions_, [](const Portion& portion) { return portion.is_exempt; });
    }
    bool has_all(Index depot) const {
        return std::ranges::none_of(
            goods(), [&](const Good& good) { return demand_.lacks[at(depot)][at(good.product)] != 0; });
    }

    const Demand& demand_;
    const Group& group_;
    std::vector<Portion> portions_;
};

}  // namespace

Visits filled(const Problem& problem, const Contents& contents) {
    const auto& demand = problem.demand;
    Visits visits = problem.visits;
    for (std::size_t g = 0; g < demand.groups.size(); ++g) {
        const auto& group = demand.groups[g];
        for (auto v = at(group.first_visit); v < at(group.first_visit + group.num_visits); ++v) {
            if (contents[v].empty()) continue;
            const Brought brought(demand, group, contents[v]);
            visits.load[v] = brought.load();
            visits.goods[v] = brought.goods();
            visits.required[v] = brought.is_required();
            visits.release[v] = group.is_pickup ? -kForever : brought.release();
            visits.windows[v] = brought.windows();
            for (std::size_t h = 0; h < demand.handlings.size(); ++h) {
                visits.service_duration[h][v] = brought.service_duration(demand.handlings[h]);
            }
            for (std::size_t row = 0; row < demand.rates.size(); ++row) {
                const auto& rate = demand.rates[row];
                visits.service_cost[row][v] = brought.service_cost(rate, rate.allows[g] != 0);
            }
        }
    }
    return visits;
}

MissingCost missing_cost_of(const Problem& problem, const std::vector<Amount>& missing) {
    MissingCost found;
    for (std::size_t k = 0; k < missing.size(); ++k) {
        const auto& order = problem.demand.orders[k];
        if (missing[k] == 0) continue;
        const bool is_whole = missing[k] == order.cases;
        if (is_whole && std::min(order.hold, order.unserved) < kInfinite) {
            found.cost += std::min(order.hold, order.unserved);
        } else if (order.unserved < kInfinite) {
            // Halves to even, as the processor rounds; these prices are small.
            found.cost += std::llrint(static_cast<double>(order.unserved * missing[k]) /
                                      static_cast<double>(order.cases));
        } else {
            ++found.num_broken;
            found.num_penalties += is_whole && !order.is_splittable ? 1 : 1 + missing[k];
        }
    }
    return found;
}

}  // namespace testing
