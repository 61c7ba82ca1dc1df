import Testing

/// Weak references to everything that must be gone once a run has returned.
package final class Leaks: Sendable {
    private struct Suspect {
        let name: String
        weak var object: AnyObject?
    }

    private let suspects = Locked<[Suspect]>([])

    package init() {}

    /// Watches an object and gives it back.
    package func watch<Object: AnyObject>(_ object: Object, _ name: String = "\(Object.self)") -> Object {
        suspects { $0.append(Suspect(name: name, object: object)) }
        return object
    }

    /// An element that is watched.
    package func element(_ number: Int) -> Tracked { watch(Tracked(number), "element \(number)") }

    /// What is still alive.
    package var alive: [String] { suspects { $0.filter { $0.object != nil }.map(\.name) } }
    /// How many are watched.
    package var count: Int { suspects { $0.count } }

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
