import Foundation
import Testing

/// What every operator has: a test file of its name, a contract of four lines, marbles, and a line in the catalogue.
struct OperatorCatalogue {
    var contract = ["Emits", "Backpressures", "Completes", "Fails"]
    /// Files in the operators' folders that hold no operator.
    var support: Set<String> = [
        "PatienceKernel.swift", "RecoveryKernel.swift", "NestingBehavior.swift", "NestingKernel.swift",
        "NestingKernel+Elements.swift", "NestingKernel+Mailboxes.swift", "NodeWiring+Nesting.swift", "GroupFeed.swift",
        "GroupTable.swift", "Patience.swift", "ReadyStage.swift",
        "EventTime.swift", "EventWindows.swift", "JoinSide.swift", "WindowResult.swift",
        "WindowStore.swift", "WindowedBehavior.swift",
    ]

    /// Operators that no diagram shows, by what it would have to show.
    var undrawn: [String: Set<String>] = [
        "a value at the end": ["Sinking/"],
        "the world outside": [
            "Callbacks.swift", "Deferred.swift", "Emit.swift", "FromAsyncSequence.swift", "Inlet.swift",
            "Resource.swift",
            "Unfold.swift", "Hub.swift", "CurrentValue.swift", "Limiter.swift", "CircuitBreaker.swift",
        ],
        "a consumer that is busy": [
            "Buffer.swift", "ChunksWhileBusy.swift", "Conflated.swift", "Expanded.swift", "Latest.swift",
            "WeighedBuffer.swift",
        ],
        "several flows that come out": [
            "AtInstants.swift",
            "AggregatedInWindows.swift", "SplitFailures.swift", "Divided.swift", "Partition.swift", "Split.swift",
        ],
        "an operator of the app's own": ["Nested.swift"],
        "times of the elements' own": ["Joined.swift"],
        "closures that take time, or fail now and then": [
            "MapByKey.swift", "MapLimiter.swift", "MapAttempts.swift", "MapBreaker.swift", "Retry.swift",
            "Feedback.swift",
        ],
    ]

    /// Operators without marbles, and those that have some although it is said that none can be drawn.
    func unpictured(_ sources: [SourceFile], _ tests: [SourceFile]) -> [Violation] {
        let drawn = Set(tests.filter { $0.code.contains("func drawn()") }.map(\.name))
        return sources.filter { !support.contains($0.name) && !operators($0).isEmpty }.compactMap { source in
            let isDrawn = drawn.contains(source.name.dropLast(".swift".count) + "Tests.swift")
            let cannotBe = undrawn.values.joined().contains { source.path.contains("/\($0)") }
            if isDrawn != cannotBe { return nil }
            return source.violation(
                0, isDrawn ? "is drawn, and need not be excused" : "has no test drawn() with marbles")
        }
    }

    /// Operators that the catalogue leaves out.
    func uncatalogued(_ sources: [SourceFile], _ catalogue: String) -> [Violation] {
        sources.flatMap { source in
            operators(source).compactMap { name, line in
                let name = name == "init" ? "Flow" : name.filter { $0 != "`" }
                let rows = catalogue.matches("^\\| `\\.?\(NSRegularExpression.escapedPattern(for: name))[(`]")
                return rows.isEmpty ? source.violation(line, "\(name) has no line in Docs/Operators.md") : nil
            }
        }
    }

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

    @Test("every operator has marbles in its test, and they are a picture")
    func pictured() throws {
        let sources = try Package.files(in: "Sources/Dataflow/Operators")
        let tests = try Package.files(in: "Tests/DataflowTests/Operators")
        #expect(OperatorCatalogue().unpictured(sources, tests) == [])
        let pictures = try Package.files(in: "Docs/Pictures", ending: ".svg").map(\.name)
        for test in tests where test.code.contains("func drawn()") {
            #expect(pictures.contains(test.name.replacing("Tests.swift", with: ".svg")), "\(test.path)")
        }
    }

    @Test("every operator has a line in the catalogue")
    func catalogued() throws {
        let sources = try Package.files(in: "Sources/Dataflow/Operators")
        #expect(OperatorCatalogue().uncatalogued(sources, try Package.text("Docs/Operators.md")) == [])
    }

    @Test("an operator without marbles, one that is excused for nothing, and one without a line are found")
    func leftOut() {
        let catalogue = OperatorCatalogue(undrawn: ["nothing": ["Paced.swift"]])
        let sources = ["Buffer", "Paced"].map { name in
            operatorFile("Rate/\(name).swift", "extension Flow {\n    public func \(name.lowercased())() {}\n}")
        }
        let tests = [operatorTests("Rate/Paced", "func drawn() {}"), operatorTests("Rate/Buffer", "// func drawn()")]
        #expect(
            catalogue.unpictured(sources, tests).map(\.problem)
                == ["has no test drawn() with marbles", "is drawn, and need not be excused"])
        let left = catalogue.uncatalogued(sources, "| operator | |\n| `paced(every:)` | … |\n| `buffers` | … |")
        #expect(left.map(\.problem) == ["buffer has no line in Docs/Operators.md"])
    }

    @Test("an operator without a test file is found")
    func untested() {
        let catalogue = OperatorCatalogue(support: ["Helper.swift"])
        let sources = ["Rate/Buffer.swift", "Rate/Paced.swift", "Rate/Helper.swift"].map { operatorFile($0, "") }
        let tests = [operatorTests("Rate/Paced", "")]
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

    private func operatorTests(_ path: String, _ text: String) -> SourceFile {
        SourceFile(path: "Tests/DataflowTests/Operators/\(path)Tests.swift", text: text)
    }
}
