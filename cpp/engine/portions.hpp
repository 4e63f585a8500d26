// Figures of a visit that follow from the portions it brings: load, times, and what each depot charges.
//
// The rules are those of docs/model.md ("Which depot may serve a visit", "Orders"), as in
// vrpcore/lowering/visit.py.
#pragma once

#include <span>

#include "problem.hpp"

namespace vrpcore {

class VisitFigures {
public:
    explicit VisitFigures(const Problem& problem) : problem_(problem), demand_(problem.demand) {}

    // Work out the figures of a visit of a group that brings these portions; none: the visit is vacant.
    void write(Visits& visits, Index visit, Index group, std::span<const Index> portions) const;

private:
    Cost surcharge(const Group& group, Index depot, Amount cases, bool is_exempt,
                   std::span<const Index> portions) const;
    Cost waiver(Index depot, Amount cases, bool is_exempt) const;
    bool carries(Index depot, std::span<const Index> portions) const;
    bool is_admitting(Index store, Amount cases, bool is_exempt, std::span<const Index> portions) const;

    const Problem& problem_;
    const Demand& demand_;
};

// What is missing of an order costs this much; `penalty`: of a required order (`Layout::required_penalty`).
Cost missing_cost(const OrderPrice& order, Amount missing, Cost penalty);

// Whether a plan that lacks so many cases of an order is infeasible.
inline bool breaks_rule(const OrderPrice& order, Amount missing) {
    if (missing == 0 || order.unserved < kInfinite) return false;
    return missing < order.cases || order.hold >= kInfinite;
}

}  // namespace vrpcore
