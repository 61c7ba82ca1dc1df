#if DATAFLOW_INTERLEAVINGS
import Synchronization

/// An access that a participant will make.
package struct AtomicAccess: Equatable, Sendable {
    package enum Kind: Sendable {
        case load, store, update
        /// An attempt to take a spin lock; another attempt makes sense only when the lock is free.
        case lock
        /// A fence, which touches no atomic: its object is 0, the number of no atomic.
        case fence
    }

    package let object: Int
    package let kind: Kind
    package var order: AccessOrder
    package let site: AccessSite

    package init(object: Int, kind: Kind, order: AccessOrder, site: AccessSite) {
        self.object = object
        self.kind = kind
        self.order = order
        self.site = site
    }
}

/// The guarantees of an access's declared memory order.
package struct AccessOrder: OptionSet, Hashable, Sendable {
    package let rawValue: UInt8

    package init(rawValue: UInt8) { self.rawValue = rawValue }

    package static let relaxed: AccessOrder = []
    /// The access sees everything that happened before the write that it reads.
    package static let acquiring = AccessOrder(rawValue: 1)
    /// An access that reads what this one writes sees everything that happened before it.
    package static let releasing = AccessOrder(rawValue: 2)
    /// The access has its place in the one total order of all such accesses.
    package static let total = AccessOrder(rawValue: 4)

    init(_ ordering: AtomicLoadOrdering) {
        self = ordering == .relaxed ? .relaxed : ordering == .acquiring ? .acquiring : [.acquiring, .total]
    }

    init(_ ordering: AtomicStoreOrdering) {
        self = ordering == .relaxed ? .relaxed : ordering == .releasing ? .releasing : [.releasing, .total]
    }

    init(_ ordering: AtomicUpdateOrdering) {
        self = .relaxed
        if ordering != .relaxed, ordering != .releasing { insert(.acquiring) }
        if ordering != .relaxed, ordering != .acquiring { insert(.releasing) }
        if ordering == .sequentiallyConsistent { insert(.total) }
    }
}

/// The library's fence as the explorer sees it; hides the original, so its signature must be the same.
func atomicMemoryFence(ordering: AtomicUpdateOrdering) {
    guard let watcher = AccessWatch.watcher else { return }
    let access = AtomicAccess(
        object: 0, kind: .fence, order: AccessOrder(ordering), site: AccessSite(#fileID, #line, #function))
    _ = watcher.willAccess(access) { _ in false }
    watcher.didAccess(access, age: 0, didWrite: false) { "" }
}
#endif
