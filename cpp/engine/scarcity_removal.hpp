// Ruin: take out visits that have what an absent one lacks.
//
// Goods that are short couple visits that are far from each other: no string contains both.
#pragma once

#include "random.hpp"
#include "state.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
class ScarcityRemoval {
public:
    ScarcityRemoval(State<kRich, kTiming>& state, Random& random);

    // Remove some visits with a product of an absent visit or, where depots are limited in what may leave
    // them in a day, of any route; they are appended to `removed`.
    void ruin(Index absent, std::vector<Index>& removed);

private:
    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }
    void remove_with(Index product, Index most, std::vector<Index>& removed);
    void remove_from_route(Index most, std::vector<Index>& removed);

    State<kRich, kTiming>& s_;
    Random& random_;
    std::vector<std::vector<Index>> with_;  // by product: visits, and portions as ~p
    bool limits_grams_ = false;
};

}  // namespace vrpcore
