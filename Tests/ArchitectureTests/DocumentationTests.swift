import Testing

extension SourceFile {
    /// The documentation of the declaration at a line: what stands in `///` before it and its attributes.
    func documentation(before line: Int) -> [String] {
        var number = line - 1
        func text(_ number: Int) -> Substring { lines[number].drop { $0 == " " } }
        while number >= 0, text(number).hasPrefix("@") || text(number).hasPrefix(")") { number -= 1 }
        let end = number
        while number >= 0, text(number).hasPrefix("///") { number -= 1 }
        return ((number + 1)..<(end + 1)).map { String(text($0)) }
    }
}

/// What other modules can see is documented.
struct Documentation {
    /// Requirements of well-known protocols: their documentation is the protocol's.
    var witnesses: Set<String> = ["description", "makeAsyncIterator", "next", "AsyncIterator", "==", "hash"]

    func violations(_ files: [SourceFile]) -> [Violation] {
        files.flatMap { file in
            declarations(file).filter { name, line in
                !witnesses.contains(name) && file.documentation(before: line).isEmpty
            }.map { file.violation($0.line, "\($0.name) has no documentation") }
        }
    }

    /// Public declarations, but extensions, which say nothing by themselves.
    func declarations(_ file: SourceFile) -> [(name: String, line: Int)] {
        let pattern = #"^\s*(?:@\w+(?:\([^)]*\))? )*(?:nonisolated |final )*public (?!extension\b|import\b)(.*)"#
        return file.codeLines.enumerated().compactMap { number, line in
            String(line).matches(pattern).first.map { (name($0.text), number) }
        }
    }

    private func name(_ declaration: String) -> String {
        let keywords = #"\b(?:func|var|let|struct|class|actor|enum|protocol|typealias|case|macro)\s+([^\s(<:{]+)"#
        return declaration.matches(keywords).first?.text ?? declaration
    }
}

@Suite("Documentation")
struct DocumentationTests {
    @Test("every public declaration of the engine is documented")
    func engine() throws {
        let files = try Package.engine.get()
        #expect(files.flatMap(Documentation().declarations).count > 150)
        #expect(Documentation().violations(files) == [])
    }

    @Test("every public declaration of the testing module is documented")
    func testing() throws {
        let files = try Package.testing.get()
        #expect(files.flatMap(Documentation().declarations).count > 20)
        #expect(Documentation().violations(files) == [])
    }

    @Test("every public declaration about files is documented")
    func fileModule() throws {
        let files = try Package.files.get()
        #expect(files.flatMap(Documentation().declarations).count > 40)
        #expect(Documentation().violations(files) == [])
    }

    @Test("a public declaration without documentation is found, attributes or not")
    func found() {
        let text = """
            /// Documented.
            @inlinable
            @available(*, deprecated)
            public func one() {}

            // Only a comment.
            public struct Two: CustomStringConvertible {
                public let three = 1
                @usableFromInline public var four: Int { 4 }
                public var description: String { "" }
                let hidden = 1
                public nonisolated(nonsending) func five<A>() {}

                @inlinable
                public init() {}
            }
            public extension Two {}
            """
        let found = Documentation().violations([SourceFile(path: "A.swift", text: text)])
        #expect(found.map(\.line) == [7, 8, 9, 12, 15])
        #expect(found.map { $0.problem.prefix { $0 != " " } } == ["Two", "three", "four", "five", "init()"])
    }
}
