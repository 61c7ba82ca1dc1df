import Testing

@testable import DemoKit

@Suite("Finding words")
struct WordScannerTests {
    @Test("Words are runs of letters, in lower case, wherever the text is cut", arguments: 1...6)
    func words(size: Int) {
        let text = Array("The cat@the DOG[don't{ café z".utf8)
        let expected = ["the": 2, "cat": 1, "dog": 1, "don": 1, "t": 1, "caf": 1, "z": 1]
        #expect(words(text, size) == expected)
    }

    @Test("A run of 25 letters is a word, a longer one is data")
    func longWords() {
        let longest = String(repeating: "zy", count: 12) + "x"
        #expect(words(Array("\(longest) \(longest)a".utf8), 7) == [longest: 1])
    }

    private func words(_ text: [UInt8], _ size: Int) -> [String: Int] {
        var scanner = WordScanner()
        var table = WordTable()
        for piece in pieces(text, size) { scanner.take(piece, into: &table) }
        scanner.finish(into: &table)
        return Dictionary(uniqueKeysWithValues: table.top(100).map { ($0.word, $0.count) })
    }
}
