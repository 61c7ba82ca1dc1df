/// A worker's sense of time: when to look at the clock, how many elements a node may handle, when to pause. A value.
///
/// A worker reads the clock only when a node used its whole budget, and otherwise after a fixed number of steps: a step
/// of one element costs less than reading the clock.
struct Pace {
    /// How long a worker keeps its thread before it lets the app's other tasks run, in nanoseconds.
    static let slice: Int64 = 400_000
    /// The shortest time between two calls for another worker's help, in nanoseconds: about the time it takes to wake
    /// one.
    static let callInterval: Int64 = 20_000
    /// A waiting step that takes this long is worth moving to another core, in nanoseconds.
    static let heavyStep: Int64 = 4_000
    /// A queue of shorter steps that takes this long in total is worth it too, in nanoseconds.
    static let longQueue: Int64 = 40_000
    /// The most steps between two readings of the clock.
    static let stepsPerLook = 16
    /// How long helpers may fetch work after an overload, in nanoseconds.
    static let sharing: Int64 = 1_000_000
    /// How long a worker without work watches overloaded workers, in nanoseconds.
    static let watch: Int64 = 30_000
    /// A node that used its budget in less time may handle twice as many elements, in nanoseconds.
    static let short: Int64 = 5_000
    /// A node that took longer may handle half as many, in nanoseconds.
    static let long: Int64 = 20_000
    static let largestBudget = 1 << 14

    private let readClock: () -> Int64
    /// Whether somebody lends the thread, and waits for it.
    private(set) var isLent: Bool
    private var lastLook: Int64
    private var sliceStart: Int64
    private var lastCall: Int64
    private var lastOverload: Int64
    private var steps = 0
    /// The recent average time of a step, in nanoseconds.
    private var stepTime: Int64 = 0

    init(now: Int64, lentSince: Int64? = nil, clock: @escaping () -> Int64 = Monotonic.now) {
        readClock = clock
        isLent = lentSince != nil
        lastLook = now
        sliceStart = lentSince ?? now
        lastCall = now
        lastOverload = now - Self.sharing
    }

    /// The worker goes on on a thread of the pool.
    mutating func giveBackThread() { isLent = false }

    /// How long the slice has lasted, in nanoseconds.
    var age: Int64 { readClock() - sliceStart }

    /// Whether the clock was read after the last step.
    var hasJustLooked: Bool { steps == 0 }

    /// Whether the queues go before the cell to run next, so that two nodes that keep waking each other do not starve
    /// the others. Never twice in a row: with slow steps it would always be the queues' turn.
    private(set) var isQueuesTurn = false

    /// Records a step that handled `count` elements of `budget`; returns the budget for the node's next step.
    ///
    /// After an interrupted step that took long, the node learns its budget anew: its closures have turned slow.
    mutating func stepped(_ count: Int, _ budget: Int, wasInterrupted: Bool = false) -> Int {
        steps += 1
        guard count >= budget || steps >= Self.stepsPerLook || wasInterrupted else {
            isQueuesTurn = false
            return budget
        }
        isQueuesTurn.toggle()
        let now = readClock()
        let elapsed = now - lastLook
        lastLook = now
        stepTime = elapsed / Int64(steps)
        steps = 0
        if wasInterrupted { return elapsed > Self.long ? 1 : budget }
        guard count >= budget else { return budget }
        if elapsed < Self.short { return min(budget * 2, Self.largestBudget) }
        return elapsed > Self.long ? max(1, budget / 2) : budget
    }

    /// Whether `waiting` more steps are so much work that another core should take some. Light work is done here sooner
    /// than another worker could fetch it.
    mutating func isOverloaded(by waiting: Int) -> Bool {
        let isHeavy = stepTime > Self.heavyStep || Int64(waiting) &* stepTime > Self.longQueue
        guard waiting > 0, isHeavy else { return false }
        lastOverload = lastLook
        return true
    }

    /// Whether other workers may fetch work here. Stays true for a while after an overload: a few light steps between
    /// heavy ones are no reason to send helpers away.
    var sharesWork: Bool { lastLook - lastOverload < Self.sharing }

    /// Whether it is time to call for help again.
    mutating func mayCallHelp() -> Bool {
        guard lastLook - lastCall > Self.callInterval else { return false }
        lastCall = lastLook
        return true
    }

    /// Whether the worker has kept its thread long enough.
    mutating func isSliceOver() -> Bool {
        guard lastLook - sliceStart > Self.slice else { return false }
        sliceStart = lastLook
        return true
    }
}
