import Dataflow

/// What the declared memory orders promise: what happens before what, and which stores a load may read.
///
/// The model is that of C++20, which is Swift's, without two things that would need a look into the future: a load never
/// reads a store that is made later (load buffering), and the stores to one object are ordered as they are played.
/// `Docs/Decisions/0017` says how it works.
struct Memory {
    private struct Location {
        /// The number of the newest store; 0 stands for what was there when the play began.
        var newest = 0
        /// What whoever acquires from a store learns, for the last stores, the newest at the end.
        var given: [Knowledge?] = [nil]
    }

    /// How many stores to an object a load can choose from; with 1 interleavings are sequentially consistent.
    private let depth: Int
    private var locations: [Int: Location] = [:]
    /// What each participant knows.
    private var known: [Knowledge]
    /// What each would know had its relaxed loads acquired: an acquiring fence makes up for it.
    private var unacquired: [Knowledge]
    /// What each one's relaxed stores give since its last releasing fence.
    private var fenced: [Knowledge?]
    /// What the total order of sequentially consistent accesses and fences has seen so far; its clock is not used.
    private var total: Knowledge
    /// What is known to whoever takes over, by object or continuation.
    private var handedOver: [Int: Knowledge] = [:]
    /// The objects whose stores hand over all that is known, whatever their order.
    private var handingOver: Set<Int> = []

    init(participants: Int, depth: Int) {
        self.depth = depth
        total = Knowledge(participants: participants)
        known = Array(repeating: total, count: participants)
        for member in 0..<participants { known[member].clock[member] = 1 }
        unacquired = Array(repeating: total, count: participants)
        fenced = Array(repeating: nil, count: participants)
    }

    func clock(of member: Int) -> [Int] { known[member].clock }

    /// How many stores the access may read by its order and by what the participant knows, counted from the newest.
    func readable(_ access: AtomicAccess, by member: Int) -> Int {
        guard depth > 1, let location = locations[access.object] else { return 1 }
        var floor = max(known[member].floor(access.object), location.newest + 1 - location.given.count)
        if access.order.contains(.total) { floor = max(floor, total.floor(access.object)) }
        return location.newest - floor + 1
    }

    // MARK: - What happens

    mutating func accessed(_ access: AtomicAccess, by member: Int, age: Int, didWrite: Bool) {
        if access.kind == .fence { return fence(access.order, member) }
        var location = locations[access.object, default: Location()]
        let handedOn = access.kind == .store ? nil : location.given[location.given.count - 1 - age]
        if access.kind != .store { read(access, location.newest - age, handedOn, member) }
        if didWrite {
            location.newest += 1
            see(access, location.newest, member)
            location.given.append(give(access, handedOn, member))
            if location.given.count > depth { location.given.removeFirst() }
            if handingOver.contains(access.object) { handsOver(access.object, from: member) }
            // What happens from here on, whoever acquires from this store does not know of.
            if access.order.contains(.releasing) { known[member].clock[member] += 1 }
        }
        locations[access.object] = location
    }

    private mutating func read(_ access: AtomicAccess, _ store: Int, _ given: Knowledge?, _ member: Int) {
        see(access, store, member)
        guard let given else { return }
        if access.order.contains(.acquiring) { known[member].learn(given) } else { unacquired[member].learn(given) }
    }

    private mutating func see(_ access: AtomicAccess, _ store: Int, _ member: Int) {
        guard depth > 1 else { return }
        known[member].sees(access.object, store)
        if access.order.contains(.total) { total.sees(access.object, store) }
    }

    /// What a store gives to those who acquire from it; an update goes on with what the store gave that it read.
    private func give(_ access: AtomicAccess, _ handedOn: Knowledge?, _ member: Int) -> Knowledge? {
        var given = access.order.contains(.releasing) ? known[member] : fenced[member]
        // A relaxed store after a fence gives what was known then, and itself.
        if given != nil, depth > 1 { given?.sees(access.object, known[member].floor(access.object)) }
        guard let handedOn else { return given }
        given?.learn(handedOn)
        return given ?? handedOn
    }

    private mutating func fence(_ order: AccessOrder, _ member: Int) {
        if order.contains(.acquiring) { known[member].learn(unacquired[member]) }
        if order.contains(.total) {
            known[member].learnFloors(total)
            total.learnFloors(known[member])
        }
        if order.contains(.releasing) {
            fenced[member] = known[member]
            known[member].clock[member] += 1
        }
    }

    // MARK: - What is handed over beside the atomics

    /// Whoever waits for news of this object will get them through a queue, which hands over all that was known.
    mutating func handsOver(_ object: Int) { handingOver.insert(object) }

    /// The member hands over all that it knows.
    mutating func handsOver(_ number: Int, from member: Int) {
        handedOver[number] = known[member]
        known[member].clock[member] += 1
    }

    mutating func takesOver(_ number: Int, by member: Int) {
        if let known = handedOver[number] { self.known[member].learn(known) }
    }
}
