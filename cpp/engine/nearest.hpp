// The nearest of many points in the plane, by a k-d tree: building takes O(n log n),
// a query about O(k log n), however the points lie.
//
// Bentley (1975), "Multidimensional binary search trees used for associative
// searching", Communications of the ACM 18(9).
#pragma once

#include <utility>
#include <vector>

#include "travel.hpp"

namespace vrpcore {

class NearestPoints {
public:
    explicit NearestPoints(std::vector<PlanarTravel::Point> points);

    // The `count` points nearest to a point, itself left out, nearest first; of those at equal distance any.
    void find(Index point, std::size_t count, std::vector<Index>& found);

private:
    static constexpr Index kLeafSize = 8;

    void build(Index begin, Index end, bool by_x);
    void visit(Index begin, Index end, bool by_x);
    void consider(Index point);

    std::vector<PlanarTravel::Point> points_;
    std::vector<Index> order_;  // each stretch has its median in the middle

    // Of a query.
    std::vector<std::pair<double, Index>> heap_;  // squared distances, farthest first
    PlanarTravel::Point at_{};
    Index self_ = kNone;
    std::size_t count_ = 0;
};

}  // namespace vrpcore
