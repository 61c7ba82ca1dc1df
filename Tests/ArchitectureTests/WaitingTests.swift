import Testing

/// Where a node may announce that it waits, and give back what is free before it rests.
struct Waiting {
    private let tokens = ["restForRoom(", "restForElements(", "restForDemand(", "releaseAll("]
    private let places = [
        "Mailbox/ProducerSide.swift", "Mailbox/ConsumerSide.swift", "Node/Shapes.swift", "Node/InputTurns.swift",
    ]

    func violations(_ files: [SourceFile]) -> [Violation] {
        files.filter { file in !places.contains { file.path.hasSuffix($0) } }.flatMap { file in
            file.codeLines.enumerated().flatMap { number, line in
                tokens.filter { line.contains($0) }.map { token in
                    file.violation(number, "\(token)…) belongs to the node's shell")
                }
            }
        }
    }
}

@Suite("One place waits")
struct WaitingTests {
    @Test("kernels and hand-offs say what they wait for; the shell announces it")
    func engine() throws {
        #expect(Waiting().violations(try Package.engine.get()) == [])
        #expect(Waiting().violations(try Package.testing.get()) == [])
    }

    @Test("a kernel that announces by itself is found")
    func planted() {
        let text = "a\nif output.restForRoom() {}\n"
        let file = SourceFile(path: "Sources/Dataflow/Node/Kernels/AKernel.swift", text: text)
        #expect(Waiting().violations([file]).map(\.line) == [2])
    }
}
