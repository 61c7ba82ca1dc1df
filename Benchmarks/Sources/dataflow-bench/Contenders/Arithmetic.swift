/// The sum of the numbers from 0 up to but not including `end`.
func triangle(_ end: Int) -> Int { end * (end - 1) / 2 }

/// The part of 0..<elements that source `index` of `count` emits.
func share(_ index: Int, of count: Int, _ elements: Int) -> Range<Int> {
    elements * index / count..<elements * (index + 1) / count
}

/// Closures that the compiler cannot see through, so that no loop is folded into a formula. What stores its closures
/// anyway (an engine) is given literals, as its users give it: a closure that comes out of a function may wear thunks.
enum Opaque {
    @inline(never)
    static func addOne() -> @Sendable (Int) -> Int { { $0 &+ 1 } }

    @inline(never)
    static func add() -> @Sendable (Int, Int) -> Int { { $0 &+ $1 } }

    @inline(never)
    static func isHundredth() -> @Sendable (Int) -> Bool { { $0 % 100 == 0 } }
}
