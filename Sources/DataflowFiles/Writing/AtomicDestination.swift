/// A file that takes its place when it is whole.
struct AtomicDestination: Destination {
    private let place: FilePlace
    private let target: RawPath
    private let draft: RawPath
    let file: OpenFile
    /// Whether the draft is to be removed.
    private var isDraft = true
    /// Why the file will never be whole.
    private var failure: (any Error)?

    init(_ path: RawPath) throws(FileError) {
        place = FilePlace(path)
        let replaced = try place.telling(.open) { () throws(SystemError) in try Self.replaced(path) }
        target = replaced?.path ?? path
        (draft, file) = try Self.makeDraft(beside: target, place)
        guard let permissions = replaced?.status.permissions else { return }
        do throws(FileError) {
            try place.telling(.open) { [file] () throws(SystemError) in try file.setPermissions(permissions) }
        } catch {
            close()
            throw error
        }
    }

    nonisolated(nonsending) mutating func write(_ batch: Batch) async throws {
        do {
            try await place.telling(.write) { [file] in try await file.write(batch.bytes[...]) }
        } catch {
            failure = error
            throw error
        }
    }

    mutating func finish() throws(FileError) {
        // Where failures are skipped, a file with a gap must not look like a whole one.
        if let failure { throw failure as? FileError ?? FileError(.write, place, .noProgress) }
        try place.telling(.write) { [file] () throws(SystemError) in try file.synchronize() }
        file.close()
        do throws(FileError) { try draft.move(to: target) } catch { throw FileError(.rename, place, error.reason) }
        isDraft = false
    }

    mutating func close() {
        file.close()
        // Nobody can be told: how the flow has ended is more important.
        if isDraft { try? draft.remove() }
        isDraft = false
    }

    /// What the file will replace; nil if nothing is there.
    private static func replaced(_ path: RawPath) throws(SystemError) -> (path: RawPath, status: FileStatus)? {
        do throws(SystemError) {
            let real = try path.resolved()
            let status = try FileStatus(of: real)
            switch status.kind {
            case .file: return (real, status)
            case .directory: throw .isDirectory
            case .link, .special: throw .notSupported
            }
        } catch {
            if error.isMissing { return nil }
            throw error
        }
    }

    private static func makeDraft(
        beside target: RawPath, _ place: FilePlace
    ) throws(FileError) -> (RawPath, OpenFile) {
        let number = UInt64.random(in: .min ... .max)
        let draft = target.directory.appending(".dataflow-" + String(number, radix: 16))
        do throws(FileError) {
            return (draft, try OpenFile.writing(draft, .new))
        } catch {
            // Nobody has asked for the draft; what is wrong is the place.
            throw FileError(.open, place, error.reason)
        }
    }
}
