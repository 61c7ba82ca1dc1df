import Testing

/// How long files and functions may be.
struct Lengths {
    var fileLimit = 300
    var functionLimit = 40

    func longFiles(_ files: [SourceFile]) -> [Violation] {
        files.filter { $0.lineCount > fileLimit }.map { $0.violation(fileLimit, "the file has \($0.lineCount) lines") }
    }

    func longFunctions(_ files: [SourceFile]) -> [Violation] {
        files.flatMap { file in
            functions(file).filter { $0.length > functionLimit }.map { name, line, length in
                file.violation(line, "\(name) has \(length) lines")
            }
        }
    }

    /// The functions that have a body, with their first line and how many they take.
    func functions(_ file: SourceFile) -> [(name: String, line: Int, length: Int)] {
        let heads = #"(?<![.\w])(func\s+[^\s(<]+|init(?=[?!]?\s*[(<])|deinit|subscript(?=\s*[(<]))"#
        return file.code.matches(heads).compactMap { name, range in
            guard let end = endOfBody(file.code[range.upperBound...]) else { return nil }
            let (first, last) = (file.code.line(of: range.lowerBound), file.code.line(of: end))
            return (name, first, last - first + 1)
        }
    }

    /// Where the body that follows a function's name closes; nil when there is none, as in a protocol.
    private func endOfBody(_ rest: Substring) -> Substring.Index? {
        var (parentheses, braces) = (0, 0)
        for index in rest.indices {
            switch rest[index] {
            case "(", "[": parentheses += 1
            case ")", "]": parentheses -= 1
            case "{" where parentheses == 0 || braces > 0: braces += 1
            case "}" where parentheses == 0 || braces > 0:
                braces -= 1
                if braces == 0 { return index }
                if braces < 0 { return nil }
            case "\n" where parentheses == 0 && braces == 0 && beginsDeclaration(rest[rest.index(after: index)...]):
                return nil
            default: break
            }
        }
        return nil
    }

    private func beginsDeclaration(_ rest: Substring) -> Bool {
        let word = rest.drop { $0.isWhitespace }.prefix { $0.isLetter || $0 == "@" }
        let others = ["func", "var", "init", "mutating", "associatedtype", "static", "public"]
        return word.hasPrefix("@") || others.contains(String(word))
    }
}

@Suite("Lengths")
struct FileLengthTests {
    @Test("no file has more than 300 lines")
    func files() throws {
        let files = try Package.files(in: "Sources") + Package.files(in: "Tests")
        #expect(files.count > 100)
        #expect(Lengths().longFiles(files) == [])
    }

    @Test("no function of the sources has more than 40 lines")
    func functions() throws {
        let files = try Package.files(in: "Sources")
        #expect(files.flatMap(Lengths().functions).count > 300)
        #expect(Lengths().longFunctions(files) == [])
    }

    @Test("a file that is one line too long is found, one that is not is not")
    func longFile() {
        let rule = Lengths(fileLimit: 3)
        #expect(rule.longFiles([file("1\n2\n3\n")]) == [])
        #expect(rule.longFiles([file("1\n2\n3\n4\n")]).map(\.description) == ["A.swift:4: the file has 4 lines"])
        #expect(rule.longFiles([file("1\n2\n3\n4")]).count == 1)
    }

    @Test("a function that is one line too long is found, whatever kind it is")
    func longFunction() {
        let text = """
            protocol P {
                func none()
                init(a: Int)
                mutating func open() -> Int
            }
            func short(_ f: () -> Void = { 1 }) -> Int {
                f(") }")
            }
            init?(a: Int) {
                self.init(b: [1, 2])
                // }
            }
            deinit {
                if true { a() }
                b()
            }
            func long<T>(
                a: T
            ) {}
            """
        let found = Lengths(functionLimit: 3).longFunctions([file(text)])
        #expect(found.map(\.problem) == ["init has 4 lines", "deinit has 4 lines"])
        #expect(found.map(\.line) == [9, 13])
        #expect(Lengths().functions(file(text)).map(\.length) == [3, 4, 4, 3])
    }

    private func file(_ text: String) -> SourceFile { SourceFile(path: "A.swift", text: text) }
}
