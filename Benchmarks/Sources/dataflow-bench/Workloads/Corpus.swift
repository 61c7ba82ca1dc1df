import Foundation

/// Files of made-up text below a temporary directory, the same each time; they are gone when the program ends.
struct Corpus: Sendable {
    static let fileCount = 64
    static let bytes = fileCount * fileBytes
    private static let fileBytes = 256 * 1_024

    let path: String
    let files: [String]
    /// How many words there are in all files.
    let words: Int

    /// Written when it is asked for first.
    static let shared = Result { try Corpus() }

    private init() throws {
        let directory = FileManager.default.temporaryDirectory.appending(path: "dataflow-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        path = directory.path(percentEncoded: false)
        atexit {
            guard case .success(let corpus) = Corpus.shared else { return }
            try? FileManager.default.removeItem(atPath: corpus.path)
        }
        var writer = Writer()
        var (files, words) = ([String](), 0)
        for number in 0..<Self.fileCount {
            let file = directory.appending(path: "\(number).txt")
            let (text, count) = writer.text(bytes: Self.fileBytes)
            try Data(text).write(to: file)
            files.append(file.path(percentEncoded: false))
            words += count
        }
        (self.files, self.words) = (files, words)
    }

    /// Makes up text: words of a small vocabulary, some of them much more often than others, as in any language.
    private struct Writer {
        private var state: UInt64 = 1
        private var vocabulary: [[UInt8]] = []

        init() {
            for _ in 0..<5_000 {
                vocabulary.append((0..<number(below: 8) + 2).map { _ in UInt8(ascii: "a") + UInt8(number(below: 26)) })
            }
        }

        /// At least so many bytes, and no more than a word above.
        mutating func text(bytes: Int) -> (text: [UInt8], words: Int) {
            var text: [UInt8] = []
            var words = 0
            while text.count < bytes {
                let rank = number(below: vocabulary.count) * number(below: vocabulary.count) / vocabulary.count
                text += vocabulary[rank]
                words += 1
                text.append(words % 12 == 0 ? UInt8(ascii: "\n") : UInt8(ascii: " "))
            }
            return (text, words)
        }

        private mutating func number(below end: Int) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int(state >> 33) % end
        }
    }
}
