import Testing

@testable import Dataflow

/// The windows of a time worked out one by one, and no table at all.
private struct WindowOracle {
    var length: Int
    var interval: Int
    var offset: Int
    var outOfOrder: Int
    var lateness: Int
    var watermark = Int.min / 2
    var latest = Int.min / 2
    var windows: [Int: [Int: [Int]]] = [:]
    var fired: Set<Int> = []

    func starts(_ time: Int) -> [Int] {
        (-200...1_000).map { offset + $0 * interval }.filter { $0 <= time && time < $0 + length }
    }

    mutating func step(_ event: Event) -> (fired: [Fired], isLate: Bool) {
        let starts = starts(event.time).filter { $0 + length + lateness > watermark }
        if starts.isEmpty { return ([], true) }
        var results: [Fired] = []
        for start in starts {
            windows[start, default: [:]][event.key, default: []].append(event.number)
            if start + length <= watermark { results.append(fired(start, event.key, isLate: true)) }
        }
        latest = max(latest, event.time)
        return (results + advance(to: latest - outOfOrder), false)
    }

    mutating func advance(to time: Int) -> [Fired] {
        watermark = max(watermark, time)
        let due = windows.keys.filter { $0 + length <= watermark && !fired.contains($0) }
        // A window that opened after its end has given what it had at once.
        let results = due.flatMap { start in windows[start]!.keys.map { fired(start, $0, isLate: false) } }
        fired.formUnion(due)
        return results
    }

    func fired(_ start: Int, _ key: Int, isLate: Bool) -> Fired {
        Fired(key: key, start: start, end: start + length, numbers: windows[start]![key]!, isLate: isLate)
    }

    static func history(_ oracle: WindowOracle, _ events: [Event]) -> WindowHistory {
        var oracle = oracle
        var history = WindowHistory(steps: [], late: [])
        for event in events {
            let before = oracle.watermark
            let (fired, isLate) = oracle.step(event)
            // A window that opened when it was past counts as fired.
            oracle.fired.formUnion(oracle.windows.keys.filter { $0 + oracle.length <= before })
            history.steps.append(fired.filter { $0.isLate || $0.end > before }.sorted())
            if isLate { history.late.append(event.number) }
        }
        history.steps.append(oracle.advance(to: .max / 2).sorted())
        return history
    }
}

@Suite("WindowTable", .timeLimit(.minutes(5)))
struct WindowTableTests {
    private static let shapes: [(length: Int, interval: Int, offset: Int)] = [
        (10, 10, 0), (7, 7, 3), (1, 1, 0), (10, 5, 0), (10, 3, 1), (9, 2, -4), (5, 1, 0),
    ]

    private func table(_ shape: (length: Int, interval: Int, offset: Int), _ lateness: Int) -> WindowTable<Int, [Int]> {
        let windows = EventWindows.sliding(
            of: .seconds(shape.length), every: .seconds(shape.interval), offset: .seconds(shape.offset))
        return WindowTable(windows, allowedLateness: .seconds(lateness), initial: [], maxKeys: .max)
    }

    @Test("K1 it gives what windows give that are worked out one by one, in order or not, late or not")
    func oracle() throws {
        for seed in 0..<400 {
            let shape = Self.shapes[seed % Self.shapes.count]
            let (outOfOrder, lateness) = (seed % 5 * 3, seed % 3 * 8)
            let events = Event.drawn(
                seed, count: 80, keys: 1 + seed % 4, step: seed % 7, outOfOrder: outOfOrder, stray: seed % 2 * 40)
            let history = try WindowHistory(table(shape, lateness), outOfOrder: outOfOrder, events)
            let oracle = WindowOracle(
                length: shape.length, interval: shape.interval, offset: shape.offset, outOfOrder: outOfOrder,
                lateness: lateness)
            let expected = WindowOracle.history(oracle, events)
            #expect(history.steps == expected.steps, "seed \(seed)")
            #expect(history.late == expected.late, "seed \(seed)")
            #expect(history.isEmptyAtEnd, "seed \(seed)")
        }
    }

    @Test("K1 within the bound no element is late, and each window gives what belongs to it")
    func bound() throws {
        for seed in 0..<50 {
            let events = Event.drawn(seed, count: 200, keys: 5, step: 3, outOfOrder: 12)
            let history = try WindowHistory(table((10, 10, 0), 0), outOfOrder: 12, events)
            let windows = Dictionary(grouping: events) { [$0.key, Int((Double($0.time) / 10).rounded(.down)) * 10] }
            let expected = windows.map { place, events in
                Fired(key: place[0], start: place[1], end: place[1] + 10, numbers: events.map(\.number))
            }
            #expect(history.late.isEmpty)
            #expect(history.all.sorted() == expected.sorted())
        }
    }

    @Test("K3 a window and its values are freed when it has fired, and its memory serves the next")
    func freed() throws {
        var table = table((10, 10, 0), 0)
        for time in 0..<10_000 {
            let watermark = Moment.seconds(time - 5)
            #expect(try table.add(time % 100, at: .seconds(time), watermark: watermark) { $0.append(time) })
            while table.next(watermark: .seconds(time - 4)) != nil {}
            #expect(table.held <= 20 && table.slots.count <= 2 && table.due.heap.count <= 2)
        }
    }
}
