// Figures of a visit that follow from the portions it brings: load, times, and what each depot charges.
//
// The rules are those of docs/model.md ("Which depot may serve a visit", "Orders"), as in
// vrpcore/lowering/visit.py.
#pragma once

#include <memory>
#include <span>
#include <unordered_map>

#include "layout.hpp"

namespace vrpcore {

// What a visit that brings some portions of a group has in the place of the figures in `Visits`.
struct Figures {
    Load load{};
    bool is_required = false;
    bool can_be_served = false;  // as far as depot, load, and windows of one empty vehicle go
    Time release = -kForever;
    std::vector<Window> windows;
    std::vector<std::vector<Window>> windows_of_shift;
    std::vector<Good> goods;
    std::vector<Time> service_duration;  // by handling
    std::vector<Cost> service_cost;      // by row
};

class VisitFigures {
public:
    explicit VisitFigures(const Layout& layout)
        : layout_(layout), problem_(layout.problem), demand_(layout.problem.demand) {}

    // The figures of a visit with these sorted portions of a group; none: it is vacant.
    std::shared_ptr<const Figures> of(Index group, const std::vector<Index>& portions);

private:
    struct Hash {
        std::size_t operator()(const std::vector<Index>& portions) const {
            std::size_t sum = portions.size();
            for (const Index p : portions) sum = sum * 0x9E3779B97F4A7C15U + static_cast<std::size_t>(p);
            return sum;
        }
    };

    Figures worked_out(Index group, std::span<const Index> portions) const;
    bool can_be_served(const Figures& figures) const;
    Cost surcharge(const Group& group, Index depot, Amount cases, bool is_exempt,
                   std::span<const Index> portions) const;
    Cost waiver(Index depot, Amount cases, bool is_exempt) const;
    bool carries(Index depot, std::span<const Index> portions) const;
    bool is_admitting(Index store, Amount cases, bool is_exempt, std::span<const Index> portions) const;

    const Layout& layout_;
    const Problem& problem_;
    const Demand& demand_;
    std::unordered_map<std::vector<Index>, std::shared_ptr<const Figures>, Hash> known_;
};

// Add cases of a product.
void add_good(std::vector<Good>& goods, const Good& more);

// What is missing of an order costs this much; `penalty`: of a required order (`Layout::required_penalty`).
Cost missing_cost(const OrderPrice& order, Amount missing, Cost penalty);

// Whether a plan that lacks so many cases of an order is infeasible.
inline bool breaks_rule(const OrderPrice& order, Amount missing) {
    if (missing == 0 || order.unserved < kInfinite) return false;
    return missing < order.cases || order.hold >= kInfinite;
}

}  // namespace vrpcore
