// Ruin: take adjacent strings of visits out of near routes.
//
// Christiaens and Vanden Berghe (2020), "Slack induction by string removals for
// vehicle routing problems", Transportation Science 54(2), section 4.1.
#pragma once

#include "random.hpp"
#include "state.hpp"

namespace vrpcore {

struct RuinOptions {
    double mean_removed = 10.0;  // visits removed on average
    double max_string = 10.0;    // visits of a string at most
    double split_share = 0.5;    // share of strings that keep a part in their middle
    double split_growth = 0.9;   // the kept part grows by one visit with this probability, again and again
};

template <bool kRich, Timing kTiming>
class StringRemoval {
public:
    StringRemoval(State<kRich, kTiming>& state, Random& random, const RuinOptions& options)
        : s_(state), random_(random), options_(options), ruined_at_(state.trips.size(), 0) {}

    // Remove strings near a visit; the removed visits are appended.
    void ruin(Index seed, std::vector<Index>& removed);

private:
    void remove_string(Index visit, Index length, std::vector<Index>& removed);
    // Visits before (forward = false) or behind a visit of the same trip, up to
    // `most`.
    Index walk(Index visit, bool forward, Index most) const;

    State<kRich, kTiming>& s_;
    Random& random_;
    RuinOptions options_;
    std::vector<std::uint32_t> ruined_at_;
    std::uint32_t now_ = 0;
    std::vector<Index> string_;
};

}  // namespace vrpcore
