import Dataflow
import Dispatch

/// Where participants play: each on a thread of its own, one at a time, with a stop before every access to an atomic.
///
/// Whoever is about to make an access asks the search who goes on, and hands over if it is another one.
final class Stage: @unchecked Sendable {
    // SAFETY: everything is touched by one thread at a time: the one that was handed the baton.
    enum Mode {
        /// Accesses pass: the scene is set, or looked at afterwards.
        case passing
        /// Accesses pass, and their objects are remembered.
        case observing
        /// Each participant runs up to its first access.
        case starting
        case playing
        /// The interleaving is of no more interest; everybody is led out.
        case leaving
        /// Nobody goes on any more: somebody did not find the way out.
        case abandoned
    }

    // SAFETY: one play at a time, and between two of them no participant runs.
    nonisolated(unsafe) private static var threads = (0..<4).map { _ in ParticipantThread() }
    /// Their threads wait for ever in what belongs to them.
    nonisolated(unsafe) private static var abandoned: [Stage] = []

    var search: Search
    private var cast = Cast(participants: [], verify: { [] })
    private(set) var mode = Mode.passing
    private(set) var current = 0
    /// The number of the atomic that was made last.
    private(set) var newestObject = 0
    var observed: [Int] = []
    private var moves: [Move?] = []
    private var conditions: [(() -> Bool)?] = []
    var held: Set<Int> = []
    private var patient: Members = []
    /// How often each object was written, in all and when each participant last looked.
    var writes: [Int: Int] = [:]
    var seen: [[Int: Int]] = []
    private var batons: [DispatchSemaphore] = []
    private let curtain = DispatchSemaphore(value: 0)
    var memory = Memory(participants: 0, depth: 1)
    var races = RaceDetector()
    /// Objects whose news come through a queue that is not played.
    private var handedOver: [Int] = []
    /// Which orders are declared, and which one is held to be weaker.
    let orders: Orders
    var contention: Contention
    private var steps = 0
    private(set) var outcome = Outcome()
    /// Whether the steps are told.
    private let isTold: Bool

    struct Outcome {
        var problems: [String] = []
        /// Every way from some point on is covered by other interleavings.
        var isRedundant = false
        var choices: [Int] = []
        var told: [String] = []
    }

    init(_ search: Search, stops: Set<Int>? = nil, orders: Orders = Orders(), isTold: Bool = false) {
        self.search = search
        contention = Contention(stops: stops)
        self.orders = orders
        self.isTold = isTold
    }

    // MARK: - The play

    /// Plays one interleaving from the first step to the last.
    func play(_ scene: Scene) -> (Search, Outcome) {
        AccessWatch.watcher = self
        AccessWatch.valuesKept = search.strategy.depth
        defer { AccessWatch.watcher = nil }
        cast = scene.prepare(self)
        let count = cast.participants.count
        moves = Array(repeating: nil, count: count)
        conditions = Array(repeating: nil, count: count)
        batons = (0..<count).map { _ in DispatchSemaphore(value: 0) }
        seen = Array(repeating: [:], count: count)
        memory = Memory(participants: count, depth: search.strategy.depth)
        for object in handedOver { memory.handsOver(object) }
        search.begin(participants: count)
        for member in 0..<count {
            mode = .starting
            current = member
            Self.threads[member].start { [self] in
                perform(member)
                leave(member)
            }
            curtain.wait()
        }
        mode = .playing
        if let first = next() {
            handOver(to: first)
            curtain.wait()
        }
        if mode == .abandoned { abandon() }
        mode = .passing
        if !outcome.isRedundant, outcome.problems.isEmpty { outcome.problems += cast.verify() }
        cast = Cast(participants: [], verify: { [] })
        return (search, outcome)
    }

    private func abandon() {
        Self.abandoned.append(self)
        for member in moves.indices where moves[member] != nil { Self.threads[member] = ParticipantThread() }
    }

    /// On its own, so that nothing of the body is left when the participant leaves.
    @inline(never)
    private func perform(_ member: Int) { cast.participants[member].body() }

    /// The participant has left; another one goes on, or the curtain falls.
    private func leave(_ member: Int) {
        moves[member] = nil
        if mode == .starting {
            curtain.signal()
        } else if let next = next() {
            handOver(to: next)
        } else {
            curtain.signal()
        }
    }

    private func handOver(to member: Int) {
        current = member
        batons[member].signal()
    }

    // MARK: - Who goes on

