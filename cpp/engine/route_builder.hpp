// Carries proposals out: the sequences are read first, then the routes are taken apart and built again.
#pragma once

#include <vector>

#include "proposal.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
class RouteBuilder {
public:
    using S = State<kRich, kTiming>;
    // Visits, later loadings, and rests of a route, in order.
    using Sequence = std::vector<Index>;

    explicit RouteBuilder(S& state) : s_(state) {}

    void read(const Proposal& proposal, Sequence& sequence) const;
    // Build a sequence on an empty route. Visits use the windows that they had last, or with `afresh` the
    // first that fit. False where the route then breaks a rule.
    [[nodiscard]] bool build(Index route, const Sequence& sequence, bool afresh);
    // Whether each of its breaks is taken, or on which side of the shift it lies: as on another route.
    void copy_rests(Index to, const std::array<RestMode, kMaxRests>& modes);

private:
    static std::size_t at(Index index) { return static_cast<std::size_t>(index); }
    void append(Index node, const VehicleType& type, Sequence& sequence) const;

    S& s_;
};

}  // namespace vrpcore
