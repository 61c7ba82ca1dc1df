import DataflowFiles

/// The pieces of one file, read as they are asked for, so that a file of any size takes the memory of a few pieces.
///
/// The last piece says that it is the last; an empty file has one. A file that cannot be read, or is binary, has none.
struct Pieces: Sequence, Sendable {
    let file: FoundFile
    var size = 64 * 1_024
    let brake: Brake

    func makeIterator() -> Iterator {
        Iterator(pieces: self)
    }

    struct Iterator: IteratorProtocol {
        private enum State {
            case closed
            case reading(OpenFile, isFirst: Bool)
            case failing(Problem)
            case ended
        }

        private let pieces: Pieces
        private var state = State.closed

        init(pieces: Pieces) {
            self.pieces = pieces
        }

        mutating func next() -> Reading? {
            switch state {
            case .closed: return open()
            case .reading(let file, let isFirst): return read(file, isFirst: isFirst)
            case .failing(let problem):
                state = .ended
                return .problem(problem)
            case .ended: return nil
            }
        }

        private mutating func open() -> Reading? {
            state = .ended
            if pieces.brake.isPulled { return nil }
            do throws(SystemError) {
                return read(try OpenFile(pieces.file.path), isFirst: true)
            } catch {
                return .problem(.unreadable(pieces.file.path, error))
            }
        }

        private mutating func read(_ file: OpenFile, isFirst: Bool) -> Reading? {
            state = .ended
            // A file that is given up half-way still has a last piece.
            if pieces.brake.isPulled { return piece([], isFirst: isFirst, isLast: true) }
            do throws(SystemError) {
                let bytes = try file.read(upTo: pieces.size)
                if isFirst, isBinary(bytes) { return .problem(.binary(pieces.file.path)) }
                let isLast = bytes.count < pieces.size
                if !isLast { state = .reading(file, isFirst: false) }
                return piece(bytes, isFirst: isFirst, isLast: isLast)
            } catch {
                if isFirst { return .problem(.unreadable(pieces.file.path, error)) }
                state = .failing(.cutShort(pieces.file.path, error))
                return piece([], isFirst: false, isLast: true)
            }
        }

        private func isBinary(_ bytes: [UInt8]) -> Bool {
            bytes.reduce(UInt8.max) { $1 < $0 ? $1 : $0 } == 0
        }

        private func piece(_ bytes: [UInt8], isFirst: Bool, isLast: Bool) -> Reading {
            .piece(Piece(file: pieces.file, bytes: bytes, isFirst: isFirst, isLast: isLast))
        }
    }
}
