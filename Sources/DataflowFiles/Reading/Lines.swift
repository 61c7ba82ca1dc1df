import Dataflow

/// What becomes of a line that is not valid UTF-8.
public enum InvalidText: Sendable, Hashable {
    /// Each fault in it becomes the replacement character, `U+FFFD`.
    case replace
    /// The flow fails with a ``LineError`` that has the line's number.
    case fail
}

extension Flow where Element == String {
    /// Emits the lines of a file, of standard input or of a pipe, without their ends.
    ///
    ///     let errors = Flow.lines(of: "server.log").filter { $0.contains("ERROR") }
    ///     let commands = Flow.lines(of: .standardInput)
    ///
    /// It runs as two nodes: one reads pieces, the next one cuts them.
    ///
    /// - **Emits:** each line, as soon as its end was read; the last one also without an end. A line ends with `\n` or
    ///   `\r\n`; a `\r` elsewhere is part of it.
    /// - **Backpressures:** when downstream does; at most 4 pieces of 64 KiB and a line wait meanwhile.
    /// - **Completes:** after the last line. A drain ends a wait for a pipe at once; what was read of a line is its last.
    /// - **Fails:** with a ``FileError`` when the file cannot be opened or read, behind the lines before; with a
    ///   ``LineError`` for a line that is too long, or invalid where that is a failure. `.onFailure(.skip)` leaves out such
    ///   a line.
    ///
    /// What is promised for a silent pipe is as for ``pieces(of:upTo:fileID:line:)``.
    /// - Parameters:
    ///   - input: opened when the first line is asked for, so never in a run that ends before; closed exactly once.
    ///   - invalid: what becomes of a line that is not valid UTF-8.
    ///   - limit: the most bytes of a line, from 1 to 1 GiB, its end not among them: as much memory as a file without line
    ///     ends may take.
    public static func lines(
        of input: FileInput, invalid: InvalidText = .replace, limit: Int = 1 << 20, fileID: String = #fileID,
        line: Int = #line
    ) -> Flow {
        let site = SourceSite(fileID: fileID, line: line)
        let pieces = Flow<[UInt8]>.pieces(of: input, upTo: 65_536, "pieces", site)
        return pieces.lines(of: input.place.name, invalid, limit, site)
    }
}

extension Flow where Element == [UInt8] {
    /// Cuts the bytes of a text into its lines, wherever the pieces are cut.
    ///
    /// - **Emits:** each line, as soon as its end has come; the last one also without an end. A line ends with `\n` or
    ///   `\r\n`; a `\r` elsewhere is part of it.
    /// - **Backpressures:** when downstream does.
    /// - **Completes:** when upstream completes and the last line is sent.
    /// - **Fails:** when upstream fails, behind the lines that were whole; with a ``LineError`` as `limit` and `invalid` say;
    ///   `.onFailure(.skip)` leaves out such a line.
    ///
    /// - Parameters:
    ///   - name: what errors call the text.
    ///   - invalid: what becomes of a line that is not valid UTF-8.
    ///   - limit: the most bytes of a line, from 1 to 1 GiB, its end not among them.
    public func lines(
        of name: String = "the text", invalid: InvalidText = .replace, limit: Int = 1 << 20, fileID: String = #fileID,
        line: Int = #line
    ) -> Flow<String> {
        lines(of: name, invalid, limit, SourceSite(fileID: fileID, line: line))
    }

    func lines(of name: String, _ invalid: InvalidText, _ limit: Int, _ site: SourceSite) -> Flow<String> {
        let cutter = LineCutter(name: name, invalid: invalid, limit: limit)
        return transform(cutter, "lines", site, problem: FileLimits.problem(line: limit))
    }
}
