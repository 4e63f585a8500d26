// The best plans of several annealings, and children of two of them.
#pragma once

#include <vector>

#include "layout.hpp"
#include "random.hpp"

namespace vrpcore {

struct Elite {
    Plan plan;
    Cost cost = kInfinite;
};

class Population {
public:
    Population(const Layout& layout, Random& random, std::size_t capacity)
        : layout_(layout), random_(random), capacity_(capacity) {}

    // Keep a plan, unless it is among the worst or as expensive as one that is there.
    void add(Elite elite);
    std::size_t size() const { return elites_.size(); }
    const Elite& best() const { return elites_.front(); }
    // Routes of one plan around a visit, and what of another's routes is left of them: after the selective
    // route exchange of Nagata, Bräysy and Dullaert (2010), "A penalty-based edge assembly memetic algorithm
    // for the vehicle routing problem with time windows", with the repair left to the search.
    Plan child();

private:
    const Layout& layout_;
    Random& random_;
    std::size_t capacity_;
    std::vector<Elite> elites_;  // by cost
};

}  // namespace vrpcore
