import Dataflow
import DataflowProbes
import Observation
import Testing

// What a view model writes. These lines compile in a module whose default isolation is the main actor (the link to this
// file in `DataflowMainActorTests`) and in one where it is not.

private nonisolated struct Hit: Sendable, Equatable {
    var title: String
}

@MainActor @Observable
private final class Draft {
    var text = ""
}

@MainActor private func shout(_ title: String) -> String { title.uppercased() }

@MainActor
private final class SearchModel {
    var hits: [Hit] = []
    var titles: [String] = []
    var isClosed = false
    var lateHits = 0

    func show(_ hit: Hit) {
        MainActor.assertIsolated()
        hits.append(hit)
        if isClosed { lateHits += 1 }
    }

    func append(_ title: String) { titles.append(title) }
}

@MainActor
@Suite("A view model on the main actor")
struct ViewModelTests {
    private let model = SearchModel()
    private let hits = Flow(["a", "b", "b"]).map { Hit(title: $0) }

    @Test("a method of the model is a sink's closure")
    func method() async throws {
        try await hits.forEach(model.show).run()
        #expect(model.hits.map(\.title) == ["a", "b", "b"])
    }

    @Test("a closure that says @MainActor writes properties")
    func closure() async throws {
        try await hits.forEach { @MainActor [model] in model.hits.append($0) }.run()
        #expect(model.hits.count == 3)
    }

    @Test("the end on the main actor writes properties without a word more")
    func end() async throws {
        try await hits.forEach(on: MainActor.self) { [model] in model.hits = [$0] }.run()
        #expect(model.hits == [Hit(title: "b")])
    }

    @Test("a function of the main actor, a key path and a model type go through the element operators")
    func elements() async throws {
        let titles = try await hits.removeDuplicates().map(\.title).map(shout).collect().run()
        #expect(titles == ["A", "B"])
    }

    @Test("a flow follows a property of an observable model")
    func observed() async throws {
        let draft = Draft()
        let texts = Flow.observing { draft.text }.removeDuplicates().map { @MainActor [draft] text in
            draft.text = "a"
            return text
        }
        #expect(try await texts.prefix(2).collect().run() == ["", "a"])
    }

    @Test("a property of the model is assigned")
    func assigned() async throws {
        try await hits.map { [$0] }.assign(to: \.hits, on: model).run()
        #expect(model.hits == [Hit(title: "b")])
    }

    @Test(
        "plain code of the main actor shares a limiter and a circuit breaker with a flow")
    func shared() async throws {
        let (limiter, breaker) = (Limiter(concurrency: 1), CircuitBreaker(after: .inARow(3), pause: .none))
        try await limiter.withPermit { model.append("a") }
        let count = try await breaker.call {
            await Task.yield()
            model.append("b")
            return model.titles.count
        }
        #expect(count == 2)
        #expect(try breaker.call { model.titles.count } == 2)
        let titles = try await hits.map(limiter: limiter) { $0.title }.map(breaker: breaker) { await shout($0) }
            .collect().run()
        #expect(titles == ["A", "B", "B"])
    }

    @Test("a closure that calls the main actor says so")
    func calling() async throws {
        let titles = try await hits.map { @MainActor in shout($0.title) }.collect().run()
        #expect(titles == ["A", "B", "B"])
    }

    @Test("closures that need no actor stay off it")
    func plain() async throws {
        let sum = try await Flow(0..<4).map { $0 + 1 }.filter { $0 > 1 }.reduce(0) { $0 + $1 }.run()
        #expect(sum == 9)
    }

    @Test("a closure that awaits calls the model and other code")
    func awaiting() async throws {
        try await hits.map { (hit: Hit) async -> String in hit.title }
            .forEach { [model] title in await model.append(title) }.run()
        #expect(model.titles == ["a", "b", "b"])
    }

    @Test("a closure that emits is a flow")
    func emitting() async throws {
        let flow = Flow<Int> { emit in
            try await emit(1)
            try await emit(2)
        }
        #expect(try await flow.collect().run() == [1, 2])
    }

    @Test("values are read where the model is")
    func values() async throws {
        for try await hit in hits.values { model.show(hit) }
        #expect(model.hits.count == 3)
    }

    @Test(
        "P15 After cancel() on the main actor no closure of the main actor begins, also one that was queued there",
        .rounds)
    func cancelled() async throws {
        for round in 0..<200 {
            let (model, inlet) = (SearchModel(), Inlet<Int>(capacity: 8))
            let task = Task {
                try await Flow(inlet).map { Hit(title: "\($0)") }.forEach(model.show).run()
            }
            for number in 0..<8 { _ = inlet.trySend(number) }
            // The model's next call is often queued behind this test by then.
            while model.hits.count <= round % 4 { await Task.yield() }
            model.isClosed = true
            task.cancel()
            _ = await task.result
            #expect(model.lateHits == 0, "round \(round)")
        }
    }
}
