import Dataflow

/// Counts the pieces of one file after the other: an operator of one's own, with state.
///
/// Each piece gives a tally. Words are collected across files and handed on once there are enough of them; what is left
/// comes with a last tally at the end.
struct CountPieces: TransformBehavior {
    /// How many different words are collected before they are handed on.
    private static let batch = 4_096

    private var text = TextCounter()
    private var utf8 = UTF8Check()
    private var scanner = WordScanner()
    private var words = Self.emptyTable

    mutating func receive(_ reading: Reading) -> Emission<Tally> {
        switch reading {
        case .piece(let piece): .emit(count(piece))
        case .problem(let problem): .emit(Tally(problem: problem))
        }
    }

    mutating func finish() -> Emission<Tally> {
        words.distinct > 0 ? .emit(Tally(words: words)) : .nothing
    }

    private mutating func count(_ piece: Piece) -> Tally {
        var tally = Tally(type: piece.file.type, counts: text.take(piece.bytes))
        utf8.take(piece.bytes)
        scanner.take(piece.bytes, into: &words)
        if piece.isFirst { tally.counts.files = 1 }
        if piece.isLast { tally.problem = endFile(piece.file) }
        if words.distinct >= Self.batch { tally.words = handOver() }
        return tally
    }

    /// Forgets the file, and tells what was odd about it.
    private mutating func endFile(_ file: FoundFile) -> Problem? {
        defer {
            text = TextCounter()
            utf8 = UTF8Check()
        }
        scanner.finish(into: &words)
        utf8.finish()
        return utf8.isValid ? nil : .invalidUTF8(file.path)
    }

    private mutating func handOver() -> WordTable {
        defer { words = Self.emptyTable }
        return words
    }

    private static var emptyTable: WordTable { WordTable(slots: 2 * batch) }
}
