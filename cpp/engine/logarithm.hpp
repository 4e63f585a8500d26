// Logarithm and exponential from the four operations alone: the same bits on
// every machine, which the mathematical library does not promise.
#pragma once

#include <bit>
#include <cstdint>

namespace vrpcore {

// Natural logarithm of a positive, normal number, to about 1e-9.
inline double logarithm(double x) {
    const auto bits = std::bit_cast<std::uint64_t>(x);
    auto exponent = static_cast<int>(bits >> 52) - 1023;
    double mantissa = std::bit_cast<double>((bits & 0x000fffffffffffff) | 0x3ff0000000000000);
    if (mantissa > 1.4142135623730951) {
        mantissa *= 0.5;
        ++exponent;
    }
    const double z = (mantissa - 1.0) / (mantissa + 1.0);  // log m = 2 artanh z, |z| < 0.172
    const double q = z * z;
    const double series =
        1.0 + q * (1.0 / 3 + q * (1.0 / 5 + q * (1.0 / 7 + q * (1.0 / 9 + q * (1.0 / 11)))));
    return 2.0 * z * series + 0.6931471805599453 * exponent;
}

// e to the power of x, for -700 < x < 700, to about 1e-9.
inline double exponential(double x) {
    const double whole = x * 1.4426950408889634;
    const auto k = static_cast<int>(whole < 0 ? whole - 0.5 : whole + 0.5);
    const double r = (x - 0.6931471805599453 * k) / 16.0;
    double y = 1.0 + r * (1.0 + r / 2 * (1.0 + r / 3 * (1.0 + r / 4 * (1.0 + r / 5))));
    for (int i = 0; i < 4; ++i) y *= y;
    return y * std::bit_cast<double>(static_cast<std::uint64_t>(k + 1023) << 52);
}

}  // namespace vrpcore
