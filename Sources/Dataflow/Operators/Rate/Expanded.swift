extension Flow {
    /// Gives stand-ins to a downstream that is quicker than upstream.
    ///
    ///     readings.expanded { reading in repeatElement(reading, count: .max) }
    ///
    /// Every element leaves once. When downstream then asks again before the next one has come, it gets the element's
    /// stand-ins, as long as there are any.
    ///
    /// - **Emits:** each element, in order, and behind it as many of its stand-ins as downstream asks for meanwhile.
    /// - **Backpressures:** while an element waits for downstream.
    /// - **Completes:** when upstream completes and the last element is sent, with no stand-ins behind it.
    /// - **Fails:** when upstream fails and the last element is sent; when `standIns` throws; see
    ///   ``onFailure(_:fileID:line:)``.
    ///
    /// - Parameter standIns: gives the stand-ins of an element; they may go on for ever, and are made one at a time.
    @inlinable
    public func expanded<StandIns: Sequence<Element> & SendableMetatype>(
        fileID: String = #fileID,
        line: Int = #line,
        _ standIns: @escaping @Sendable (Element) throws -> StandIns
    ) -> Flow {
        let engine = SourceSite(fileID: fileID, line: line)
        return Flow("expanded", engine, inputs: [erased], role: .holding(isFresh: true)) {
            Node.running(
                HoldingKernel(.factory { ExpandedBehavior<Element, StandIns>(standIns) }, clock: nil, $0))
        }
    }
}

/// Made for each run, because an iterator need not be `Sendable`.
@usableFromInline
struct ExpandedBehavior<Element: Sendable, StandIns: Sequence<Element> & SendableMetatype>: HoldingBehavior {
    @usableFromInline let standIns: @Sendable (Element) throws -> StandIns
    @usableFromInline var waiting: Element?
    @usableFromInline var iterator: StandIns.Iterator?
    /// The next stand-in.
    @usableFromInline var standIn: Element?

    @inlinable
    init(_ standIns: @escaping @Sendable (Element) throws -> StandIns) {
        self.standIns = standIns
    }

    @inlinable static var needsTime: Bool { false }
    @inlinable var isAccepting: Bool { waiting == nil }
    @inlinable var isReady: Bool { waiting != nil || standIn != nil }
    @inlinable var heldCount: Int { waiting == nil ? 0 : 1 }

    @inlinable
    mutating func receive(_ element: Element, now: Duration) throws {
        (iterator, standIn) = (nil, nil)
        iterator = try standIns(element).makeIterator()
        waiting = element
    }

    @inlinable
    mutating func handOver(now: Duration) -> Element? {
        let element = waiting.take() ?? standIn.take()
        standIn = iterator?.next()
        return element
    }
}
