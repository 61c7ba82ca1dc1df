extension Flow {
    /// Emits the elements read from a resource that must be closed: a file, a cursor, a connection.
    ///
    /// - **Emits:** the elements that `next` gives, as they are asked for.
    /// - **Backpressures:** `next` is not called while the mailbox is full.
    /// - **Completes:** when `next` gives nil; the resource is closed before downstream sees the end.
    /// - **Fails:** when `open` or `next` throws.
    ///
    /// - Parameters:
    ///   - open: called when the first element is asked for, so never in a run that ends before. The resource is the
    ///     run's alone, and need not be `Sendable`.
    ///   - next: gives the next element, or nil at the end.
    ///   - close: called exactly once for what `open` gave, however the flow ends.
    @inlinable
    public static func resource<Resource>(
        fileID: String = #fileID,
        line: Int = #line,
        open: @escaping @Sendable () throws -> sending Resource,
        next: @escaping @Sendable (inout Resource) throws -> Element?,
        close: @escaping @Sendable (Resource) -> Void
    ) -> Flow {
        Flow(
            kind: "resource", fileID: fileID, line: line,
            source: { ResourceBehavior(open: open, read: next, shut: close) })
    }

    /// Emits the elements read, with closures that await, from a resource that must be closed.
    ///
    /// - **Emits:** the elements that `next` gives.
    /// - **Backpressures:** while the mailbox is full, one element waits and `next` is not called.
    /// - **Completes:** when `next` gives nil; the resource is closed before downstream sees the end.
    /// - **Fails:** when `open` or `next` throws.
    ///
    /// - Parameters:
    ///   - open: called when the first element is asked for, so never in a run that ends before. The resource is the
    ///     run's alone, and need not be `Sendable`.
    ///   - next: gives the next element, or nil at the end; its task is cancelled when nobody wants more elements.
    ///   - close: called exactly once for what `open` gave, however the flow ends, in a task that is not cancelled; the
    ///     run does not end before it has returned.
    public static func resource<Resource>(
        fileID: String = #fileID,
        line: Int = #line,
        open: @escaping @Sendable () async throws -> sending Resource,
        next: @escaping @Sendable (inout Resource) async throws -> Element?,
        close: @escaping @Sendable (Resource) async -> Void
    ) -> Flow {
        resource("resource", SourceSite(fileID: fileID, line: line), open: open, next: next, close: close)
    }

    /// The same for a source with a name, a role and arguments of its own.
    package static func resource<Resource>(
        _ kind: String, _ site: SourceSite, role: StageRole = .plain, problem: String? = nil,
        open: @escaping @Sendable () async throws -> sending Resource,
        next: @escaping @Sendable (inout Resource) async throws -> Element?,
        close: @escaping @Sendable (Resource) async -> Void
    ) -> Flow {
        Flow(kind, site, role: role, problem: problem) {
            Node.running(
                EmitKernel<Element>($0) { emit in
                    var resource = try await open()
                    var failure: (any Error)?
                    do {
                        while !emit.isOver, let element = try await next(&resource) { try await emit(element) }
                    } catch {
                        failure = error
                    }
                    await shielded(resource, close)
                    if let failure { throw failure }
                }
            )
        }
    }
}

/// Runs `close` in a separate task, which nobody cancels.
private func shielded<Resource>(
    _ resource: sending Resource,
    _ close: @escaping @Sendable (Resource) async -> Void
) async {
    await Task(executorPreference: Conducting.current?.executor) { await close(resource) }.value
}

@usableFromInline
struct ResourceBehavior<Resource, Output: Sendable>: SourceBehavior {
    @usableFromInline var resource: Resource?
    @usableFromInline let open: @Sendable () throws -> sending Resource
    @usableFromInline let read: @Sendable (inout Resource) throws -> Output?
    @usableFromInline let shut: @Sendable (Resource) -> Void

    @inlinable
    init(
        open: @escaping @Sendable () throws -> sending Resource,
        read: @escaping @Sendable (inout Resource) throws -> Output?,
        shut: @escaping @Sendable (Resource) -> Void
    ) {
        self.open = open
        self.read = read
        self.shut = shut
    }

    @inlinable
    mutating func next() throws -> Output? {
        if resource == nil { resource = try open() }
        return try read(&resource!)
    }

    @inlinable
    mutating func close() {
        if let resource = resource.take() { shut(resource) }
    }
}
