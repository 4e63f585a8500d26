#include "nearest.hpp"

#include <algorithm>
#include <numeric>

namespace vrpcore {
namespace {

double along(const PlanarTravel::Point& point, bool by_x) {
    return by_x ? point.x : point.y;
}

}  // namespace

NearestPoints::NearestPoints(std::vector<PlanarTravel::Point> points)
    : points_(std::move(points)), order_(points_.size()) {
    std::iota(order_.begin(), order_.end(), 0);
    build(0, static_cast<Index>(order_.size()), true);
}

void NearestPoints::build(Index begin, Index end, bool by_x) {
    if (end - begin <= kLeafSize) return;
    const Index middle = begin + (end - begin) / 2;
    // By number where coordinates are equal: the same tree with every standard library.
    std::nth_element(order_.begin() + begin, order_.begin() + middle, order_.begin() + end,
                     [&](Index a, Index b) {
                         const double first = along(points_[static_cast<std::size_t>(a)], by_x);
                         const double second = along(points_[static_cast<std::size_t>(b)], by_x);
                         return first != second ? first < second : a < b;
                     });
    build(begin, middle, !by_x);
    build(middle + 1, end, !by_x);
}

void NearestPoints::find(Index point, std::size_t count, std::vector<Index>& found) {
    found.clear();
    heap_.clear();
    self_ = point;
    at_ = points_[static_cast<std::size_t>(point)];
    count_ = count;
    if (count == 0) return;
    visit(0, static_cast<Index>(order_.size()), true);
    std::sort_heap(heap_.begin(), heap_.end());
    for (const auto& [distance, other] : heap_) found.push_back(other);
}

void NearestPoints::visit(Index begin, Index end, bool by_x) {
    if (end - begin <= kLeafSize) {
        for (Index k = begin; k < end; ++k) consider(order_[static_cast<std::size_t>(k)]);
        return;
    }
    const Index middle = begin + (end - begin) / 2;
    const Index median = order_[static_cast<std::size_t>(middle)];
    const double gap = along(at_, by_x) - along(points_[static_cast<std::size_t>(median)], by_x);
    const auto half = [&](bool low) { low ? visit(begin, middle, !by_x) : visit(middle + 1, end, !by_x); };
    half(gap < 0);
    consider(median);
    // Nothing nearer lies beyond a line that is as far as the farthest kept.
    if (heap_.size() < count_ || gap * gap < heap_.front().first) half(gap >= 0);
}

void NearestPoints::consider(Index point) {
    if (point == self_) return;
    const auto& other = points_[static_cast<std::size_t>(point)];
    const double dx = at_.x - other.x;
    const double dy = at_.y - other.y;
    const std::pair found{dx * dx + dy * dy, point};
    if (heap_.size() < count_) {
        heap_.push_back(found);
        std::push_heap(heap_.begin(), heap_.end());
    } else if (found < heap_.front()) {
        std::pop_heap(heap_.begin(), heap_.end());
        heap_.back() = found;
        std::push_heap(heap_.begin(), heap_.end());
    }
}

}  // namespace vrpcore
