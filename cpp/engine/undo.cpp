// Undoing changes of a state, the last one first.
#include <algorithm>

#include "state.hpp"

namespace vrpcore {

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::rollback() {
    rollback_to(0);
    begin();
}

template <bool kRich, Timing kTiming>
void State<kRich, kTiming>::rollback_to(std::size_t mark, Index only) {
    for (auto left = log_.size(); left > mark; --left) {
        const Entry* entry = &log_[left - 1];
        switch (entry->change) {
            case Change::kInsert:
                do_remove(entry->node);
                break;
            case Change::kRemove:
                if constexpr (kTiming == Timing::kFull) times[at(entry->node)].window = entry->extra;
                do_insert(entry->node, entry->after);
                break;
            case Change::kSplit:
                do_unite(entry->node);
                free_trips_.push_back(entry->node);
                break;
            case Change::kUnite:
                assert(free_trips_.back() == entry->node);
                free_trips_.pop_back();
                do_split(entry->after, entry->node, entry->extra);
                break;
            case Change::kTakeRest: {
                auto& route = routes[at(entry->after / kMaxRests)];
                link_out(entry->node);
                links[at(entry->node)].trip = kNone;
                route.rests[at(entry->after % kMaxRests)] = static_cast<RestMode>(entry->extra);
                bound_shift(route);
                break;
            }
            case Change::kLeaveRest: {
                auto& route = routes[at(entry->extra / kMaxRests)];
                rest_in(entry->node, entry->after);
                route.rests[at(entry->extra % kMaxRests)] = RestMode::kTaken;
                bound_shift(route);
                break;
            }
            case Change::kMode: {
                auto& route = routes[at(entry->node)];
                route.rests[at(entry->after)] = static_cast<RestMode>(entry->extra);
                bound_shift(route);
                break;
            }
            case Change::kPortion:
                do_move_portion(entry->node, entry->after);
                // The figures are written once for all that moved together.
                if (left - 1 == mark || log_[left - 2].change != Change::kPortion) write_changed();
                break;
            case Change::kWindow:
                times[at(entry->node)].window = entry->after;
                if (layout.is_visit(entry->node)) {
                    const auto& route = routes[at(route_of(entry->node))];
                    times[at(entry->node)].own = own_of(entry->node, route);
                }
                break;
        }
    }
    log_.resize(mark);
    if (is_refreshed()) {
        if (only != kNone) {
            [[maybe_unused]] const bool fits = refresh(only);
            assert(fits);
            return;
        }
        for (const Index route : touched_) {
            // An unused route may not even have the time to load.
            [[maybe_unused]] const bool fits = refresh(route) || routes[at(route)].size == 0;
            assert(fits && log_.size() == mark);
        }
    }
}

template class State<false, Timing::kUntimed>;
template class State<false, Timing::kWindows>;
template class State<true, Timing::kUntimed>;
template class State<true, Timing::kFull>;

}  // namespace vrpcore
