/// What happens on a flow, frame by frame, as a line of text: `-a-b-(cd)-|`.
///
/// | | |
/// |---|---|
/// | `-` | a frame in which nothing happens |
/// | a letter or a digit | an element |
/// | `(ab)` | one frame, in which several things happen, in this order |
/// | `\|` | the flow completes |
/// | `#` | the flow fails |
/// | `!` | the consumer wants no more; only where an expectation is written |
/// | a space | nothing at all; to write one diagram under another |
///
/// After an end comes nothing. A diagram without an end describes a flow that stays open.
public struct MarbleDiagram: Sendable, Equatable {
    /// One thing that happens.
    public enum Event: Sendable, Hashable {
        /// An element, by its letter.
        case element(Character)
        /// The flow completes.
        case completion
        /// The flow fails.
        case failure
        /// The consumer wants no more.
        case cancellation

        /// Whether nothing comes after it.
        public var isEnd: Bool {
            if case .element = self { false } else { true }
        }

        /// How the event is written.
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

    /// What happens in each frame, in order.
    public var frames: [[Event]]

    /// The diagram that a text describes.
    ///
    /// - Throws: ``MarbleSyntaxError`` with the place, what is wrong there, and the repair.
    public init(_ text: String) throws(MarbleSyntaxError) {
        var parser = MarbleParser(text)
        frames = try parser.parse()
    }

    /// A diagram of these frames.
    public init(frames: [[Event]]) {
        self.frames = frames
    }

    /// Every event, in order.
    public var events: [Event] { Array(frames.joined()) }

    /// The same without the frames at its end in which nothing happens.
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
