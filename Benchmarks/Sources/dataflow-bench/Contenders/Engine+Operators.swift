import Dataflow

// The engine's operators as the workloads need them, made of its node shapes.

/// Takes turns between the flows that have something.
func merged<Element>(_ flows: [Flow<Element>]) -> Flow<Element> {
    fanIn(flows, TakeTurns(), kind: "merge")
}

extension Flow {
    func keeping(_ isKept: @escaping @Sendable (Element) -> Bool) -> Flow {
        transform(Keep(isKept: isKept), kind: "filter")
    }

    /// The elements for which `isFirst` says yes, and the others.
    func divided(_ isFirst: @escaping @Sendable (Element) -> Bool) -> (Flow, Flow) {
        let outputs = fanOut(into: 2, Divide(isFirst: isFirst), kind: "split")
        return (outputs[0], outputs[1])
    }

    func balancedOver(_ outputs: Int) -> [Flow] {
        fanOut(into: outputs, Balance(), kind: "balanced")
    }

    func mappedAsync<Output>(
        concurrency: Int,
        ordered: Bool,
        _ body: @escaping @Sendable (Element) async -> Output
    ) -> Flow<Output> {
        transform(AsyncMap(body: body), concurrency: concurrency, ordered: ordered, kind: "map")
    }
}

private struct TakeTurns<Element: Sendable>: FanInBehavior {
    var choice: InputChoice { .any }
    mutating func receive(_ element: Element, from input: Int) -> Emission<Element> { .emit(element) }
}

private struct Keep<Element: Sendable>: TransformBehavior {
    let isKept: @Sendable (Element) -> Bool
    mutating func receive(_ element: Element) -> Emission<Element> { isKept(element) ? .emit(element) : .nothing }
}

private struct Divide<Element: Sendable>: FanOutBehavior {
    let isFirst: @Sendable (Element) -> Bool
    mutating func route(_ element: Element) -> Route { .output(isFirst(element) ? 0 : 1) }
}

private struct Balance<Element: Sendable>: FanOutBehavior {
    mutating func route(_ element: Element) -> Route { .any }
}

private struct AsyncMap<Input: Sendable, Output: Sendable>: AsyncBehavior {
    let body: @Sendable (Input) async -> Output
    mutating func receive(_ element: Input) async -> Emission<Output> { .emit(await body(element)) }
}
