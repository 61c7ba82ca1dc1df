import DataflowProbes

/// The choices by which a random graph is built: drawn by a seed, or given, so that fewer and smaller ones can be tried.
///
/// What was not given is 0, and 0 is always the simplest choice.
struct Draws {
    private var random: SeededRandom?
    private var given: ArraySlice<Int> = []
    private(set) var taken: [Int] = []

    init(seed: Int) { random = SeededRandom(seed) }
    init(_ given: [Int]) { self.given = given[...] }

    mutating func upTo(_ limit: Int) -> Int {
        let choice = given.popFirst().map { $0 % limit } ?? random?.upTo(limit) ?? 0
        taken.append(choice)
        return choice
    }

    mutating func chance(_ percent: Int) -> Bool { upTo(100) >= 100 - percent }
}
