import DataflowFiles
import Foundation
import Testing

@testable import DataflowFiles

@Suite("Errors of files")
struct FileErrorTests {
    @Test("W9 An error says what failed, where, why, and what to do")
    func description() {
        let error = FileError(.open, FilePlace("a/b"), SystemError(code: ENOENT))
        #expect(
            "\(error)" == "a/b could not be opened (no such file or directory). "
                + "Check the spelling, and that the directory is there.")
        #expect(error.path == nil && error.file == "a/b" && error.code == ENOENT)
        #expect(FileError(.write, FilePlace(RawPath("a\n")), SystemError(code: EIO)).path == "a\n")
    }

    @Test(
        "what a user can do about a reason is told",
        arguments: [
            (ENOTDIR, "spelling"), (EACCES, "right"), (ENOSPC, "space"), (EPIPE, "reader"), (ELOOP, "links"),
            (EMFILE, "ulimit"), (EISDIR, "directory"), (ENOTSUP, "regular"), (EIO, "again"),
        ])
    func repairs(code: Int32, word: String) {
        let repair = FileError(.write, FilePlace("a"), SystemError(code: code)).repair
        #expect(repair.contains(word))
        #expect(repair.hasSuffix("."))
    }

    @Test("an error of a line names file and line, and the repair")
    func lines() {
        let long = LineError(problem: .tooLong(limit: 10), file: "a.log", line: 7)
        #expect("\(long)".hasPrefix("a.log:7: the line has more than 10 bytes. "))
        #expect(
            "\(LineError(problem: .invalidUTF8, file: "a.log", line: 7))".contains("a.log:7: the line is not valid"))
    }
}
