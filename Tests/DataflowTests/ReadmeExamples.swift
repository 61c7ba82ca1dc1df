import Dataflow
import DataflowTesting

// The code of README.md and of the articles in Dataflow.docc, as it stands there. What they leave to the reader's fancy
// (orders, prices, a ledger) is in ReadmeStandIns.swift.

func readmeQuickStart() async throws {
    let evens = Flow(stride(from: 0, to: 10, by: 2)).paced(every: .milliseconds(100))
    let odds = Flow(stride(from: 1, to: 10, by: 2)).paced(every: .milliseconds(150))

    try await merge(evens, odds).forEach { print($0) }.run()
}

func readmeOrders(_ orderStream: AsyncStream<Order>, _ ledger: Ledger) async throws -> (total: Double, count: Int) {
    let priced = Flow(orderStream)  // any Sequence or AsyncSequence
        .map(concurrency: 4) { try await price($0) }
        .named("price")  // shows up in errors, snapshots and diagrams
        .capacity(64)  // the mailbox behind it
    let (large, small) = priced.split { $0.total > 100 }

    let graph = Graph("orders") {  // one line a sink
        large.forEach { try await ledger.append($0) }
        small.reduce(into: 0.0) { $0 += $1.total }
        priced.count()
    }
    let (_, total, count) = try await graph.run()
    return (total, count)
}

func readmeSteering<Value>(_ graph: Graph<Value>) async throws {
    try await graph.run { run in
        for await snapshot in run.snapshots(every: .seconds(1)).prefix(60) { print(snapshot.mermaid) }
        try await run.drain(deadline: .seconds(5))  // sources stop, what is in flight is delivered
    }
}

func readmeInlet(_ print: (Int) -> Void) async throws {
    let inlet = Inlet<Int>(capacity: 16)
    let feeding = Task {
        for number in 1...3 { try await inlet.send(number) }  // waits while the inlet is full
        inlet.finish()
    }
    for try await square in Flow(inlet).map({ $0 * $0 }).values { print(square) }
    try await feeding.value
}

func readmeFeedback(_ seeds: [String]) async throws -> [String] {
    let pages = feedback { links in
        let fetched = merge(Flow(seeds), links).capacity(1_000).map(concurrency: 8) { await fetch($0) }
        return (output: fetched, back: fetched.flatMap(\.links))
    }
    let titles = try await pages.map(\.title).collect().run()
    return titles
}

/// Passes every n-th element.
struct EveryNth<Element: Sendable>: TransformBehavior {
    let n: Int
    var seen = 0

    mutating func receive(_ element: Element) -> Emission<Element> {
        seen += 1
        return seen % n == 0 ? .emit(element) : .nothing
    }
}

extension Flow {
    func everyNth(_ n: Int) -> Flow<Element> {
        transform(EveryNth(n: n), kind: "everyNth")
    }
}

/// The newest element, each time downstream asks; what comes in between is dropped.
struct Newest<Element: Sendable>: HoldingBehavior {
    var newest: Element?
    var droppedCount = 0

    var isReady: Bool { newest != nil }
    var heldCount: Int { newest == nil ? 0 : 1 }

    mutating func receive(_ element: Element, now: Duration) {
        if newest != nil { droppedCount += 1 }
        newest = element
    }

    mutating func handOver(now: Duration) -> Element? { newest.take() }
}

/// Each element of the left flow with its partner of the right one.
struct Couples<Left: Sendable, Right: Sendable>: PairBehavior {
    var waiting: Left?

    var choice: PairChoice { waiting == nil ? .left : .right }

    mutating func receive(left: Left) -> Emission<(Left, Right)> {
        waiting = left
        return .nothing
    }

    mutating func receive(right: Right) -> Emission<(Left, Right)> {
        waiting.take().map { .emit(($0, right)) } ?? .nothing
    }

    mutating func leftFinished() -> Emission<(Left, Right)> { waiting == nil ? .finish : .nothing }
    mutating func rightFinished() -> Emission<(Left, Right)> { .finish }
}

func readmeCouples(_ names: Flow<String>, _ numbers: Flow<Int>) async throws -> [String] {
    let couples = fanIn(names, numbers, Couples(), kind: "couples")
    return try await couples.map { "\($0.0)\($0.1)" }.collect().run()
}

func readmeDivided(_ lines: Flow<String>) async throws -> ([Int], [String]) {
    let (readings, faults) = lines.transform(Decoder(), kind: "decode").divided()
    return try await Graph {
        readings.collect()
        faults.collect()
    }.run()
}

func readmeFactory(_ lines: Flow<String>) async throws -> [Int] {
    let amounts = lines.transform(kind: "parse") { Parser(format: NumberFormat()) }
    return try await amounts.collect().run()
}

func readmeTesting() async throws {
    try await expectMarbles("-a-b-|", gives: "-A-B-|") { $0.map { $0.uppercased() } }

    let source = TestSource<Int>()
    try await source.flow.map { $0 * 2 }.test { sink in
        sink.request(1)
        try await source.send(3)
        try await sink.expect(6)
        try await sink.expectNothing()  // exact: the run is at rest
    }
}
