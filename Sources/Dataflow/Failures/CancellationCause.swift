/// Why a consumer wants no more elements.
public enum CancellationCause: Sendable {
    /// It has all it needs.
    case finished
    /// The consumer, or something after it, failed with this error; or the run failed elsewhere.
    case failed(any Error)
    /// The run was cancelled.
    case cancelled
}
