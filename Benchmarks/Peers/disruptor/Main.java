import com.lmax.disruptor.BlockingWaitStrategy;
import com.lmax.disruptor.SleepingWaitStrategy;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.YieldingWaitStrategy;
import java.util.function.Supplier;

/**
 * The LMAX Disruptor. Busy spinning, its fastest way to wait, needs a core per stage,
 * so the two ways that make sense on fewer cores are measured: spin and then yield, and
 * spin, yield and then sleep.
 */
final class Main {
    private static final Harness harness = new Harness("disruptor", Harness::powerOfTwo);

    private static void addAll(String name, Supplier<WaitStrategy> waiting) {
        var graphs = new Graphs(waiting);
        for (int maps : new int[] {1, 3, 8}) {
            harness.addTimed("chain" + maps, "nodes", name, size -> graphs.chain(maps, size));
            harness.addTimed("chain" + maps, "fused", "one-handler-" + name, size -> graphs.oneHandler(maps, size));
        }
        harness.addTimed("merge4", "nodes", name, size -> graphs.merge(4, size));
        harness.addTimed("merge64", "nodes", name, size -> graphs.merge(64, size));
        harness.addTimed("zip", "nodes", name, graphs::zip);
        harness.addTimed("broadcastzip", "nodes", name, graphs::broadcastZip);
        harness.addTimed("balancemerge", "nodes", "every-fourth-" + name, graphs::everyFourth);
        harness.addTimed("balancemerge", "nodes", "worker-pool-" + name, graphs::workerPool);
        harness.addTimed("pingpong", "nodes", name, graphs::pingPong);
        harness.add("latency8", "nodes", name, graphs::latency);
        harness.addTimed("buildrun10", "nodes", name, graphs::buildRun);
    }

    public static void main(String[] arguments) throws Exception {
        addAll("yielding", YieldingWaitStrategy::new);
        addAll("sleeping", SleepingWaitStrategy::new);
        // 2,000 threads that spin or nap would only measure the operating system. (Blocking
        // is no way for the other workloads: it blocks behind the publisher only, and
        // spins behind any other stage.)
        var blocking = new Graphs(BlockingWaitStrategy::new);
        harness.addTimed("small1000", "nodes", "blocking", blocking::small);
        harness.run(arguments);
    }
}
