// A monotone priority queue: what is pushed is never less than what was popped last.
//
// Ahuja, Mehlhorn, Orlin and Tarjan (1990), "Faster algorithms for the shortest path problem": an entry lies
// in the bucket of the highest bit in which its key differs from the last one popped, so each entry moves at
// most once per bit, and comparisons are of one bucket at a time.
#pragma once

#include <array>
#include <bit>
#include <cstdint>
#include <utility>
#include <vector>

namespace vrpcore::roads {

template <typename Value>
class RadixHeap {
public:
    using Key = std::uint64_t;

    bool empty() const { return size_ == 0; }

    void push(Key key, Value value) {
        bucket_of(key).emplace_back(key, value);
        ++size_;
    }

    std::pair<Key, Value> pop() {
        if (buckets_[0].empty()) {
            std::size_t full = 1;
            while (buckets_[full].empty()) ++full;
            auto& bucket = buckets_[full];
            last_ = bucket.front().first;
            for (const auto& entry : bucket) last_ = entry.first < last_ ? entry.first : last_;
            for (const auto& entry : bucket) bucket_of(entry.first).push_back(entry);
            bucket.clear();
        }
        const auto least = buckets_[0].back();
        buckets_[0].pop_back();
        --size_;
        return least;
    }

    void clear() {
        for (auto& bucket : buckets_) bucket.clear();
        size_ = 0;
        last_ = 0;
    }

private:
    std::vector<std::pair<Key, Value>>& bucket_of(Key key) {
        return buckets_[static_cast<std::size_t>(std::bit_width(key ^ last_))];
    }

    std::array<std::vector<std::pair<Key, Value>>, 65> buckets_;
    Key last_ = 0;
    std::size_t size_ = 0;
};

}  // namespace vrpcore::roads
