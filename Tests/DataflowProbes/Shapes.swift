import Dataflow

/// Operators of the tests' own, one for each node shape, so that the engine is tested without its catalogue.
extension Flow {
    /// A source that counts; see ``CountingSource``.
    package static func counting(
        _ limit: Int = .max, probe: SourceProbe = SourceProbe(), failure: (any Error)? = nil,
        fileID: String = #fileID, line: Int = #line
    ) -> Flow<Int> where Element == Int {
        Flow<Int>(source: CountingSource(limit, probe: probe, failure: failure), fileID: fileID, line: line)
    }

    /// One element out for each one in, by a closure that may throw.
    package func step<Output: Sendable>(
        fileID: String = #fileID, line: Int = #line, _ body: @escaping @Sendable (Element) throws -> Output
    ) -> Flow<Output> {
        transform(StepBehavior(body: body), kind: "step", fileID: fileID, line: line)
    }

    /// The same, by a closure that awaits.
    package func asyncStep<Output: Sendable>(
        concurrency: Int = 1, ordered: Bool = true, fileID: String = #fileID, line: Int = #line,
        _ body: @escaping @Sendable (Element) async throws -> Output
    ) -> Flow<Output> {
        transform(
            AsyncStepBehavior(body: body), concurrency: concurrency, ordered: ordered, kind: "asyncStep",
            fileID: fileID,
            line: line)
    }

    /// The first `count` elements; the consumer is satisfied then.
    package func first(_ count: Int, fileID: String = #fileID, line: Int = #line) -> Flow {
        transform(FirstBehavior(left: count), kind: "first", fileID: fileID, line: line)
    }

    /// Each element this many times.
    package func repeated(_ times: Int, fileID: String = #fileID, line: Int = #line) -> Flow {
        transform(RepeatBehavior(times: times), kind: "repeated", fileID: fileID, line: line)
    }

    /// Only some of the elements.
    package func only(
        fileID: String = #fileID, line: Int = #line, _ body: @escaping @Sendable (Element) -> Bool
    ) -> Flow {
        transform(OnlyBehavior(body: body), kind: "only", fileID: fileID, line: line)
    }

    /// Each element to the output that `body` names.
    package func routed(
        _ outputs: Int, fileID: String = #fileID, line: Int = #line,
        _ body: @escaping @Sendable (Element) throws -> Route
    ) -> [Flow] {
        fanOut(into: outputs, RouteBehavior(body: body), fileID: fileID, line: line)
    }

    /// All elements as the sink's value.
    package func gathered(fileID: String = #fileID, line: Int = #line) -> Sink<[Element]> {
        reduce(into: [Element](), fileID: fileID, line: line) { $0.append($1) }
    }

    /// Sets the capacity, or leaves the default.
    package func room(_ capacity: Int?, fileID: String = #fileID, line: Int = #line) -> Flow {
        capacity.map { self.capacity($0, fileID: fileID, line: line) } ?? self
    }
}

/// Elements of any input, as they come.
package func joined<Element: Sendable>(
    _ flows: [Flow<Element>], fileID: String = #fileID, line: Int = #line
) -> Flow<Element> {
    fanIn(flows, JoinedBehavior(), kind: "joined", fileID: fileID, line: line)
}

/// All elements of the first input, then those of the second, …
package func chained<Element: Sendable>(
    _ flows: [Flow<Element>], fileID: String = #fileID, line: Int = #line
) -> Flow<Element> {
    fanIn(flows, ChainedBehavior(), sequential: true, kind: "chained", fileID: fileID, line: line)
}

private struct StepBehavior<Input: Sendable, Output: Sendable>: TransformBehavior {
    let body: @Sendable (Input) throws -> Output
    mutating func receive(_ element: Input) throws -> Emission<Output> { .emit(try body(element)) }
}

private struct AsyncStepBehavior<Input: Sendable, Output: Sendable>: AsyncBehavior {
    let body: @Sendable (Input) async throws -> Output
    mutating func receive(_ element: Input) async throws -> SingleEmission<Output> { .emit(try await body(element)) }
}

private struct FirstBehavior<Element: Sendable>: TransformBehavior {
    var left: Int

    mutating func start() -> Emission<Element> { left == 0 ? .finish : .nothing }

    mutating func receive(_ element: Element) -> Emission<Element> {
        left -= 1
        return left == 0 ? .emitLast(element) : .emit(element)
    }
}

private struct RepeatBehavior<Element: Sendable>: TransformBehavior {
    let times: Int
    var current: Element?
    var left = 0

    init(times: Int) { self.times = times }

    mutating func receive(_ element: Element) -> Emission<Element> {
        current = element
        left = times
        return .several
    }

    mutating func next() -> Element? {
        guard left > 0 else { return nil }
        left -= 1
        return current
    }
}

private struct OnlyBehavior<Element: Sendable>: TransformBehavior {
    let body: @Sendable (Element) -> Bool
    mutating func receive(_ element: Element) -> Emission<Element> { body(element) ? .emit(element) : .nothing }
}

private struct RouteBehavior<Element: Sendable>: FanOutBehavior {
    let body: @Sendable (Element) throws -> Route
    mutating func route(_ element: Element) throws -> Route { try body(element) }
}

private struct JoinedBehavior<Element: Sendable>: FanInBehavior {
    var choice: InputChoice { .any }
    mutating func receive(_ element: Element, from input: Int) -> Emission<Element> { .emit(element) }
}

private struct ChainedBehavior<Element: Sendable>: FanInBehavior {
    var current = 0
    var choice: InputChoice { .only(current) }
    mutating func receive(_ element: Element, from input: Int) -> Emission<Element> { .emit(element) }

    mutating func inputFinished(_ input: Int) -> Emission<Element> {
        current += 1
        return .nothing
    }
}
