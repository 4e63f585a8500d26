// Random numbers that are the same on every machine.
//
// The generator is xoshiro256** of Blackman and Vigna (2021), "Scrambled linear
// pseudorandom number generators", ACM Transactions on Mathematical Software
// 47(4), seeded through splitmix64 as its authors advise. The distributions of
// the standard library differ from one implementation to the next, so the few
// we need are here.
#pragma once

#include <array>
#include <bit>
#include <cassert>
#include <cstdint>
#include <limits>

namespace vrpcore {

// The next number of the splitmix64 sequence; advances `state`.
constexpr std::uint64_t splitmix64(std::uint64_t& state) {
    state += 0x9e3779b97f4a7c15U;
    std::uint64_t mixed = state;
    mixed = (mixed ^ (mixed >> 30)) * 0xbf58476d1ce4e5b9U;
    mixed = (mixed ^ (mixed >> 27)) * 0x94d049bb133111ebU;
    return mixed ^ (mixed >> 31);
}

class Random {
public:
    using result_type = std::uint64_t;  // with min, max and (): a uniform random
                                        // bit generator of the standard
    using State = std::array<std::uint64_t, 4>;

    constexpr explicit Random(std::uint64_t seed) {
        for (auto& word : state_) word = splitmix64(seed);
    }

    // Continues from a given state, of which at least one word is not zero.
    constexpr explicit Random(const State& state) : state_(state) {}

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }

    // 64 random bits.
    constexpr result_type operator()() {
        const std::uint64_t result = std::rotl(state_[1] * 5, 7) * 9;
        const std::uint64_t shifted = state_[1] << 17;
        state_[2] ^= state_[0];
        state_[3] ^= state_[1];
        state_[1] ^= state_[2];
        state_[0] ^= state_[3];
        state_[2] ^= shifted;
        state_[3] = std::rotl(state_[3], 45);
        return result;
    }

    // One of 0, …, n - 1, each equally likely; n is at least 1. By multiplication
    // and, rarely, another draw: Lemire (2019), "Fast random integer generation
    // in an interval", ACM Transactions on Modeling and Computer Simulation
    // 29(1).
    constexpr std::int32_t below(std::int32_t n) {
        assert(n > 0);
        const auto range = static_cast<std::uint32_t>(n);
        std::uint64_t product = high_word() * range;
        if (static_cast<std::uint32_t>(product) < range) {
            const std::uint32_t surplus = (0U - range) % range;  // 2^32 modulo n
            while (static_cast<std::uint32_t>(product) < surplus) product = high_word() * range;
        }
        return static_cast<std::int32_t>(product >> 32);
    }

    // A multiple of 2^-53 in [0, 1).
    constexpr double uniform() { return static_cast<double>((*this)() >> 11) * 0x1.0p-53; }

private:
    constexpr std::uint64_t high_word() { return (*this)() >> 32; }

    State state_{};
};

}  // namespace vrpcore
