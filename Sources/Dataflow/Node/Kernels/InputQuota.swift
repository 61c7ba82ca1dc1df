/// How many elements a ready input may give before the next one has its turn, whatever room there is now. A value.
@usableFromInline
struct InputQuota {
    /// The upper limit, however large the mailbox is.
    @usableFromInline static var quantum: Int { 32 }
    /// The lower limit, however many inputs are ready: with less, the change of turns costs more than the elements.
    @usableFromInline let least: Int
    @usableFromInline let capacity: Int

    @inlinable
    init(capacity: Int) {
        self.capacity = capacity
        least = max(1, capacity / 16)
    }

    /// Divides the mailbox among the ready inputs.
    @inlinable
    func turn(others: Int) -> Int { min(max(least, capacity / (others &+ 1)), Self.quantum) }
}
