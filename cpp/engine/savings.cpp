#include "savings.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "nearest.hpp"

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
    explicit Paths(const Problem& problem)
        : beside_(at(problem.num_visits)), parent_(at(problem.num_visits)) {
        for (auto& pair : beside_) pair.fill(kNone);
        std::iota(parent_.begin(), parent_.end(), 0);
        for (const auto& load : problem.load) load_.push_back(load[0]);
    }

    bool is_end(Index visit) const { return beside_[at(visit)][1] == kNone; }

    void join(Index a, Index b, Amount capacity) {
        if (!is_end(a) || !is_end(b)) return;
        const Index first = root(a);
        const Index second = root(b);
        if (first == second || load_[at(first)] + load_[at(second)] > capacity) return;
        parent_[at(second)] = first;
        load_[at(first)] += load_[at(second)];
        link(a, b);
        link(b, a);
    }

    void join_all(std::vector<Saving>& savings, Amount capacity) {
        std::sort(savings.begin(), savings.end(), [](const Saving& one, const Saving& other) {
            if (one.metres != other.metres) return one.metres > other.metres;
            return one.a != other.a ? one.a < other.a : one.b < other.b;
        });
        for (const auto& [metres, a, b] : savings) join(a, b, capacity);
    }

    std::vector<Index> ends() const {
        std::vector<Index> found;
        for (Index visit = 0; visit < static_cast<Index>(beside_.size()); ++visit) {
            if (is_end(visit)) found.push_back(visit);
        }
        return found;
    }

    // The path that begins at one of its ends.
    std::vector<Index> from(Index end) const {
        std::vector<Index> path;
        Index last = kNone;
        for (Index visit = end; visit != kNone;) {
            path.push_back(visit);
            const auto& [one, other] = beside_[at(visit)];
            const Index next = one == last ? other : one;
            last = visit;
            visit = next;
        }
        return path;
    }

private:
    Index root(Index visit) {
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

    std::vector<std::array<Index, 2>> beside_;
    std::vector<Index> parent_;
    std::vector<Amount> load_;  // of the path, at its root
};

}  // namespace

Plan savings_plan(const Layout& layout) {
    const auto& problem = layout.problem;
    const auto& type = problem.types.front();
    const auto& legs = layout.legs[at(type.profile)];
    std::vector<Length> home;  // there and back
    for (const Index place : problem.place) {
        home.push_back((legs.distance(type.depot, place) + legs.distance(place, type.depot)) / 2);
    }
    Paths paths(problem);
    std::vector<Saving> savings;
    const auto consider = [&](Index a, Index b, Length leg) {
        const Length metres = home[at(a)] + home[at(b)] - leg;
        if (metres > 0) savings.push_back({metres, a, b});
    };
    for (Index a = 0; a < layout.num_visits; ++a) {
        for (const auto& near : layout.neighbours(a)) consider(a, near.visit, near.to);
    }
    paths.join_all(savings, type.capacity[0]);
    // Soon most neighbours lie within paths: go on with the ends near each other.
    std::size_t before = 0;
    for (auto ends = paths.ends(); legs.planar != nullptr && ends.size() != before; ends = paths.ends()) {
        before = ends.size();
        std::vector<PlanarTravel::Point> points;
        for (const Index end : ends) points.push_back(legs.planar->points[at(problem.place[at(end)])]);
        NearestPoints nearest(std::move(points));
        std::vector<Index> found;
        savings.clear();
        for (Index k = 0; k < static_cast<Index>(ends.size()); ++k) {
            nearest.find(k, kNearEnds, found);
            for (const Index other : found) {
                const Index a = ends[at(k)];
                const Index b = ends[at(other)];
                consider(a, b, legs.distance(problem.place[at(a)], problem.place[at(b)]));
            }
        }
        paths.join_all(savings, type.capacity[0]);
    }

    Plan plan;
    std::vector<std::uint8_t> is_done(at(layout.num_visits), 0);
    for (Index visit = 0; visit < layout.num_visits; ++visit) {
        if (is_done[at(visit)] || !paths.is_end(visit) || plan.size() == layout.slot_of_route.size())
            continue;
        auto path = paths.from(visit);
        for (const Index one : path) is_done[at(one)] = 1;
        plan.push_back({layout.slot_of_route[plan.size()], {{type.depot, std::move(path)}}});
    }
    return plan;
}

}  // namespace vrpcore
