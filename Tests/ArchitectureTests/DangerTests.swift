import Testing

/// Where the language's guards may be switched off, and that each such file says why that is sound.
struct Danger {
    var tokens = [
        "@unchecked Sendable", "nonisolated(unsafe)", "unowned(unsafe)", "unsafeDowncast", "unsafeBitCast",
        "UnsafeMutablePointer", "UnsafeMutableRawPointer", "Unmanaged", "withUnsafeContinuation",
        "withUnsafeThrowingContinuation", "withSuspension", "unsafe ",
    ]
    /// Folders, with a slash at the end, and files.
    var allowed = [
        "Support/", "Scheduling/", "Mailbox/",
        // What is shared with tasks outside, and what was made for a type that the compiler no longer sees.
        "Node/Handoffs/AsyncHandoff.swift", "Node/Handoffs/Emitter.swift", "Node/Handoffs/InletHandoff.swift",
        "Node/Handoffs/OutletHandoff.swift", "Node/Handoffs/HubHandoff.swift", "Node/Handoffs/LimiterHandoff.swift",
        "Node/Kernels/LatestSlot.swift",
        // The actor is stepped by a plain call, and its cell knows it without owning it.
        "Node/Node.swift", "Node/NodeCell.swift", "Node/NodeWiring.swift", "Node/NodeShell.swift",
        // What the flow of an element gives, and the count of what has yet to end.
        "Operators/Nesting/NestingKernel+Mailboxes.swift", "Node/NestedPart.swift",
        // Subscribers and publishers, which are not `Sendable` and are called on any thread.
        "Interop/FlowPublisher.swift", "Interop/FromPublisher.swift",
        // What the system and the runtime offer no other way.
        "Time/Monotonic.swift",
        "Graph/GraphBuilder.swift", "Graph/Stage.swift", "Operators/Sourcing/ReadyStage.swift",
        "Operators/Recovery/RecoveryKernel.swift", "Runtime/Execution.swift",
    ]

    func violations(_ files: [SourceFile]) -> [Violation] {
        files.flatMap { file -> [Violation] in
            let uses = uses(file)
            guard let first = uses.first else { return [] }
            if !isAllowed(file) { return uses.map { file.violation($0.line, "\($0.token) has no place here") } }
            return file.text.contains("SAFETY: ") ? [] : [file.violation(first.line, "\(first.token) without SAFETY:")]
        }
    }

    /// What is allowed and nobody needs any more.
    func unused(_ files: [SourceFile]) -> [String] {
        allowed.filter { place in !files.contains { isIn(place, $0) && !uses($0).isEmpty } }
    }

    private func isAllowed(_ file: SourceFile) -> Bool { allowed.contains { isIn($0, file) } }

    private func isIn(_ place: String, _ file: SourceFile) -> Bool {
        let path = file.path.dropFirst("Sources/Dataflow/".count)
        return place.hasSuffix("/") ? path.hasPrefix(place) : path == place
    }

    private func uses(_ file: SourceFile) -> [(token: String, line: Int)] {
        file.codeLines.enumerated().flatMap { number, line in
            tokens.filter { line.contains($0) }.map { (token: $0, line: number) }
        }
    }
}

@Suite("Danger has an address")
struct DangerTests {
    @Test("unsafe code stands where it may, and says why it is sound")
    func engine() throws {
        let files = try Package.engine.get()
        #expect(Danger().violations(files) == [])
        #expect(Danger().unused(files) == [])
    }

    @Test("what calls the system says why that is sound, and the flows of files need no unsafe code")
    func fileModule() throws {
        let files = try Package.files.get().map {
            SourceFile(path: $0.path.replacing("DataflowFiles", with: "Dataflow"), text: $0.text)
        }
        let places = ["System/", "Reading/LineCutter.swift", "Writing/OpenFile+Writing.swift"]
        #expect(Danger(allowed: places).violations(files) == [])
        #expect(Danger(allowed: places).unused(files) == [])
    }

    @Test("the testing module needs no unsafe code, except to run a job whose turn it decides")
    func testing() throws {
        let files = try Package.testing.get().filter { !$0.path.hasSuffix("Simulation/Simulator.swift") }
        #expect(files.count > 10)
        #expect(Danger(allowed: []).violations(files) == [])
    }

    @Test("unsafe code elsewhere is found", arguments: Danger().tokens)
    func elsewhere(token: String) {
        let found = Danger().violations([file("Operators/Map.swift", "// SAFETY: none\nlet a = \(token)")])
        #expect(found.map(\.description) == ["Sources/Dataflow/Operators/Map.swift:2: \(token) has no place here"])
    }

    @Test("unsafe code that does not say why is found")
    func unexplained() {
        let text = "final class A: @unchecked Sendable {}"
        #expect(Danger().violations([file("Mailbox/A.swift", text)]).count == 1)
        #expect(Danger().violations([file("Mailbox/A.swift", "// SAFETY: empty.\n" + text)]) == [])
        #expect(Danger().violations([file("Node/NodeWiring.swift", "// SAFETY: empty.\n" + text)]) == [])
        #expect(Danger().violations([file("Node/Kernels.swift", "// SAFETY: empty.\n" + text)]).count == 1)
    }

    @Test("a place that is allowed for nothing is found")
    func stale() {
        let rule = Danger(allowed: ["Mailbox/", "Node/Desk.swift"])
        let files = [file("Mailbox/A.swift", "Unmanaged"), file("Node/Desk.swift", "// Unmanaged")]
        #expect(rule.unused(files) == ["Node/Desk.swift"])
    }

    private func file(_ path: String, _ text: String) -> SourceFile {
        SourceFile(path: "Sources/Dataflow/\(path)", text: text)
    }
}
