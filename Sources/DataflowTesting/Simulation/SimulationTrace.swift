/// All events of a simulation, in order.
public struct SimulationTrace: Sendable, Equatable, CustomStringConvertible {
    /// The events, the first one first.
    public internal(set) var events: [SimulationEvent] = []
    /// The indices of the events before which a move other than the first possible one was chosen.
    var departures: Set<Int> = []

    /// One event on each line, numbered; a `*` marks an event that was not the turn of the move that had waited
    /// longest. The middle of a very long trace is left out.
    public var description: String { text(lines: 200) }

    func text(lines: Int) -> String {
        let hidden = events.count > lines ? lines / 4..<(events.count - lines * 3 / 4) : 0..<0
        var text: [String] = []
        for (place, event) in events.enumerated() where !hidden.contains(place) || place == hidden.lowerBound {
            let isGap = !hidden.isEmpty && place == hidden.lowerBound
            text.append(isGap ? "   … \(hidden.count) events" : line(place, event))
        }
        return text.joined(separator: "\n")
    }

    private func line(_ place: Int, _ event: SimulationEvent) -> String {
        let number = String(place + 1)
        let margin = String(repeating: " ", count: max(0, 4 - number.count))
        return "\(margin)\(number) \(departures.contains(place) ? "*" : " ") \(event)"
    }
}
