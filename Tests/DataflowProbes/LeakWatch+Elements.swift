import DataflowTesting
import Testing

extension LeakWatch {
    /// An element that is watched.
    package func element(_ number: Int) -> Tracked { self(Tracked(number), "element \(number)") }

    /// Records an issue for what is still alive.
    package func check(_ cell: String = "", sourceLocation: SourceLocation = #_sourceLocation) {
        let alive = alive
        if !alive.isEmpty { Issue.record("\(cell) still alive: \(alive)", sourceLocation: sourceLocation) }
    }
}

/// An element with an identity.
package final class Tracked: Sendable {
    package let number: Int
    package init(_ number: Int) { self.number = number }
}
