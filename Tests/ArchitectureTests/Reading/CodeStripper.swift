/// Blanks comments and string literals out of Swift text: what is left is code, at the lines where it stood.
///
/// Code inside an interpolation stays. Regex literals are not known.
struct CodeStripper {
    private let text: [UInt8]
    private var position = 0
    private var code: [UInt8] = []

    static func strip(_ text: String) -> String {
        var stripper = CodeStripper(text: Array(text.utf8))
        stripper.readCode(untilParenthesis: false)
        return String(decoding: stripper.code, as: UTF8.self)
    }

    private init(text: [UInt8]) {
        self.text = text
    }

    private mutating func readCode(untilParenthesis: Bool) {
        var depth = 0
        while position < text.count {
            if sees("//") {
                while position < text.count, text[position] != Self.newline { position += 1 }
            } else if sees("/*") {
                skipBlockComment()
            } else if let pounds = openingPounds() {
                readString(pounds)
            } else {
                if sees("(") { depth += 1 }
                if sees(")") { depth -= 1 }
                if untilParenthesis, depth < 0 { return }
                code.append(text[position])
                position += 1
            }
        }
    }

    private mutating func skipBlockComment() {
        var depth = 0
        repeat {
            if sees("/*") {
                depth += 1
                position += 2
            } else if sees("*/") {
                depth -= 1
                position += 2
            } else {
                keepNewline()
                position += 1
            }
        } while depth > 0 && position < text.count
    }

    /// How many pound signs stand before the quote of a literal that begins here; nil when none does.
    private func openingPounds() -> Int? {
        var end = position
        while end < text.count, text[end] == Self.pound { end += 1 }
        return end < text.count && text[end] == Self.quote ? end - position : nil
    }

    private mutating func readString(_ pounds: Int) {
        position += pounds
        let quotes = sees("\"\"\"") ? 3 : 1
        position += quotes
        code += [Self.quote, Self.quote]
        let end = Array(repeating: Self.quote, count: quotes) + Array(repeating: Self.pound, count: pounds)
        let escape = [Self.backslash] + Array(repeating: Self.pound, count: pounds)
        while position < text.count, !text[position...].starts(with: end) {
            if text[position...].starts(with: escape) {
                position += escape.count
                let isInterpolation = sees("(")
                keepNewline()
                position += 1
                if isInterpolation { readInterpolation() }
            } else {
                keepNewline()
                position += 1
            }
        }
        position += end.count
    }

    private mutating func readInterpolation() {
        code.append(Self.space)
        readCode(untilParenthesis: true)
        code.append(Self.space)
        position += 1
    }

    private mutating func keepNewline() {
        if position < text.count, text[position] == Self.newline { code.append(Self.newline) }
    }

    private func sees(_ token: StaticString) -> Bool {
        guard position + token.utf8CodeUnitCount <= text.count else { return false }
        for offset in 0..<token.utf8CodeUnitCount where unsafe text[position + offset] != token.utf8Start[offset] {
            return false
        }
        return true
    }

    private static let newline = UInt8(ascii: "\n")
    private static let space = UInt8(ascii: " ")
    private static let pound = UInt8(ascii: "#")
    private static let quote = UInt8(ascii: "\"")
    private static let backslash = UInt8(ascii: "\\")
}