    private var enabled: Members {
        var result: Members = []
        for (member, move) in moves.enumerated() {
            guard let move else { continue }
            if move.kind == .lock, held.contains(move.object) { continue }
            if let condition = conditions[member], !passing(condition) { continue }
            result.insert(Members(member))
        }
        return result
    }

    private func next() -> Int? {
        guard moves.contains(where: { $0 != nil }) else { return nil }
        let enabled = enabled
        steps += 1
        if mode == .playing {
            if enabled.isEmpty, patient.contains(present) {
                mode = .leaving
            } else if enabled.isEmpty {
                giveUp("nobody can move: \(waiting) waits for ever")
            } else if steps > 2000 {
                giveUp("there is no end to it")
            } else if let next = decide(enabled) {
                outcome.choices.append(next)
                return next
            }
        }
        let leader = leader(enabled)
        if leader == nil { mode = .abandoned }
        return leader
    }

    private func decide(_ enabled: Members) -> Int? {
        do {
            if let next = try search.decide(moves, enabled: enabled) { return next }
            outcome.isRedundant = true
            mode = .leaving
        } catch {
            giveUp("\(error)")
        }
        return nil
    }

    /// Who is led out next: those who wait for what will not come are told so.
    private func leader(_ enabled: Members) -> Int? {
        if steps > 8_000 { return nil }
        if enabled.has(current), steps % 50 != 0 { return current }
        for offset in 1...moves.count {
            let member = (current + offset) % moves.count
            if enabled.has(member) { return member }
        }
        return moves.indices.first { moves[$0] != nil && conditions[$0] != nil }
    }

    private var present: Members {
        moves.indices.filter { moves[$0] != nil }.reduce([]) { $0.union(Members($1)) }
    }

    private var waiting: String {
        moves.indices.filter { present.subtracting(patient).has($0) }.map { cast.participants[$0].name }.joined(
            separator: " and ")
    }

    func giveUp(_ problem: String) {
        outcome.problems.append(problem)
        mode = .leaving
    }

    /// What is wrong with the play; the first problem ends it.
    func complain(_ problem: String) {
        if mode == .playing || mode == .passing { giveUp(problem) }
    }

    // MARK: - Stops

    /// The participant that runs stops before its next move, and returns when it is its turn.
    func stop(_ move: Move, until condition: (() -> Bool)? = nil) {
        let member = current
        moves[member] = move
        conditions[member] = condition
        if mode == .starting {
            curtain.signal()
            batons[member].wait()
        } else if let next = next() {
            if next != member { yield(member, to: next) }
        } else {
            curtain.signal()
            batons[member].wait()
        }
        conditions[member] = nil
    }

    private func yield(_ member: Int, to next: Int) {
        handOver(to: next)
        batons[member].wait()
    }

    private func passing<Result>(_ body: () -> Result) -> Result {
        let before = mode
        mode = .passing
        defer { mode = before }
        return body()
    }

    var isWatching: Bool { mode != .passing && mode != .observing }

    // MARK: - For participants

    /// Waits until somebody has written to the object since this participant last looked; false when the play is over.
    ///
    /// Who waits for news that need not come is patient: nothing is wrong when only patient participants are left.
    func awaitNews(of object: Int, isPatient: Bool = false) -> Bool {
        let member = current
        if isPatient { patient.insert(Members(member)) }
        stop(Move(object: object, kind: .read)) { [self] in
            writes[object, default: 0] > seen[member][object, default: 0]
        }
        patient.remove(Members(member))
        contention.touched(object, by: member, isWrite: false)
        seen[member][object] = writes[object, default: 0]
        memory.takesOver(object, by: member)
        tell { "is woken" }
        return mode == .playing
    }

    /// Before the play: whoever waits for news of this object gets them through a queue of the engine's that is not played,
    /// and with them all that was known to whom they come from.
    func handsOver(_ object: Int) { handedOver.append(object) }

    /// The object of the first access that `body` makes.
    func object(of body: () -> Void) -> Int {
        let before = mode
        mode = .observing
        observed = []
        body()
        mode = before
        return observed[0]
    }

    /// A step of the scenario itself, at which participants may change.
    func mark(_ move: Move, _ text: @autoclosure () -> String) {
        stop(move)
        tell(text)
    }

    var isOver: Bool { mode == .leaving }

    /// A number for something that participants share beside the engine's atomics.
    func newObject() -> Int {
        newestObject += 1
        return newestObject
    }

    func tell(_ text: () -> String) {
        if isTold, mode == .playing { outcome.told.append("\(cast.participants[current].name): \(text())") }
    }
}
