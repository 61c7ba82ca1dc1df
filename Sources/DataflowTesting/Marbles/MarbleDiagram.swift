/// The events on a flow, frame by frame, as a line of text: `-a-b-(cd)-|`.
///
/// | | |
/// |---|---|
/// | `-` | a frame in which nothing happens |
/// | a letter or a digit | an element |
/// | `(ab)` | one frame with several events, in this order |
/// | `\|` | the flow completes |
/// | `#` | the flow fails |
/// | `!` | the consumer wants no more; only in expectations |
/// | a space | nothing at all; to write one diagram under another |
///
/// Nothing comes after an end. A diagram without an end describes a flow that stays open.
public struct MarbleDiagram: Sendable, Equatable {
    /// One event.
    public enum Event: Sendable, Hashable {
        /// An element, by its letter.
        case element(Character)
        /// The flow completes.
        case completion
        /// The flow fails.
        case failure
        /// The consumer wants no more.
        case cancellation

        /// Whether nothing can come after the event.
        public var isEnd: Bool {
            if case .element = self { false } else { true }
        }

        /// The character for the event.
        public var symbol: Character {
            switch self {
            case .element(let letter): letter
            case .completion: "|"
            case .failure: "#"
            case .cancellation: "!"
            }
        }

        init?(_ symbol: Character) {
            switch symbol {
            case "|": self = .completion
            case "#": self = .failure
            case "!": self = .cancellation
            default:
                guard symbol.isLetter || symbol.isNumber else { return nil }
                self = .element(symbol)
            }
        }
    }

    /// The events of each frame, in order.
    public var frames: [[Event]]

    /// Reads a diagram from text.
    ///
    /// - Throws: ``MarbleSyntaxError`` with the position, the problem there, and the repair.
    public init(_ text: String) throws(MarbleSyntaxError) {
        var parser = MarbleParser(text)
        frames = try parser.parse()
    }

    /// Makes a diagram of these frames.
    public init(frames: [[Event]]) {
        self.frames = frames
    }

    /// Every event, in order.
    public var events: [Event] { Array(frames.joined()) }

    /// The same diagram without the empty frames at its end.
    var trimmed: MarbleDiagram {
        MarbleDiagram(frames: Array(frames.prefix((frames.lastIndex { !$0.isEmpty } ?? -1) + 1)))
    }
}

extension MarbleDiagram: CustomStringConvertible {
    /// The diagram as text, without spaces.
    public var description: String { frames.map(Self.text).joined() }

    static func text(_ frame: [Event]) -> String {
        switch frame.count {
        case 0: "-"
        case 1: String(frame[0].symbol)
        default: "(" + String(frame.map(\.symbol)) + ")"
        }
    }
}
