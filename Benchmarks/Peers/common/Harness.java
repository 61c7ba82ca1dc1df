import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.function.LongUnaryOperator;

/**
 * What every Java peer shares: the command line, warm-up, the clock, the check of the
 * result and the JSON line. See ../README.md for the contract.
 */
final class Harness {
    record Size(long elements, int capacity) {}

    /** `samples` is null except in latency workloads. */
    record Outcome(long sum, long nanos, long[] samples) {}

    interface Work {
        Outcome run(Size size) throws Exception;
    }

    interface Body {
        long run(Size size) throws Exception;
    }

    record Case(String workload, String form, String variant, Work work) {}

    private final String peer;
    private final LongUnaryOperator usableCapacity;
    private final List<Case> cases = new ArrayList<>();

    /** `usableCapacity` turns the capacity asked for into one that the peer really has. */
    Harness(String peer, LongUnaryOperator usableCapacity) {
        this.peer = peer;
        this.usableCapacity = usableCapacity;
    }

    void add(String workload, String form, String variant, Work work) {
        cases.add(new Case(workload, form, variant, work));
    }

    /** The clock covers building, running and finishing the graph. */
    void addTimed(String workload, String form, String variant, Body body) {
        add(workload, form, variant, size -> {
            long start = System.nanoTime();
            long sum = body.run(size);
            return new Outcome(sum, System.nanoTime() - start, null);
        });
    }

    static long powerOfTwo(long capacity) {
        return capacity <= 1 ? 1 : Long.highestOneBit(capacity - 1) << 1;
    }

    void run(String[] arguments) throws Exception {
        String workload = "";
        long elements = 1_000_000, capacity = 256, rounds = 5;
        for (int i = 0; i < arguments.length; i++) {
            if (arguments[i].equals("--list")) {
                var names = new LinkedHashSet<String>();
                cases.forEach(c -> names.add(c.workload));
                names.forEach(System.out::println);
                return;
            }
            if (i + 1 == arguments.length) throw fail(2, arguments[i] + ": no value");
            switch (arguments[i]) {
                case "--workload" -> workload = arguments[++i];
                case "--elements" -> elements = Long.parseLong(arguments[++i]);
                case "--capacity" -> capacity = Long.parseLong(arguments[++i]);
                case "--rounds" -> rounds = Long.parseLong(arguments[++i]);
                default -> throw fail(2, arguments[i] + ": no such option");
            }
        }
        if (workload.equals("small1000")) elements = 1000;
        if (elements < 1 || capacity < 0 || rounds < 1) throw fail(2, "a number out of range");
        var size = new Size(elements, (int) usableCapacity.applyAsLong(capacity));
        String wanted = workload;
        var chosen = cases.stream().filter(c -> c.workload.equals(wanted)).toList();
        if (chosen.isEmpty()) throw fail(2, "no such workload");

        for (var c : chosen) warmUp(c, size);
        for (long round = 0; round < rounds; round++) {
            // Forms take turns, so that a slow spell of the machine meets them all.
            for (var c : chosen) report(c, size, c.work.run(size));
        }
    }

    /** At least once, then again for the compiler's sake: up to ten runs or 1.5 seconds. */
    private void warmUp(Case c, Size size) throws Exception {
        long end = System.nanoTime() + 1_500_000_000L;
        for (int i = 0; i < 10; i++) {
            c.work.run(size);
            if (System.nanoTime() > end) return;
        }
    }

    private void report(Case c, Size size, Outcome outcome) {
        long want = expected(c.workload, size.elements);
        if (outcome.sum != want) {
            throw fail(1, "%s (%s %s): sum is %d, should be %d".formatted(
                    c.workload, c.form, c.variant, outcome.sum, want));
        }
        String result;
        if (outcome.samples == null) {
            result = String.format(Locale.ROOT, "\"ns_per_element\":%.2f", (double) outcome.nanos / size.elements);
        } else {
            long[] sorted = outcome.samples.clone();
            Arrays.sort(sorted);
            result = "\"p50_ns\":%d,\"p99_ns\":%d".formatted(
                    sorted[sorted.length / 2], sorted[(int) (sorted.length * 99L / 100)]);
        }
        System.out.printf("{\"peer\":\"%s\",\"form\":\"%s\",\"variant\":\"%s\",\"workload\":\"%s\","
                + "\"capacity\":%d,\"elements\":%d,%s}%n",
                peer, c.form, c.variant, c.workload, size.capacity, size.elements, result);
    }

    private static long expected(String workload, long n) {
        long triangle = n * (n - 1) / 2;
        return switch (workload) {
            case "chain3" -> triangle + 3 * n;
            case "chain8", "latency8" -> triangle + 8 * n;
            case "merge4", "merge64", "merge10000" -> triangle;
            case "zip" -> 2 * triangle;
            case "broadcastzip" -> 2 * (triangle + n);
            case "pingpong" -> 2 * n;
            case "small1000" -> 1000 * 55;
            case "buildrun10" -> 8 * n;
            default -> triangle + n; // one map: chain1, balancemerge, mapasync4*
        };
    }

    /** Ends the program; threads of a peer may still be running. */
    private RuntimeException fail(int status, String message) {
        System.err.println(peer + ": " + message);
        System.exit(status);
        return new IllegalStateException(message);
    }
}
