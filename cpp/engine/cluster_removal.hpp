// Ruin: visits near each other leave together, to be served by a vehicle of a given class, which gives up a
// string to make room for them.
//
// Radial removal of Schrimpf, Schneider, Stamm-Wilbrandt and Dueck (2000), "Record breaking optimization
// results using the ruin and recreate principle", Journal of Computational Physics 159(2), section 2.2, with
// a vehicle for what is removed. String removal takes visits near each other off all routes there; it never
// makes room on a vehicle that is elsewhere that day, and each visit comes back where it costs least by
// itself. So a village does not change from one day to another: its first visit pays the whole way there.
#pragma once

#include "random.hpp"
#include "state.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
class ClusterRemoval {
public:
    ClusterRemoval(State<kRich, kTiming>& state, Random& random) : s_(state), random_(random) {}

    // Draw a class of vehicles that can serve the seed, a used one most often, and remove the seed, some
    // visits near it, and a string from a route of the class. If the seed is absent, absent visits near it
    // are meant. All of them are appended to `removed`. Returns the class; kNone if none was found and
    // nothing has changed.
    Index ruin(Index seed, std::vector<Index>& removed);
    // Those of the last ruin that the class shall serve: the seed and the visits near it.
    const std::vector<Index>& cluster() const { return cluster_; }

private:
    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }
    Index draw_class(Index seed);
    bool can_serve(Index slots, Index visit) const;
    void collect_absent(Index seed, Index slots, std::size_t most);
    void collect_present(Index seed, std::size_t most);

    State<kRich, kTiming>& s_;
    Random& random_;
    std::vector<Index> cluster_;
};

}  // namespace vrpcore
