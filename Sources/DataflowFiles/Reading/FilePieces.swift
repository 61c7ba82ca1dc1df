import Dataflow

extension Flow where Element == [UInt8] {
    /// Emits the bytes of a file, of standard input or of a pipe, piece by piece.
    ///
    /// - **Emits:** pieces of `size` bytes, the last one shorter; of a pipe, a socket or a terminal what is there, at once.
    ///   Never an empty one.
    /// - **Backpressures:** nothing is read while the mailbox is full; it holds 4 pieces unless it is given a capacity.
    /// - **Completes:** at the end of the file, or when whoever writes to the pipe has closed it. The file is closed before
    ///   downstream sees the end. A drain ends a wait for a pipe at once.
    /// - **Fails:** with a ``FileError`` when the file cannot be opened or read; the bytes before come first.
    ///
    /// A pipe that is silent holds no worker, and a cancellation does not wait for it. Reading a file of a disk holds the
    /// worker that does it for as long as the disk takes.
    /// - Parameters:
    ///   - input: opened when the first piece is asked for, so never in a run that ends before; closed exactly once.
    ///   - size: the most bytes of a piece, from 1 to 1 GiB.
    public static func pieces(
        of input: FileInput, upTo size: Int = 65_536, fileID: String = #fileID, line: Int = #line
    ) -> Flow {
        pieces(of: input, upTo: size, "pieces", SourceSite(fileID: fileID, line: line))
    }

    static func pieces(of input: FileInput, upTo size: Int, _ kind: String, _ site: SourceSite) -> Flow {
        let limit = FileLimits.piece.clamp(size)
        let place = input.place
        return resource(kind, site, role: input.role, problem: FileLimits.problem(piece: size)) {
            try place.telling(.open, input.open)
        } next: { file in
            let bytes = try await place.telling(.read) { try await file.readSome(upTo: limit) }
            return bytes.isEmpty ? nil : bytes
        } close: { file in
            file.close()
        }
        .capacity(4, fileID: site.fileID, line: site.line)
    }
}
