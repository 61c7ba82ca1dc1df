import com.lmax.disruptor.AlertException;
import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.TimeoutException;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.WorkHandler;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.EventHandlerGroup;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.function.LongUnaryOperator;
import java.util.function.Supplier;

/**
 * The workloads as the Disruptor wants them: a graph is one ring, a stage is a handler
 * with a thread that follows the stages before it through the same slots. So
 * `capacity` is that of the whole graph. The calling thread is the (first) source.
 */
final class Graphs {
    private final Supplier<WaitStrategy> waiting;

    Graphs(Supplier<WaitStrategy> waiting) {
        this.waiting = waiting;
    }

    private static final LongUnaryOperator ADD_ONE = value -> value + 1;

    private Ring ring(Harness.Size size, ProducerType producers) {
        return new Ring(size.capacity(), producers, waiting.get());
    }

    /** One handler after the other. */
    private static EventHandlerGroup<Event> maps(Disruptor<Event> disruptor, int count) {
        var group = disruptor.handleEventsWith(Ring.map(ADD_ONE));
        for (int i = 1; i < count; i++) group = group.then(Ring.map(ADD_ONE));
        return group;
    }

    long chain(int maps, Harness.Size size) throws Exception {
        try (var ring = ring(size, ProducerType.SINGLE)) {
            var sink = new Sink(size.elements(), event -> event.value);
            maps(ring.disruptor, maps).then(sink);
            ring.disruptor.start();
            ring.publishRange(0, size.elements());
            return sink.result();
        }
    }

    /** The fused form: one handler calls all functions and adds up. */
    long oneHandler(int maps, Harness.Size size) throws Exception {
        var functions = new LongUnaryOperator[maps];
        Arrays.fill(functions, ADD_ONE);
        try (var ring = ring(size, ProducerType.SINGLE)) {
            var sink = new Sink(size.elements(), event -> {
                long value = event.value;
                for (var function : functions) value = function.applyAsLong(value);
                return value;
            });
            ring.disruptor.handleEventsWith(sink);
            ring.disruptor.start();
            ring.publishRange(0, size.elements());
            return sink.result();
        }
    }

    /** Several publishers on one ring are the merge. */
    long merge(int sources, Harness.Size size) throws Exception {
        try (var ring = ring(size, ProducerType.MULTI)) {
            var sink = new Sink(size.elements(), event -> event.value);
            ring.disruptor.handleEventsWith(sink);
            ring.disruptor.start();
            for (int i = 0; i < sources; i++) {
                ring.startSource(size.elements() * i / sources, size.elements() * (i + 1) / sources);
            }
            return sink.result();
        }
    }

    /** Two rings, one thread that waits for both and publishes pairs to a third. */
    long zip(Harness.Size size) throws Exception {
        try (var left = ring(size, ProducerType.SINGLE);
                var right = ring(size, ProducerType.SINGLE);
                var zipped = ring(size, ProducerType.SINGLE)) {
            var sink = new Sink(size.elements(), event -> event.left + event.right);
            zipped.disruptor.handleEventsWith(sink);
            zipped.disruptor.start();
            var consumed = new Sequence();
            left.disruptor.getRingBuffer().addGatingSequences(consumed);
            right.disruptor.getRingBuffer().addGatingSequences(consumed);
            zipped.thread(() -> zipAll(left, right, zipped, consumed, size.elements())).start();
            left.startSource(0, size.elements());
            right.startSource(0, size.elements());
            return sink.result();
        }
    }

