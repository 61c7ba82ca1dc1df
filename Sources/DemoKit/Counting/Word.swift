/// A run of up to 25 ASCII letters in lower case, packed into a number: five bits a letter, the first letter highest.
struct Word: Hashable, Sendable {
    static let maximumLength = 25

    private(set) var packed: UInt128 = 0

    /// Adds a letter at the end.
    ///
    /// - Parameter letter: 1 for an "a" to 26 for a "z".
    mutating func append(_ letter: UInt8) {
        packed = packed << 5 | UInt128(letter)
    }

    /// A well-mixed number for a hash table.
    var mixed: Int {
        let folded =
            UInt64(truncatingIfNeeded: packed) ^ (UInt64(truncatingIfNeeded: packed >> 64) &* 0x9E37_79B9_7F4A_7C15)
        let spread = folded &* 0xD6E8_FEB8_6659_FD93
        return Int(truncatingIfNeeded: (spread ^ spread >> 32) & 0x7FFF_FFFF)
    }
}

extension Word: CustomStringConvertible {
    var description: String {
        var letters: [UInt8] = []
        var rest = packed
        while rest > 0 {
            letters.append(UInt8(truncatingIfNeeded: rest & 31) + 0x60)
            rest >>= 5
        }
        return String(decoding: letters.reversed(), as: UTF8.self)
    }
}
