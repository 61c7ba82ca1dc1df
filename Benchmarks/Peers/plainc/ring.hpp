// A bounded ring between one producer and one consumer. It would be correct
// across two threads as well: each side reads the other's counter once per visit
// and publishes its own once per visit, so that a whole batch shares the cost.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>

class Ring {
public:
    // `capacity` must be a power of two: a slot is then found with one mask.
    explicit Ring(size_t capacity) : slots(new int64_t[capacity]), mask(capacity - 1) {}

    uint64_t ready() const {
        return tail.load(std::memory_order_acquire) - head.load(std::memory_order_relaxed);
    }

    uint64_t room() const {
        return mask + 1 - (tail.load(std::memory_order_relaxed) - head.load(std::memory_order_acquire));
    }

    // A run of slots with everything needed to find them in local variables: the
    // compiler may then keep them in registers across calls of opaque closures.
    struct Window {
        int64_t* slots;
        uint64_t mask, start;
        int64_t& operator[](uint64_t i) const { return slots[(start + i) & mask]; }
    };

    // For the consumer: the elements [0, ready()).
    Window filled() const { return {slots.get(), mask, head.load(std::memory_order_relaxed)}; }
    void take(uint64_t count) {
        head.store(head.load(std::memory_order_relaxed) + count, std::memory_order_release);
    }

    // For the producer: the places [0, room()).
    Window empty() const { return {slots.get(), mask, tail.load(std::memory_order_relaxed)}; }
    void publish(uint64_t count) {
        tail.store(tail.load(std::memory_order_relaxed) + count, std::memory_order_release);
    }

private:
    std::unique_ptr<int64_t[]> slots;
    uint64_t mask;
    alignas(64) std::atomic<uint64_t> head{0};  // next to take, written by the consumer
    alignas(64) std::atomic<uint64_t> tail{0};  // next to fill, written by the producer
};
