import com.typesafe.config.ConfigFactory;
import org.apache.pekko.actor.ActorSystem;

/** Apache Pekko Streams with its default dispatcher and with one of two threads. */
final class Main {
    private static final Harness harness = new Harness("pekko", Harness::powerOfTwo);

    private static ActorSystem system(String name, String settings) {
        var quiet = "pekko { loglevel = OFF, stdout-loglevel = OFF, daemonic = on }\n";
        return ActorSystem.create(name, ConfigFactory.parseString(quiet + settings).withFallback(ConfigFactory.load()));
    }

    private static void addAll(ActorSystem system, String form, boolean islands) {
        var graphs = new SpecialGraphs(system, islands);
        var name = system.name();
        for (int maps : new int[] {1, 3, 8}) {
            harness.addTimed("chain" + maps, form, name, size -> graphs.chain(maps, size));
        }
        harness.addTimed("merge4", form, name, size -> graphs.merge(4, size));
        harness.addTimed("merge64", form, name, size -> graphs.merge(64, size));
        harness.addTimed("zip", form, name, graphs::zip);
        harness.addTimed("broadcastzip", form, name, graphs::broadcastZip);
        harness.addTimed("balancemerge", form, name, graphs::balanceMerge);
        harness.addTimed("mapasync4ready", form, name, size -> graphs.mapAsync(graphs.ready(), size));
        harness.addTimed("mapasync4spawned", form, name, size -> graphs.mapAsync(graphs.spawned(), size));
        harness.addTimed("mapasync4unorderedready", form, name,
                size -> graphs.mapAsyncUnordered(graphs.ready(), size));
        harness.addTimed("mapasync4unorderedspawned", form, name,
                size -> graphs.mapAsyncUnordered(graphs.spawned(), size));
        harness.add("merge10000", form, name, graphs::mergeMostlyIdle);
        harness.addTimed("pingpong", form, name, graphs::pingPong);
        harness.add("latency8", form, name, graphs::latency);
        harness.addTimed("small1000", form, name, graphs::small);
        harness.addTimed("buildrun10", form, name, graphs::buildRun);
    }

    public static void main(String[] arguments) throws Exception {
        var byDefault = system("default-dispatcher", "");
        var twoThreads = system("2-threads", """
                pekko.actor.default-dispatcher.fork-join-executor { parallelism-min = 2, parallelism-max = 2 }
                """);
        for (var system : new ActorSystem[] {byDefault, twoThreads}) {
            addAll(system, "nodes", true);
            addAll(system, "fused", false);
        }
        harness.run(arguments);
        byDefault.terminate();
        twoThreads.terminate();
    }
}
