import Testing

@testable import Dataflow

@Suite("PairTurns")
struct PairTurnsTests {
    /// Which inputs give, and how many elements, while both hold these; an input gives all that is due.
    private func order(
        _ left: Int, _ right: Int, preferring preferred: PairSides, quota: Int = 4, refill: Bool = false
    ) -> [String] {
        var turns = PairTurns()
        var counts = (left: left, right: right)
        var order: [String] = []
        while order.count < 8, let (side, count) = turns.next(counts, preferring: preferred, quota: quota) {
            order.append("\(side == .left ? "l" : "r")\(count)")
            if side == .left { counts.left -= count } else { counts.right -= count }
            turns.gave(count, isOver: false)
            if refill { counts = (left, right) }
        }
        return order
    }

    @Test("two inputs that always have elements give equal numbers of them in turn")
    func either() {
        #expect(order(9, 9, preferring: [], refill: true) == ["l4", "r4", "l4", "r4", "l4", "r4", "l4", "r4"])
        #expect(order(2, 9, preferring: []) == ["l2", "r4", "r4", "r1"])
        #expect(order(0, 0, preferring: []) == [])
    }

    @Test("a turn that was cut short goes on before the other's")
    func cut() {
        var turns = PairTurns()
        #expect(turns.next((9, 9), preferring: [], quota: 4)! == (.left, 4))
        turns.gave(1, isOver: false)
        #expect(turns.next((8, 9), preferring: [], quota: 4)! == (.left, 3))
        turns.gave(3, isOver: false)
        #expect(turns.next((5, 9), preferring: [], quota: 4)! == (.right, 4))
    }

    @Test("what a preferred input has goes first; then the other may give one even if that never ends")
    func preferred() {
        #expect(order(2, 5, preferring: .right) == ["r5", "l2"])
        #expect(order(2, 5, preferring: .left) == ["l2", "r5"])
        #expect(order(9, 5, preferring: .right, refill: true).prefix(4) == ["r5", "l1", "r5", "l1"])
        #expect(order(0, 5, preferring: .left) == ["r5"])
    }

    @Test("after a pause a preferred input is the first again, whoever gave last")
    func pause() {
        var turns = PairTurns()
        #expect(turns.next((0, 1), preferring: .left, quota: 4)! == (.right, 1))
        turns.gave(1, isOver: false)
        #expect(turns.next((1, 1), preferring: .left, quota: 4)! == (.left, 1))
        turns.gave(1, isOver: false)
        #expect(turns.next((0, 0), preferring: .left, quota: 4) == nil)
        #expect(turns.next((1, 1), preferring: .left, quota: 4)! == (.left, 1))
    }

    @Test("a turn that is over although its input has more gives way to a preferred input")
    func over() {
        var turns = PairTurns()
        #expect(turns.next((5, 0), preferring: .right, quota: 4)! == (.left, 5))
        turns.gave(2, isOver: true)
        #expect(turns.next((3, 1), preferring: .right, quota: 4)! == (.right, 1))
    }
}
