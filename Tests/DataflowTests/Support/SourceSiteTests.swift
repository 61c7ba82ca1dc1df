import Testing

@testable import Dataflow

@Suite("SourceSite")
struct SourceSiteTests {
    @Test("A site shows its file without the module, and its line")
    func description() {
        #expect(SourceSite(fileID: "Module/Folder/File.swift", line: 12).description == "File.swift:12")
        #expect(SourceSite(fileID: "", line: 0).description == ":0")
    }
}
