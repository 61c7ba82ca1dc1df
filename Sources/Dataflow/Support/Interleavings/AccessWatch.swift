#if DATAFLOW_INTERLEAVINGS
/// Where the explorer of interleavings (`Docs/Decisions/0013`, `0017`) listens: every access to an atomic, every fence, and
/// every touch of the plain memory that atomics hand over. Normal builds contain nothing of it.
package enum AccessWatch {
    // SAFETY: set while only the explorer's own thread uses the engine; of its participants one at a time runs.
    nonisolated(unsafe) package static var watcher: (any AccessWatcher)?
    /// How many of its last values an atomic keeps: more than one where a load may read an older one.
    nonisolated(unsafe) package static var valuesKept = 1
}

/// Who decides which participant goes on, and what its loads read.
package protocol AccessWatcher: AnyObject {
    /// A number for a new atomic, or continuation, the same in every replay.
    func atomicWasMade(_ site: AccessSite) -> Int
    /// Returns when the access may happen, with the value that it reads: 0 for the newest, 1 for the one before, and so on.
    /// - Parameter isReadable: whether the access could read a value of that age, were it visible.
    func willAccess(_ access: AtomicAccess, isReadable: (_ age: Int) -> Bool) -> Int
    /// The access has happened; a failed exchange has not written.
    func didAccess(_ access: AtomicAccess, age: Int, didWrite: Bool, outcome: () -> String)
    /// The interleaving has gone wrong.
    func complain(_ problem: String)
    /// Plain memory is touched; `length` bytes.
    func touches(_ address: UInt, length: Int, isWrite: Bool, _ site: AccessSite)
    /// A continuation is about to be resumed; its number is one as atomics have.
    func resumes(_ continuation: Int)
    /// The task goes on that waited for it.
    func goesOn(_ continuation: Int)
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
#endif
