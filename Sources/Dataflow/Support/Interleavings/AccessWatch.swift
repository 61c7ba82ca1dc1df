#if DATAFLOW_INTERLEAVINGS
/// The explorer of interleavings (`Docs/Decisions/0013`, `0017`) observes the engine here: every access to an atomic,
/// every fence, and every access to the plain memory that atomics hand over. Normal builds contain nothing of it.
package enum AccessWatch {
    // SAFETY: set while only the explorer's own thread uses the engine; only one of its participants runs at a time.
    nonisolated(unsafe) package static var watcher: (any AccessWatcher)?
    /// How many of its last values an atomic keeps: more than one if a load may read an older one.
    nonisolated(unsafe) package static var valuesKept = 1
}

/// Decides which participant goes on, and what its loads read.
package protocol AccessWatcher: AnyObject {
    /// A number for a new atomic, or continuation, the same in every replay.
    func atomicWasMade(_ site: AccessSite) -> Int
    /// Returns when the access may happen, with the age of the value that it reads: 0 for the newest, 1 for the one
    /// before, …
    /// - Parameter isReadable: whether the access could read a value of that age, if it were visible.
    func willAccess(_ access: AtomicAccess, isReadable: (_ age: Int) -> Bool) -> Int
    /// Called when the access has happened; a failed exchange has not written.
    func didAccess(_ access: AtomicAccess, age: Int, didWrite: Bool, outcome: () -> String)
    /// Called when the interleaving has gone wrong.
    func complain(_ problem: String)
    /// Called before an access to `length` bytes of plain memory.
    func touches(_ address: UInt, length: Int, isWrite: Bool, _ site: AccessSite)
    /// Called before a continuation is resumed; continuations are numbered like atomics.
    func resumes(_ continuation: Int)
    /// Called when the task that waited at the continuation goes on.
    func goesOn(_ continuation: Int)
    /// Called when the allocator returns memory: what the watcher knows of it concerns an earlier allocation.
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
#endif
