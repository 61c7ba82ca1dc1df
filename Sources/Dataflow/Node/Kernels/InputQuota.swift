/// How many elements a ready input may give before the next one has its turn. A value.
@usableFromInline
struct InputQuota {
    /// The upper limit, however much room there is.
    @usableFromInline static var quantum: Int { 32 }
    /// The lower limit, however many inputs are ready: with less, the change of turns costs more than the elements.
    @usableFromInline let least: Int

    @inlinable
    init(capacity: Int) {
        least = max(1, capacity / 16)
    }

    /// Divides the rest of the room among the ready inputs, however little it is.
    @inlinable
    func limit(_ available: Int, room: Int, others: Int, budget: Int) -> Int {
        min(available, max(least, room / (others &+ 1)), room, Self.quantum, budget)
    }
}
