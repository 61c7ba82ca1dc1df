/// Who has a permit, and who waits for one. A value, tested without any task.
///
/// Permits are given in the order in which they were asked for: one that must wait holds up all behind it, also those that
/// cost less.
struct PermitLine<Waiter> {
    private struct Request {
        let id: Int
        let waiter: Waiter
        let cost: Int
    }

    /// How many permits may be out at once.
    private let concurrency: Int
    /// The most that may wait.
    private let maxWaiting: Int
    private var bucket: TokenBucket?
    /// Whose turn is next.
    private var first: Request?
    private var line = WaitingLine<Request>()
    /// How many permits are out.
    private(set) var inUse = 0
    private(set) var waitingCount = 0

    init(concurrency: Int = .max, bucket: TokenBucket? = nil, maxWaiting: Int = .max) {
        (self.concurrency, self.bucket, self.maxWaiting) = (concurrency, bucket, maxWaiting)
    }

    /// Gives a permit at once, if there is one and nobody waits.
    mutating func take(_ cost: Int, now: Duration) -> Bool {
        guard first == nil, isFree(cost, now) else { return false }
        give(cost, now)
        return true
    }

    /// Adds a waiter under a number of its own, after ``take(_:now:)`` refused; false if too many wait.
    mutating func join(_ id: Int, _ waiter: Waiter, _ cost: Int) -> Bool {
        guard waitingCount < maxWaiting else { return false }
        waitingCount += 1
        let request = Request(id: id, waiter: waiter, cost: cost)
        if first == nil { first = request } else { line.join(id, request) }
        return true
    }

    /// Removes a waiter that gives up; nil if it has its permit. Those behind it may have their turn: see
    /// ``admit(now:)``.
    mutating func leave(_ id: Int) -> Waiter? {
        guard let left = first?.id == id ? popFirst() : line.leave(id) else { return nil }
        waitingCount -= 1
        return left.waiter
    }

    /// Takes a permit back; then ``admit(now:)``.
    mutating func giveBack() { inUse -= 1 }

    /// Gives the permits that there are to those whose turn it is, who are returned in order.
    mutating func admit(now: Duration) -> [Waiter] {
        var admitted: [Waiter] = []
        while let request = first, isFree(request.cost, now) {
            give(request.cost, now)
            _ = popFirst()
            waitingCount -= 1
            admitted.append(request.waiter)
        }
        return admitted
    }

    /// When the next has its turn, if it waits for nothing but the time.
    var deadline: Duration? {
        guard let first, inUse < concurrency else { return nil }
        return bucket?.moment(for: first.cost)
    }

    private func isFree(_ cost: Int, _ now: Duration) -> Bool {
        guard inUse < concurrency else { return false }
        guard let bucket, cost > 0 else { return true }
        return bucket.moment(for: cost) <= now
    }

    private mutating func give(_ cost: Int, _ now: Duration) {
        inUse += 1
        bucket?.take(cost, now: now)
    }

    private mutating func popFirst() -> Request? {
        defer { first = line.popFirst() }
        return first
    }
}
