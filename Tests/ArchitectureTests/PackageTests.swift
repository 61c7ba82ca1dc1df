import Testing

/// Imports of Foundation.
func foundationImports(_ files: [SourceFile]) -> [Violation] {
    files.flatMap { file in
        file.code.matches(#"^.*\bimport\b.*\bFoundation\w*"#).map { _, range in
            file.violation(file.code.line(of: range.lowerBound), "imports Foundation")
        }
    }
}

/// Other packages that a manifest asks for.
func packages(_ manifest: SourceFile) -> [Violation] {
    manifest.code.matches(#"\.package\s*\(|\.product\s*\("#).map { word, range in
        manifest.violation(manifest.code.line(of: range.lowerBound), "a dependency: \(word)…")
    }
}

/// Decision records whose first line does not begin with the number in their name, and numbers used twice.
func misnumbered(_ records: [SourceFile]) -> [Violation] {
    var seen: Set<String> = []
    return records.flatMap { record -> [Violation] in
        let number = String(record.name.prefix { $0.isNumber })
        let title = number == "0000" ? "# NNNN: " : "# \(number): "
        var found: [Violation] = []
        if number.count != 4 { found.append(record.violation(0, "its name does not begin with four digits")) }
        if !seen.insert(number).inserted { found.append(record.violation(0, "another record has number \(number)")) }
        if !record.text.hasPrefix(title) { found.append(record.violation(0, "does not begin with \"\(title)\"")) }
        return found
    }
}

@Suite("The package")
struct PackageTests {
    @Test("no module of the products imports Foundation")
    func foundation() throws {
        let files = try Package.engine.get() + Package.testing.get() + Package.files.get()
        #expect(foundationImports(files) == [])
    }

    @Test("the root package has no dependencies")
    func dependencies() throws {
        let manifest = SourceFile(path: "Package.swift", text: try Package.text("Package.swift"))
        #expect(manifest.code.contains(".target("))
        #expect(packages(manifest) == [])
    }

    @Test("every decision record begins with its number")
    func decisions() throws {
        let records = try Package.files(in: "Docs/Decisions", ending: ".md")
        #expect(records.count > 5)
        #expect(misnumbered(records) == [])
    }

    @Test(
        "an import of Foundation is found, whatever it is called",
        arguments: ["import Foundation", "public import FoundationEssentials", "@preconcurrency import Foundation"]
    )
    func foundationFound(text: String) {
        #expect(foundationImports([SourceFile(path: "A.swift", text: "import Testing\n" + text)]).map(\.line) == [2])
        #expect(foundationImports([SourceFile(path: "A.swift", text: "// " + text)]) == [])
    }

    @Test("a dependency is found")
    func dependencyFound() {
        let text = """
            dependencies: [
                .package(url: "https://x", from: "1.0.0"), .product(name: "X", package: "x"),
            ]
            """
        #expect(packages(SourceFile(path: "Package.swift", text: text)).map(\.line) == [2, 2])
    }

    @Test("records with a wrong number, the same number, or none are found")
    func decisionFound() {
        let right = record("0001-a.md", "# 0001: A")
        #expect(misnumbered([record("0000-template.md", "# NNNN: what"), right]) == [])
        #expect(misnumbered([record("0002-b.md", "# 0001: B")]).count == 1)
        #expect(misnumbered([right, right]).count == 1)
        #expect(misnumbered([record("notes.md", "# notes")]).count == 2)
    }

    private func record(_ name: String, _ text: String) -> SourceFile {
        SourceFile(path: "Docs/Decisions/\(name)", text: text)
    }
}
