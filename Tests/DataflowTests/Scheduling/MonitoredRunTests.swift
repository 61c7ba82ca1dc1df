import DataflowProbes
import Testing

@testable import Dataflow

@Suite("MonitoredRun", .rounds)
struct MonitoredRunTests {
    private let scheduler = Scheduler(width: 2)
    private var worker: Worker { scheduler.workers[0] }

    /// A step of the first worker, in which the monitor looks so often.
    private func step(looking looks: Int, after prepare: () -> Void = {}) {
        let run = MonitoredRun(scheduler)
        worker.beginSlice()
        worker.countStep()
        prepare()
        for _ in 0..<looks { _ = run.look() }
        worker.endSlice()
    }

    @Test("P3 A step that two looks find under way is interrupted; the next step begins without that", arguments: 0...3)
    func late(looks: Int) {
        step(looking: looks)
        #expect(worker.handle.isInterrupted == (looks >= 2))
        worker.beginStep()
        #expect(!worker.handle.isInterrupted)
    }

    @Test("P3 A worker that steps on from look to look is not interrupted, nor is one that steps nothing")
    func steppingOn() {
        let run = MonitoredRun(scheduler)
        worker.beginSlice()
        for _ in 0..<4 {
            worker.countStep()
            #expect(run.look())
        }
        worker.endSlice()
        for _ in 1..<Monitor.idleLooks { #expect(run.look()) }
        #expect(!run.look(), "a run without a step is let go of")
        #expect(!worker.handle.isInterrupted)
    }

    @Test("P6 What waits behind a late step is lent to a helper, which is called as long as something waits")
    func helpers() {
        let calls = Counter()
        scheduler.startHelper = {
            calls.add()
            return true
        }
        step(looking: 3)
        #expect(calls.value == 0, "nothing waits")
        let cell = NodeCell(scheduler: scheduler)
        #expect(cell.claim())
        step(looking: 3) { worker.queue.push(CellReference(cell)) }
        #expect(calls.value == 2)
        #expect(scheduler.findWork(for: scheduler.workers[1])?.value === cell)
        scheduler.startHelper = nil
    }

    @Test("P7 At a late step, the run shows what its nodes have sent")
    func shows() {
        let calls = Counter()
        scheduler.showLateOutput = { calls.add() }
        step(looking: 1)
        #expect(calls.value == 0)
        step(looking: 2)
        #expect(calls.value == 1)
        scheduler.showLateOutput = nil
    }

    @Test("Looks at all nodes take a fifth of the monitor's time at most")
    func spacing() {
        var spacing = LookSpacing()
        #expect(spacing.isDue(at: 0))
        spacing.took(from: 100, to: 200)
        #expect(!spacing.isDue(at: 599))
        #expect(spacing.isDue(at: 600))
    }

    @Test("P7 A consumer that waits is woken for elements that were shown early, and only for those")
    func shownEarly() {
        let bench = Bench()
        let joint = bench.mailbox(4, of: Int.self)
        #expect(joint.mailbox.reader.restForElements(nil))
        joint.mailbox.writer.wakeLateConsumer()
        #expect(!joint.wokeConsumer)
        joint.mailbox.writer.writing().put(7, 0)
        joint.mailbox.writer.showEarly(upTo: joint.mailbox.writer.position &+ 1)
        #expect(!joint.wokeConsumer, "the producer has yet to say so")
        joint.mailbox.writer.wakeLateConsumer()
        #expect(joint.wokeConsumer)
        #expect(joint.mailbox.takeOut(1) == [7])
    }

    @Test("P3 A batch ends after the closure that was interrupted", arguments: [true, false])
    func batches(isTransform: Bool) {
        let bench = Bench()
        let output = Mailbox<Int>(capacity: 16)
        let worker = bench.scheduler.workers[0]
        let closure = { @Sendable (number: Int) -> Int in
            if number == 3 { worker.interrupt() }
            return number
        }
        if isTransform {
            let input = Mailbox<Int>(capacity: 16)
            let wiring = bench.wiring(inputs: [input], outputs: [output])
            let node = NodeShell(TransformKernel(.copies(of: MapBehavior(transform: closure)), wiring))
            _ = node.step(bench.turn())
            input.put(Array(1...9))
            _ = node.step(bench.turn())
        } else {
            let wiring = bench.wiring(outputs: [output])
            let behavior = UnfoldBehavior<Int, Int>(state: 0) { state in
                state += 1
                return closure(state)
            }
            let node = NodeShell(SourceKernel(behavior, wiring))
            _ = node.step(bench.turn())
        }
        #expect(output.takeOut(output.reader.available()) == [1, 2, 3])
    }
}

@Suite("End watch")
struct EndWatchTests {
    private let bench = Bench()

    @Test("P11 Whoever waits for the end of a cell is notified once, and is told if it has come before")
    func ends() {
        let (cell, watcher, ends) = (bench.cell(), bench.cell(), bench.scheduler.ends)
        #expect(ends.watch(cell, for: watcher))
        #expect(bench.woken().isEmpty)
        cell.beginStep()
        _ = cell.settle(.ended)
        ends.tell(CellReference(cell), bench.worker)
        #expect(bench.scheduler.workers[0].popOldest()?.value === watcher)
        ends.tell(CellReference(cell), bench.worker)
        #expect(bench.scheduler.workers[0].popOldest() == nil)
        #expect(!ends.watch(cell, for: watcher))
    }
}
