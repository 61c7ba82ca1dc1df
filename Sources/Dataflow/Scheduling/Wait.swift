/// What a node waits for when it can do nothing now. A value; the kinds combine.
@usableFromInline
package struct Wait: OptionSet, Sendable {
    // The kinds are the lowest byte. Above it stand the ports, each plus one: zero means every port.
    @usableFromInline package let rawValue: UInt64

    @inlinable
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// An element, or the end, at every input that has neither.
    @inlinable package static var input: Wait { Wait(rawValue: 1) }
    /// Room in any output.
    @inlinable package static var room: Wait { Wait(rawValue: 2) }
    /// Until the consumer waits for an element, or wants no more.
    @inlinable package static var demand: Wait { Wait(rawValue: 4) }
    /// The end of an input: a producer that closes always notifies.
    @inlinable package static var end: Wait { Wait(rawValue: 8) }
    /// Something external, which the run counts and which notifies the node: a timer, a task, a reader, a sender.
    @inlinable package static var external: Wait { Wait(rawValue: 16) }
    /// Until the loop whose entry this node is has run dry.
    @inlinable package static var dryLoop: Wait { Wait(rawValue: 32) }

    /// Room in every output that is open.
    @inlinable package static var roomInAll: Wait { Wait(rawValue: 64) }

    /// An element, or the end, at one input.
    @inlinable
    package static func input(_ port: Int) -> Wait { Wait(rawValue: 1 | UInt64(port &+ 1) << 8) }

    /// Room in one output.
    @inlinable
    package static func room(_ port: Int) -> Wait { Wait(rawValue: 2 | UInt64(port &+ 1) << 36) }

    /// The one input that the wait names; nil for all.
    @inlinable var inputPort: Int? { Self.port(rawValue >> 8 & 0xFFF_FFFF) }
    /// The one output that the wait names; nil for all.
    @inlinable var outputPort: Int? { Self.port(rawValue >> 36) }

    @inlinable
    static func port(_ number: UInt64) -> Int? { number == 0 ? nil : Int(number) &- 1 }

    /// Whether the wait is for an element, or the end, at this input.
    func concerns(input port: Int) -> Bool { contains(.input) && (inputPort ?? port) == port }

    /// Whether the wait is for room in this output, or for demand behind it.
    func concerns(output port: Int) -> Bool {
        !isDisjoint(with: [.room, .roomInAll, .demand]) && (outputPort ?? port) == port
    }
}
