import java.util.ArrayList;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.function.Function;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.javadsl.Broadcast;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Merge;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;

/** Asynchronous maps, idle sources, round trips and latency. */
final class SpecialGraphs extends Graphs {
    SpecialGraphs(ActorSystem system, boolean islands) {
        super(system, islands);
    }

    Function<Long, CompletionStage<Long>> ready() {
        return value -> CompletableFuture.completedFuture(value + 1);
    }

    Function<Long, CompletionStage<Long>> spawned() {
        return value -> CompletableFuture.supplyAsync(() -> value + 1, system.dispatcher());
    }

    long mapAsync(Function<Long, CompletionStage<Long>> function, Harness.Size size) {
        return sum(node(numbers(size).mapAsync(4, function)), size);
    }

    long mapAsyncUnordered(Function<Long, CompletionStage<Long>> function, Harness.Size size) {
        return sum(node(numbers(size).mapAsyncUnordered(4, function)), size);
    }

    /**
     * 10,000 sources, of which four send. The clock starts when the actors have had time
     * to come up: what do the idle ones cost per element?
     */
    Harness.Outcome mergeMostlyIdle(Harness.Size size) throws Exception {
        var start = new CompletableFuture<Integer>();
        var sources = new ArrayList<Source<Long, NotUsed>>();
        for (int i = 0; i < 10_000; i++) {
            if (i < 4) {
                long from = size.elements() * i / 4, end = size.elements() * (i + 1) / 4;
                sources.add(node(Source.completionStage(start).flatMapConcat(
                        started -> new Graphs(system, false).numbers(from, end))));
            } else {
                sources.add(node(Source.<Long>never()));
            }
        }
        var result = startSum(merged(sources).take(size.elements()), size).toCompletableFuture();
        Thread.sleep(1000);
        long begin = System.nanoTime();
        start.complete(0);
        long sum = result.join();
        long nanos = System.nanoTime() - begin;
        Thread.sleep(500); // the idle ones are cancelled only now
        return new Harness.Outcome(sum, nanos, null);
    }

    /**
     * A cycle of two nodes: the far one, and the near one with the entry and the exit. A
     * fused cycle needs a buffer, or demand would wait for itself; an island has one.
     */
    long pingPong(Harness.Size size) {
        Source<Long, NotUsed> visits = Source.fromGraph(GraphDSL.create(builder -> {
            var far = Flow.<Long>create().map(token -> token + 1);
            var farNode = islands ? far.async() : far.buffer(1, OverflowStrategy.backpressure());
            var entry = builder.add(Merge.<Long>create(2));
            var exit = builder.add(Broadcast.<Long>create(2, true));
            builder.from(builder.add(Source.single(0L))).toFanIn(entry);
            builder.from(entry)
                    .via(builder.add(Flow.<Long>create().map(token -> token + 1)))
                    .via(builder.add(farNode))
                    .viaFanOut(exit)
                    .toFanIn(entry);
            return SourceShape.of(exit.out(1));
        }));
        return visits.takeWhile(token -> token < 2 * size.elements(), true)
                .toMat(Sink.last(), Keep.right())
                .addAttributes(Attributes.inputBuffer(size.capacity(), size.capacity()))
                .run(system).toCompletableFuture().join();
    }

    /** One element through eight waiting nodes, seen from outside. */
    Harness.Outcome latency(Harness.Size size) throws Exception {
        var arrivals = new ArrayBlockingQueue<Long>(1);
        var graph = maps(node(Source.<Long>queue(16)), 8)
                .toMat(Sink.<Long>foreach(arrivals::put), Keep.both())
                .addAttributes(Attributes.inputBuffer(size.capacity(), size.capacity()))
                .run(system);
        var queue = graph.first();
        CompletionStage<Done> done = graph.second();
        var samples = new long[(int) size.elements()];
        long sum = 0;
        for (int i = 0; i < samples.length; i++) {
            long start = System.nanoTime();
            queue.offer((long) i);
            sum += arrivals.take();
            samples[i] = System.nanoTime() - start;
        }
        queue.complete();
        done.toCompletableFuture().join();
        return new Harness.Outcome(sum, 0, samples);
    }
}
