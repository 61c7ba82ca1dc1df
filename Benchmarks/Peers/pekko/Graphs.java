import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Graph;
import org.apache.pekko.stream.SourceShape;
import org.apache.pekko.stream.javadsl.Balance;
import org.apache.pekko.stream.javadsl.Broadcast;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.GraphDSL;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Merge;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.Zip;

/**
 * The plain workloads as Pekko streams. With `islands` every operator is an actor of its
 * own (`.async()`), and `capacity` is the input buffer of each; without, the whole graph
 * is fused into one actor.
 */
class Graphs {
    final ActorSystem system;
    final boolean islands;

    Graphs(ActorSystem system, boolean islands) {
        this.system = system;
        this.islands = islands;
    }

    <T, M> Source<T, M> node(Source<T, M> source) {
        return islands ? source.async() : source;
    }

    private <M> Graph<FlowShape<Long, Long>, M> node(Flow<Long, Long, M> flow) {
        return islands ? flow.async() : flow;
    }

    Source<Long, NotUsed> numbers(long from, long end) {
        return node(Source.fromIterator(() -> new Iterator<Long>() {
            private long next = from;

            @Override
            public boolean hasNext() {
                return next < end;
            }

            @Override
            public Long next() {
                return next++;
            }
        }));
    }

    Source<Long, NotUsed> numbers(Harness.Size size) {
        return numbers(0, size.elements());
    }

    <M> Source<Long, M> maps(Source<Long, M> source, int count) {
        for (int i = 0; i < count; i++) source = node(source.map(value -> value + 1));
        return source;
    }

    CompletionStage<Long> startSum(Source<Long, ?> source, Harness.Size size) {
        return source.toMat(Sink.fold(0L, Long::sum), Keep.right())
                .addAttributes(Attributes.inputBuffer(size.capacity(), size.capacity()))
                .run(system);
    }

    long sum(Source<Long, ?> source, Harness.Size size) {
        return startSum(source, size).toCompletableFuture().join();
    }

    private long sumOfPairs(Source<Pair<Long, Long>, ?> source, Harness.Size size) {
        Sink<Pair<Long, Long>, CompletionStage<Long>> sink =
                Sink.fold(0L, (sum, pair) -> sum + pair.first() + pair.second());
        return source.toMat(sink, Keep.right())
                .addAttributes(Attributes.inputBuffer(size.capacity(), size.capacity()))
                .run(system).toCompletableFuture().join();
    }

    long chain(int maps, Harness.Size size) {
        return sum(maps(numbers(size), maps), size);
    }

    Source<Long, ?> merged(List<Source<Long, NotUsed>> sources) {
        return node(Source.combine(sources, count -> Merge.create(count)));
    }

    long merge(int count, Harness.Size size) {
        var sources = new ArrayList<Source<Long, NotUsed>>();
        for (int i = 0; i < count; i++) {
            sources.add(numbers(size.elements() * i / count, size.elements() * (i + 1) / count));
        }
        return sum(merged(sources), size);
    }

    long zip(Harness.Size size) {
        return sumOfPairs(node(numbers(size).zip(numbers(size))), size);
    }

    long broadcastZip(Harness.Size size) {
        Source<Pair<Long, Long>, NotUsed> zipped = Source.fromGraph(GraphDSL.create(builder -> {
            var broadcast = builder.add(islands ? Broadcast.<Long>create(2).async() : Broadcast.<Long>create(2));
            var zip = builder.add(Zip.<Long, Long>create());
            builder.from(builder.add(numbers(size))).viaFanOut(broadcast);
            builder.from(broadcast).via(builder.add(addOne())).toInlet(zip.in0());
            builder.from(broadcast).via(builder.add(addOne())).toInlet(zip.in1());
            return SourceShape.of(zip.out());
        }));
        return sumOfPairs(node(zipped), size);
    }

    long balanceMerge(Harness.Size size) {
        Source<Long, NotUsed> merged = Source.fromGraph(GraphDSL.create(builder -> {
            var balance = builder.add(islands ? Balance.<Long>create(4).async() : Balance.<Long>create(4));
            var merge = builder.add(Merge.<Long>create(4));
            builder.from(builder.add(numbers(size))).viaFanOut(balance);
            for (int i = 0; i < 4; i++) builder.from(balance).via(builder.add(addOne())).toFanIn(merge);
            return SourceShape.of(merge.out());
        }));
        return sum(node(merged), size);
    }

    private Graph<FlowShape<Long, Long>, NotUsed> addOne() {
        return node(Flow.<Long>create().map(value -> value + 1));
    }

    long small(Harness.Size size) {
        var results = new ArrayList<CompletionStage<Long>>();
        for (long i = 0; i < size.elements(); i++) results.add(startSum(maps(numbers(0, 10), 1), size));
        long sum = 0;
        for (var result : results) sum += result.toCompletableFuture().join();
        return sum;
    }

    long buildRun(Harness.Size size) {
        long sum = 0;
        for (long i = 0; i < size.elements(); i++) sum += chain(8, new Harness.Size(1, size.capacity()));
        return sum;
    }
}
