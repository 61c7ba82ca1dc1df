/// What happened before some point, as far as it matters: how far each participant had come, and how old a value may be
/// that is read after it.
struct Knowledge: Equatable {
    /// For each participant the time up to which all that it did is known.
    var clock: [Int]
    /// By object the oldest store that may still be read, by its number; 0 for those at the end that are left out.
    private(set) var floors: [Int] = []

    init(participants: Int) { clock = Array(repeating: 0, count: participants) }

    func floor(_ object: Int) -> Int { object < floors.count ? floors[object] : 0 }

    /// This store, or a later one, has been read or made.
    mutating func sees(_ object: Int, _ store: Int) {
        if object >= floors.count {
            floors.append(contentsOf: repeatElement(0, count: object + 1 - floors.count))
        }
        floors[object] = max(floors[object], store)
    }

    mutating func learn(_ other: Knowledge) {
        for index in clock.indices { clock[index] = max(clock[index], other.clock[index]) }
        learnFloors(other)
    }

    mutating func learnFloors(_ other: Knowledge) {
        if floors.count < other.floors.count {
            floors.append(contentsOf: repeatElement(0, count: other.floors.count - floors.count))
        }
        for index in other.floors.indices { floors[index] = max(floors[index], other.floors[index]) }
    }
}
