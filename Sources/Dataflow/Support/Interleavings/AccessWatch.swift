#if DATAFLOW_INTERLEAVINGS
/// Where the explorer of interleavings (`Docs/Decisions/0013`) listens: every access to an atomic, and to the plain memory
/// that atomics hand over. Normal builds contain nothing of it.
package enum AccessWatch {
    // SAFETY: set while only the explorer's own thread uses the engine; of its participants one at a time runs.
    nonisolated(unsafe) package static var watcher: (any AccessWatcher)?
}

/// Who decides which participant goes on.
package protocol AccessWatcher: AnyObject {
    /// A number for a new atomic, the same in every replay.
    func atomicWasMade(_ site: AccessSite) -> Int
    /// Returns when the access may happen.
    func willAccess(_ access: AtomicAccess)
    /// The access has happened; a failed exchange has not written.
    func didAccess(_ access: AtomicAccess, didWrite: Bool, outcome: () -> String)
    /// Plain memory is touched; `length` bytes.
    func touches(_ address: UInt, length: Int, isWrite: Bool, _ site: AccessSite)
    /// Memory comes from the allocator: what was known of it belongs to another life.
    func allocates(_ address: UInt, length: Int)
}

/// A place in the source.
package struct AccessSite: Equatable, Sendable {
    package let file: StaticString
    package let line: UInt
    package let function: StaticString

    package init(_ file: StaticString, _ line: UInt, _ function: StaticString) {
        self.file = file
        self.line = line
        self.function = function
    }

    package static func == (left: AccessSite, right: AccessSite) -> Bool {
        left.line == right.line && left.file.utf8Start == right.file.utf8Start
    }
}

/// An access that a participant is about to make.
package struct AtomicAccess: Equatable, Sendable {
    package enum Kind: Sendable {
        case load, store, update
        /// An attempt to take a spin lock: another one makes sense only when the lock is free.
        case lock
    }

    package let object: Int
    package let kind: Kind
    /// Whether the access sees what happened before the write that it reads.
    package let acquires: Bool
    /// Whether who reads what it writes sees what happened before.
    package let releases: Bool
    package let site: AccessSite

    package init(object: Int, kind: Kind, acquires: Bool, releases: Bool, site: AccessSite) {
        self.object = object
        self.kind = kind
        self.acquires = acquires
        self.releases = releases
        self.site = site
    }
}
#endif
