/// A reader's place in a hub; its node's steps use it.
@usableFromInline
struct HubSeat {
    /// The position of the next element that the reader takes.
    @usableFromInline var position: Int
    /// The round in which the reader began to wait. It still waits if no later one has begun.
    @usableFromInline var round = -1

    @usableFromInline
    init(position: Int) { self.position = position }
}

/// The nodes that wait at a hub, whatever its elements. A value under the hub's lock; each node in it counts as external.
@usableFromInline
struct HubCrowd {
    /// The readers' nodes that wait for the next element.
    @usableFromInline var readers: [ScheduleCell] = []
    /// Counts how often those who waited were told.
    @usableFromInline var round = 0
    /// The nodes that wait for room to publish.
    @usableFromInline var producers: [ScheduleCell] = []
    /// The memory of the last readers that were told together.
    private var spare: [ScheduleCell] = []

    @usableFromInline
    init() {}

    // MARK: - To wait

    @usableFromInline
    mutating func wait(_ seat: inout HubSeat, _ cell: ScheduleCell) {
        guard seat.round != round else { return }
        seat.round = round
        readers.append(cell)
        cell.beginExternal(isPassive: true)
    }

    @usableFromInline
    mutating func waitForRoom(_ cell: ScheduleCell) {
        guard !producers.contains(where: { $0 === cell }) else { return }
        producers.append(cell)
        cell.beginExternal(isPassive: true)
    }

    // MARK: - To be told

    /// Everybody who waits for an element.
    @inlinable
    mutating func tellReaders(_ news: inout HubNews) {
        if !readers.isEmpty { tellAllReaders(&news) }
    }

    @usableFromInline
    mutating func tellAllReaders(_ news: inout HubNews) {
        round &+= 1
        if readers.count == 1 {
            news.cells.append(readers.removeLast())
        } else {
            news.readers = readers
            readers = spare
            spare = []
        }
    }

    /// Keeps the memory of readers that were told, without the readers, for the next: a thousand readers need no
    /// allocation.
    mutating func keep(_ memory: [ScheduleCell]) { spare = memory }

    /// Everybody who waits for room.
    @usableFromInline
    mutating func tellProducers(_ news: inout HubNews) {
        news.cells.append(contentsOf: producers)
        producers.removeAll(keepingCapacity: true)
    }

    /// A reader that leaves waits no more, if it did; it is told all the same, which ends what it counted for.
    mutating func remove(_ seat: HubSeat, _ cell: ScheduleCell, _ news: inout HubNews) {
        if seat.round == round { Self.remove(cell, from: &readers, &news) }
    }

    /// The same for a producer.
    mutating func remove(producer cell: ScheduleCell, _ news: inout HubNews) {
        Self.remove(cell, from: &producers, &news)
    }

    private static func remove(_ cell: ScheduleCell, from line: inout [ScheduleCell], _ news: inout HubNews) {
        guard let index = line.firstIndex(where: { $0 === cell }) else { return }
        line.remove(at: index)
        news.cells.append(cell)
    }
}
