#include "savings.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "nearest.hpp"
#include "rules/limits.hpp"
#include "rules/load.hpp"
#include "segment.hpp"

namespace vrpcore {
namespace {

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

constexpr std::size_t kNearEnds = 100;

struct Saving {
    Length metres;
    Index a;
    Index b;
};

// Routes as paths that grow together at their ends.
class Paths {
public:
    explicit Paths(const Layout& layout)
        : layout_(layout),
          type_(layout.problem.types.front()),
          legs_(layout.legs[at(type_.profile)]),
          begin_{leaves_after_loading(type_, 0), layout.classes.front().start, layout.classes.front().end},
          end_{0, layout.classes.front().start, layout.classes.front().end},
          beside_(at(layout.num_visits)),
          parent_(at(layout.num_visits)) {
        for (auto& pair : beside_) pair.fill(kNone);
        std::iota(parent_.begin(), parent_.end(), 0);
        for (Index visit = 0; visit < layout.num_visits; ++visit) paths_.push_back(single(visit));
    }

    bool is_end(Index visit) const { return beside_[at(visit)][1] == kNone; }
    bool can_be_served(Index visit) const { return paths_[at(root(visit))].ways[0].holds; }

    // Let `b` follow `a`, if both are ends of paths that can be driven one after the other.
    void join(Index a, Index b) {
        if (!is_end(a) || !is_end(b)) return;
        const Index first = root(a);
        const Index second = root(b);
        auto& one = paths_[at(first)];
        const auto& other = paths_[at(second)];
        if (first == second || one.load > room_beside(type_, other.load)) return;
        const std::size_t turned_one = one.ends[1] == a ? 0 : 1;
        const std::size_t turned_other = other.ends[0] == b ? 0 : 1;
        Path joined{{one.ends[turned_one], other.ends[1 - turned_other]}, one.load + other.load, {}};
        joined.ways[0] =
            way(joined.ends[0], one.ways[turned_one], a, b, other.ways[turned_other], joined.ends[1]);
        if (!joined.ways[0].holds) return;
        joined.ways[1] =
            way(joined.ends[1], other.ways[1 - turned_other], b, a, one.ways[1 - turned_one], joined.ends[0]);
        one = joined;
        parent_[at(second)] = first;
        link(a, b);
        link(b, a);
    }

    void join_all(std::vector<Saving>& savings) {
        std::sort(savings.begin(), savings.end(), [](const Saving& one, const Saving& other) {
            if (one.metres != other.metres) return one.metres > other.metres;
            return one.a != other.a ? one.a < other.a : one.b < other.b;
        });
        for (const auto& [metres, a, b] : savings) join(a, b);
    }

    std::vector<Index> ends() const {
        std::vector<Index> found;
        for (Index visit = 0; visit < layout_.num_visits; ++visit) {
            if (is_end(visit)) found.push_back(visit);
        }
        return found;
    }

    // The path of a visit, from its first visit to its last.
    std::vector<Index> of(Index visit) const {
        std::vector<Index> path;
        Index last = kNone;
        for (Index x = paths_[at(root(visit))].ends[0]; x != kNone;) {
            path.push_back(x);
            const auto& [one, other] = beside_[at(x)];
            const Index next = one == last ? other : one;
            last = x;
            x = next;
        }
        return path;
    }

private:
    // A path driven in one direction.
    struct Way {
        bool holds = false;  // within all windows, from the depot and back to it
        Segment segment{};
    };
    struct Path {
        std::array<Index, 2> ends;  // first and last visit
        Amount load;
        std::array<Way, 2> ways;  // from the first to the last, and from the last to the first
    };

    Path single(Index visit) const {
        Path path{{visit, visit}, layout_.problem.visits.load[at(visit)][0], {}};
        Way alone{true, {}};
        if (layout_.is_timed) {
            const auto windows = layout_.windows(visit, layout_.classes.front().shift);
            if (!windows.empty()) {
                const Time service = layout_.problem.visits.service_duration[at(type_.handling)][at(visit)];
                alone.segment = {service, windows.front().earliest, windows.front().latest};
            }
            alone.holds = !windows.empty() && fits_shift(visit, alone.segment, visit);
        }
        path.ways = {alone, alone};
        return path;
    }

