#include "population.hpp"

#include <algorithm>

namespace vrpcore {
namespace {

std::size_t at(Index index) {
    return static_cast<std::size_t>(index);
}

}  // namespace

void Population::add(Elite elite) {
    const auto place = std::ranges::lower_bound(elites_, elite.cost, {}, &Elite::cost);
    if (place != elites_.end() && place->cost == elite.cost) return;
    elites_.insert(place, std::move(elite));
    if (elites_.size() > capacity_) elites_.pop_back();
}

Plan Population::child() {
    const auto count = static_cast<Index>(elites_.size());
    const Index first = random_.below(count);
    const Index second = (first + 1 + random_.below(std::max(1, count - 1))) % count;
    const Plan& giver = elites_[at(first)].plan;
    const Plan& taker = elites_[at(second)].plan;

    std::vector<Index> route_of(at(layout_.num_visits), kNone);
    for (std::size_t r = 0; r < giver.size(); ++r) {
        for (const auto& trip : giver[r].trips) {
            for (const Index stop : trip.stops) {
                if (stop >= 0) route_of[at(stop)] = static_cast<Index>(r);
            }
        }
    }
    // The giver's routes near a visit, up to half of them.
    const auto most = std::max<Index>(1, static_cast<Index>(giver.size()) / 2);
    const Index wanted = 1 + random_.below(most);
    std::vector<std::uint8_t> given(giver.size(), 0);
    Plan plan;
    const auto give = [&](Index visit) {
        const Index r = route_of[at(visit)];
        if (r == kNone || given[at(r)] || static_cast<Index>(plan.size()) >= wanted) return;
        given[at(r)] = 1;
        plan.push_back(giver[at(r)]);
    };
    const Index seed = random_.below(layout_.num_visits);
    give(seed);
    for (const auto& near : layout_.neighbours(seed)) give(near.visit);

    // The taker's routes without what is given; those that lose most of their visits dissolve.
    for (const auto& route : taker) {
        RoutePlan rest{route.slot, {}, route.contents};
        std::size_t before = 0;
        std::size_t left = 0;
        for (const auto& trip : route.trips) {
            TripPlan kept{trip.depot, {}};
            for (const Index stop : trip.stops) {
                const bool is_given =
                    stop >= 0 && route_of[at(stop)] != kNone && given[at(route_of[at(stop)])];
                before += stop >= 0 ? 1 : 0;
                left += stop >= 0 && !is_given ? 1 : 0;
                if (!is_given) kept.stops.push_back(stop);
            }
            rest.trips.push_back(std::move(kept));
        }
        if (left > 0 && 2 * left >= before) plan.push_back(std::move(rest));
    }
    return plan;
}

}  // namespace vrpcore
