import Testing

/// Where a node may announce that it waits, and give back what is free before it rests.
struct Waiting {
    private let tokens = ["restForRoom(", "restForElements(", "restForDemand(", "releaseAll("]
    private let places = ["Mailbox/AnyMailbox.swift", "Node/Shapes.swift", "Node/InputTurns.swift"]

    func violations(_ files: [SourceFile]) -> [Violation] {
        files.filter { file in !places.contains { file.path.hasSuffix($0) } }.flatMap { file in
            file.codeLines.enumerated().flatMap { number, line in
                tokens.filter { line.contains($0) }.map { file.violation(number, "\($0)…) belongs to the node's shell") }
            }
        }
    }
}

@Suite("One place waits")
struct WaitingTests {
    @Test("kernels and desks say what they wait for; the shell announces it")
    func engine() throws {
        #expect(Waiting().violations(try Package.engine.get()) == [])
        #expect(Waiting().violations(try Package.testing.get()) == [])
    }

    @Test("a kernel that announces by itself is found")
    func planted() {
        let file = SourceFile(path: "Sources/Dataflow/Node/Kernels/AKernel.swift", text: "a\nif output.restForRoom() {}\n")
        #expect(Waiting().violations([file]).map(\.line) == [2])
    }
}
