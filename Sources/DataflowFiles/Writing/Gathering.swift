import Dataflow

/// Elements that are written with one call.
struct Batch: Sendable {
    var bytes: [UInt8] = []
    /// How many elements.
    var count = 0
    /// Where each element ends, if anybody has to know.
    var ends: [Int] = []
}

/// Gathers elements until they can be written; a value that holds no more than a batch.
struct Gathering<Element: Sendable>: HoldingBehavior, Sendable {
    /// How many bytes are enough for a call.
    private static var enough: Int { 65_536 }

    let append: @Sendable (Element, inout [UInt8]) -> Void
    /// What stands behind each element.
    let ending: [UInt8]
    /// Whether a batch says where its elements end.
    let isMarked: Bool
    private var batch = Batch()

    init(append: @escaping @Sendable (Element, inout [UInt8]) -> Void, ending: [UInt8], isMarked: Bool) {
        (self.append, self.ending, self.isMarked) = (append, ending, isMarked)
    }

    static var needsTime: Bool { false }
    var isAccepting: Bool { batch.bytes.count < Self.enough }
    var isReady: Bool { batch.count > 0 }
    var heldCount: Int { batch.count }

    mutating func receive(_ element: Element, now: Duration) {
        append(element, &batch.bytes)
        if !ending.isEmpty { batch.bytes += ending }
        batch.count += 1
        if isMarked { batch.ends.append(batch.bytes.count) }
    }

    mutating func handOver(now: Duration) -> Batch? {
        defer { batch = Batch() }
        return batch
    }
}
