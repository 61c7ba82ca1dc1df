import Dataflow

/// Weak references to what must be gone at the end; see ``expectNoLeaks(fileID:line:isolation:_:)``.
public final class LeakWatch: Sendable {
    private struct Suspect {
        let name: String
        weak var object: AnyObject?
    }

    private let suspects = Guarded<[Suspect]>([])

    /// A watch over nothing yet.
    public init() {}

    /// Watches an object, and gives it back.
    ///
    /// - Parameters:
    ///   - object: must be gone at the end.
    ///   - name: what it is called then; its type when left out.
    public func callAsFunction<Object: AnyObject>(_ object: Object, _ name: String = "\(Object.self)") -> Object {
        suspects.withLock { $0.append(Suspect(name: name, object: object)) }
        return object
    }

    /// The names of what is still there, in the order in which it was watched.
    public var alive: [String] { suspects.withLock { $0.filter { $0.object != nil }.map(\.name) } }

    /// How many objects are watched.
    public var count: Int { suspects.withLock { $0.count } }
}

/// Expects that nothing that `body` has watched is alive when it has returned.
///
///     try await expectNoLeaks { watch in
///         let cache = watch(Cache(), "cache")
///         try await keys.map { cache[$0] }.ignore().run()
///     }
///
/// A run lets go of everything before it returns, so nothing is waited for.
/// - Parameters:
///   - isolation: the caller's actor; leave it out.
///   - body: is given the watch: call it with each object.
/// - Returns: what `body` returns.
/// - Throws: what `body` throws; ``ExpectationFailure`` with the names of what is still alive, or when nothing was watched.
@discardableResult
public func expectNoLeaks<Result>(
    fileID: String = #fileID, line: Int = #line, isolation: isolated (any Actor)? = #isolation,
    _ body: (LeakWatch) async throws -> Result
) async throws -> Result {
    let site = SourceSite(fileID: fileID, line: line)
    let watch = LeakWatch()
    let result = try await body(watch)
    if watch.count == 0 { throw ExpectationFailure("nothing was watched, so no leak could be found.", site) }
    let alive = watch.alive
    if alive.isEmpty { return result }
    let names = alive.prefix(20).joined(separator: ", ") + (alive.count > 20 ? ", …" : "")
    throw ExpectationFailure("\(alive.count) of \(watch.count) objects are still alive: \(names).", site)
}
