/// Which of two inputs gives next, and how many elements. A value.
///
/// An element is never taken before one of a preferred input that came before it, and a preferred input that always has
/// elements does not keep the other from its turn.
@usableFromInline
struct PairTurns {
    /// The input whose turn it is, or was; nil when neither had an element.
    @usableFromInline var current: PairSides?
    /// How many more elements it may give in this turn.
    @usableFromInline var rest = 0

    @inlinable
    init() {}

    /// The next input that has elements, and how many of them are due; nil if there is none.
    ///
    /// - Parameters:
    ///   - counts: how many elements there are; zero where none may be taken.
    ///   - preferred: the input that goes before the other, if there is one.
    ///   - quota: how many elements an input gives in a turn, if none is preferred.
    @inlinable
    mutating func next(
        _ counts: (left: Int, right: Int), preferring preferred: PairSides, quota: Int
    ) -> (side: PairSides, count: Int)? {
        if let current, rest > 0 {
            let count = current == .left ? counts.left : counts.right
            if count > 0 { return (current, min(rest, count)) }
        }
        var side = current?.other ?? (preferred == .right ? .right : .left)
        for _ in 0..<2 {
            let count = side == .left ? counts.left : counts.right
            if count > 0 {
                current = side
                rest = turn(of: side, counts, preferred, quota)
                return (side, min(rest, count))
            }
            side = side.other
        }
        current = nil
        rest = 0
        return nil
    }

    /// How many elements an input gives before the other one has its turn.
    @inlinable
    func turn(of side: PairSides, _ counts: (left: Int, right: Int), _ preferred: PairSides, _ quota: Int) -> Int {
        if preferred.isEmpty { return quota }
        let (own, others) = side == .left ? counts : (counts.right, counts.left)
        // What the preferred input has when it is looked at goes first; what it gets meanwhile may have to wait for one
        // element of the other.
        return side == preferred || others == 0 ? own : 1
    }

    /// Notes that the input whose turn it is gave elements, and whether its turn is over although it has more.
    @inlinable
    mutating func gave(_ count: Int, isOver: Bool) { rest = isOver ? 0 : max(0, rest &- count) }
}
