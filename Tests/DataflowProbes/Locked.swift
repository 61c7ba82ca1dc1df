import Foundation

/// A value behind a lock that the thread sanitizer can see.
package final class Locked<Value>: @unchecked Sendable {
    // SAFETY: `value` is touched only while `lock` is held.
    private var value: Value
    private let lock = NSLock()

    package init(_ value: Value) {
        self.value = value
    }

    package func callAsFunction<Result>(_ body: (inout Value) throws -> Result) rethrows -> Result {
        lock.lock()
        defer { lock.unlock() }
        return try body(&value)
    }
}

/// What happened, in order, written down by any thread.
package final class Recorder<Entry: Sendable>: Sendable {
    private let log = Locked<[Entry]>([])

    package init() {}

    package func record(_ entry: Entry) { log { $0.append(entry) } }
    /// Lets go of what was recorded.
    package func forget() { log { $0 = [] } }
    package var elements: [Entry] { log { $0 } }
    package var count: Int { log { $0.count } }
}

/// A number that any thread may raise.
package final class Counter: Sendable {
    private let number = Locked(0)
    private let highest = Locked(0)

    package init() {}

    @discardableResult
    package func add(_ amount: Int = 1) -> Int {
        let now = number { number in
            number += amount
            return number
        }
        highest { $0 = max($0, now) }
        return now
    }

    package var value: Int { number { $0 } }
    /// The highest value it ever had.
    package var peak: Int { highest { $0 } }
}
