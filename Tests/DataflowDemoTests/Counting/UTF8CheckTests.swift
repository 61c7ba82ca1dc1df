import Testing

@testable import DemoKit

@Suite("Checking UTF-8")
struct UTF8CheckTests {
    @Test("Text of every width is valid, wherever it is cut", arguments: 1...5)
    func valid(size: Int) {
        #expect(isValid(Array("aé€😀\u{7FF}\u{800}\u{FFFF}\u{10FFFF}z".utf8), size))
    }

    @Test("What the standard library does not take as UTF-8 is not valid, and the reverse")
    func sameAsStandardLibrary() {
        for first in UInt8.min...UInt8.max {
            for second in [0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xFF] as [UInt8] {
                for tail in [[], [0x80], [0x80, 0x80], [0xBF, 0x41]] as [[UInt8]] {
                    let bytes = [first, second] + tail
                    let expected = String(validating: bytes, as: UTF8.self) != nil
                    #expect(isValid(bytes, 1) == expected, "\(bytes)")
                }
            }
        }
    }

    @Test("A character that the end of the text cuts is not valid")
    func cutAtEnd() {
        #expect(!isValid([0x61, 0xE2, 0x82], 8))
    }

    private func isValid(_ bytes: [UInt8], _ size: Int) -> Bool {
        var check = UTF8Check()
        for piece in pieces(bytes, size) { check.take(piece) }
        check.finish()
        return check.isValid
    }
}
