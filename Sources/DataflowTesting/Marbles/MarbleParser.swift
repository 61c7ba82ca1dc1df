/// Reads a marble diagram, character by character. A value.
struct MarbleParser {
    private let text: String
    private let characters: [Character]
    private let frame: Duration
    private var position = 0
    private var frames: [[MarbleDiagram.Event]] = []
    /// The frame of the `^`, once read.
    private var start: Int?
    /// The open group: its start and its events.
    private var group: (start: Int, events: [MarbleDiagram.Event])?
    /// The end of the flow, once read.
    private var end: String?

    init(_ text: String, frame: Duration) {
        self.text = text
        self.frame = frame
        characters = Array(text)
    }

    mutating func parse() throws(MarbleSyntaxError) -> (frames: [[MarbleDiagram.Event]], start: Int) {
        while position < characters.count {
            try read(characters[position])
            position += 1
        }
        if let group { throw wrong("the group has no end.", "Write \")\" behind it.", at: group.start) }
        return (frames, start ?? 0)
    }

    private mutating func read(_ character: Character) throws(MarbleSyntaxError) {
        if character == " " { return }
        if let end, !(character == ")" && group != nil) {
            throw wrong("something stands behind \"\(end)\", which ends the flow.", "Leave it out.")
        }
        if let jump = MarbleJump(characters, position) { return try add(jump) }
        switch character {
        case "-": try addEmptyFrame()
        case "^": try begin()
        case "(": try openGroup()
        case ")": try closeGroup()
        case "'": add(.element(try name()))
        case "#" where next == "'":
            position += 1
            add(.error(try name()))
        default: try add(character)
        }
    }

    private mutating func addEmptyFrame() throws(MarbleSyntaxError) {
        if group != nil {
            throw wrong("a group is one frame, so no time passes inside it.", "Write \"-\" before or behind it.")
        }
        frames.append([])
    }

    private mutating func begin() throws(MarbleSyntaxError) {
        if start != nil { throw wrong("the diagram has begun before.", "Write \"^\" once, and \"-\" here.") }
        if let group, !group.events.isEmpty {
            throw wrong("the diagram begins behind an event of this frame.", "Write \"^\" first in its group.")
        }
        start = frames.count
        if group == nil { frames.append([]) }
    }

    private mutating func add(_ jump: MarbleJump) throws(MarbleSyntaxError) {
        if group != nil {
            throw wrong("a group is one frame, so no time passes inside it.", "Write the time before or behind it.")
        }
        guard let count = jump.frames(of: frame) else {
            throw wrong(
                "\(jump.text) is no whole number of frames; one is \(frame).",
                "Write a multiple of it, or give the diagram a shorter frame.")
        }
        frames += Array(repeating: [], count: count)
        position += jump.text.count - 1
    }

    private mutating func openGroup() throws(MarbleSyntaxError) {
        if group != nil { throw wrong("a group stands inside a group.", "Write one group: its events share a frame.") }
        group = (position, [])
    }

    private mutating func closeGroup() throws(MarbleSyntaxError) {
        guard let open = group else { throw wrong("no group is open.", "Write \"(\" where it begins.") }
        if open.events.isEmpty { throw wrong("the group is empty.", "Write \"-\" for a frame without events.") }
        frames.append(open.events)
        group = nil
    }

    /// Reads a name up to its second quote, which is then the character in hand.
    private mutating func name() throws(MarbleSyntaxError) -> String {
        let first = position + 1
        guard let last = characters[first...].firstIndex(of: "'") else {
            throw wrong("the name has no end.", "Write \"'\" behind it.")
        }
        if first == last { throw wrong("the name is empty.", "Write it between the quotes.") }
        position = last
        return String(characters[first..<last])
    }

    private mutating func add(_ character: Character) throws(MarbleSyntaxError) {
        guard let event = MarbleDiagram.Event(character) else {
            throw wrong(
                "\"\(character)\" means nothing.",
                "Elements are letters, digits or names in \"'\"; \"-\" is an empty frame, \"()\" groups, \"|\", \"#\" "
                    + "and \"!\" end.")
        }
        add(event)
    }

    private mutating func add(_ event: MarbleDiagram.Event) {
        if group == nil { frames.append([event]) } else { group!.events.append(event) }
        if event.isEnd { end = event.text }
    }

    private var next: Character? { position + 1 < characters.count ? characters[position + 1] : nil }

    private func wrong(_ problem: String, _ repair: String, at place: Int? = nil) -> MarbleSyntaxError {
        MarbleSyntaxError(text: text, position: place ?? position, problem: problem, repair: repair)
    }
}
