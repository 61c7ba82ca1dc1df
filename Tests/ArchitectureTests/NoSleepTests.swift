import Testing

/// What makes a test wait for the wall clock. A clock of one's own is asked with `clock.sleep(…)`, which is not meant.
func sleeps(_ files: [SourceFile]) -> [Violation] {
    files.flatMap { file in
        let pattern = #"\bTask(?:<[^>]*>)?\.sleep\b|\bThread\.sleep\b|\b[un]\w*sleep\(|(?<![.\w])(?<!func )sleep\("#
        return file.code.matches(pattern).map { word, range in
            file.violation(file.code.line(of: range.lowerBound), "a test never sleeps: \(word)")
        }
    }
}

@Suite("Tests own the clock")
struct NoSleepTests {
    @Test("no test sleeps")
    func tests() throws {
        let files = try Package.tests.get()
        #expect(files.count > 50)
        #expect(sleeps(files) == [])
    }

    @Test(
        "every way to sleep is found",
        arguments: ["try await Task.sleep(for: a)", "usleep(3)", "nanosleep(&a, nil)", " sleep(3)", "Thread.sleep(1)"]
    )
    func found(text: String) {
        #expect(sleeps([SourceFile(path: "A.swift", text: "let a = 1\n" + text)]).map(\.line) == [2])
    }

    @Test(
        "clocks and words are not",
        arguments: ["try await clock.sleep(until: a)", "func sleep(until: Int) {}", "// Task.sleep", #""usleep(3)""#]
    )
    func harmless(text: String) {
        #expect(sleeps([SourceFile(path: "A.swift", text: text)]) == [])
    }
}
