/// Takes a few elements of each flow in turn.
///
/// - **Emits:** `segment` elements of the first flow, then as many of the second, and so on, and then of the first
///   again. A flow that has completed is left out.
/// - **Backpressures:** when downstream does; a flow waits for its turn, also when the flow whose turn it is has
///   nothing.
/// - **Completes:** when every flow has; at once when there is none.
/// - **Fails:** when the flow whose turn it is fails; the others are cancelled.
///
/// - Parameters:
///   - flows: any number.
///   - segment: how many elements a flow gives in a turn, at least 1, without an upper limit.
@inlinable
public func interleave<Element: Sendable>(
    _ flows: Flow<Element>..., segment: Int = 1, fileID: String = #fileID, line: Int = #line
) -> Flow<Element> {
    interleave(flows, segment: segment, fileID: fileID, line: line)
}

/// Takes a few elements of each flow of a list in turn.
///
/// - **Emits:** `segment` elements of the first flow, then as many of the second, and so on, and then of the first
///   again. A flow that has completed is left out.
/// - **Backpressures:** when downstream does; a flow waits for its turn, also when the flow whose turn it is has
///   nothing.
/// - **Completes:** when every flow has; at once when there is none.
/// - **Fails:** when the flow whose turn it is fails; the others are cancelled.
///
/// - Parameters:
///   - flows: any number.
///   - segment: how many elements a flow gives in a turn, at least 1, without an upper limit.
@inlinable
public func interleave<Element: Sendable>(
    _ flows: [Flow<Element>], segment: Int = 1, fileID: String = #fileID, line: Int = #line
) -> Flow<Element> {
    Flow(
        "interleave", SourceSite(fileID: fileID, line: line), inputs: flows.map(\.erased),
        problem: segment < 1 ? "a segment of \(segment) elements takes nothing from any flow. Give 1 or more." : nil
    ) { Node.running(FanInKernel(InterleaveBehavior<Element>(segment: segment), $0)) }
}

@usableFromInline
struct InterleaveBehavior<Element: Sendable>: FanInBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }

    @usableFromInline let segment: Int
    @usableFromInline var left: Int
    /// The inputs that have not ended.
    @usableFromInline var inputs: [Int] = []
    /// The place in `inputs` of the one whose turn it is.
    @usableFromInline var place = 0

    @inlinable
    init(segment: Int) {
        self.segment = segment
        left = segment
    }

    @inlinable
    var choice: InputChoice { .only(inputs[place]) }

    @inlinable
    mutating func start(inputs count: Int) { inputs = Array(0..<count) }

    @inlinable
    mutating func receive(_ element: Element, from input: Int) -> Emission<Element> {
        left &-= 1
        if left == 0 { pass(to: place &+ 1) }
        return .emit(element)
    }

    @inlinable
    mutating func inputFinished(_ input: Int) -> Emission<Element> {
        inputs.remove(at: place)
        pass(to: place)
        return .nothing
    }

    @inlinable
    mutating func pass(to next: Int) {
        place = next < inputs.count ? next : 0
        left = segment
    }
}
