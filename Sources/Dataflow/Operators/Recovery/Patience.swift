/// The pauses of a node that tries a flow again: when the attempt began, what came of it, and when the next one may.
struct Patience {
    private var pacing: RetryPacing
    var timer: NodeTimer
    /// Whether the attempt has given an element.
    var isFruitful = false
    /// When the attempt began, in the node's time.
    private var start = Duration.zero
    private var end: Duration?

    init(_ pacing: RetryPacing, _ timer: NodeTimer) {
        self.pacing = pacing
        self.timer = timer
    }

    /// Begins a pause before the next attempt; false if there is none.
    mutating func begin(after error: any Error, _ wiring: NodeWiring) -> Bool {
        let now = timer.now
        let pause = pacing.next(after: error, isFruitful: isFruitful, lived: now - start, part: wiring.chance)
        guard let pause else { return false }
        end = now + pause
        return true
    }

    /// Whether the pause goes on; then the node's timer is set to its end.
    var isPausing: Bool {
        mutating get {
            guard let end, timer.now < end else { return false }
            timer.set(to: end)
            return true
        }
    }

    mutating func attemptBegins() {
        timer.cancel()
        (end, isFruitful, start) = (nil, false, timer.now)
    }
}

extension NodeWiring {
    /// A number from 0 to 1; in a simulation the seed decides.
    var chance: Double { Dataflow.chance(under: cell.scheduler.conductor) }
}
