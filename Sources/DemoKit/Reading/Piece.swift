/// Bytes of one file, as many as are read at once.
struct Piece: Sendable {
    let file: FoundFile
    let bytes: [UInt8]
    let isFirst: Bool
    let isLast: Bool
}

/// What comes out of reading a file.
enum Reading: Sendable {
    case piece(Piece)
    case problem(Problem)
}
