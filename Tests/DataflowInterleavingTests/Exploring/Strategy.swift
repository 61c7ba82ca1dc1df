/// How many interleavings a search looks at.
enum Strategy {
    /// One of each class of interleavings that differ only in the order of moves that do not disturb each other.
    case reduced
    /// All with at most so many interruptions of a participant that could have gone on.
    case bounded(Int)
    /// The same, and in each of them up to so many loads read an older value than the newest, where the declared memory
    /// orders allow it.
    case weak(preemptions: Int, staleReads: Int)

    var isReduced: Bool { if case .reduced = self { true } else { false } }
    var isWeak: Bool { if case .weak = self { true } else { false } }

    /// Whether participants stop before each access, also where nobody else could come in between.
    var stopsEverywhere: Bool { preemptions == .max }

    var preemptions: Int {
        switch self {
        case .reduced: .max
        case .bounded(let limit), .weak(let limit, _): limit
        }
    }

    var staleReads: Int { if case .weak(_, let limit) = self { limit } else { 0 } }

    /// How many stores to an object can be read.
    var depth: Int { isWeak ? 8 : 1 }
}
