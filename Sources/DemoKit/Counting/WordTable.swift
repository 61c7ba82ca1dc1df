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
    private var words: [Word]
    private var counts: [Int]

    init(limit: Int = .max, slots: Int = 1_024) {
        self.limit = limit
        words = Array(repeating: Word(), count: slots)
        counts = Array(repeating: 0, count: slots)
    }

    mutating func add(_ word: Word, _ count: Int) {
        let slot = slot(of: word)
        if counts[slot] == 0 {
            words[slot] = word
            distinct += 1
        }
        counts[slot] += count
        if distinct > limit { prune() }
        if distinct > words.count / 2 { rebuild(slots: words.count * 2, lowering: 0) }
    }

    mutating func add(_ other: WordTable) {
        for slot in other.words.indices where other.counts[slot] > 0 { add(other.words[slot], other.counts[slot]) }
        shortfall += other.shortfall
    }

    /// The commonest words, those of the same count in the order of the alphabet.
    func top(_ count: Int) -> [WordCount] {
        let least = counts.filter { $0 > 0 }.sorted(by: >).prefix(count).last ?? 0
        let candidates = zip(words, counts).filter { $0.1 > 0 && $0.1 >= least }
        let named = candidates.map { WordCount(word: $0.0.description, count: $0.1) }
        return Array(named.sorted { ($1.count, $0.word) < ($0.count, $1.word) }.prefix(count))
    }

    private func slot(of word: Word) -> Int {
        let mask = words.count - 1
        var slot = word.mixed & mask
        while counts[slot] != 0, words[slot] != word { slot = (slot + 1) & mask }
        return slot
    }

    private mutating func prune() {
        let median = counts.filter { $0 > 0 }.sorted()[distinct / 2]
        shortfall += median
        rebuild(slots: words.count, lowering: median)
    }

    private mutating func rebuild(slots: Int, lowering: Int) {
        let old = self
        words = Array(repeating: Word(), count: slots)
        counts = Array(repeating: 0, count: slots)
        distinct = 0
        for slot in old.words.indices where old.counts[slot] > lowering {
            add(old.words[slot], old.counts[slot] - lowering)
        }
    }
}

/// A word and how often it occurs.
public struct WordCount: Sendable, Equatable, Codable {
    public let word: String
    public let count: Int
}