    Way way(Index first, const Way& one, Index from, Index to, const Way& other, Index last) const {
        Way joined{one.holds && other.holds, {}};
        if (!layout_.is_timed || !joined.holds) return joined;
        joined.holds = merge(one.segment, seconds(from, to), other.segment, joined.segment) &&
                       fits_shift(first, joined.segment, last);
        return joined;
    }

    bool fits_shift(Index first, const Segment& segment, Index last) const {
        const Index depot = type_.depot;
        Segment whole;
        return merge(begin_, legs_.duration(depot, place(first)), segment, whole) &&
               merge(whole, legs_.duration(place(last), depot), end_, whole);
    }

    Index place(Index visit) const { return layout_.problem.visits.place[at(visit)]; }
    Time seconds(Index from, Index to) const {
        return place(from) == place(to) ? 0 : legs_.duration(place(from), place(to));
    }

    Index root(Index visit) const {
        while (parent_[at(visit)] != visit) {
            parent_[at(visit)] = parent_[at(parent_[at(visit)])];
            visit = parent_[at(visit)];
        }
        return visit;
    }

    void link(Index visit, Index to) {
        auto& pair = beside_[at(visit)];
        pair[pair[0] == kNone ? 0 : 1] = to;
    }

    const Layout& layout_;
    const VehicleType& type_;
    const Legs& legs_;
    const Segment begin_;  // loading, in the shift
    const Segment end_;
    std::vector<std::array<Index, 2>> beside_;
    mutable std::vector<Index> parent_;  // looking up the root of a path makes the next way there shorter
    std::vector<Path> paths_;            // at its root
};

}  // namespace

Plan savings_plan(const Layout& layout) {
    const auto& problem = layout.problem;
    const auto& type = problem.types.front();
    const auto& legs = layout.legs[at(type.profile)];
    std::vector<Length> home;  // there and back
    for (const Index place : problem.visits.place) {
        home.push_back((legs.distance(type.depot, place) + legs.distance(place, type.depot)) / 2);
    }
    if (layout.classes.empty()) return {};
    Paths paths(layout);
    std::vector<Saving> savings;
    const auto consider = [&](Index a, Index b, Length leg) {
        const Length metres = home[at(a)] + home[at(b)] - leg;
        if (metres > 0) savings.push_back({metres, a, b});
    };
    for (Index a = 0; a < layout.num_visits; ++a) {
        for (const auto& near : layout.neighbours(a)) {
            consider(a, near.visit, near.to);
            if (layout.is_timed) consider(near.visit, a, near.from);
        }
    }
    paths.join_all(savings);
    // Soon most neighbours lie within paths: go on with the ends near each other.
    std::size_t before = 0;
    for (auto ends = paths.ends(); legs.planar != nullptr && ends.size() != before; ends = paths.ends()) {
        before = ends.size();
        std::vector<PlanarTravel::Point> points;
        for (const Index end : ends) points.push_back(legs.planar->points[at(problem.visits.place[at(end)])]);
        NearestPoints nearest(std::move(points));
        std::vector<Index> found;
        savings.clear();
        for (Index k = 0; k < static_cast<Index>(ends.size()); ++k) {
            nearest.find(k, kNearEnds, found);
            for (const Index other : found) {
                const Index a = ends[at(k)];
                const Index b = ends[at(other)];
                consider(a, b, legs.distance(problem.visits.place[at(a)], problem.visits.place[at(b)]));
            }
        }
        paths.join_all(savings);
    }

    Plan plan;
    std::vector<std::uint8_t> is_done(at(layout.num_visits), 0);
    for (Index visit = 0; visit < layout.num_visits; ++visit) {
        if (is_done[at(visit)] || !paths.can_be_served(visit)) continue;
        if (plan.size() == layout.slot_of_route.size()) break;
        auto path = paths.of(visit);
        for (const Index one : path) is_done[at(one)] = 1;
        plan.push_back({layout.slot_of_route[plan.size()], {{type.depot, std::move(path)}}});
    }
    return plan;
}

}  // namespace vrpcore
