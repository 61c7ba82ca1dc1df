extension Flow {
    /// Runs several copies of a stage side by side; each copy gets a part of the elements.
    ///
    /// - **Emits:** the elements that the copies emit: ordered, in the order of the input; unordered, as they come.
    /// - **Backpressures:** ordered, when the copy whose turn it is does; unordered, when all copies do.
    /// - **Completes:** when every copy has.
    /// - **Fails:** when upstream or a copy fails; ordered, also with ``UnevenCopies``.
    ///
    /// - Parameters:
    ///   - count: how many copies, from 1 to 65,536.
    ///   - ordered: whether results keep the order of the elements. The copies then take strict turns for input and
    ///   output, so `stage` must emit exactly one element for each one it gets. The flow fails if
    ///   a copy has ended when another one, whose turn comes later, has more. An operator of the engine that drops or adds
    ///   elements is a finding when the graph is validated. One of your own that does goes unnoticed where the copies still
    ///   end in turn; then the order is wrong.
    ///   - stage: builds one copy; called `count` times, so it must not name its operators.
    @inlinable
    public func balanced<Output: Sendable>(
        across count: Int,
        ordered: Bool = true,
        fileID: String = #fileID,
        line: Int = #line,
        _ stage: (Flow<Element>) -> Flow<Output>
    ) -> Flow<Output> {
        let parts =
            ordered
            ? fanOut(into: count, RotationBehavior(count: count), kind: "balanced", fileID: fileID, line: line)
            : fanOut(into: count, AnyOutputBehavior(), kind: "balanced", fileID: fileID, line: line)
        let results = parts.map(stage)
        return ordered
            ? gather(results, from: parts[0], SourceSite(fileID: fileID, line: line))
            : merge(results, fileID: fileID, line: line)
    }

    @usableFromInline
    func gather<Output: Sendable>(_ results: [Flow<Output>], from part: Flow, _ site: SourceSite) -> Flow<Output> {
        let copies = results.map(\.erased)
        let problem = UnevenStages(divider: part.erased.stage).problem(in: copies)
        return Flow<Output>("balanced.gather", site, inputs: copies, problem: problem) {
            Node.running(FanInKernel(GatherBehavior<Output>(), $0))
        }
    }
}

/// Finds operators that do not give exactly one element for each, as far as their kind tells.
private struct UnevenStages {
    /// The stage that gives the copies their elements.
    let divider: Stage

    private static let uneven: Set = [
        "filter", "compactMap", "flatMap", "concatMap", "flatMapLatest", "flatMapFirst", "mapLatest", "prefix",
        "suffix",
        "dropFirst", "dropLast", "drop", "removeDuplicates", "distinct", "chunks", "chunked", "windows",
        "adjacentPairs",
        "interspersed", "aggregated", "debounce", "throttle", "sample", "latest", "conflated", "chunksWhileBusy",
        "expanded", "keepAlive", "divert",
    ]

    func problem(in copies: [AnyFlow]) -> String? {
        var open = copies
        var seen: Set<ObjectIdentifier> = [ObjectIdentifier(divider)]
        while let flow = open.popLast() {
            let stage = flow.stage
            let dropsFailures = (flow.attributes.policy?.value ?? .stop) != .stop
            if dropsFailures || Self.uneven.contains(stage.kind), stage !== divider {
                return "\(stage.kind) (\(stage.site)) in its stage drops or adds elements, so nobody knows their order."
                    + " Give ordered: false, or a stage that emits one for each."
            }
            if seen.insert(ObjectIdentifier(stage)).inserted { open += stage.inputs }
        }
        return nil
    }
}

/// Thrown when the copies of an ordered `balanced` stage did not emit one element for each one they got.
public struct UnevenCopies: Error, Equatable, CustomStringConvertible {
    /// The copy that had ended, in the order in which the copies were made.
    public let ended: Int
    /// The copy that still had an element when its next turn came.
    public let ahead: Int

    @usableFromInline
    init(ended: Int, ahead: Int) {
        self.ended = ended
        self.ahead = ahead
    }

    public var description: String {
        """
        copy \(ended) of a balanced stage had ended when copy \(ahead) had more; give exactly one element for each one \
        received, or say ordered: false.
        """
    }
}

@usableFromInline
struct AnyOutputBehavior<Element: Sendable>: FanOutBehavior, Sendable {
    @inlinable
    init() {}

    @inlinable
    mutating func route(_ element: Element) -> Route { .any }
}

@usableFromInline
struct RotationBehavior<Element: Sendable>: FanOutBehavior, Sendable {
    @usableFromInline let count: Int
    @usableFromInline var next = 0

    @inlinable
    init(count: Int) {
        self.count = count
    }

    @inlinable
    mutating func route(_ element: Element) -> Route {
        defer { next = next &+ 1 == count ? 0 : next &+ 1 }
        return .output(next)
    }
}

/// Takes one element from each input in turn; once one has ended, all must have.
@usableFromInline
struct GatherBehavior<Element: Sendable>: FanInBehavior, Sendable {
    @inlinable
    static var isPrompt: Bool { true }

    @usableFromInline var count = 0
    @usableFromInline var turn = 0
    /// The first input that had ended when its turn came.
    @usableFromInline var ended: Int?

    @inlinable
    init() {}

    @inlinable
    var choice: InputChoice { .only(turn) }

    @inlinable
    mutating func start(inputs: Int) { count = inputs }

    @inlinable
    mutating func receive(_ element: Element, from input: Int) throws -> Emission<Element> {
        if let ended { throw UnevenCopies(ended: ended, ahead: input) }
        advance()
        return .emit(element)
    }

    /// Called at the end of an input, whose turn never comes again: each later input either ends too or fails the flow.
    @inlinable
    mutating func inputFinished(_ input: Int) -> Emission<Element> {
        if ended == nil { ended = input }
        advance()
        return .nothing
    }

    @inlinable
    mutating func advance() { turn = turn &+ 1 == count ? 0 : turn &+ 1 }
}
