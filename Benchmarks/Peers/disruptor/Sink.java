import com.lmax.disruptor.EventHandler;
import java.util.concurrent.CountDownLatch;
import java.util.function.ToLongFunction;

/** Adds up what passes and opens a latch at the last element. */
final class Sink implements EventHandler<Event> {
    private final CountDownLatch done = new CountDownLatch(1);
    private final ToLongFunction<Event> valueOf;
    private final long last;
    private long sum;

    Sink(long elements, ToLongFunction<Event> valueOf) {
        this.last = elements - 1;
        this.valueOf = valueOf;
    }

    @Override
    public void onEvent(Event event, long sequence, boolean endOfBatch) {
        sum += valueOf.applyAsLong(event);
        if (sequence == last) done.countDown();
    }

    long result() throws InterruptedException {
        done.await();
        return sum;
    }
}
