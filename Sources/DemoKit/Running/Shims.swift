import Dataflow

// Stand-ins until the operators land.
extension Flow {
    func compactMap<O: Sendable>(_ f: @escaping @Sendable (Element) -> O?) -> Flow<O> {
        transform(CM(f: f), kind: "compactMap")
    }
    func flatMap<S: Sequence & Sendable>(_ f: @escaping @Sendable (Element) -> S) -> Flow<S.Element>
    where S.Element: Sendable {
        transform(FM(f: f), kind: "flatMap")
    }
    func balanced(across n: Int) -> [Flow] { fanOut(into: n, Bal(), kind: "balance") }
    func forEach(_ body: @escaping @Sendable (Element) async throws -> Void) -> Sink<Void> {
        sink(FE(body: body), kind: "forEach")
    }
}
func merge<E: Sendable>(_ flows: [Flow<E>]) -> Flow<E> { fanIn(flows, Mer(), kind: "merge") }
func merge<E: Sendable>(_ flows: Flow<E>...) -> Flow<E> { fanIn(flows, Mer(), kind: "merge") }
struct Mer<E: Sendable>: FanInBehavior {
    var choice: InputChoice { .any }
    mutating func receive(_ e: E, from: Int) -> Emission<E> { .emit(e) }
}
struct Bal<E: Sendable>: FanOutBehavior { mutating func route(_ e: E) -> Route { .any } }
struct FE<I: Sendable>: AsyncBehavior {
    let body: @Sendable (I) async throws -> Void
    mutating func receive(_ e: I) async throws -> Emission<Void> {
        try await body(e)
        return .nothing
    }
    mutating func finish() -> Emission<Void> { .emit(()) }
}
struct CM<I: Sendable, O: Sendable>: TransformBehavior {
    let f: @Sendable (I) -> O?
    mutating func receive(_ e: I) -> Emission<O> { f(e).map { .emit($0) } ?? .nothing }
}
struct FM<I: Sendable, S: Sequence & Sendable>: TransformBehavior where S.Element: Sendable {
    let f: @Sendable (I) -> S
    nonisolated(unsafe) var it: S.Iterator?
    init(f: @escaping @Sendable (I) -> S) { self.f = f }
    mutating func receive(_ e: I) -> Emission<S.Element> {
        it = f(e).makeIterator()
        return .several
    }
    mutating func next() -> S.Element? { it?.next() }
}
