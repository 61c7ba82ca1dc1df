import Testing

@testable import DemoKit

@Suite("Counting a text")
struct TextCounterTests {
    @Test(
        "Lines are newlines and words are runs without white space",
        arguments: [
            ("", 0, 0), ("a", 0, 1), ("a\n", 1, 1), ("\n\n", 2, 0), ("one two\r\nthree\r\n", 2, 3),
            (" \t\u{0B}\u{0C}a\tb ", 0, 2), ("é – ü", 0, 3),
        ]
    )
    func counts(text: String, lines: Int, words: Int) {
        let counts = count(Array(text.utf8), inPiecesOf: 100)
        #expect(counts == Counts(lines: lines, words: words, bytes: text.utf8.count))
    }

    @Test("Where a text is cut into pieces changes nothing", arguments: 1...9)
    func cuts(size: Int) {
        let bytes = Array("alpha  beta\r\n\n gamma\t\u{0B}delta é".utf8) + [0xFF, 0x20, 0x00, 0x0A]
        #expect(count(bytes, inPiecesOf: size) == count(bytes, inPiecesOf: bytes.count))
    }

    private func count(_ bytes: [UInt8], inPiecesOf size: Int) -> Counts {
        var counter = TextCounter()
        return pieces(bytes, size).reduce(into: Counts()) { $0 += counter.take($1) }
    }
}

/// The bytes in pieces of one size.
func pieces(_ bytes: [UInt8], _ size: Int) -> [[UInt8]] {
    stride(from: 0, to: bytes.count, by: size).map { Array(bytes[$0..<min($0 + size, bytes.count)]) }
}
