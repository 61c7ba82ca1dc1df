// The floor: what the work costs when nothing but rings and stored closures is
// left (no threads, no scheduling, no locks), and when not even rings are left.
#include "../common/harness.hpp"
#include "stages.hpp"

using harness::Size;

static int64_t ringsChain(int maps, Size size) {
    int64_t sum = 0;
    Pipeline line(size.capacity);
    Ring* last = &line.ring();
    line.add<RangeStage>(int64_t(0), size.elements, *last);
    for (int i = 0; i < maps; i++) {
        Ring& next = line.ring();
        line.add<MapStage>(*last, next, addOne());
        last = &next;
    }
    line.add<SinkStage>(*last, addTo(sum));
    line.walk();
    return sum;
}

static int64_t ringsMerge(int sources, Size size) {
    int64_t sum = 0;
    Pipeline line(size.capacity);
    std::vector<Ring*> ins;
    for (int i = 0; i < sources; i++) {
        ins.push_back(&line.ring());
        line.add<RangeStage>(size.elements * i / sources, size.elements * (i + 1) / sources, *ins.back());
    }
    Ring& merged = line.ring();
    line.add<MergeStage>(ins, merged);
    line.add<SinkStage>(merged, addTo(sum));
    line.walk();
    return sum;
}

static int64_t ringsZip(Size size) {
    int64_t sum = 0;
    Pipeline line(size.capacity);
    Ring &left = line.ring(), &right = line.ring(), &zipped = line.ring();
    line.add<RangeStage>(int64_t(0), size.elements, left);
    line.add<RangeStage>(int64_t(0), size.elements, right);
    line.add<ZipStage>(left, right, zipped, addBoth());
    line.add<SinkStage>(zipped, addTo(sum));
    line.walk();
    return sum;
}

static int64_t fusedChain(int maps, Size size) {
    int64_t sum = 0;
    std::vector<Transform> transforms(size_t(maps), addOne());
    Consume consume = addTo(sum);
    for (int64_t i = 0; i < size.elements; i++) {
        int64_t value = i;
        for (auto& transform : transforms) value = transform(value);
        consume(value);
    }
    return sum;
}

static int64_t fusedMerge(int sources, Size size) {
    int64_t sum = 0;
    std::vector<std::pair<int64_t, int64_t>> ranges;
    for (int i = 0; i < sources; i++)
        ranges.push_back({size.elements * i / sources, size.elements * (i + 1) / sources});
    Consume consume = addTo(sum);
    // One element from each source in turn, as a fair merge would.
    for (bool moved = true; moved;) {
        moved = false;
        for (auto& [next, end] : ranges) {
            if (next == end) continue;
            consume(next++);
            moved = true;
        }
    }
    return sum;
}

static int64_t fusedZip(Size size) {
    int64_t sum = 0;
    Combine combine = addBoth();
    Consume consume = addTo(sum);
    for (int64_t left = 0, right = 0; left < size.elements; left++, right++) consume(combine(left, right));
    return sum;
}

static int64_t powerOfTwo(int64_t capacity) {
    int64_t power = 1;
    while (power < capacity) power *= 2;
    return power;
}

int main(int argc, char** argv) {
    std::vector<harness::Case> cases;
    auto add = [&](const char* workload, auto rings, auto fused) {
        cases.push_back({workload, "rings-one-thread", "", [=](Size s) { return harness::timed([&] { return rings(s); }); }});
        cases.push_back({workload, "fused", "", [=](Size s) { return harness::timed([&] { return fused(s); }); }});
    };
    add("chain1", [](Size s) { return ringsChain(1, s); }, [](Size s) { return fusedChain(1, s); });
    add("chain3", [](Size s) { return ringsChain(3, s); }, [](Size s) { return fusedChain(3, s); });
    add("chain8", [](Size s) { return ringsChain(8, s); }, [](Size s) { return fusedChain(8, s); });
    add("merge4", [](Size s) { return ringsMerge(4, s); }, [](Size s) { return fusedMerge(4, s); });
    add("merge64", [](Size s) { return ringsMerge(64, s); }, [](Size s) { return fusedMerge(64, s); });
    add("zip", ringsZip, fusedZip);
    return harness::run("plainc", cases, powerOfTwo, argc, argv);
}
