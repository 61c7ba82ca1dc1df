import DataflowTesting
import Testing

@Suite("Marble diagrams as values")
struct MarbleDiagramTests {
    @Test(
        "a diagram reads frame by frame, and writes itself the same",
        arguments: ["-a-b-(cd)-|", "", "-", "a#", "(ab!)", "-'one'-(a'two')#'late'", "--a-^-b|", "a-(^b|)"])
    func roundTrip(text: String) throws {
        #expect(try MarbleDiagram(text).description == text)
    }

    @Test("a group is one frame, an end is an event, spaces are nothing")
    func meaning() throws {
        let diagram = try MarbleDiagram(" -a (b|) ")
        #expect(diagram.frames == [[], [.element("a")], [.element("b"), .completion]])
        #expect(diagram.events == [.element("a"), .element("b"), .completion])
        #expect(try MarbleDiagram("1#").frames == [[.element("1")], [.failure]])
    }

    @Test("time, names, the beginning and errors")
    func more() throws {
        let diagram = try MarbleDiagram("a^ 3s 'bb' 1m #'x'")
        #expect(diagram.start == 1)
        #expect(diagram.frames.count == 1 + 1 + 3 + 1 + 60 + 1)
        #expect(diagram.events == [.element("a"), .element("bb"), .error("x")])
        #expect(try MarbleDiagram("a 200ms b", frame: .milliseconds(50)).description == "a----b")
        // Not between spaces: elements.
        #expect(try MarbleDiagram("-3s-").events == [.element("3"), .element("s")])
    }

    @Test("two diagrams match if they show the same, as the order asks for")
    func matching() throws {
        #expect(try MarbleDiagram("-a--").matches(MarbleDiagram("-a")))
        #expect(try !MarbleDiagram("-a").matches(MarbleDiagram("a-")))
        #expect(try !MarbleDiagram("(ab)").matches(MarbleDiagram("(ba)")))
        #expect(try MarbleDiagram("(ab|)").matches(MarbleDiagram("(ba|)"), order: .anyWithinFrame))
        #expect(try !MarbleDiagram("(ab)").matches(MarbleDiagram("ab"), order: .anyWithinFrame))
    }

    @Test(
        "what is no diagram is told with its place and the repair",
        arguments: [
            ("-a?b", 2, "\"?\" means nothing."),
            ("-a|b", 3, "something stands behind \"|\", which ends the flow."),
            ("-a|-", 3, "something stands behind \"|\", which ends the flow."),
            ("(a|b)", 3, "something stands behind \"|\", which ends the flow."),
            ("-(ab", 1, "the group has no end."),
            ("-ab)", 3, "no group is open."),
            ("(a(b))", 2, "a group stands inside a group."),
            ("-()", 2, "the group is empty."),
            ("(a-b)", 2, "a group is one frame, so no time passes inside it."),
            ("-'ab", 1, "the name has no end."),
            ("-''", 1, "the name is empty."),
            ("a^b^", 3, "the diagram has begun before."),
            ("(a^)", 2, "the diagram begins behind an event of this frame."),
            ("a(^)", 3, "the group is empty."),
            ("a 1500ms b", 2, "1500ms is no whole number of frames; one is 1.0 seconds."),
            ("(a 1s b)", 3, "a group is one frame, so no time passes inside it."),
            ("#)", 1, "something stands behind \"#\", which ends the flow."),
        ])
    func errors(text: String, position: Int, problem: String) {
        let error = #expect(throws: MarbleSyntaxError.self) { try MarbleDiagram(text) }
        #expect(error?.position == position)
        #expect(error?.problem == problem)
        #expect(error?.repair.isEmpty == false)
    }

    @Test("an error shows the place")
    func errorText() {
        let error = #expect(throws: MarbleSyntaxError.self) { try MarbleDiagram("-a)") }
        #expect(
            error?.description == """
                not a marble diagram: no group is open.
                    -a)
                      ^
                Write "(" where it begins.
                """)
    }

    @Test("no text is a trap: it is a diagram that writes itself the same, or an error inside of it")
    func fuzz() throws {
        var random = Numbers(seed: 7)
        let alphabet = Array("--ab1()|#! ^?é👍🏽\n\u{301}'s")
        for _ in 0..<5_000 {
            let text = String((0..<random.next(below: 12)).map { _ in alphabet[random.next(below: alphabet.count)] })
            switch Result(catching: { () throws(MarbleSyntaxError) in try MarbleDiagram(text) }) {
            case .success(let diagram):
                #expect(try MarbleDiagram(diagram.description) == diagram)
                if text.contains("'") || text.contains("s") { continue }
                let marbles = text.filter { $0.isLetter || $0.isNumber || "|#!".contains($0) }
                #expect(diagram.events.map(\.text).joined() == marbles)
            case .failure(let error):
                #expect((0..<text.count).contains(error.position), "\(text)")
            }
        }
    }
}

/// Numbers that are the same each time.
private struct Numbers {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below bound: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int((state >> 33) % UInt64(bound))
    }
}
