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
        let isLossy = overflow != .fail
        let flow = Flow("buffer", site, inputs: [erased], role: isLossy ? .fresh : .plain, problem: problem) { wiring in
            Node.running(BufferKernel<Element>(size: size, overflow: overflow, wiring))
        }
        // The buffer itself is the store: the mailbox behind it only passes elements on.
        return flow.capacity(1, fileID: fileID, line: line)
    }
}

private struct IdentityBehavior<Element: Sendable>: TransformBehavior {
    mutating func receive(_ element: Element) -> Emission<Element> { .emit(element) }
}

/// The node of a buffer that may drop. It passes an element on only when downstream waits for one, so that it can still
/// drop the elements it holds.
private struct BufferKernel<Element: Sendable>: LinearShape {
    let wiring: NodeWiring
    private let size: Int
    private let overflow: Overflow
    let input: MailboxReader<Element>
    let output: MailboxWriter<Element>
    private var held = Fifo<Element>()
    private var overflowed: BufferOverflow?

    init(size: Int, overflow: Overflow, _ wiring: NodeWiring) {
        self.wiring = wiring
        self.size = size
        self.overflow = overflow
        input = wiring.input()
        output = wiring.output()
    }

    mutating func step(_ turn: Turn) -> Step {
        let count = takeIn(turn)
        let sent = handOn(turn)
        if held.isEmpty {
            if let overflowed { return wiring.fail(overflowed, turn) }
            if let ending = input.ending { return wiring.pass(ending, turn) }
        }
        return count + sent > 0 ? .again(count + sent) : .wait(wait)
    }

    /// Ends before downstream took the elements it holds, and before it could report an overflow behind them.
    mutating func stop(_ cause: CancellationCause, _ turn: Turn) -> Step {
        if let overflowed { wiring.note(overflowed) }
        return wiring.stop(cause, turn)
    }

    private mutating func takeIn(_ turn: Turn) -> Int {
        guard overflowed == nil else { return 0 }
        let count = min(input.available(), turn.budget)
        guard count > 0 else { return 0 }
        let reader = input.reading()
        for offset in 0..<count { accept(reader.take(offset)) }
        input.release(count, turn.worker)
        return count
    }

    private mutating func accept(_ element: Element) {
        if held.count < size, overflowed == nil { return held.append(element) }
        if overflow == .fail, overflowed == nil { overflowed = BufferOverflow(size: size) }
        wiring.ledger.countDropped()
        guard overflow == .dropOldest else { return }
        _ = held.popFirst()
        held.append(element)
    }

    private mutating func handOn(_ turn: Turn) -> Int {
        guard output.isConsumerWaiting, output.room() > 0, let element = held.popFirst() else { return 0 }
        output.writing().put(element, 0)
        output.publish(1, turn.worker)
        return 1
    }

    /// Waits for an element and for demand, whichever comes first.
    private var wait: Wait {
        let wait: Wait = overflowed == nil && input.ending == nil ? .input : []
        return held.isEmpty ? wait : wait.union(.demand)
    }
}
