import Synchronization

/// The ports of one node that have news, so that a node with 10,000 inputs looks only at those that changed.
///
/// Many threads push; only the node takes. A thread pushes a port only if it cleared the mailbox's waiting flag, or
/// ended or cancelled the mailbox; so the node takes each mark at least once.
@usableFromInline
@safe final class ReadyPorts: @unchecked Sendable {
    // SAFETY: `links[port]` belongs to the one thread that moved `queued[port]` from false to true, until the node has
    // moved it back; the exchange of `top` publishes it.
    private let top = Atomic<Int>(-1)
    private let links: UnsafeMutablePointer<Int>
    private let queued: UnsafeMutablePointer<Atomic<Bool>>
    private let first: Int
    private let count: Int

    /// - Parameter first: what the node calls the first of these ports, which here is port 0.
    init(first: Int = 0, count: Int) {
        self.first = first
        self.count = count
        unsafe links = .allocate(capacity: count)
        unsafe queued = .allocate(capacity: count)
        unsafe links.initialize(repeating: -1, count: count)
        for port in 0..<count { unsafe (queued + port).initialize(to: Atomic(false)) }
    }

    deinit {
        unsafe links.deallocate()
        unsafe queued.deinitialize(count: count)
        unsafe queued.deallocate()
    }

    func push(_ port: Int) {
        if unsafe queued[port].exchange(true, ordering: .acquiringAndReleasing) { return }
        var seen = top.load(ordering: .relaxed)
        while true {
            unsafe links[port] = seen
            let result = top.compareExchange(expected: seen, desired: port, ordering: .sequentiallyConsistent)
            if result.exchanged { return }
            seen = result.original
        }
    }

    /// Appends the marked ports to `order`, the one marked first in front.
    @usableFromInline
    func take(into order: inout Fifo<Int>) {
        // This load saves the exchange when there is no news. It is the node's first look in a step, and a pusher that
        // found the cell scheduled has notified nobody. So both are sequentially consistent: the load must not pass the
        // store that began the step.
        if top.load(ordering: .sequentiallyConsistent) < 0 { return }
        var port = top.exchange(-1, ordering: .acquiringAndReleasing)
        var reversed: Int = -1
        while port >= 0 {
            let following = unsafe links[port]
            unsafe links[port] = reversed
            reversed = port
            port = following
        }
        while reversed >= 0 {
            let following = unsafe links[reversed]
            unsafe queued[reversed].store(false, ordering: .releasing)
            order.append(first &+ reversed)
            reversed = following
        }
    }
}
