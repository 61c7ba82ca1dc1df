/// What one run of a contender took.
public struct Sample: Sendable {
    public var nanoseconds: Int64
    /// How long single elements took, where the workload asks for that.
    public var latencies: [Int64]
    /// What else was measured, by name.
    public var metrics: [String: Double]

    public init(nanoseconds: Int64, latencies: [Int64] = [], metrics: [String: Double] = [:]) {
        self.nanoseconds = nanoseconds
        self.latencies = latencies
        self.metrics = metrics
    }
}

/// Thrown by a contender whose result is not what the workload demands.
public struct WrongResult: Error, CustomStringConvertible {
    public let description: String
}

/// Fails the contender unless both are equal.
@inline(never)
public func expect<Value: Equatable>(_ result: Value, toBe expected: Value) throws {
    if result != expected { throw WrongResult(description: "the result is \(result), it should be \(expected)") }
}
