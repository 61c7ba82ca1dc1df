/// When a file is moved away, and where to; a value.
struct Rotation: Sendable {
    let path: RawPath
    /// How large a file may get.
    let size: Int
    /// How many files that were moved away are kept.
    let count: Int
    let name: @Sendable (RawPath, Int) -> RawPath

    /// What is wrong with the arguments, or nil.
    var problem: String? {
        if size < 1 { return "a file of \(size) bytes holds nothing." }
        if count < 0 { return "\(count) files cannot be kept." }
        return count > 10_000 ? "\(count) files to keep are more than the 10000 that are allowed." : nil
    }

    /// One of the moves that make room, in order.
    enum Move: Equatable {
        case remove(RawPath)
        case rename(RawPath, RawPath)

        var source: RawPath {
            switch self {
            case .remove(let path), .rename(let path, _): path
            }
        }
    }

    var moves: [Move] {
        guard count > 0 else { return [.remove(path)] }
        let names = [path] + (1...count).map { name(path, $0) }
        return [.remove(names[count])] + (0..<count).reversed().map { .rename(names[$0], names[$0 + 1]) }
    }

    /// How many of the elements from `first` on may still be written to a file of this many bytes; one at least if the file
    /// is empty.
    ///
    /// - Parameter ends: where each element ends, with the bytes before the first at `start`.
    func fitting(_ ends: ArraySlice<Int>, from start: Int, into used: Int) -> Int {
        let room = size - used
        let count = ends.prefix { $0 - start <= room }.count
        return count == 0 && used == 0 ? 1 : count
    }
}

/// A file that is moved away before it gets too large.
struct RotatingDestination: Destination {
    private let rotation: Rotation
    private let place: FilePlace
    private var file: OpenFile
    /// How many bytes are in the file.
    private var used: Int

    init(_ rotation: Rotation) throws(FileError) {
        self.rotation = rotation
        place = FilePlace(rotation.path)
        file = try OpenFile.writing(rotation.path, .appended)
        let descriptor = file.descriptor
        used = try place.telling(.open) { () throws(SystemError) in try FileStatus(of: descriptor).size }
    }

    nonisolated(nonsending) mutating func write(_ batch: Batch) async throws {
        var (start, ends) = (0, batch.ends[...])
        while !ends.isEmpty {
            let count = rotation.fitting(ends, from: start, into: used)
            guard count > 0 else {
                try rotate()
                continue
            }
            let end = ends[ends.startIndex + count - 1]
            let part = batch.bytes[start..<end]
            try await place.telling(.write) { [file] in try await file.write(part) }
            used += part.count
            (start, ends) = (end, ends.dropFirst(count))
        }
    }

    func finish() {}
    func close() { file.close() }

    private mutating func rotate() throws(FileError) {
        file.close()
        for move in rotation.moves { try make(move) }
        file = try OpenFile.writing(rotation.path, .appended)
        used = 0
    }

    /// A file that is not there yet is nothing to move.
    private func make(_ move: Rotation.Move) throws(FileError) {
        do throws(FileError) {
            switch move {
            case .remove(let path): try path.remove()
            case .rename(let path, let other): try path.move(to: other)
            }
        } catch {
            // The directory that it is to be moved to may be what is missing.
            if !error.reason.isMissing || move.source.isThere { throw error }
        }
    }
}
