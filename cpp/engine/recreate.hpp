// Recreate: insert the absent visits again, each at its cheapest position, in
// one of several orders.
#pragma once

#include <optional>
#include <span>

#include "fleet.hpp"
#include "insertion.hpp"
#include "regrouping.hpp"
#include "rests.hpp"
#include "trip_moves.hpp"

namespace vrpcore {

// What a recreation shall do with what was removed.
struct Guidance {
    Index closed = kNone;            // no unused vehicle of this class is taken
    std::span<const Index> first{};  // visits that come back before all others
    Index target = kNone;            // on a route of this class, if one has room for them
    bool is_scarce = false;          // they lack goods, not room
};

template <bool kRich, Timing kTiming>
class Recreate {
public:
    Recreate(State<kRich, kTiming>& state, Random& random, double blink, Index absent_tried)
        : s_(state),
          random_(random),
          insertion_(state, random),
          blink_(blink),
          absent_tried_(absent_tried),
          fleet_(state, random),
          regrouping_(state, random),
          marked_at_(static_cast<std::size_t>(state.layout.num_visits), 0) {
        if constexpr (kTiming == Timing::kFull) {
            if (state.layout.max_rests > 0) rests_.emplace(state, random);
            if (state.layout.has_later_trips) trips_.emplace(state, random);
        }
    }

    // Insert what was removed and some absent visits near the seed; false as soon
    // as the cost of what is served exceeds `most`, or where a route has become
    // impossible.
    bool recreate(Index seed, std::vector<Index>& removed, Cost most, const Guidance& guidance = {});
    // Insert as many of the visits as possible.
    void insert_all(std::vector<Index>& visits);
    // The same with care: first those that few vehicles can serve, large ones before small ones, each where
    // it costs least of all positions; new routes are made for a whole day.
    void insert_with_care(std::vector<Index>& visits);
    // Insert each absent visit, or a part of it, wherever that costs less than leaving it out, until no more
    // does. Takes time in proportion to the absent visits times all others.
    void complete();

private:
    void gather(std::vector<Index>& visits);
    [[nodiscard]] bool insert_in_parts(Index visit, bool everywhere);
    Position best_of(Index visit, Cost limit, bool everywhere);
    Cost num_choices(Index visit) const;
    void insert(Index visit, const Position& position);
    void add_absent(Index seed, std::vector<Index>& visits);
    Cost add_neighbours(Index visit, std::vector<Index>& visits);
    bool add(Index visit, std::vector<Index>& visits);
    void sort(std::vector<Index>& visits);
    bool settle_ruined(std::vector<Index>& removed);
    void open_with_delivery(Index pickup);
    bool try_with_delivery(Index pickup, Index delivery);
    void remove_lone_pickups(Index route, std::vector<Index>& removed);
    void improve_touched();
    bool leave_out(const std::vector<Index>& visits);

    State<kRich, kTiming>& s_;
    Random& random_;
    Insertion<kRich, kTiming> insertion_;
    double blink_;
    Index absent_tried_;
    std::vector<std::pair<Cost, Index>> keyed_;
    std::vector<Cost> savings_;  // where there are groups: of the visits on the list
    FleetMoves<kRich, kTiming> fleet_;
    Regrouping<kRich, kTiming> regrouping_;
    std::optional<RestMoves> rests_;
    std::optional<TripMoves> trips_;
    std::vector<Index> routes_;
    std::vector<std::uint32_t> marked_at_;  // visits that this recreation already has on its list
    std::uint32_t now_ = 0;
};

}  // namespace vrpcore
