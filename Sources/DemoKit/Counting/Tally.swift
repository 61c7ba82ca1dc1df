/// What counting a piece has found.
struct Tally: Sendable {
    /// The type of the file that the piece belongs to, or nil when nothing was counted.
    var type: String?
    var counts = Counts()
    /// Words that were collected so far, now and then.
    var words: WordTable?
    var problem: Problem?
}
