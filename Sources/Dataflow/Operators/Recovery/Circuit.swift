/// Decides which calls are made and what their outcomes mean. A value that is told the time.
///
///     closed ──too many failures──▶ open ──the pause is over──▶ half open, with one trial at a time
///        ▲                           ▲                               │
///        └──────────success──────────┼───────────────────────────────┤
///                                    └────────────failure────────────┘
struct Circuit {
    /// A call that is made.
    struct Call {
        /// Which of the breaker's lives it belongs to; what becomes of a call of an earlier one means nothing.
        fileprivate let life: Int
    }

    enum Outcome {
        case success
        case failure
        /// It was cancelled: that says nothing.
        case none
    }

    private enum Mode {
        case closed
        case open(until: Duration)
        case halfOpen(isTrying: Bool)
    }

    private let backoff: Backoff
    private var failures: FailureCount
    private var mode = Mode.closed
    private var life = 0
    /// The last pause, without its jitter; nil since the last success.
    private var pause: Duration?

    init(_ threshold: FailureThreshold, _ backoff: Backoff) {
        self.backoff = backoff
        failures = FailureCount(threshold)
    }

    /// Begins a call, or says why not.
    mutating func begin(now: Duration) -> Result<Call, CircuitOpen> {
        switch mode {
        case .closed: break
        case .open(let end) where now < end: return .failure(CircuitOpen(retryAfter: end - now))
        case .halfOpen(true): return .failure(CircuitOpen(retryAfter: nil))
        case .open, .halfOpen: mode = .halfOpen(isTrying: true)
        }
        return .success(Call(life: life))
    }

    /// - Parameter part: which part of the jitter to take, from 0 to 1.
    mutating func end(_ call: Call, _ outcome: Outcome, now: Duration, part: Double) {
        guard call.life == life else { return }
        switch (mode, outcome) {
        case (.closed, .none), (.open, _): break
        case (.closed, _): if failures.add(isFailure: outcome == .failure) { open(now, part) }
        case (.halfOpen, .none): mode = .halfOpen(isTrying: false)
        case (.halfOpen, .failure): open(now, part)
        case (.halfOpen, .success): close()
        }
    }

    /// What the breaker shows.
    func state(now: Duration) -> CircuitState {
        switch mode {
        case .closed: .closed
        case .open(let end): now < end ? .open : .halfOpen
        case .halfOpen: .halfOpen
        }
    }

    private mutating func open(_ now: Duration, _ part: Double) {
        let next = backoff.pause(after: pause)
        pause = next
        mode = .open(until: now + backoff.shortened(next, by: part))
        life += 1
    }

    private mutating func close() {
        mode = .closed
        pause = nil
        failures.startOver()
        life += 1
    }
}
