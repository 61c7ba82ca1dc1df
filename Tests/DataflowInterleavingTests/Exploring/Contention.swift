/// Which atomics several participants use, one of whom writes. Only there it matters who comes first: what is done to others
/// may as well have been done at the next stop.
struct Contention {
    /// The objects where participants stop; nil for all of them.
    let stops: Set<Int>?
    /// The contended objects of this play.
    private(set) var found: Set<Int> = []
    private var users: [Int: Members] = [:]
    private var written: Set<Int> = []
    /// How many accesses the participant has made since it last stopped.
    private var quiet = 0

    init(stops: Set<Int>?) { self.stops = stops }

    /// Whether it is not known yet that some of the found objects are contended: the play has not stopped there.
    var isNews: Bool { stops.map { !found.isSubset(of: $0) } ?? false }

    /// Whether the participant stops before it touches the object; sooner or later it does, or a loop would have no end.
    mutating func mustStop(_ object: Int) -> Bool {
        guard let stops, !stops.contains(object), quiet < 200 else {
            quiet = 0
            return true
        }
        quiet += 1
        return false
    }

    mutating func touched(_ object: Int, by member: Int, isWrite: Bool) {
        guard stops != nil, !found.contains(object) else { return }
        users[object, default: []].insert(Members(member))
        if isWrite { written.insert(object) }
        if written.contains(object), users[object] != Members(member) { found.insert(object) }
    }
}
