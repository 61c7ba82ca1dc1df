import DataflowFiles
import Testing

@Suite("RawPath")
struct RawPathTests {
    @Test("control characters of a name do not reach the terminal, bytes that are no UTF-8 are replaced")
    func description() {
        #expect(RawPath("a\u{1B}[31m\nb").description == "a?[31m?b")
        #expect(RawPath(bytes: [0x61, 0xFF]).description == "a\u{FFFD}")
    }

    @Test("an entry's path has one slash between the directory and the name")
    func entries() {
        #expect(RawPath("a").appending("b").description == "a/b")
        #expect(RawPath("/").appending("b").description == "/b")
        #expect(RawPath("a/").appending("b").description == "a/b")
    }

    @Test(
        "the last part, its extension and its directory",
        arguments: [
            ("a/b.txt", "b.txt", "txt", "a"), ("archive.tar.gz", "archive.tar.gz", "gz", "."),
            ("/.gitignore", ".gitignore", nil, "/"), ("/a/b", "b", nil, "/a"), ("odd.", "odd.", "", "."),
        ] as [(String, String, String?, String)])
    func parts(path: String, last: String, ending: String?, directory: String) {
        #expect(RawPath(path).lastComponent == last)
        #expect(RawPath(path).extension == ending)
        #expect(RawPath(path).directory.description == directory)
    }
}
