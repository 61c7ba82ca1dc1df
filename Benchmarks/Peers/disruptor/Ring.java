import com.lmax.disruptor.EventHandler;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.WaitStrategy;
import com.lmax.disruptor.dsl.Disruptor;
import com.lmax.disruptor.dsl.ProducerType;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongUnaryOperator;

/** A disruptor with its threads; closing it waits until they are gone. */
final class Ring implements AutoCloseable {
    final Disruptor<Event> disruptor;
    private final List<Thread> threads = new ArrayList<>();

    Ring(int capacity, ProducerType producers, WaitStrategy waiting) {
        disruptor = new Disruptor<>(Event::new, capacity, this::thread, producers, waiting);
    }

    Thread thread(Runnable body) {
        var thread = new Thread(body);
        thread.setDaemon(true);
        threads.add(thread);
        return thread;
    }

    /** A stage that changes the slot in place. */
    static EventHandler<Event> map(LongUnaryOperator function) {
        return (event, sequence, endOfBatch) -> event.value = function.applyAsLong(event.value);
    }

    static void publish(RingBuffer<Event> ring, long value) {
        long sequence = ring.next();
        ring.get(sequence).value = value;
        ring.publish(sequence);
    }

    void publishRange(long from, long end) {
        var ring = disruptor.getRingBuffer();
        for (long value = from; value < end; value++) publish(ring, value);
    }

    /** A source with a thread of its own. */
    void startSource(long from, long end) {
        thread(() -> publishRange(from, end)).start();
    }

    @Override
    public void close() throws InterruptedException {
        disruptor.halt();
        for (var thread : threads) thread.join();
    }
}
