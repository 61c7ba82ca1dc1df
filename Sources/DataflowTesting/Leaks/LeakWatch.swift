import Dataflow

/// Weak references to objects that must be gone at the end; see ``expectNoLeaks(fileID:line:isolation:_:)``.
public final class LeakWatch: Sendable {
    private struct Suspect {
        let name: String
        weak var object: AnyObject?
    }

    private let suspects = Guarded<[Suspect]>([])

    /// Makes a watch over no object yet.
    public init() {}

    /// Watches an object, and returns it.
    ///
    /// - Parameters:
    ///   - object: an object that must be gone at the end.
    ///   - name: the object's name in a failure; its type if left out.
    public func callAsFunction<Object: AnyObject>(_ object: Object, _ name: String = "\(Object.self)") -> Object {
        suspects.withLock { $0.append(Suspect(name: name, object: object)) }
        return object
    }

    /// The names of the objects that are still alive, in the order in which they were watched.
    public var alive: [String] { suspects.withLock { $0.filter { $0.object != nil }.map(\.name) } }

    /// How many objects are watched.
    public var count: Int { suspects.withLock { $0.count } }
}

/// Expects that no object that `body` has watched is alive when `body` has returned.
///
///     try await expectNoLeaks { watch in
///         let cache = watch(Cache(), "cache")
///         try await keys.map { cache[$0] }.ignore().run()
///     }
///
/// A run frees everything before it returns, so this does not wait.
/// - Parameters:
///   - isolation: the caller's actor; leave it out.
///   - body: gets the watch, and calls it with each object.
/// - Returns: the value that `body` returns.
/// - Throws: the error that `body` throws; ``ExpectationFailure`` with the names of the objects that are still alive,
///   or if no object was watched.
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
