/// The windows of an operator, by key, with the folds of their elements; a value that knows neither element nor node.
@usableFromInline
protocol WindowStore<Key, Value>: Sendable, SendableMetatype {
    associatedtype Key: Hashable & Sendable
    associatedtype Value: Sendable

    /// Folds an element into the windows of its time; false if all of them are past.
    ///
    /// - Parameters:
    ///   - watermark: never less than in the call before.
    ///   - update: called once for each window.
    mutating func add(
        _ key: Key, at time: Moment, watermark: Moment, _ update: (inout Value) throws -> Void
    ) throws -> Bool

    /// Whether there are results that late elements have changed.
    var hasUpdates: Bool { get }

    /// When a window may give something or become past, in the time of the elements; nil if there is no window.
    var nextMoment: Moment? { get }

    /// The next result that is due. Once it has given nil, what is past is free.
    mutating func next(watermark: Moment) -> WindowResult<Key, Value>?
}

extension WindowStore {
    /// Whether `next(watermark:)` has something to do.
    @inlinable
    func isDue(watermark: Moment) -> Bool {
        if hasUpdates { return true }
        guard let nextMoment else { return false }
        return nextMoment <= watermark
    }
}
