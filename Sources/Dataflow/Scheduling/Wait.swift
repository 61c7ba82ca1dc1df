/// What a node waits for when nothing can be done now. A value; the kinds combine.
@usableFromInline
package struct Wait: OptionSet, Sendable {
    // The kinds stand in the lowest byte. A port stands above them, more by one: the bits of no port are those of all.
    @usableFromInline package let rawValue: UInt64

    @inlinable
    package init(rawValue: UInt64) { self.rawValue = rawValue }

    /// An element, or the end, at every input that has neither.
    @inlinable package static var input: Wait { Wait(rawValue: 1) }
    /// Room in an output, whichever.
    @inlinable package static var room: Wait { Wait(rawValue: 2) }
    /// That downstream waits for an element, or wants no more.
    @inlinable package static var demand: Wait { Wait(rawValue: 4) }
    /// The end of an input: who closes one always tells.
    @inlinable package static var end: Wait { Wait(rawValue: 8) }
    /// Something outside of the run, which is counted there and notifies the node: a timer, a task, a reader, a sender.
    @inlinable package static var external: Wait { Wait(rawValue: 16) }
    /// That the loop whose entry this is has run dry.
    @inlinable package static var dryLoop: Wait { Wait(rawValue: 32) }

    /// Room in every output that is open.
    @inlinable package static var roomInAll: Wait { Wait(rawValue: 64) }

    /// An element, or the end, at one input.
    @inlinable
    package static func input(_ port: Int) -> Wait { Wait(rawValue: 1 | UInt64(port &+ 1) << 8) }

    /// Room in one output.
    @inlinable
    package static func room(_ port: Int) -> Wait { Wait(rawValue: 2 | UInt64(port &+ 1) << 36) }

    /// The one input that is meant; nil for all.
    @inlinable var inputPort: Int? { Self.port(rawValue >> 8 & 0xFFF_FFFF) }
    /// The one output that is meant; nil for all.
    @inlinable var outputPort: Int? { Self.port(rawValue >> 36) }

    @inlinable
    static func port(_ number: UInt64) -> Int? { number == 0 ? nil : Int(number) &- 1 }

    /// Whether it is for an element, or the end, at this input.
    func concerns(input port: Int) -> Bool { contains(.input) && (inputPort ?? port) == port }

    /// Whether it is for room in this output, or for demand behind it.
    func concerns(output port: Int) -> Bool {
        !isDisjoint(with: [.room, .roomInAll, .demand]) && (outputPort ?? port) == port
    }
}
