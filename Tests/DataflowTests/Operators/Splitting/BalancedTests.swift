import Dataflow
import DataflowProbes
import DataflowTesting
import Testing

@Suite("balanced", .timeLimit(.minutes(5)))
struct BalancedTests {
    @Test("ordered, results keep the order of the elements, however many copies there are", arguments: [1, 2, 3, 8])
    func ordered(copies: Int) async throws {
        for count in [0, 1, copies - 1, copies, copies + 1, 1_000] {
            let flow = Flow(0..<count).capacity(4).balanced(across: copies) { $0.capacity(2).map { $0 * 2 } }
            let (value, snapshot) = try await runToEnd(Graph { flow.collect() })
            #expect(value == (0..<count).map { $0 * 2 })
            #expect(snapshot.isConserved)
        }
    }

    @Test("ordered, closures of different copies run side by side")
    func sideBySide() async throws {
        let (first, second) = (Gate(), Gate())
        let flow = Flow(0..<2).balanced(across: 2) { part in
            part.map { number in
                // Each waits for the other: one after the other they would never end.
                if number == 0 { first.open() } else { second.open() }
                try await (number == 0 ? second : first).pass()
                return number
            }
        }
        #expect(try await flow.collect().run() == [0, 1])
    }

    @Test("unordered, every element comes out once", arguments: [1, 2, 5])
    func unordered(copies: Int) async throws {
        let flow = Flow(0..<1_000).capacity(4).balanced(across: copies, ordered: false) { $0.capacity(1).map { $0 } }
        #expect(try await flow.collect().run().sorted() == Array(0..<1_000))
    }

    @Test(
        "P12 unordered, a copy that is slow does not hold up the others, whatever the capacities", .rounds,
        arguments: [1, 256])
    func slowCopy(capacity: Int) async throws {
        let gate = Gate()
        let seen = Recorder<Int>()
        let flow = Flow(0..<100).balanced(across: 2, ordered: false) { part in
            part.capacity(capacity).map { number in
                if number == 0 { try await gate.pass() }
                return number
            }
        }
        async let end: Void = flow.forEach { seen.record($0) }.run()
        // Element 0 and one behind it may be stuck in the slow copy.
        try await seen.elements(atLeast: 98)
        gate.open()
        try await end
        #expect(seen.elements.sorted() == Array(0..<100))
    }

    @Test("T36: when a copy leaves mid-way, delivered and discarded make up what was produced, and nothing comes twice")
    func copyLeaves() async throws {
        let leaves = Watched(true)
        let flow = Flow(0..<1_000).named("produced").capacity(4).balanced(across: 3, ordered: false) { part in
            leaves.update { isFirst in
                defer { isFirst = false }
                return isFirst
            } ? part.capacity(4).prefix(7) : part.capacity(4).map { $0 }
        }
        let (value, snapshot) = try await runToEnd(Graph { flow.collect() })
        let discarded = snapshot.edges.reduce(0) { $0 + $1.discarded }
        #expect(Set(value).count == value.count)
        #expect(value.count + discarded == 1_000)
        #expect(snapshot.isConserved)
    }

    @Test("ordered, an operator that drops or adds elements in a copy is a finding; unordered it is none")
    func unevenStages() async throws {
        let flow = Flow(0..<10)
        for sink in [
            flow.balanced(across: 2) { $0.map { $0 }.filter { $0 != 4 }.map { $0 } }.ignore(),
            flow.balanced(across: 2) { $0.flatMap { [$0, $0] } }.ignore(),
            flow.balanced(across: 2) { $0.map { try refusing(4, $0) }.onFailure(.skip) }.ignore(),
            flow.balanced(across: 2) { merge($0.removeDuplicates(), .empty()) }.ignore(),
        ] {
            let findings = Graph { sink }.findings()
            #expect(findings.count == 1)
            #expect(findings.first?.problem.contains("in its stage drops or adds elements") == true)
            #expect(findings.first?.repair.contains("ordered: false") == true)
        }
        let unordered = flow.balanced(across: 2, ordered: false) { $0.filter { $0 != 4 } }
        #expect(try await unordered.collect().run().sorted() == [0, 1, 2, 3, 5, 6, 7, 8, 9])
        // What stands in front of the copies may drop what it likes.
        let before = flow.filter { $0 != 4 }.balanced(across: 2) { $0.map { $0 } }
        #expect(try await before.collect().run() == [0, 1, 2, 3, 5, 6, 7, 8, 9])
    }

    /// Operators of the app's own, of which the engine knows nothing.
    private struct Dropping: TransformBehavior {
        func receive(_ number: Int) -> Emission<Int> { number == 4 ? .nothing : .emit(number) }
    }

    private struct Doubling: TransformBehavior {
        var rest: [Int] = []

        mutating func receive(_ number: Int) -> Emission<Int> {
            rest = [number, number]
            return .several
        }

        mutating func next() -> Int? { rest.popLast() }
    }

    @Test("ordered, copies that give more or fewer elements than they got are found out at the end")
    func uneven() async throws {
        let dropping = Flow(0..<10).balanced(across: 2) { $0.transform(Dropping()) }
        let adding = Flow(0..<3).balanced(across: 2) { $0.transform(Doubling()) }
        for flow in [dropping, adding] {
            let error = await #expect(throws: GraphError.self) { try await flow.collect().run() }
            #expect(error?.underlying is UnevenCopies)
            #expect(error?.node == "balanced.gather")
        }
    }

    @Test("a failure of upstream or of a copy fails the flow", arguments: [true, false])
    func failure(ordered: Bool) async throws {
        let upstream = Flow(source: ProbeSource(0..<9, failing: TestFailure(number: 9)))
        let flows = [
            upstream.balanced(across: 3, ordered: ordered) { $0.map { $0 } },
            Flow(0..<100).balanced(across: 3, ordered: ordered) { $0.map { try refusing(50, $0) } },
        ]
        for (flow, number) in zip(flows, [9, 50]) {
            let seen = Recorder<Int>()
            let error = await #expect(throws: GraphError.self) { try await flow.forEach { seen.record($0) }.run() }
            #expect(error?.underlying as? TestFailure == TestFailure(number: number))
            if ordered { #expect(seen.elements == Array(0..<number)) }
        }
    }

    @Test("fewer copies than one are found before the graph runs")
    func limits() {
        #expect(problems(of: Flow(0..<3).balanced(across: 0) { $0 }.collect()).count == 1)
        #expect(problems(of: Flow(0..<3).balanced(across: -1, ordered: false) { $0 }.collect()).count == 1)
    }

    @Test("it does what the catalogue draws")
    func drawn() async throws {
        try await expectMarbles("a-b|", gives: "A-B|") { $0.balanced(across: 2) { $0.map { $0.uppercased() } } }
    }
}
