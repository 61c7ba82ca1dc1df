import Testing

/// Which folder of the engine may name which: every one those of the levels below its own. Folders of one level are
/// siblings, and name only what stands below.
struct Layers {
    var levels: [[String]] = [
        ["Support"], ["Failures", "Time"], ["Scheduling"], ["Mailbox"], ["Node"], ["Graph"], ["Operators", "Runtime"],
        ["Observation", "Interop"],
    ]
    /// Functions of the standard library whose names the engine has too.
    var shared: Set<String> = ["zip("]

    func violations(_ files: [SourceFile]) -> [Violation] {
        let owners = declarations(files)
        return files.flatMap { violations($0, owners) }
    }

    /// The folders in which each name that a whole module can see is declared.
    func declarations(_ files: [SourceFile]) -> [String: Set<String>] {
        var owners: [String: Set<String>] = [:]
        for file in files {
            for name in topLevelNames(file) { owners[name, default: []].insert(folder(of: file)) }
        }
        return owners
    }

    private func violations(_ file: SourceFile, _ owners: [String: Set<String>]) -> [Violation] {
        guard let level = level(of: folder(of: file)) else {
            return [file.violation(0, "the folder \(folder(of: file)) has no level")]
        }
        let own = Set(file.code.matches(Self.declaration).flatMap { [$0.text, $0.text + "("] })
        let foreign = owners.filter { name, folders in
            !own.contains(name) && !shared.contains(name) && !folders.contains(folder(of: file))
                && folders.allSatisfy { self.level(of: $0) ?? .max >= level }
        }
        // A name behind a dot is a member.
        return file.code.matches(#"(?<![.\w])([A-Za-z_]\w*\(?)"#).compactMap { word, range in
            let name = word.filter { $0 != "(" }
            guard let folders = foreign[word] ?? foreign[name] else { return nil }
            let place = folders.sorted().joined(separator: ", ")
            return file.violation(file.code.line(of: range.lowerBound), "names \(name), which stands in \(place)")
        }
    }

    /// What a file declares for the whole module; functions with an open parenthesis, for they are used by calling them.
    private func topLevelNames(_ file: SourceFile) -> [String] {
        var depth = 0
        var names: [String] = []
        for line in file.codeLines {
            if depth == 0, line.first?.isWhitespace == false, !line.contains("private ") {
                let isFunction = line.contains("func ")
                names += String(line).matches(Self.declaration).prefix(1).map { isFunction ? $0.text + "(" : $0.text }
            }
            depth += line.count { $0 == "{" } - line.count { $0 == "}" }
        }
        return names
    }

    private func level(of folder: String) -> Int? { levels.firstIndex { $0.contains(folder) } }

    private func folder(of file: SourceFile) -> String {
        let parts = file.path.split(separator: "/")
        return parts.count > 3 ? String(parts[2]) : ""
    }

    private static let declaration = #"\b(?:struct|class|actor|enum|protocol|typealias|func|let|var)\s+([A-Za-z_]\w*)"#
}

@Suite("Layers")
struct LayeringTests {
    @Test("a folder of the engine names only what stands below it")
    func engine() throws {
        let files = try Package.engine.get()
        #expect(files.count > 50)
        #expect(Layers().violations(files) == [])
    }

    @Test("the engine knows nothing of the modules that stand on it")
    func modules() throws {
        let imports = try Package.engine.get().flatMap { $0.code.matches(#"\bimport\s+(\w+)"#).map(\.text) }
        let system: Set = ["Synchronization", "Observation", "Glibc", "Musl", "Darwin", "Combine"]
        // Where the interplay with Combine is tried against OpenCombine, in a package of its own.
        let elsewhere: Set = ["OpenCombine", "Dataflow"]
        #expect(Set(imports).isSubset(of: system.union(elsewhere)), "\(Set(imports))")
        let above = try Package.testing.get().flatMap { $0.code.matches(#"\bimport\s+(\w+)"#).map(\.text) }
        #expect(above.contains("Dataflow") && !above.contains("DataflowProbes"))
    }

    @Test("what reads and writes files stands on the engine and the system alone")
    func fileModule() throws {
        let imports = try Package.files.get().flatMap { $0.code.matches(#"\bimport\s+(\w+)"#).map(\.text) }
        #expect(imports.contains("Dataflow"))
        #expect(
            Set(imports).isSubset(of: ["Dataflow", "Synchronization", "Glibc", "Musl", "Darwin"]), "\(Set(imports))")
    }

    @Test("the types that everything turns around are found where they stand")
    func declarations() throws {
        let owners = Layers().declarations(try Package.engine.get())
        #expect(owners["Mailbox"] == ["Mailbox"])
        #expect(owners["NodeFailure"] == ["Failures"])
        #expect(owners["CancellationCause"] == ["Failures"])
        #expect(owners["Node"] == ["Node"])
        #expect(owners["Flow"] == ["Graph"])
        #expect(owners["merge("] == ["Operators"])
        #expect(owners["Execution"] == ["Runtime"])
        #expect(owners["defaultMailboxCapacity"] == ["Graph"])
    }

    @Test("naming what stands above is found: a type, an extension of it, a call of a function")
    func upwards() {
        let found = violations(
            "Operators",
            "public func merge() {}\nstruct Pace {}",
            "Node",
            "let a: [Pace] = []\nextension Pace {}\nlet b = merge(1)\n"
        )
        #expect(found.map(\.line) == [1, 2, 3])
        #expect(found.first?.description == "Sources/Dataflow/Node/B.swift:1: names Pace, which stands in Operators")
    }

    @Test("siblings do not name each other")
    func siblings() {
        #expect(violations("Runtime", "struct Run {}", "Operators", "let a = Run()").count == 1)
        #expect(violations("Operators", "struct Map {}", "Runtime", "let a = Map()").count == 1)
        #expect(violations("Interop", "struct Values {}", "Observation", "let a = Values()").count == 1)
    }

    @Test("a folder that nobody has given a level is found")
    func unknown() {
        let found = violations("Extras", "struct A {}", "Node", "struct B {}")
        #expect(found.map(\.path) == ["Sources/Dataflow/Extras/A.swift"])
    }

    @Test("naming what stands below, members, labels, comments, literals and names of one's own are no uses")
    func harmless() {
        #expect(violations("Node", "struct Kernel {}", "Operators", "struct MapKernel { let a: Kernel }") == [])
        let text = """
            // Pace
            let a = b.Pace, c = "Pace"
            f(merge: 1)
            struct C { struct Other {} }
            let o: Other
            a.merge(1)
            """
        let above = "struct Pace {}\nfunc merge() {}\nstruct Other {}\nprivate struct C {}"
        #expect(violations("Operators", above, "Node", text) == [])
    }

    private func violations(_ folder: String, _ text: String, _ other: String, _ otherText: String) -> [Violation] {
        Layers().violations([
            SourceFile(path: "Sources/Dataflow/\(folder)/A.swift", text: text),
            SourceFile(path: "Sources/Dataflow/\(other)/B.swift", text: otherText),
        ])
    }
}
