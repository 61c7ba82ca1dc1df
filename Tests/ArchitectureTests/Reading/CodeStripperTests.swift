import Testing

@Suite("Reading code without comments and literals")
struct CodeStripperTests {
    @Test("line comments, doc comments and nested block comments go, lines stay")
    func comments() {
        let text = "a // b\n/// c\n/* d /* e */\n f */ g"
        #expect(CodeStripper.strip(text) == "a \n\n\n g")
    }

    @Test("literals of every kind go")
    func literals() {
        let quotes = "\"\"\""
        let text = ##"""
            let a = "x // \" y", b = #"x " \ y"#, c = \##(quotes)
            x "y" z
            \##(quotes); d
            """##
        #expect(CodeStripper.strip(text) == "let a = \"\", b = \"\", c = \"\"\n\n; d")
    }

    @Test("a line that goes on after a backslash stays a line")
    func continuation() {
        let quotes = "\"\"\""
        #expect(CodeStripper.strip("a = \(quotes)\nx \\\ny\n\(quotes); b") == "a = \"\"\n\n\n; b")
    }

    @Test("what is interpolated stays")
    func interpolation() {
        let text = #"print("a \(b.map { "c" + f(1) }) d") e"#
        let code = CodeStripper.strip(text).filter { $0 != " " }
        #expect(code == #"print(""b.map{""+f(1)})e"#)
    }
}
