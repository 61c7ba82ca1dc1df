import Dataflow

/// Elements that are written with one call.
struct Batch: Sendable {
    var bytes: [UInt8] = []
    /// How many elements.
    var count = 0
    /// Where each element ends, if anybody has to know.
    var ends: [Int] = []
}

/// What files are written of.
protocol Writable: Sendable {
    func write(to bytes: inout [UInt8])
}

extension String: Writable {
    func write(to bytes: inout [UInt8]) { bytes.append(contentsOf: utf8) }
}

extension Array: Writable where Element == UInt8 {
    func write(to bytes: inout [UInt8]) {
        if bytes.isEmpty { bytes = self } else { bytes += self }
    }
}

/// Gathers elements until they can be written; a value that holds no more than a batch.
struct Gathering<Element: Writable>: HoldingBehavior, Sendable {
    /// How many bytes are enough for a call.
    private static var enough: Int { 65_536 }

    /// What stands behind each element.
    let ending: [UInt8]
    /// Whether a batch says where its elements end.
    let isMarked: Bool
    private var batch = Batch()

    init(ending: String, isMarked: Bool) {
        (self.ending, self.isMarked) = (Array(ending.utf8), isMarked)
    }

    static var needsTime: Bool { false }
    var isAccepting: Bool { batch.bytes.count < Self.enough }
    var isReady: Bool { batch.count > 0 }
    var heldCount: Int { batch.count }

    mutating func receive(_ element: Element, now: Duration) {
        element.write(to: &batch.bytes)
        if !ending.isEmpty { batch.bytes += ending }
        batch.count += 1
        if isMarked { batch.ends.append(batch.bytes.count) }
    }

    mutating func handOver(now: Duration) -> Batch? {
        defer { batch = Batch() }
        return batch
    }
}
