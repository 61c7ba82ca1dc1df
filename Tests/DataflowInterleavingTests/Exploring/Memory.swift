import Dataflow

/// For each participant the time up to which all that it did is known.
typealias VectorClock = SIMD4<Int32>

/// What the declared memory orders promise: what happens before what, and which stores a load may read.
///
/// The model is that of C++20, which is Swift's, without two things that would need a look into the future: a load never
/// reads a store that is made later (load buffering), and the stores to one object are ordered as they are played.
/// `Docs/Decisions/0017` says how it works.
struct Memory {
    /// How many stores to an object a load can choose from; with 1 interleavings are sequentially consistent.
    private let depth: Int
    /// By object.
    private var locations: [Location] = []
    /// What each participant knows; at its own place the time of what it does now.
    private var known: [VectorClock]
    /// What each would know had its relaxed loads acquired: an acquiring fence makes up for it.
    private var unacquired: [VectorClock]
    /// What each one's relaxed stores give since its last releasing fence.
    private var fenced: [VectorClock?]
    /// The sequentially consistent fences so far.
    private var fences: [Fence] = []
    /// What is known to whoever takes over, by object or continuation.
    private var handedOver: [Int: VectorClock] = [:]
    /// The objects whose stores hand over all that is known, whatever their order.
    private var handingOver: Set<Int> = []

    private struct Fence {
        let member: Int
        let time: Int32
        /// By object the oldest store that may be read after it.
        let floors: [Int]
    }

    init(participants: Int, depth: Int) {
        precondition(participants <= VectorClock.scalarCount)
        self.depth = depth
        known = (0..<participants).map { member in
            var clock = VectorClock.zero
            clock[member] = 1
            return clock
        }
        unacquired = Array(repeating: .zero, count: participants)
        fenced = Array(repeating: nil, count: participants)
    }

    func clock(of member: Int) -> VectorClock { known[member] }

    /// How many stores the access may read by its order and by what the participant knows, counted from the newest.
    func readable(_ access: AtomicAccess, by member: Int) -> Int {
        guard depth > 1, access.object < locations.count else { return 1 }
        let location = locations[access.object]
        var floor = floor(access.object, known[member])
        if access.order.contains(.total) { floor = max(floor, location.totalFloor) }
        return location.newest - floor + 1
    }

    /// The oldest store that may be read by who knows all this.
    private func floor(_ object: Int, _ clock: VectorClock) -> Int {
        var floor = locations[object].floor(clock)
        for fence in fences where fence.time <= clock[fence.member] && object < fence.floors.count {
            floor = max(floor, fence.floors[object])
        }
        return floor
    }

    // MARK: - What happens

    mutating func accessed(_ access: AtomicAccess, by member: Int, age: Int, didWrite: Bool) {
        if access.kind == .fence { return fence(access.order, member) }
        while locations.count <= access.object { locations.append(Location()) }
        let time = known[member][member]
        var handedOn: VectorClock?
        if access.kind != .store {
            handedOn = locations[access.object].read(age, by: member, time, isTotal: access.order.contains(.total))
            learn(handedOn, access, member)
        }
        guard didWrite else { return }
        let given = give(access, handedOn, member)
        locations[access.object].write(
            given, by: member, time, depth: depth, isTotal: access.order.contains(.total))
        if handingOver.contains(access.object) { handedOver[access.object] = known[member] }
        // What happens from here on, whoever acquires from this store does not know of.
        if access.order.contains(.releasing) { known[member][member] += 1 }
    }

    private mutating func learn(_ given: VectorClock?, _ access: AtomicAccess, _ member: Int) {
        guard let given else { return }
        if access.order.contains(.acquiring) {
            known[member] = pointwiseMax(known[member], given)
        } else {
            unacquired[member] = pointwiseMax(unacquired[member], given)
        }
    }

    /// What a store gives to those who acquire from it; an update goes on with what the store gave that it read.
    private func give(_ access: AtomicAccess, _ handedOn: VectorClock?, _ member: Int) -> VectorClock? {
        let given = access.order.contains(.releasing) ? known[member] : fenced[member]
        guard let handedOn, let given else { return given ?? handedOn }
        return pointwiseMax(given, handedOn)
    }

    private mutating func fence(_ order: AccessOrder, _ member: Int) {
        if order.contains(.acquiring) { known[member] = pointwiseMax(known[member], unacquired[member]) }
        if order.contains(.total) { totalFence(member) }
        if order.contains(.releasing) {
            fenced[member] = known[member]
            known[member][member] += 1
        }
    }

    /// What was known before a sequentially consistent fence, nobody reads an older value than after a later one; nor with
    /// an access in the one order of all.
    private mutating func totalFence(_ member: Int) {
        let floors = locations.indices.map { max(floor($0, known[member]), locations[$0].totalFloor) }
        for object in locations.indices { locations[object].totalFloor = floors[object] }
        fences.append(Fence(member: member, time: known[member][member], floors: floors))
    }

    // MARK: - What is handed over beside the atomics

    /// Whoever waits for news of this object will get them through a queue, which hands over all that was known.
    mutating func handsOver(_ object: Int) { handingOver.insert(object) }

    /// The member hands over all that it knows.
    mutating func handsOver(_ number: Int, from member: Int) {
        handedOver[number] = known[member]
        known[member][member] += 1
    }

    mutating func takesOver(_ number: Int, by member: Int) {
        if let given = handedOver[number] { known[member] = pointwiseMax(known[member], given) }
    }
}
