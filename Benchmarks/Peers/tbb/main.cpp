// oneTBB's flow graph, on all threads of the machine and on one thread.
#include <oneapi/tbb/info.h>
#include <oneapi/tbb/task_arena.h>

#include "special.hpp"

using harness::Outcome;
using Work = std::function<Outcome(Size)>;

template <class Body>
static Work clocked(Body body) {
    return [=](Size s) { return harness::timed([&] { return body(s); }); };
}

int main(int argc, char** argv) {
    // A graph runs in the arena that it is built in. The arenas live as long as the
    // program, so that no measurement pays for threads.
    auto allThreads = std::make_shared<tbb::task_arena>(tbb::info::default_concurrency());
    auto oneThread = std::make_shared<tbb::task_arena>(1);
    std::vector<harness::Case> cases;
    auto add = [&](const char* workload, const char* form, Work work, std::string engine = "") {
        if (!engine.empty()) engine += "-";
        cases.push_back({workload, form, engine + "all-threads",
                         [=](Size s) { return allThreads->execute([&] { return work(s); }); }});
        cases.push_back({workload, form, engine + "1-thread",
                         [=](Size s) { return oneThread->execute([&] { return work(s); }); }});
    };
    auto both = [&](const char* workload, auto nodes, auto fused) {
        add(workload, "nodes", nodes);
        add(workload, "fused", fused);
    };
    both("chain1", clocked([](Size s) { return chain<false>(1, s); }), clocked([](Size s) { return chain<true>(1, s); }));
    both("chain3", clocked([](Size s) { return chain<false>(3, s); }), clocked([](Size s) { return chain<true>(3, s); }));
    both("chain8", clocked([](Size s) { return chain<false>(8, s); }), clocked([](Size s) { return chain<true>(8, s); }));
    both("merge4", [](Size s) { return merge<false>(4, 4, s); }, [](Size s) { return merge<true>(4, 4, s); });
    both("merge64", [](Size s) { return merge<false>(64, 64, s); }, [](Size s) { return merge<true>(64, 64, s); });
    both("zip", clocked(zip<false>), clocked(zip<true>));
    both("broadcastzip", clocked(broadcastZip<false>), clocked(broadcastZip<true>));
    add("balancemerge", "nodes", clocked(balanceMerge), "queue-node");
    add("balancemerge", "nodes", clocked(balanceInOneNode), "concurrency-4");
    add("mapasync4ready", "nodes", clocked([](Size s) { return mapAsync(false, true, s); }));
    add("mapasync4spawned", "nodes", clocked([](Size s) { return mapAsync(true, true, s); }));
    add("mapasync4unorderedready", "nodes", clocked([](Size s) { return mapAsync(false, false, s); }));
    add("mapasync4unorderedspawned", "nodes", clocked([](Size s) { return mapAsync(true, false, s); }));
    both("merge10000", [](Size s) { return merge<false>(10'000, 4, s); }, [](Size s) { return merge<true>(10'000, 4, s); });
    add("pingpong", "nodes", clocked(pingPong));
    add("latency8", "nodes", latency);
    add("small1000", "nodes", clocked(small));
    both("buildrun10", clocked([](Size s) { return buildRun(false, s); }), clocked([](Size s) { return buildRun(true, s); }));
    auto atLeastOne = [](int64_t capacity) { return std::max<int64_t>(capacity, 1); };
    return harness::run("tbb", cases, atLeastOne, argc, argv);
}
