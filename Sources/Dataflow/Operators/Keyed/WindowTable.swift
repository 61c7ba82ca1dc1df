/// Windows that begin at regular times; each has a table of its keys, and is freed as a whole.
@usableFromInline
struct WindowTable<Key: Hashable & Sendable, Value: Sendable>: WindowStore, Sendable {
    @usableFromInline
    struct Window: Sendable {
        @usableFromInline var start: Moment = 0
        @usableFromInline var hasFired = false
        /// Where each key stands.
        @usableFromInline var places: [Key: Int] = [:]
        /// In the order in which the keys came.
        @usableFromInline var entries: [(key: Key, value: Value, count: Int)] = []

        @inlinable
        init() {}
    }

    @usableFromInline let length: Moment
    @usableFromInline let interval: Moment
    @usableFromInline let offset: Moment
    @usableFromInline let allowedLateness: Moment
    @usableFromInline let initial: Value
    @usableFromInline let maxKeys: Int
    @usableFromInline var slots: [Window] = []
    @usableFromInline var freeSlots: [Int] = []
    @usableFromInline var slotsByStart: [Moment: Int] = [:]
    @usableFromInline var due = DueQueue()
    /// How many values there are.
    @usableFromInline var held = 0
    /// The times that are in the same windows as the last element, and the slots of those windows that are not past.
    @usableFromInline var cell: Range<Moment> = 0..<0
    @usableFromInline var cellSlots: [Int] = []
    /// What late elements have changed.
    @usableFromInline var updates = Fifo<WindowResult<Key, Value>>()
    /// The window that fires, and its next entry.
    @usableFromInline var firing: (slot: Int, entry: Int)?

    @inlinable
    init(_ windows: EventWindows, allowedLateness: Duration, initial: Value, maxKeys: Int) {
        length = windows.length.attoseconds
        interval = windows.interval.attoseconds
        offset = windows.offset.attoseconds
        self.allowedLateness = allowedLateness.attoseconds
        self.initial = initial
        self.maxKeys = maxKeys
    }

    // MARK: - Elements

    @inlinable
    mutating func add(
        _ key: Key, at time: Moment, watermark: Moment, _ update: (inout Value) throws -> Void
    ) throws -> Bool {
        if !cell.contains(time) { enter(time, watermark) }
        for place in cellSlots.indices { try add(key, to: cellSlots[place], update) }
        return !cellSlots.isEmpty
    }

    @inlinable
    mutating func add(_ key: Key, to slot: Int, _ update: (inout Value) throws -> Void) throws {
        if let place = slots[slot].places[key] {
            try update(&slots[slot].entries[place].value)
            slots[slot].entries[place].count &+= 1
            if slots[slot].hasFired { updates.append(result(slot, place, .late)) }
            return
        }
        if held >= maxKeys { throw TooManyKeys(limit: maxKeys) }
        // A key whose first element the closure refuses is not there.
        var value = initial
        try update(&value)
        held &+= 1
        let place = slots[slot].entries.count
        slots[slot].places[key] = place
        slots[slot].entries.append((key, value, 1))
        if slots[slot].hasFired { updates.append(result(slot, place, .late)) }
    }

    /// Finds, or opens, the windows of a time.
    @inlinable
    mutating func enter(_ time: Moment, _ watermark: Moment) {
        let rest = (time - offset) % interval
        let newest = time - (rest < 0 ? rest + interval : rest)
        var (start, oldest) = (newest, newest)
        cellSlots.removeAll(keepingCapacity: true)
        repeat {
            oldest = start
            if start + length + allowedLateness > watermark {
                cellSlots.append(slotsByStart[start] ?? open(start, watermark))
            }
            start -= interval
        } while start + length > time
        cell = max(newest, start + length)..<min(newest + interval, oldest + length)
    }

    @inlinable
    mutating func open(_ start: Moment, _ watermark: Moment) -> Int {
        if freeSlots.isEmpty {
            freeSlots.append(slots.count)
            slots.append(Window())
        }
        let slot = freeSlots.removeLast()
        let end = start + length
        slots[slot].start = start
        slots[slot].hasFired = end <= watermark
        slotsByStart[start] = slot
        due.insert(slot, at: slots[slot].hasFired ? end + allowedLateness : end)
        return slot
    }

    // MARK: - Results

    @inlinable var hasUpdates: Bool { !updates.isEmpty }
    @inlinable var nextMoment: Moment? { due.earliest }

    @inlinable
    mutating func next(watermark: Moment) -> WindowResult<Key, Value>? {
        if let update = updates.popFirst() { return update }
        while true {
            if let (slot, entry) = firing {
                if entry < slots[slot].entries.count {
                    firing = (slot, entry &+ 1)
                    return result(slot, entry, .onTime)
                }
                fired(slot)
            }
            guard let moment = due.earliest, moment <= watermark, let slot = due.popFirst() else { return nil }
            if slots[slot].hasFired { free(slot) } else { firing = (slot, 0) }
        }
    }

    @inlinable
    func result(_ slot: Int, _ place: Int, _ firing: WindowFiring) -> WindowResult<Key, Value> {
        let (start, entry) = (slots[slot].start, slots[slot].entries[place])
        return WindowResult(
            key: entry.key, window: Duration(attoseconds: start)..<Duration(attoseconds: start + length),
            value: entry.value, count: entry.count,
            firing: firing)
    }

    @inlinable
    mutating func fired(_ slot: Int) {
        firing = nil
        slots[slot].hasFired = true
        if allowedLateness == 0 { return free(slot) }
        due.insert(slot, at: slots[slot].start + length + allowedLateness)
    }

    /// Keeps the memory of a few windows for the next ones, if those can use it.
    @inlinable
    mutating func free(_ slot: Int) {
        let count = slots[slot].entries.count
        held -= count
        slotsByStart[slots[slot].start] = nil
        cell = 0..<0
        let keeps = freeSlots.count < 4 && count * 4 >= slots[slot].entries.capacity
        slots[slot].places.removeAll(keepingCapacity: keeps)
        slots[slot].entries.removeAll(keepingCapacity: keeps)
        freeSlots.append(slot)
    }
}
