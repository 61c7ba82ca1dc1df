import Testing

@testable import DemoKit

@Suite("The table of words")
struct WordTableTests {
    @Test("Counts are exact while the different words fit, and the table grows up to then")
    func exact() {
        var table = WordTable(limit: 5_000, slots: 16)
        for round in 1...3 { for number in 0..<5_000 where number % round == 0 { table.add(word(number), 1) } }
        #expect(table.distinct == 5_000)
        #expect(table.shortfall == 0)
        #expect(table.top(1) == [WordCount(word: word(0).description, count: 3)])
        #expect(table.top(10_000).map(\.count).reduce(0, +) == 9_167)
    }

    @Test("Words of the same count are in the order of the alphabet")
    func ties() {
        var table = WordTable()
        for (text, count) in [("pear", 2), ("fig", 2), ("apple", 1), ("kiwi", 3)] { table.add(packed(text), count) }
        #expect(table.top(3).map(\.word) == ["kiwi", "fig", "pear"])
        #expect(table.top(0).isEmpty)
    }

    @Test("A full table stays within its limit, and no count is further off than it says")
    func pruned() {
        var table = WordTable(limit: 100, slots: 16)
        var truth: [Int: Int] = [:]
        var state: UInt64 = 42
        for _ in 0..<50_000 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            // Small numbers come up far more often than large ones.
            let number = Int(state >> 40) % (1 << Int(state >> 33 & 15))
            truth[number, default: 0] += 1
            table.add(word(number), 1)
            if table.distinct > 100 { Issue.record("\(table.distinct) words") }
        }
        let kept = Dictionary(uniqueKeysWithValues: table.top(100).map { ($0.word, $0.count) })
        #expect(table.shortfall > 0)
        for (number, count) in truth {
            let found = kept[word(number).description] ?? 0
            #expect(found <= count && count <= found + table.shortfall)
        }
    }

    @Test("Two tables together count what each has counted")
    func merged() {
        var one = WordTable()
        var other = WordTable(slots: 4_096)
        for number in 0..<1_000 { one.add(word(number), 1) }
        for number in 500..<1_500 { other.add(word(number), 2) }
        one.add(other)
        #expect(one.distinct == 1_500)
        #expect(one.top(2_000).map(\.count).reduce(0, +) == 3_000)
    }

    private func packed(_ text: String) -> Word {
        text.utf8.reduce(into: Word()) { $0.append($1 - 0x60) }
    }

    /// A word for each number.
    private func word(_ number: Int) -> Word {
        String(number).utf8.reduce(into: Word()) { $0.append($1 - 0x2F) }
    }
}
