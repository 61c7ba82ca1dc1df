/// One of two values of different types: what an operator emits that has two outputs.
public enum OneOf<First: Sendable, Second: Sendable>: Sendable {
    /// A value for the first output.
    case first(First)
    /// A value for the second output.
    case second(Second)
}

extension OneOf: Equatable where First: Equatable, Second: Equatable {}

extension Flow {
    /// Divides values of two types among two flows.
    ///
    ///     let (parsed, rejected) = lines.transform(Parser()).divided()
    ///
    /// A behavior with two outputs of different types emits ``OneOf``, and this stands behind it.
    ///
    /// - **Emits:** on the first flow each ``OneOf/first(_:)``, on the second one each ``OneOf/second(_:)``; in order on
    ///   each.
    /// - **Backpressures:** when the next element's flow does; the elements behind it wait too.
    /// - **Completes:** both flows, when upstream completes; when nobody wants a flow any more, its elements are dropped
    ///   and counted.
    /// - **Fails:** both flows, when upstream fails.
    ///
    /// - Returns: two flows; each must be consumed in a graph that consumes the other.
    @inlinable
    public func divided<First: Sendable, Second: Sendable>(
        fileID: String = #fileID, line: Int = #line
    ) -> (first: Flow<First>, second: Flow<Second>) where Element == OneOf<First, Second> {
        divided("divided", ("first", "second"), SourceSite(fileID: fileID, line: line), "divided", role: .plain)
    }

    /// The same, for an operator of another kind: with the role `secondary`, annotations of the flows are the operator's.
    @inlinable
    func divided<First: Sendable, Second: Sendable>(
        _ kind: String, _ names: (first: String, second: String), _ site: SourceSite, _ router: String? = nil,
        role: StageRole = .secondary
    ) -> (first: Flow<First>, second: Flow<Second>) where Element == OneOf<First, Second> {
        let parts = Flow(router ?? "\(kind).route", site, inputs: [erased], outputCount: 2, role: role) {
            Node.running(FanOutKernel(.copies(of: OneOfRoutes<First, Second>()), $0))
        }
        let first = CompactMapBehavior<Element, First> { if case .first(let value) = $0 { value } else { nil } }
        let second = CompactMapBehavior<Element, Second> { if case .second(let value) = $0 { value } else { nil } }
        return (
            Flow<First>("\(kind).\(names.first)", site, inputs: [parts.erased], role: .secondary) {
                Node.running(TransformKernel(.copies(of: first), $0))
            },
            Flow<Second>("\(kind).\(names.second)", site, inputs: [parts.output(1).erased], role: .secondary) {
                Node.running(TransformKernel(.copies(of: second), $0))
            }
        )
    }
}

@usableFromInline
struct OneOfRoutes<First: Sendable, Second: Sendable>: FanOutBehavior, Sendable {
    @inlinable
    init() {}

    @inlinable
    mutating func route(_ element: OneOf<First, Second>) -> Route {
        if case .first = element { .output(0) } else { .output(1) }
    }
}
