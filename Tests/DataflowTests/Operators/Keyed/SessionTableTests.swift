import Testing

@testable import Dataflow

/// Sessions in a plain list.
private struct SessionOracle {
    struct Session {
        var key: Int
        var start: Int
        var end: Int
        var numbers: [Int]
        var isOpen = true
        var hasFired = false
    }

    var gap: Int
    var outOfOrder: Int
    var lateness: Int
    var watermark = Int.min / 2
    var latest = Int.min / 2
    var sessions: [Session] = []

    mutating func step(_ event: Event) -> (fired: [Fired], isLate: Bool) {
        var new = Session(key: event.key, start: event.time, end: event.time + gap, numbers: [event.number])
        let touched = sessions.filter { $0.key == new.key && $0.start < new.end && new.start < $0.end }
        if touched.isEmpty, new.end + lateness <= watermark { return ([], true) }
        sessions.removeAll { $0.key == new.key && $0.start < new.end && new.start < $0.end }
        for old in touched {
            new.start = min(new.start, old.start)
            new.end = max(new.end, old.end)
            new.numbers += old.numbers
            new.hasFired = new.hasFired || old.hasFired
        }
        var results: [Fired] = []
        if new.end <= watermark {
            new.isOpen = false
            new.hasFired = true
            results.append(fired(new, isLate: true))
        }
        sessions.append(new)
        latest = max(latest, event.time)
        return (results + advance(to: latest - outOfOrder), false)
    }

    mutating func advance(to time: Int) -> [Fired] {
        watermark = max(watermark, time)
        var results: [Fired] = []
        for index in sessions.indices where sessions[index].isOpen && sessions[index].end <= watermark {
            results.append(fired(sessions[index], isLate: sessions[index].hasFired))
            sessions[index].isOpen = false
            sessions[index].hasFired = true
        }
        sessions.removeAll { $0.end + lateness <= watermark }
        return results
    }

    func fired(_ session: Session, isLate: Bool) -> Fired {
        Fired(key: session.key, start: session.start, end: session.end, numbers: session.numbers, isLate: isLate)
    }

    mutating func history(_ events: [Event]) -> WindowHistory {
        var history = WindowHistory(steps: [], late: [])
        for event in events {
            let (fired, isLate) = step(event)
            history.steps.append(fired.sorted())
            if isLate { history.late.append(event.number) }
        }
        history.steps.append(advance(to: .max / 2).sorted())
        return history
    }
}

@Suite("SessionTable", .timeLimit(.minutes(5)))
struct SessionTableTests {
    private func table(gap: Int, _ lateness: Int = 0) -> SessionTable<Int, [Int]> {
        SessionTable(
            .session(gap: .seconds(gap)), allowedLateness: .seconds(lateness), initial: [], maxKeys: .max,
            combine: { $0 + $1 })
    }

    @Test("K1 it gives what sessions in a list give, those that merge, grow after their end, or come late among them")
    func oracle() throws {
        for seed in 0..<600 {
            let (outOfOrder, lateness, gap) = (seed % 5 * 4, seed % 3 * 9, 1 + seed % 6)
            let events = Event.drawn(
                seed, count: 80, keys: 1 + seed % 3, step: 1 + seed % 8, outOfOrder: outOfOrder, stray: seed % 2 * 40)
            let history = try WindowHistory(table(gap: gap, lateness), outOfOrder: outOfOrder, events)
            var oracle = SessionOracle(gap: gap, outOfOrder: outOfOrder, lateness: lateness)
            let expected = oracle.history(events)
            #expect(history.steps == expected.steps, "seed \(seed)")
            #expect(history.late == expected.late, "seed \(seed)")
            #expect(history.isEmptyAtEnd, "seed \(seed)")
        }
    }

    @Test("K2 within the bound the order of the elements does not show")
    func bound() throws {
        for seed in 0..<50 {
            let events = Event.drawn(seed, count: 200, keys: 4, step: 4, outOfOrder: 15)
            let history = try WindowHistory(table(gap: 5), outOfOrder: 15, events)
            let sorted = events.sorted { $0.time < $1.time }
            #expect(history.late.isEmpty)
            #expect(history.all.sorted() == (try WindowHistory(table(gap: 5), outOfOrder: 0, sorted)).all.sorted())
        }
    }

    @Test("an element at a session's end begins another; one before it, however little, does not")
    func ends() throws {
        let events = [
            Event(key: 0, time: 0, number: 0), Event(key: 0, time: 4, number: 1), Event(key: 0, time: 9, number: 2),
        ]
        let history = try WindowHistory(table(gap: 5), outOfOrder: 0, events)
        #expect(history.all.map(\.description) == ["0@0..<9[0, 1]", "0@9..<14[2]"])
    }

    @Test("K2 values are combined in the order of the sessions, and a closure that throws changes nothing")
    func combined() throws {
        var table = table(gap: 5)
        let low = Moment.seconds(-100)
        _ = try table.add(0, at: .seconds(8), watermark: low) { $0.append(8) }
        _ = try table.add(0, at: .seconds(0), watermark: low) { $0.append(0) }
        #expect(throws: TestFailure.self) {
            try table.add(0, at: .seconds(4), watermark: low) { _ in throw TestFailure(number: 1) }
        }
        #expect(table.held == 2)
        _ = try table.add(0, at: .seconds(4), watermark: low) { $0.append(4) }
        #expect(table.held == 1)
        let result = table.next(watermark: EventTime.end)
        #expect(result?.value == [0, 8, 4] && result?.count == 3)
        #expect(table.next(watermark: EventTime.end) == nil && table.newest.isEmpty && table.held == 0)
    }

    @Test("K3 sessions, keys and queue stay few, however many come and go")
    func freed() throws {
        var table = table(gap: 5, 3)
        for time in 0..<10_000 {
            _ = try table.add(time / 20, at: .seconds(time), watermark: .seconds(time)) { $0.append(time) }
            while table.next(watermark: .seconds(time)) != nil {}
            #expect(table.newest.count <= 2 && table.sessions.count <= 3 && table.due.heap.count <= 4)
        }
    }
}
