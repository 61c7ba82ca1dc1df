/// What batches are written to; it belongs to one run.
protocol Destination {
    /// Writes a batch.
    nonisolated(nonsending) mutating func write(_ batch: Batch) async throws

    /// Called once after the last batch.
    mutating func finish() throws(FileError)

    /// Called once at the end, however it comes.
    mutating func close()
}

/// A file, a pipe or a device to which bytes are written one behind the other.
struct StreamDestination: Destination {
    let place: FilePlace
    let file: OpenFile

    init(_ place: FilePlace, _ file: OpenFile) {
        (self.place, self.file) = (place, file)
    }

    nonisolated(nonsending) func write(_ batch: Batch) async throws {
        try await place.telling(.write) { try await file.write(batch.bytes[...]) }
    }

    func finish() {}
    func close() { file.close() }
}
