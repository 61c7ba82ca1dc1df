/// Reads a marble diagram, character by character. A value.
struct MarbleParser {
    private let text: String
    private let characters: [Character]
    private var position = 0
    private var frames: [[MarbleDiagram.Event]] = []
    /// The open group: its start and its events.
    private var group: (start: Int, events: [MarbleDiagram.Event])?
    /// The end of the flow, once read.
    private var end: Character?

    init(_ text: String) {
        self.text = text
        characters = Array(text)
    }

    mutating func parse() throws(MarbleSyntaxError) -> [[MarbleDiagram.Event]] {
        while position < characters.count {
            try read(characters[position])
            position += 1
        }
        if let group { throw wrong("the group has no end.", "Write \")\" behind it.", at: group.start) }
        return frames
    }

    private mutating func read(_ character: Character) throws(MarbleSyntaxError) {
        if character == " " { return }
        if let end, !(character == ")" && group != nil) {
            throw wrong("something stands behind \"\(end)\", which ends the flow.", "Leave it out.")
        }
        switch character {
        case "-": try addEmptyFrame()
        case "(": try openGroup()
        case ")": try closeGroup()
        default: try add(character)
        }
    }

    private mutating func addEmptyFrame() throws(MarbleSyntaxError) {
        if group != nil {
            throw wrong("a group is one frame, so no time passes inside it.", "Write \"-\" before or behind it.")
        }
        frames.append([])
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

    private mutating func add(_ character: Character) throws(MarbleSyntaxError) {
        guard let event = MarbleDiagram.Event(character) else {
            throw wrong(
                "\"\(character)\" means nothing.",
                "Elements are letters or digits; \"-\" is an empty frame, \"()\" groups, \"|\", \"#\" and \"!\" end.")
        }
        if group == nil { frames.append([event]) } else { group!.events.append(event) }
        if event.isEnd { end = character }
    }

    private func wrong(_ problem: String, _ repair: String, at place: Int? = nil) -> MarbleSyntaxError {
        MarbleSyntaxError(text: text, position: place ?? position, problem: problem, repair: repair)
    }
}