    private static void zipAll(Ring left, Ring right, Ring zipped, Sequence consumed, long elements) {
        var a = left.disruptor.getRingBuffer();
        var b = right.disruptor.getRingBuffer();
        var out = zipped.disruptor.getRingBuffer();
        var aBarrier = a.newBarrier();
        var bBarrier = b.newBarrier();
        try {
            for (long next = 0; next < elements; ) {
                long available = Math.min(aBarrier.waitFor(next), bBarrier.waitFor(next));
                for (; next <= available; next++) {
                    long sequence = out.next();
                    var pair = out.get(sequence);
                    pair.left = a.get(next).value;
                    pair.right = b.get(next).value;
                    out.publish(sequence);
                }
                consumed.set(available);
            }
        } catch (AlertException | InterruptedException | TimeoutException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** The Disruptor's diamond: two handlers side by side, a third behind both. */
    long broadcastZip(Harness.Size size) throws Exception {
        try (var ring = ring(size, ProducerType.SINGLE)) {
            var sink = new Sink(size.elements(), event -> event.left + event.right);
            // Each map has a field of its own, since both work on the slot at once.
            EventHandler<Event> left = (event, sequence, last) -> event.left = ADD_ONE.applyAsLong(event.value);
            EventHandler<Event> right = (event, sequence, last) -> event.right = ADD_ONE.applyAsLong(event.value);
            ring.disruptor.handleEventsWith(left, right).then(sink);
            ring.disruptor.start();
            ring.publishRange(0, size.elements());
            return sink.result();
        }
    }

    /** Four handlers see every slot and work on each fourth: the quicker way to share. */
    long everyFourth(Harness.Size size) throws Exception {
        try (var ring = ring(size, ProducerType.SINGLE)) {
            var sink = new Sink(size.elements(), event -> event.value);
            ring.disruptor.handleEventsWith(fourth(0), fourth(1), fourth(2), fourth(3)).then(sink);
            ring.disruptor.start();
            ring.publishRange(0, size.elements());
            return sink.result();
        }
    }

    private static EventHandler<Event> fourth(int which) {
        return (event, sequence, last) -> {
            if ((sequence & 3) == which) event.value = ADD_ONE.applyAsLong(event.value);
        };
    }

    /** Four workers, each element to one of them; the sink follows all four. */
    long workerPool(Harness.Size size) throws Exception {
        try (var ring = ring(size, ProducerType.SINGLE)) {
            var sink = new Sink(size.elements(), event -> event.value);
            WorkHandler<Event> worker = event -> event.value = ADD_ONE.applyAsLong(event.value);
            ring.disruptor.handleEventsWithWorkerPool(worker, worker, worker, worker).then(sink);
            ring.disruptor.start();
            ring.publishRange(0, size.elements());
            return sink.result();
        }
    }

    /** Two rings; each one's handler publishes to the other. */
    long pingPong(Harness.Size size) throws Exception {
        try (var ping = ring(size, ProducerType.SINGLE); var pong = ring(size, ProducerType.SINGLE)) {
            var toPong = pong.disruptor.getRingBuffer();
            var toPing = ping.disruptor.getRingBuffer();
            var sink = new Sink(size.elements(), event -> 2); // two visits a round
            ping.disruptor.handleEventsWith((event, sequence, last) -> Ring.publish(toPong, event.value + 1));
            pong.disruptor.handleEventsWith((event, sequence, last) -> {
                event.value++;
                sink.onEvent(event, sequence, last);
                if (event.value < 2 * size.elements()) Ring.publish(toPing, event.value);
            });
            ping.disruptor.start();
            pong.disruptor.start();
            Ring.publish(toPing, 0);
            return sink.result();
        }
    }

    /** One element through eight waiting handlers; the caller waits as a handler does. */
    Harness.Outcome latency(Harness.Size size) throws Exception {
        try (var ring = ring(size, ProducerType.SINGLE)) {
            var end = maps(ring.disruptor, 8).asSequenceBarrier();
            var buffer = ring.disruptor.start();
            var samples = new long[(int) size.elements()];
            long sum = 0;
            for (int i = 0; i < samples.length; i++) {
                long start = System.nanoTime();
                Ring.publish(buffer, i);
                end.waitFor(i);
                sum += buffer.get(i).value;
                samples[i] = System.nanoTime() - start;
            }
            return new Harness.Outcome(sum, 0, samples);
        }
    }

    /** All graphs live at once, with two threads each; the caller is their source. */
    long small(Harness.Size size) throws Exception {
        var rings = new ArrayList<Ring>();
        var sinks = new ArrayList<Sink>();
        for (long i = 0; i < size.elements(); i++) {
            var ring = ring(size, ProducerType.SINGLE);
            var sink = new Sink(10, event -> event.value);
            maps(ring.disruptor, 1).then(sink);
            ring.disruptor.start();
            rings.add(ring);
            sinks.add(sink);
        }
        for (var ring : rings) ring.publishRange(0, 10);
        long sum = 0;
        for (var sink : sinks) sum += sink.result();
        for (var ring : rings) ring.close();
        return sum;
    }

    long buildRun(Harness.Size size) throws Exception {
        long sum = 0;
        for (long i = 0; i < size.elements(); i++) sum += chain(8, new Harness.Size(1, size.capacity()));
        return sum;
    }
}
