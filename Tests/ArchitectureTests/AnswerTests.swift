import Testing

/// What a public function answers must be looked at, or the compiler warns: an answer that may be ignored is a loss that
/// nobody hears of. The exceptions are named.
func ignorable(_ files: [SourceFile], but exceptions: Set<String>) -> [Violation] {
    files.flatMap { file in
        file.codeLines.enumerated().compactMap { number, line -> Violation? in
            guard line.contains("@discardableResult") else { return nil }
            let declaration = file.codeLines[number...].prefix(3).joined(separator: " ")
            let names = declaration.matches(#"\bpublic (?:\w+ )*func\s+([^\s(<]+)"#).map(\.text)
            guard let name = names.first else { return nil }
            return exceptions.contains(name) ? nil : file.violation(number, "what \(name) answers may be ignored")
        }
    }
}

@Suite("Answers")
struct AnswerTests {
    @Test("only the value of a run may be ignored")
    func engine() throws {
        #expect(ignorable(try Package.engine.get() + Package.files.get(), but: ["run"]) == [])
    }

    @Test("an answer that may be ignored is found, whatever stands between")
    func found() {
        let text = """
            @discardableResult
            public func one() -> Int { 1 }
            @inlinable
            @discardableResult
            @available(*, deprecated)
            public static func two<A>(_ a: A) -> A { a }
            @discardableResult func own() -> Int { 1 }
            @discardableResult public func run() -> Int { 1 }
            """
        let found = ignorable([SourceFile(path: "A.swift", text: text)], but: ["run"])
        #expect(found.map(\.line) == [1, 4])
    }
}
