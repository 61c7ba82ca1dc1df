import Dataflow

/// What a flow has written.
public struct Written: Sendable, Hashable {
    /// How many elements, lines or pieces.
    public var elements = 0
    /// How many bytes, line ends among them.
    public var bytes = 0
}

extension Flow where Element == String {
    /// Writes each element and a line end behind it.
    ///
    ///     try await lines.writeLines(to: .atomic("report.txt")).run()
    ///
    /// It runs as two nodes: one gathers the lines that come while the other one writes. So a line is written at once where
    /// the file is idle, and many with one call where it is not. Nothing is kept back until the end: what a node has
    /// written, other processes see. It is not forced onto the disk, but for an atomic file before it takes its place.
    ///
    /// - **Emits:** nothing; its value says how much was written.
    /// - **Backpressures:** while 64 KiB wait to be written.
    /// - **Completes:** when upstream completes, everything is written, and the file is closed.
    /// - **Fails:** with a ``FileError`` when the file cannot be opened or written; when upstream fails, behind the lines
    ///   before. The file is closed then too.
    ///
    /// A cancelled run writes no more, and may leave the beginning of a line behind, except in an atomic file. Waiting for a
    /// pipe holds no worker; writing to a file holds one for as long as the disk takes.
    /// - Parameters:
    ///   - output: opened when the first line comes, or when the flow completes without any; closed exactly once.
    ///   - ending: what is written behind each line.
    public func writeLines(
        to output: FileOutput, ending: String = "\n", fileID: String = #fileID, line: Int = #line
    ) -> Sink<Written> {
        write(to: output, ending, SourceSite(fileID: fileID, line: line))
    }
}

extension Flow where Element == [UInt8] {
    /// Writes the elements, one behind the other.
    ///
    /// When it writes and what it leaves behind is as for ``writeLines(to:ending:fileID:line:)``.
    ///
    /// - **Emits:** nothing; its value says how much was written.
    /// - **Backpressures:** while 64 KiB wait to be written.
    /// - **Completes:** when upstream completes, everything is written, and the file is closed.
    /// - **Fails:** with a ``FileError`` when the file cannot be opened or written; when upstream fails, behind the elements
    ///   before. The file is closed then too.
    ///
    /// - Parameter output: opened when the first element comes, or when the flow completes without any; closed exactly once.
    public func write(to output: FileOutput, fileID: String = #fileID, line: Int = #line) -> Sink<Written> {
        write(to: output, "", SourceSite(fileID: fileID, line: line))
    }
}

extension Flow where Element: Writable {
    /// Inlined, so that the node that gathers is compiled for its elements.
    @inline(__always)
    fileprivate func write(to output: FileOutput, _ ending: String, _ site: SourceSite) -> Sink<Written> {
        let gathering = Gathering<Element>(ending: ending, isMarked: output.cutsBetweenElements)
        let (file, line) = (site.fileID, site.line)
        return transform(gathering, isFresh: false, nil, "gather", site, problem: output.problem)
            .capacity(1, fileID: file, line: line)
            .sink(kind: "write", fileID: file, line: line) { FileWriting(output: output) }
    }
}

/// Writes batches to a destination, which it opens when it needs it.
struct FileWriting: AsyncBehavior {
    let output: FileOutput
    private var destination: (any Destination)?
    private var written = Written()

    init(output: FileOutput) {
        self.output = output
    }

    nonisolated(nonsending) mutating func receive(_ batch: Batch) async throws -> SingleEmission<Written> {
        try open()
        try await destination!.write(batch)
        written.elements += batch.count
        written.bytes += batch.bytes.count
        return .nothing
    }

    nonisolated(nonsending) mutating func finish() async throws -> SingleEmission<Written> {
        try open()
        try destination!.finish()
        return .emit(written)
    }

    nonisolated(nonsending) mutating func close() async {
        destination?.close()
        destination = nil
    }

    private mutating func open() throws(FileError) {
        if destination == nil { destination = try output.open() }
    }
}
