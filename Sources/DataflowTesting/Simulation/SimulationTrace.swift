/// Everything that happened in a simulation, in order.
public struct SimulationTrace: Sendable, Equatable, CustomStringConvertible {
    /// The events, the first one first.
    public internal(set) var events: [SimulationEvent] = []
    /// The places of the events before which another than the first possible move was chosen.
    var departures: Set<Int> = []

    /// One event a line, numbered; a `*` marks where it was not simply the turn of who had waited longest. Of a very long
    /// trace the middle is left out.
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
