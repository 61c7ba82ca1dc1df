import Testing

/// Every suite stands in this one: of all scenes one at a time can be played.
@Suite("Every interleaving", .serialized)
enum Interleavings {}

extension Exploration {
    /// Records what went wrong with its steps, and how many interleavings there were.
    func check(_ name: String, sourceLocation: SourceLocation = #_sourceLocation) {
        print(line(name))
        if let failure {
            Issue.record("\(name): \(failure)", sourceLocation: sourceLocation)
        }
        #expect(isComplete, "\(name) is too large to be explored", sourceLocation: sourceLocation)
        #expect(interleavings > 1, "\(name) has no choice", sourceLocation: sourceLocation)
    }

    private func line(_ name: String) -> String {
        let left = redundant == 0 ? "" : ", \(redundant) left as redundant"
        return "interleavings: \(name): \(interleavings) of at most \(steps) steps\(left), in \(duration)"
    }
}

extension Exploration.Failure: CustomStringConvertible {
    var description: String {
        let told = steps.enumerated().map { "\($0 + 1). \($1)" }
        return (problems + told.suffix(150) + ["choices: \(choices.prefix(300))"]).joined(separator: "\n")
    }
}
