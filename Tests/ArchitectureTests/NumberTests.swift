import Testing

/// Numbers that 32 bits cannot hold, on lines that do not say that they have more: on a watch an `Int` has 32.
func wideNumbers(_ files: [SourceFile]) -> [Violation] {
    files.flatMap { file in
        file.codeLines.enumerated().flatMap { number, line in
            wide(String(line)).map { file.violation(number, "\($0) needs more than 32 bits; say Int64 or UInt64") }
        }
    }
}

private func wide(_ line: String) -> [String] {
    if line.contains("Int64") { return [] }
    let literals = line.matches(#"(?<![\w.])(0x[0-9A-Fa-f_]+|[0-9][0-9_]*)(?![\w.])"#).map(\.text).filter { literal in
        let digits = literal.filter { $0 != "_" }
        let value = digits.hasPrefix("0x") ? UInt64(digits.dropFirst(2), radix: 16) : UInt64(digits)
        return value.map { $0 > UInt64(Int32.max) } ?? true
    }
    return literals + line.matches(#"<< ?(3[1-9]|[4-9][0-9])"#).map { "1 << \($0.text)" }
}

@Suite("Numbers")
struct NumberTests {
    @Test("no number of the engine needs more than 32 bits without saying so")
    func engine() throws {
        #expect(wideNumbers(try Package.engine.get() + Package.files.get()) == [])
    }

    @Test(
        "a number that 32 bits cannot hold is found",
        arguments: [
            "a = 2_147_483_648", "a &* 0x9E37_79B9_7F4A_7C15", "1 << 31", "a = 1<<40", "99999999999999999999999",
        ]
    )
    func found(text: String) {
        #expect(wideNumbers([SourceFile(path: "A.swift", text: "let a = 1\n" + text)]).map(\.line) == [2])
    }

    @Test(
        "others, and those that say it, are not",
        arguments: [
            "a = 2_147_483_647", "UInt64(a) &* 0x9E37_79B9_7F4A_7C15", "1 << 30", "// 99999999999", "$0.9999999999",
        ]
    )
    func harmless(text: String) {
        #expect(wideNumbers([SourceFile(path: "A.swift", text: text)]) == [])
    }
}
