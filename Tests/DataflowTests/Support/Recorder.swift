import DataflowTesting

/// Writes down what happens, in order.
struct Recorder<Element: Sendable>: Sendable {
    private let log = Watched<[Element]>([])

    func record(_ element: Element) {
        log.update { $0.append(element) }
    }

    var elements: [Element] { log.value }
    var count: Int { log.value.count }

    /// Everything that was recorded, once there is so much of it.
    @discardableResult
    func elements(atLeast count: Int) async throws -> [Element] {
        try await log.wait { $0.count >= count }
        return elements
    }
}

/// A door that is closed until it is opened, and then stays open.
struct Gate: Sendable {
    private let isOpen = Watched(false)

    func open() {
        isOpen.update { $0 = true }
    }

    /// Waits until the gate is open; throws `CancellationError` when the task is cancelled before.
    func pass() async throws {
        try await isOpen.wait { $0 }
    }
}
