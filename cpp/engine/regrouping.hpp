// Which portions of a customer share a visit, as long as all of them are absent.
//
// Orders of one customer that come together pay the stop, the fixed service time, and the waivers of the
// order band once. Under scarcity, or with different due times, some come alone, in parts, or not at all.
#pragma once

#include "random.hpp"
#include "state.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
class Regrouping {
public:
    Regrouping(State<kRich, kTiming>& state, Random& random)
        : s_(state), random_(random), marked_at_(state.problem.demand.groups.size(), 0) {}

    // Now and then remove the other visits of the groups of removed visits, too; they are appended.
    void remove_company(std::vector<Index>& removed);
    // Regroup the portions of the absent visits of the groups of these visits: together as far as that does
    // no harm, order by order (more often where goods are scarce), at random, or as they are. Visits that
    // bring portions now are appended to `visits`.
    void regroup(std::vector<Index>& visits, bool is_scarce);
    // Together as far as that does no harm, for a first plan.
    void gather(std::vector<Index>& visits);
    // Sets of portions of a visit, smaller than the whole, that may fit where the whole does not: what the
    // stock and the vehicles of each depot still allow, single orders, single portions.
    const std::vector<std::vector<Index>>& parts(Index visit);

private:
    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }
    const Portion& portion(Index p) const { return s_.problem.demand.portions[at(p)]; }
    template <class Change>
    void for_each_group(std::vector<Index>& visits, Change change);
    void collect(Index group);
    // As long as the visit can go wherever each of its orders alone could.
    void merge();
    void separate();
    void scatter();
    template <class Choose>
    void deal(const Choose& choose);
    bool is_before(Index a, Index b) const;
    std::vector<Index> fitting(const std::vector<Index>& portions, const SlotClass& slots, Index depot) const;

    State<kRich, kTiming>& s_;
    Random& random_;
    std::vector<std::uint32_t> marked_at_;
    std::uint32_t now_ = 0;
    std::vector<Index> absent_;    // visits of a group
    std::vector<Index> portions_;  // of these
    std::vector<std::vector<Index>> parts_;
};

}  // namespace vrpcore
