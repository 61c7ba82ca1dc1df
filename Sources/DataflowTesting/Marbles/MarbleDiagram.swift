/// The events on a flow, frame by frame, as a line of text: `-a-b-(cd)-|`.
///
/// | | |
/// |---|---|
/// | `-` | a frame in which nothing happens |
/// | a letter or a digit | an element |
/// | `'total'` | an element whose name has several characters |
/// | `(ab)` | one frame with several events, in this order |
/// | `900ms` | with spaces around it: time in which nothing happens; `ms`, `s` or `m`, a whole number of frames |
/// | `\|` | the flow completes |
/// | `#` | the flow fails |
/// | `#'late'` | the flow fails with the error of this name |
/// | `^` | a frame in which nothing happens: the diagram begins with it, and what stands before has passed |
/// | `(^a)` | the same, with something in that frame |
/// | `!` | the consumer wants no more; only in expectations |
/// | a space | nothing at all; to write one diagram under another |
///
/// Nothing comes after an end. A diagram without an end describes a flow that stays open.
public struct MarbleDiagram: Sendable, Equatable {
    /// One event.
    public enum Event: Sendable, Hashable {
        /// An element, by its name.
        case element(String)
        /// The flow completes.
        case completion
        /// The flow fails; in an expectation: with any error.
        case failure
        /// The flow fails with the error of this name.
        case error(String)
        /// The consumer wants no more.
        case cancellation

        /// Whether nothing can come after the event.
        public var isEnd: Bool {
            if case .element = self { false } else { true }
        }

        /// The event as a diagram writes it.
        public var text: String {
            switch self {
            case .element(let name): Self.isLetter(name) ? name : "'\(name)'"
            case .completion: "|"
            case .failure: "#"
            case .error(let name): "#'\(name)'"
            case .cancellation: "!"
            }
        }

        init?(_ symbol: Character) {
            switch symbol {
            case "|": self = .completion
            case "#": self = .failure
            case "!": self = .cancellation
            default:
                guard Self.isLetter(String(symbol)) else { return nil }
                self = .element(String(symbol))
            }
        }

        static func isLetter(_ name: String) -> Bool {
            name.count == 1 && name.allSatisfy { $0.isLetter || $0.isNumber }
        }
    }

    /// The events of each frame, in order.
    public var frames: [[Event]]
    /// The frame with which the diagram begins: how many stand before `^`.
    public var start: Int

    /// Reads a diagram from text.
    ///
    /// - Parameter frame: the length of a frame, for time that is written as a duration.
    /// - Throws: ``MarbleSyntaxError`` with the position, the problem there, and the repair.
    public init(_ text: String, frame: Duration = .seconds(1)) throws(MarbleSyntaxError) {
        var parser = MarbleParser(text, frame: frame)
        (frames, start) = try parser.parse()
    }

    /// Makes a diagram of these frames.
    ///
    /// - Parameter start: the frame with which the diagram begins.
    public init(frames: [[Event]], start: Int = 0) {
        self.frames = frames
        self.start = start
        while start > 0, self.frames.count <= start { self.frames.append([]) }
    }

    /// Every event, in order.
    public var events: [Event] { Array(frames.joined()) }

    /// Whether both show the same; frames without events at the end make no difference.
    ///
    /// - Parameter order: whether the elements of a frame must come in the same order.
    public func matches(_ other: MarbleDiagram, order: MarbleOrder = .exact) -> Bool {
        MarbleComparison(expected: self, got: other, order: order).isEqual
    }

    /// What happens from the beginning on.
    var future: ArraySlice<[Event]> { frames.dropFirst(start) }

    /// Whether the diagram has an end.
    var hasEnd: Bool { frames.last { !$0.isEmpty }?.last?.isEnd == true }
}

extension MarbleDiagram: CustomStringConvertible {
    /// The diagram as text, without spaces.
    public var description: String {
        frames.indices.map { $0 == start && start > 0 ? beginning : Self.text(frames[$0]) }.joined()
    }

    private var beginning: String {
        frames[start].isEmpty ? "^" : "(^" + frames[start].map(\.text).joined() + ")"
    }

    static func text(_ frame: [Event]) -> String {
        switch frame.count {
        case 0: "-"
        case 1: frame[0].text
        default: "(" + frame.map(\.text).joined() + ")"
        }
    }
}
