/// Combines the latest elements of a list of flows.
///
/// - **Emits:** an array for each element of a flow, once every flow has had one; in the order of the flows.
/// - **Backpressures:** when downstream does; from the first array on, no element is skipped.
/// - **Completes:** when every flow has completed, or one has without an element.
/// - **Fails:** with the first failure of a flow; the others are cancelled.
///
/// - Parameter flows: at least one; all of one type. Flows of different types are the arguments of the other
///   `combineLatest`. An array costs an allocation and a copy of all latest elements.
@inlinable
public func combineLatest<Element: Sendable>(
    _ flows: [Flow<Element>], fileID: String = #fileID, line: Int = #line
) -> Flow<[Element]> {
    let problem = flows.isEmpty ? "a combineLatest of nothing has no elements. Give at least one flow." : nil
    return Flow("combineLatest", SourceSite(fileID: fileID, line: line), inputs: flows.map(\.erased), problem: problem)
    {
        Node.running(FanInKernel(LatestListBehavior<Element>(), $0))
    }
}

@usableFromInline
struct LatestListBehavior<Element: Sendable>: FanInBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }

    /// The latest element of each input; empty once every input has had one.
    @usableFromInline var firsts: [Element?] = []
    @usableFromInline var missing = 0
    @usableFromInline var latest: [Element] = []

    @inlinable
    init() {}

    @inlinable
    var choice: InputChoice { .any }

    @inlinable
    mutating func start(inputs: Int) {
        firsts = Array(repeating: nil, count: inputs)
        missing = inputs
    }

    @inlinable
    mutating func receive(_ element: Element, from input: Int) -> Emission<[Element]> {
        if missing == 0 {
            latest[input] = element
            return .emit(latest)
        }
        if firsts[input] == nil { missing -= 1 }
        firsts[input] = element
        if missing > 0 { return .nothing }
        latest = firsts.compactMap { $0 }
        firsts = []
        return .emit(latest)
    }

    /// If a flow ends without an element, there can be no array at all.
    @inlinable
    mutating func inputFinished(_ input: Int) -> Emission<[Element]> {
        missing > 0 && firsts[input] == nil ? .finish : .nothing
    }
}
