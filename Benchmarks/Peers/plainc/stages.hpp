// Stages over rings. A visit handles all it can - as much as its inputs hold and
// its output has room for - and tells whether it moved anything.
#pragma once

#include <algorithm>
#include <memory>
#include <vector>

#include "closures.hpp"
#include "ring.hpp"

struct Stage {
    virtual ~Stage() = default;
    virtual bool visit() = 0;
};

struct RangeStage : Stage {
    int64_t next, end;
    Ring& out;
    RangeStage(int64_t from, int64_t end, Ring& out) : next(from), end(end), out(out) {}
    bool visit() override {
        uint64_t count = std::min<uint64_t>(uint64_t(end - next), out.room());
        auto to = out.empty();
        for (uint64_t i = 0; i < count; i++) to[i] = next++;
        out.publish(count);
        return count > 0;
    }
};

struct MapStage : Stage {
    Ring &in, &out;
    Transform transform;
    MapStage(Ring& in, Ring& out, Transform transform) : in(in), out(out), transform(transform) {}
    bool visit() override {
        uint64_t count = std::min(in.ready(), out.room());
        auto from = in.filled(), to = out.empty();
        auto apply = transform;
        for (uint64_t i = 0; i < count; i++) to[i] = apply(from[i]);
        in.take(count);
        out.publish(count);
        return count > 0;
    }
};

struct MergeStage : Stage {
    std::vector<Ring*> ins;
    Ring& out;
    size_t first = 0;
    MergeStage(std::vector<Ring*> ins, Ring& out) : ins(std::move(ins)), out(out) {}
    bool visit() override {
        uint64_t moved = 0, room = out.room();
        size_t looked = 0;
        auto to = out.empty();
        for (; looked < ins.size() && moved < room; looked++) {
            Ring& in = *ins[(first + looked) % ins.size()];
            uint64_t count = std::min(in.ready(), room - moved);
            auto from = in.filled();
            for (uint64_t i = 0; i < count; i++) to[moved + i] = from[i];
            in.take(count);
            moved += count;
        }
        first = (first + looked) % ins.size();  // the next visit goes on where this one stopped
        out.publish(moved);
        return moved > 0;
    }
};

struct ZipStage : Stage {
    Ring &left, &right, &out;
    Combine combine;
    ZipStage(Ring& left, Ring& right, Ring& out, Combine combine)
        : left(left), right(right), out(out), combine(combine) {}
    bool visit() override {
        uint64_t count = std::min({left.ready(), right.ready(), out.room()});
        auto a = left.filled(), b = right.filled(), to = out.empty();
        auto apply = combine;
        for (uint64_t i = 0; i < count; i++) to[i] = apply(a[i], b[i]);
        left.take(count);
        right.take(count);
        out.publish(count);
        return count > 0;
    }
};

struct SinkStage : Stage {
    Ring& in;
    Consume consume;
    SinkStage(Ring& in, Consume consume) : in(in), consume(consume) {}
    bool visit() override {
        uint64_t count = in.ready();
        auto from = in.filled();
        auto apply = consume;
        for (uint64_t i = 0; i < count; i++) apply(from[i]);
        in.take(count);
        return count > 0;
    }
};

// Owns the rings and the stages and walks them.
class Pipeline {
public:
    explicit Pipeline(int64_t capacity) : capacity(size_t(capacity)) {}

    Ring& ring() {
        rings.push_back(std::make_unique<Ring>(capacity));
        return *rings.back();
    }

    template <class S, class... Arguments>
    void add(Arguments&&... arguments) {
        stages.push_back(std::make_unique<S>(std::forward<Arguments>(arguments)...));
    }

    // One thread, round robin. A whole round in which nothing moved is the end:
    // nothing from outside could ever move it again.
    void walk() {
        bool moved;
        do {
            moved = false;
            for (auto& stage : stages) moved |= stage->visit();
        } while (moved);
    }

private:
    size_t capacity;
    std::vector<std::unique_ptr<Ring>> rings;
    std::vector<std::unique_ptr<Stage>> stages;
};
