import Dataflow

// What the design said people write, before there was an engine: it has to go on compiling as it was written.

func designMerge() async throws {
    let evens = Flow(stride(from: 0, to: 10, by: 2)).paced(every: .milliseconds(100))
    let odds = Flow(stride(from: 1, to: 10, by: 2)).paced(every: .milliseconds(150))

    try await merge(evens, odds).forEach { print($0) }.run()  // a graph of one sink, run in one line
}

func designOrders(_ orderStream: AsyncStream<Order>, _ ledger: Ledger) async throws -> (total: Double, count: Int) {
    let orders = Flow(orderStream)  // any Sequence or AsyncSequence
    let priced =
        orders
        .map(concurrency: 4) { try await price($0) }  // async closures run in parallel, order kept
        .named("price")
        .capacity(64)
    let (large, small) = priced.split { $0.total > 100 }

    let graph = Graph("orders") {  // a result builder: one line a sink
        large.forEach { try await ledger.append($0) }
        small.reduce(into: 0) { $0 += $1.total }
        priced.count()  // a flow used twice is broadcast
    }
    let (_, total, count) = try await graph.run()  // every sink's value, typed (parameter packs)
    return (total, count)
}

func designSteering<Value>(_ graph: Graph<Value>, show: (GraphSnapshot) -> Void) async throws {
    try await graph.run { run in  // the running graph, for as long as this closure
        for await snapshot in run.snapshots(every: .seconds(1)) { show(snapshot) }
        try await run.drain(deadline: .seconds(5))  // sources stop, what is in flight is delivered
    }
}

/// `if` gives an optional value, `for` an array, `else` the same type.
func designBuilder(_ numbers: Flow<Int>, counting: Bool) async throws -> ([Int], Int?, [Int], Int) {
    let graph = Graph("builder") {
        numbers.collect()
        if counting { numbers.count() }
        for factor in 1...3 { numbers.reduce(0) { $0 + $1 * factor } }
        if counting {
            numbers.filter { $0 > 1 }.count()
        } else {
            numbers.reduce(0, +)
        }
    }
    return try await graph.run()
}

func designInlet() async throws -> ([InletAnswer], [Int]) {
    let inlet = Inlet<Int>(capacity: 2)
    try await inlet.send(1)
    let answers = [inlet.trySend(2), inlet.trySend(3)]
    inlet.finish()
    var elements: [Int] = []
    for try await x in Flow(inlet).values { elements.append(x) }
    return (answers, elements)
}

func designEmit() async throws -> [Int] {
    let flow = Flow { emit in
        for x in 1...3 { try await emit(x) }
    }
    return try await flow.collect().run()
}

struct Trouble: Error {}

func designRecovery() async throws -> (caught: [Int], retried: [Int], skipped: [Int]) {
    // A policy belongs to the operator, not to one use of its flow; so what skips is another operator.
    func failing() -> Flow<Int> {
        Flow(1...4).map { x in
            if x == 3 { throw Trouble() }
            return x
        }
    }
    let graph = Graph {
        failing().catch { _ in Flow(7...8) }.collect()
        failing().retry(1).catch { _ in .empty() }.collect()
        failing().onFailure(.skip).collect()
    }
    let (caught, retried, skipped) = try await graph.run()
    return (caught, retried, skipped)
}

/// Halves numbers until they are 1.
func designFeedback() async throws -> [Int] {
    let flow = feedback { loop in
        let halves = merge(Flow([8, 3]), loop).map { $0 / 2 }.capacity(64)
        let (back, done) = halves.split { $0 > 1 }
        return (output: done, back: back)
    }
    return try await flow.collect().run()
}

struct MyBehavior: TransformBehavior {
    mutating func receive(_ element: Int) -> Emission<String> { .emit("\(element)") }
}

func designTransform(_ flow: Flow<Int>) async throws -> [String] {
    try await flow.transform(MyBehavior()).collect().run()
}
