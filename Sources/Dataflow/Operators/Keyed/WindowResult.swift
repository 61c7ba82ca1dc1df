/// What one window gives for one key.
public struct WindowResult<Key: Sendable, Value: Sendable>: Sendable {
    /// The key.
    public let key: Key
    /// The window, in the time of the elements.
    public let window: Range<Duration>
    /// The fold of the key's elements in the window.
    public let value: Value
    /// How many elements these are.
    public let count: Int
    /// Why the window gives it now.
    public let firing: WindowFiring

    @usableFromInline
    init(key: Key, window: Range<Duration>, value: Value, count: Int, firing: WindowFiring) {
        self.key = key
        self.window = window
        self.value = value
        self.count = count
        self.firing = firing
    }
}

extension WindowResult: Equatable where Key: Equatable, Value: Equatable {}

/// Why a window gives a result.
public enum WindowFiring: Sendable, Hashable {
    /// The watermark has come to the window's end: the first result of this key in this window.
    case onTime
    /// An element came after that. The result replaces the earlier ones of this key whose windows it covers.
    case late
}
