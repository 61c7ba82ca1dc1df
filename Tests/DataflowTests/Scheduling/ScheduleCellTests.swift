import DataflowProbes
import Synchronization
import Testing

@testable import Dataflow

@Suite("ScheduleCell")
struct ScheduleCellTests {
    private let bench = Bench()

    private func isQueued(_ cell: ScheduleCell) -> Bool { bench.nextQueued() === cell }

    @Test("A cell is queued at most once, however often it is notified")
    func once() {
        let cell = bench.cell()
        for _ in 0..<3 { cell.notify(nil) }
        #expect(isQueued(cell))
        #expect(!isQueued(cell))
    }

    @Test("A notification during a step is not lost: the cell must be queued again")
    func notifiedWhileRunning() {
        let cell = bench.cell()
        cell.notify(nil)
        #expect(isQueued(cell))
        cell.beginStep()
        cell.notify(nil)
        cell.notify(nil)
        #expect(!isQueued(cell))
        #expect(cell.settle(.waiting))
        cell.beginStep()
        #expect(!cell.settle(.waiting))
        cell.notify(nil)
        #expect(isQueued(cell))
    }

    @Test("A step with more to do takes the notifications of that time with it")
    func stayScheduled() {
        let cell = bench.cell()
        cell.notify(nil)
        #expect(isQueued(cell))
        cell.beginStep()
        cell.notify(nil)
        #expect(cell.settle(.again))
        cell.notify(nil)
        #expect(!isQueued(cell))
        cell.beginStep()
        #expect(!cell.settle(.waiting))
    }

    @Test("After the last step notifications do nothing")
    func ended() {
        let cell = bench.cell()
        cell.notify(nil)
        #expect(isQueued(cell))
        cell.beginStep()
        #expect(!cell.hasEnded)
        #expect(!cell.settle(.ended))
        #expect(cell.hasEnded)
        cell.notify(nil)
        #expect(!isQueued(cell))
    }

    @Test("External waits are counted")
    func outside() {
        let cell = bench.cell()
        cell.beginExternal()
        cell.beginExternal()
        #expect(bench.scheduler.externalCount.load(ordering: .relaxed) == 2)
        cell.endExternal(nil)
        cell.endExternal(nil)
        #expect(bench.scheduler.externalCount.load(ordering: .relaxed) == 0)
    }

    @Test("S1 A parked worker looks again when the last external wait ends, and not before")
    func lastOutside() async throws {
        let (scheduler, cell) = (bench.scheduler, bench.cell())
        cell.beginExternal()
        cell.beginExternal()
        let mayHaveWork = try await within("a parked worker") {
            async let verdict = scheduler.park(scheduler.workers[0])
            await settle { scheduler.parkedCount.load(ordering: .relaxed) == 1 }
            cell.endExternal(nil)
            #expect(scheduler.parkedCount.load(ordering: .relaxed) == 1)
            cell.endExternal(nil)
            return await verdict
        }
        #expect(mayHaveWork)
    }
}

@Suite("LoopRegion")
struct LoopRegionTests {
    private let bench = Bench()

    private func step(_ cell: ScheduleCell) {
        cell.beginStep()
        _ = cell.settle(.waiting)
    }

    @Test("C4 When the last active node of a loop rests, an entry is asked, once for each time the loop moved")
    func asksEntry() {
        let region = LoopRegion()
        let (entry, other) = (bench.cell(region), bench.cell(region))
        region.enterBy([entry])
        other.notify(nil)
        #expect(bench.nextQueued() === other)
        step(other)
        #expect(bench.nextQueued() === entry)
        step(entry)
        #expect(bench.nextQueued() == nil, "only the entry moved since")
    }

    @Test("C4 An external wait keeps a loop alive")
    func outside() {
        let region = LoopRegion()
        let (entry, other) = (bench.cell(region), bench.cell(region))
        region.enterBy([entry])
        other.beginExternal()
        other.notify(nil)
        #expect(bench.nextQueued() === other)
        step(other)
        #expect(bench.nextQueued() == nil)
        other.endExternal(nil)
        #expect(bench.nextQueued() === entry)
    }

    @Test("C4 A loop has run dry only when nothing can enter, nobody else is active and nothing is held")
    func hasRunDry() {
        let region = LoopRegion()
        let (entry, other) = (bench.cell(region), bench.cell(region))
        region.enterBy([entry])
        entry.notify(nil)
        for (closed, empty) in [(false, false), (false, true), (true, false), (true, true)] {
            region.areEntrancesClosed = { closed }
            region.isEmptyInside = { empty }
            #expect(region.hasRunDry == (closed && empty))
        }
        other.notify(nil)
        #expect(!region.hasRunDry)
    }

    @Test(
        "C4 A node counts as active before it can be seen to be scheduled, and an entry that saw that in vain is asked again"
    )
    func enteredInVain() {
        let region = LoopRegion()
        let entry = bench.cell(region)
        region.enterBy([entry])
        region.areEntrancesClosed = { true }
        // Two notify the entry at once. One is first; the other is counted, and has yet to find that out.
        region.enter(entry)
        entry.notify(nil)
        #expect(bench.nextQueued() === entry)
        #expect(!region.hasRunDry)
        step(entry)
        #expect(bench.nextQueued() == nil)
        region.enteredInVain()
        #expect(bench.nextQueued() === entry)
        #expect(region.hasRunDry)
    }

    @Test("C4 While a node is shown an end it counts as active")
    func shownAnEnd() {
        let region = LoopRegion()
        let (entry, reader) = (bench.cell(region), bench.cell(region))
        region.enterBy([entry])
        let entrance = Mailbox<Int>(capacity: 1)
        entrance.join(producer: Waker(cell: bench.cell()), consumer: Waker(cell: reader))
        entry.notify(nil)
        #expect(bench.nextQueued() === entry)
        region.areEntrancesClosed = { entrance.endingAhead != nil }
        #expect(!region.hasRunDry)
        entrance.writer.close(.finished, nil)
        #expect(!region.hasRunDry, "the reader has yet to step")
        step(entry)
        #expect(bench.nextQueued() === reader)
        step(reader)
        #expect(bench.nextQueued() === entry)
        #expect(region.hasRunDry)
    }

    @Test("X3 A loop's region does not keep its cells alive")
    func freed() {
        weak var gone: LoopRegion?
        weak var cellGone: ScheduleCell?
        do {
            let region = LoopRegion()
            let cell = bench.cell(region)
            region.enterBy([cell])
            (gone, cellGone) = (region, cell)
        }
        #expect(gone == nil)
        #expect(cellGone == nil)
    }
}
