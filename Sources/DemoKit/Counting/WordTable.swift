/// How often words occur, in bounded memory.
///
/// Exact as long as no more than `limit` different words were added. Beyond that the table is pruned as Misra and Gries
/// did: every count is lowered by the median, and the words whose count is used up are forgotten. What was taken off is
/// summed in ``shortfall``: the true count of any word lies between the table's count and that count plus the shortfall.
struct WordTable: Sendable {
    /// How many different words it holds.
    private(set) var distinct = 0
    /// By how much a count may be too low; 0 while the table is exact.
    private(set) var shortfall = 0

    private let limit: Int
    /// Open addressing: a word lies at its hash or in one of the slots behind it; a count of 0 marks a free slot.
    private var slots: [Slot]

    private struct Slot: Sendable {
        var word = Word()
        var count = 0
    }

    init(limit: Int = .max, slots: Int = 1_024) {
        self.limit = limit
        self.slots = Array(repeating: Slot(), count: slots)
    }

    mutating func add(_ word: Word, _ count: Int) {
        let place = place(of: word)
        slots[place].count += count
        if slots[place].count > count { return }
        slots[place].word = word
        distinct += 1
        if distinct > limit { prune() }
        if distinct > slots.count / 4 * 3 { rebuild(count: slots.count * 2, lowering: 0) }
    }

    mutating func add(_ other: WordTable) {
        for slot in other.slots where slot.count > 0 { add(slot.word, slot.count) }
        shortfall += other.shortfall
    }

    /// The commonest words, those of the same count in the order of the alphabet.
    func top(_ count: Int) -> [WordCount] {
        let used = slots.filter { $0.count > 0 }
        // Only the words that can be among the first are spelled out.
        let least = used.map(\.count).sorted(by: >).prefix(count).last ?? .max
        let named = used.filter { $0.count >= least }.map { WordCount(word: $0.word.description, count: $0.count) }
        return Array(named.sorted { ($1.count, $0.word) < ($0.count, $1.word) }.prefix(count))
    }

    private func place(of word: Word) -> Int {
        let mask = slots.count - 1
        var place = word.mixed & mask
        while slots[place].count != 0, slots[place].word != word { place = (place + 1) & mask }
        return place
    }

    private mutating func prune() {
        let median = slots.map(\.count).filter { $0 > 0 }.sorted()[distinct / 2]
        shortfall += median
        rebuild(count: slots.count, lowering: median)
    }

    private mutating func rebuild(count: Int, lowering: Int) {
        let old = slots
        slots = Array(repeating: Slot(), count: count)
        distinct = 0
        for slot in old where slot.count > lowering { add(slot.word, slot.count - lowering) }
    }
}

/// A word and how often it occurs.
public struct WordCount: Sendable, Equatable, Codable {
    public let word: String
    public let count: Int
}
