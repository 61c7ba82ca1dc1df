/// Tells whether a text is UTF-8, piece by piece; a value that remembers a character cut by the end of a piece.
struct UTF8Check {
    private(set) var isValid = true
    /// How many bytes of the character are still to come, and what the next of them may be.
    private var missing = 0
    private var allowed: ClosedRange<UInt8> = 0x80...0xBF

    mutating func take(_ bytes: [UInt8]) {
        guard isValid else { return }
        // Most text is ASCII; finding that out takes no time.
        if missing == 0, bytes.reduce(0, |) < 0x80 { return }
        for byte in bytes where byte >= 0x80 || missing > 0 {
            if missing == 0 { begin(byte) } else { goOn(byte) }
            if !isValid { return }
        }
    }

    /// The text is over: a character may not be.
    mutating func finish() {
        if missing > 0 { isValid = false }
    }

    private mutating func begin(_ byte: UInt8) {
        // The bounds keep out what is longer than need be, surrogates, and what lies above U+10FFFF.
        switch byte {
        case 0xC2...0xDF: expect(1, 0x80...0xBF)
        case 0xE0: expect(2, 0xA0...0xBF)
        case 0xED: expect(2, 0x80...0x9F)
        case 0xE1...0xEF: expect(2, 0x80...0xBF)
        case 0xF0: expect(3, 0x90...0xBF)
        case 0xF1...0xF3: expect(3, 0x80...0xBF)
        case 0xF4: expect(3, 0x80...0x8F)
        default: isValid = false
        }
    }

    private mutating func goOn(_ byte: UInt8) {
        if allowed.contains(byte) { expect(missing - 1, 0x80...0xBF) } else { isValid = false }
    }

    private mutating func expect(_ count: Int, _ range: ClosedRange<UInt8>) {
        missing = count
        allowed = range
    }
}
