/// What a full buffer does with the next element.
public enum Overflow: Sendable, Equatable {
    /// Upstream waits; nothing is lost.
    case suspend
    /// The oldest element in the buffer is dropped, to make room.
    case dropOldest
    /// The element that arrives is dropped.
    case dropNewest
    /// The flow fails with ``BufferOverflow``, after the elements in the buffer were delivered.
    case fail
}

/// Thrown by a full buffer whose overflow is ``Overflow/fail``.
public struct BufferOverflow: Error, CustomStringConvertible {
    /// How many elements the buffer held.
    public let size: Int

    @usableFromInline
    init(size: Int) {
        self.size = size
    }

    public var description: String {
        "a buffer of \(size) was full; make it larger, or say .suspend, .dropOldest or .dropNewest."
    }
}

extension Flow {
    /// Puts a buffer between upstream and downstream.
    ///
    /// - **Emits:** the elements in order, as downstream asks for them; dropped elements are counted.
    /// - **Backpressures:** with ``Overflow/suspend`` when the buffer is full, otherwise never.
    /// - **Completes:** when upstream completes and the buffer is empty.
    /// - **Fails:** when upstream fails, after the buffered elements; with ``Overflow/fail`` when the buffer overflows.
    ///
    /// - Parameters:
    ///   - size: how many elements the buffer holds, from 1 to 1,048,576.
    ///   - overflow: what a full buffer does with the next element.
    public func buffer(
        _ size: Int, overflow: Overflow = .suspend, fileID: String = #fileID, line: Int = #line
    ) -> Flow<Element> {
        let site = SourceSite(fileID: fileID, line: line)
        let problem = Limits.capacity.problem(size, "a buffer of \(size)", tooSmall: "cannot hold an element")
        if overflow == .suspend {
            // For this overflow, the mailbox behind an operator that does nothing is the buffer.
            let flow = Flow("buffer", site, inputs: [erased], problem: problem) { wiring in
                Node.running(TransformKernel(.copies(of: IdentityBehavior<Element>()), wiring))
            }
            return flow.capacity(Limits.capacity.clamp(size), fileID: fileID, line: line)
        }
        let behavior = BufferBehavior<Element>(size: size, overflow: overflow)
        // The buffer itself is the store: the mailbox behind it only passes elements on.
        return transform(behavior, isFresh: overflow != .fail, nil, "buffer", site, problem: problem)
            .capacity(1, fileID: fileID, line: line)
    }
}

private struct IdentityBehavior<Element: Sendable>: TransformBehavior {
    mutating func receive(_ element: Element) -> Emission<Element> { .emit(element) }
}

/// A buffer that may drop: what it holds stays its own until downstream asks.
struct BufferBehavior<Element: Sendable>: HoldingBehavior, Sendable {
    static var needsTime: Bool { false }
    private let size: Int
    private let overflow: Overflow
    private var held = Fifo<Element>()
    private(set) var droppedCount = 0
    private(set) var failure: (any Error)?

    init(size: Int, overflow: Overflow) {
        self.size = size
        self.overflow = overflow
    }

    var isReady: Bool { !held.isEmpty }
    var heldCount: Int { held.count }

    mutating func receive(_ element: Element, now: Duration) {
        if held.count < size { return held.append(element) }
        droppedCount += 1
        if overflow == .fail { failure = BufferOverflow(size: size) }
        guard overflow == .dropOldest else { return }
        _ = held.popFirst()
        held.append(element)
    }

    mutating func handOver(now: Duration) -> Element? { held.popFirst() }
}
