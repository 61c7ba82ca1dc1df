import Testing

/// What every operator has: a test file of its name, and a contract of four lines.
struct OperatorCatalogue {
    var contract = ["Emits", "Backpressures", "Completes", "Fails"]
    /// Files in the operators' folders that hold no operator.
    var support: Set<String> = [
        "PatienceKernel.swift", "RecoveryKernel.swift", "NestingBehavior.swift", "NestingKernel.swift",
        "NestingKernel+Elements.swift", "NestingKernel+Mailboxes.swift", "NodeWiring+Nesting.swift", "GroupFeed.swift",
        "GroupTable.swift", "Patience.swift",
        "EventTime.swift", "EventWindows.swift", "JoinSide.swift", "WindowResult.swift",
        "WindowStore.swift", "WindowedBehavior.swift",
    ]

    /// Operators without a test file in the folder that mirrors theirs.
    func untested(_ sources: [SourceFile], _ tests: [SourceFile]) -> [Violation] {
        let tested = Set(tests.map(\.path))
        return sources.filter { !support.contains($0.name) }.compactMap { source in
            let path = source.path.dropFirst("Sources/Dataflow/".count).dropLast(".swift".count)
            let wanted = "Tests/DataflowTests/\(path)Tests.swift"
            return tested.contains(wanted) ? nil : source.violation(0, "has no \(wanted)")
        }
    }

    /// Public functions, and initialisers of a flow, whose documentation leaves out a line of the contract.
    func incomplete(_ sources: [SourceFile]) -> [Violation] {
        sources.flatMap { source in
            operators(source).compactMap { name, line in
                let documentation = source.documentation(before: line).joined(separator: "\n")
                let missing = contract.filter { !documentation.contains("- **\($0):** ") }
                if missing.isEmpty { return nil }
                return source.violation(line, "\(name) does not say \(missing.joined(separator: ", "))")
            }
        }
    }

    /// What stands at the top of a file or in an extension; the methods of other types are no operators.
    func operators(_ source: SourceFile) -> [(name: String, line: Int)] {
        var isInType = false
        return source.codeLines.enumerated().compactMap { number, line -> (name: String, line: Int)? in
            let line = String(line)
            if line.first?.isLetter == true {
                isInType = !line.matches(#"^(?:\w+ )*(?:struct|class|actor|enum|protocol) "#).isEmpty
            }
            guard !isInType else { return nil }
            let names = line.matches(#"^\s*public (?:static )?(?:func |(?=init\b))([^\s(<]+)"#)
            return names.first.map { ($0.text, number) }
        }
    }
}

@Suite("The operators' catalogue")
struct OperatorCatalogueTests {
    @Test("every operator has a test file of its name")
    func tested() throws {
        let sources = try Package.files(in: "Sources/Dataflow/Operators")
        #expect(sources.count > 30)
        let tests = try Package.files(in: "Tests/DataflowTests/Operators")
        #expect(OperatorCatalogue().untested(sources, tests) == [])
    }

    @Test("every operator says what it emits, when it backpressures, completes and fails")
    func documented() throws {
        let sources = try Package.files(in: "Sources/Dataflow/Operators")
        #expect(sources.flatMap(OperatorCatalogue().operators).count > 40)
        #expect(OperatorCatalogue().incomplete(sources) == [])
    }

    @Test("so does every operator of files")
    func files() throws {
        let sources = try Package.files.get().filter { file in
            ["/Reading/Lines", "/Reading/FilePieces", "/Writing/FileWriting", "/Walking/Files"].contains {
                file.path.hasSuffix("\($0).swift")
            }
        }
        #expect(sources.flatMap(OperatorCatalogue().operators).count == 6)
        #expect(OperatorCatalogue().incomplete(sources) == [])
    }

    @Test("an operator without a test file is found")
    func untested() {
        let catalogue = OperatorCatalogue(support: ["Helper.swift"])
        let sources = ["Rate/Buffer.swift", "Rate/Paced.swift", "Rate/Helper.swift"].map { operatorFile($0, "") }
        let tests = [SourceFile(path: "Tests/DataflowTests/Operators/Rate/PacedTests.swift", text: "")]
        let found = catalogue.untested(sources, tests)
        #expect(found.map(\.path) == ["Sources/Dataflow/Operators/Rate/Buffer.swift"])
        #expect(found.map(\.problem) == ["has no Tests/DataflowTests/Operators/Rate/BufferTests.swift"])
    }

    @Test("a contract that leaves out a line is found")
    func incomplete() {
        let text = """
            extension Flow {
                /// - **Emits:** all.
                /// - **Backpressures:** never.
                /// - **Completes:** at once.
                /// - **Fails:** never.
                @inlinable
                public func whole() {}

                /// - **Emits:** all.
                /// - **Fails:** never.
                public init<A>() {}
            }
            public func bare() {}
            public struct Other {
                public func method() {}
            }
            """
        let found = OperatorCatalogue().incomplete([operatorFile("A.swift", text)])
        #expect(found.first?.problem == "init does not say Backpressures, Completes")
        #expect(found.last?.problem == "bare does not say Emits, Backpressures, Completes, Fails")
        #expect(found.map(\.line) == [11, 13])
    }

    private func operatorFile(_ path: String, _ text: String) -> SourceFile {
        SourceFile(path: "Sources/Dataflow/Operators/\(path)", text: text)
    }
}
