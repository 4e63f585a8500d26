// The rules that couple routes: stock over time and daily tonnage of depots.
#pragma once

#include <vector>

#include "problem.hpp"

namespace vrpcore {

// What depots can still deliver. A moment is a distinct shift start; goods that
// leave at one moment are missing at all later ones (docs/model.md, "Which
// depot may serve a visit").
class StockLedger {
public:
    StockLedger(const Problem& problem, const Visits& visits) : problem_(problem), visits_(visits) {
        for (const auto& depot : problem.depots) {
            stock_.push_back(depot.stock);
            grams_.emplace_back(static_cast<std::size_t>(problem.num_days), depot.max_grams_per_day);
            is_limited_ = is_limited_ || !depot.stock.empty() || depot.max_grams_per_day < kForever;
        }
    }

    // Whether any depot has too little to deliver whatever is asked for.
    bool is_limited() const { return is_limited_; }
    bool fits(Index visit, Index depot, Index moment, Index day) const {
        if (visits_.is_pickup(visit)) return true;
        const auto v = static_cast<std::size_t>(visit);
        return fits(visits_.goods[v], visits_.load[v][0], depot, moment, day);
    }
    bool fits(const std::vector<Good>& goods, Amount grams, Index depot, Index moment, Index day) const {
        const auto d = static_cast<std::size_t>(depot);
        if (grams > grams_[d][static_cast<std::size_t>(day)]) return false;
        if (stock_[d].empty()) return true;
        for (const auto& good : goods) {
            for (Index m = moment; m < problem_.num_moments; ++m) {
                if (stock_[d][cell(good.product, m)] < good.cases) return false;
            }
        }
        return true;
    }

    // Take the goods of a visit (sign 1) or give them back (sign -1).
    void draw(Index visit, Index depot, Index moment, Index day, int sign) {
        if (visits_.is_pickup(visit)) return;  // what comes in today does not go out again
        const auto d = static_cast<std::size_t>(depot);
        const auto v = static_cast<std::size_t>(visit);
        grams_[d][static_cast<std::size_t>(day)] -= sign * visits_.load[v][0];
        if (stock_[d].empty()) return;
        for (const auto& good : visits_.goods[v]) {
            for (Index m = moment; m < problem_.num_moments; ++m) {
                stock_[d][cell(good.product, m)] -= sign * good.cases;
            }
        }
    }

private:
    std::size_t cell(Index product, Index moment) const {
        return static_cast<std::size_t>(product) * static_cast<std::size_t>(problem_.num_moments) +
               static_cast<std::size_t>(moment);
    }

    const Problem& problem_;
    const Visits& visits_;
    bool is_limited_ = false;
    std::vector<std::vector<Amount>> stock_;
    std::vector<std::vector<Amount>> grams_;
};

}  // namespace vrpcore
