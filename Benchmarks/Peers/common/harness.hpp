// What every C++ peer shares: the command line, the clock, the check of the
// result and the JSON line. See ../README.md for the contract.
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <vector>

namespace harness {

using Clock = std::chrono::steady_clock;

inline double nanoseconds(Clock::time_point from, Clock::time_point to) {
    return std::chrono::duration<double, std::nano>(to - from).count();
}

struct Size {
    int64_t elements;
    int64_t capacity;
};

struct Outcome {
    int64_t sum = 0;
    double ns = 0;                // the whole run
    std::vector<double> samples;  // filled by latency workloads only
};

struct Case {
    std::string workload, form, variant;
    std::function<Outcome(Size)> run;
};

// Most workloads: the clock covers building, running and freeing the graph.
template <class Body>
Outcome timed(Body body) {
    Outcome outcome;
    auto start = Clock::now();
    outcome.sum = body();
    outcome.ns = nanoseconds(start, Clock::now());
    return outcome;
}

inline int64_t expected(const std::string& workload, int64_t n) {
    const int64_t triangle = n * (n - 1) / 2;
    auto starts = [&](const char* prefix) { return workload.rfind(prefix, 0) == 0; };
    if (starts("chain")) return triangle + n * std::atoi(workload.c_str() + 5);
    if (starts("merge")) return triangle;
    if (workload == "zip") return 2 * triangle;
    if (workload == "broadcastzip") return 2 * (triangle + n);
    if (workload == "balancemerge" || starts("mapasync4")) return triangle + n;
    if (workload == "pingpong") return 2 * n;
    if (workload == "latency8") return triangle + 8 * n;
    if (workload == "small1000") return 1000 * 55;
    if (workload == "buildrun10") return 8 * n;
    std::abort();
}

inline void report(const char* peer, const Case& c, Size size, Outcome& outcome) {
    if (outcome.sum != expected(c.workload, size.elements)) {
        std::fprintf(stderr, "%s: %s (%s %s): sum is %lld, should be %lld\n", peer, c.workload.c_str(),
                     c.form.c_str(), c.variant.c_str(), (long long)outcome.sum,
                     (long long)expected(c.workload, size.elements));
        std::exit(1);
    }
    std::printf("{\"peer\":\"%s\",\"form\":\"%s\",", peer, c.form.c_str());
    if (!c.variant.empty()) std::printf("\"variant\":\"%s\",", c.variant.c_str());
    std::printf("\"workload\":\"%s\",\"capacity\":%lld,\"elements\":%lld,", c.workload.c_str(),
                (long long)size.capacity, (long long)size.elements);
    auto& samples = outcome.samples;
    if (samples.empty()) {
        std::printf("\"ns_per_element\":%.2f}\n", outcome.ns / double(size.elements));
    } else {
        std::sort(samples.begin(), samples.end());
        std::printf("\"p50_ns\":%.0f,\"p99_ns\":%.0f}\n", samples[samples.size() / 2],
                    samples[samples.size() * 99 / 100]);
    }
    std::fflush(stdout);
}

[[noreturn]] inline void usage(const char* peer, const char* problem) {
    std::fprintf(stderr, "%s: %s\nusage: run --list | --build | --workload NAME [--elements N] "
                 "[--capacity C] [--rounds R]\n", peer, problem);
    std::exit(2);
}

// `usable` turns the capacity asked for into one that the peer really has.
inline int run(const char* peer, const std::vector<Case>& cases,
               std::function<int64_t(int64_t)> usable, int argc, char** argv) {
    std::string workload;
    Size size{1'000'000, 256};
    int64_t rounds = 5;
    for (int i = 1; i < argc; i++) {
        if (!std::strcmp(argv[i], "--list")) {
            std::string last;
            for (auto& c : cases)
                if (c.workload != last) std::puts((last = c.workload).c_str());
            return 0;
        }
        if (i + 1 == argc) usage(peer, "an option without a value");
        if (!std::strcmp(argv[i], "--workload")) workload = argv[++i];
        else if (!std::strcmp(argv[i], "--elements")) size.elements = std::atoll(argv[++i]);
        else if (!std::strcmp(argv[i], "--capacity")) size.capacity = std::atoll(argv[++i]);
        else if (!std::strcmp(argv[i], "--rounds")) rounds = std::atoll(argv[++i]);
        else usage(peer, "an unknown option");
    }
    if (workload == "small1000") size.elements = 1000;
    if (size.elements < 1 || size.capacity < 0 || rounds < 1) usage(peer, "a number out of range");
    size.capacity = usable(size.capacity);

    std::vector<Case> chosen;
    for (auto& c : cases)
        if (c.workload == workload) chosen.push_back(c);
    if (chosen.empty()) usage(peer, "no such workload");

    for (auto& c : chosen) c.run(size);  // warm-up: page faults, threads
    for (int64_t round = 0; round < rounds; round++) {
        // Forms take turns, so that a slow spell of the machine meets them all.
        for (auto& c : chosen) {
            Outcome outcome = c.run(size);
            report(peer, c, size, outcome);
        }
    }
    return 0;
}

}  // namespace harness
