/// Windows that follow the elements of each key; an element between two of them makes them one.
///
/// Each session that may give something or become past stands in the queue at a moment that is not after that. It is looked
/// at again when the moment has come; so one that grows with every element costs nothing there.
@usableFromInline
struct SessionTable<Key: Hashable & Sendable, Value: Sendable>: WindowStore, Sendable {
    @usableFromInline
    struct Session: Sendable {
        @usableFromInline let key: Key
        @usableFromInline var window: Range<Moment>
        @usableFromInline var value: Value
        @usableFromInline var count: Int
        /// The key's sessions just before and just after, or -1.
        @usableFromInline var older = -1
        @usableFromInline var newer = -1
        /// Whether it gives a result when the watermark comes to its end.
        @usableFromInline var isOpen = false
        @usableFromInline var hasFired = false
        /// Whether it has become a part of another.
        @usableFromInline var isMerged = false
        /// How often it stands in the queue.
        @usableFromInline var queued = 0

        /// The window in the elements' time.
        @inlinable
        var duration: Range<Duration> {
            Duration(attoseconds: window.lowerBound)..<Duration(attoseconds: window.upperBound)
        }

        @inlinable
        init(_ key: Key, _ window: Range<Moment>, _ value: Value) {
            self.key = key
            self.window = window
            self.value = value
            count = 1
        }
    }

    @usableFromInline let gap: Moment
    @usableFromInline let allowedLateness: Moment
    @usableFromInline let initial: Value
    @usableFromInline let maxKeys: Int
    @usableFromInline let combine: @Sendable (Value, Value) throws -> Value
    @usableFromInline var sessions = Slab<Session>()
    /// The newest session of each key.
    @usableFromInline var newest: [Key: Int] = [:]
    @usableFromInline var due = DueQueue()
    @usableFromInline var held = 0
    @usableFromInline var updates = Fifo<WindowResult<Key, Value>>()

    @inlinable
    init(
        _ windows: EventSessions, allowedLateness: Duration, initial: Value, maxKeys: Int,
        combine: @escaping @Sendable (Value, Value) throws -> Value
    ) {
        gap = windows.gap.attoseconds
        self.allowedLateness = allowedLateness.attoseconds
        self.initial = initial
        self.maxKeys = maxKeys
        self.combine = combine
    }

    // MARK: - Elements

    @inlinable
    mutating func add(
        _ key: Key, at time: Moment, watermark: Moment, _ update: (inout Value) throws -> Void
    ) throws -> Bool {
        let last = newest[key] ?? -1
        if last >= 0, sessions[last].window.contains(time) {
            try update(&sessions[last].value)
            sessions[last].count &+= 1
            let (start, end) = (sessions[last].window.lowerBound, sessions[last].window.upperBound)
            sessions[last].window = start..<max(end, time + gap)
            if !sessions[last].isOpen { settle(last, watermark) }
            return true
        }
        let window = time..<time + gap
        let (upper, newer) = newestOverlap(window, from: last)
        if upper < 0 { return try open(key, window, before: newer, after: older(newer, last), watermark, update) }
        try grow(upper, by: window, watermark, update)
        return true
    }

    /// The newest session that a window overlaps, or -1, and the session after it, or after the window.
    @inlinable
    func newestOverlap(_ window: Range<Moment>, from last: Int) -> (slot: Int, newer: Int) {
        var (slot, newer) = (last, -1)
        while slot >= 0, sessions[slot].window.lowerBound >= window.upperBound {
            (slot, newer) = (sessions[slot].older, slot)
        }
        let overlaps = slot >= 0 && sessions[slot].window.overlaps(window)
        return (overlaps ? slot : -1, newer)
    }

    @inlinable
    func older(_ newer: Int, _ last: Int) -> Int { newer < 0 ? last : sessions[newer].older }

    /// Begins a session; false if it is past.
    @inlinable
    mutating func open(
        _ key: Key, _ window: Range<Moment>, before newer: Int, after older: Int, _ watermark: Moment,
        _ update: (inout Value) throws -> Void
    ) throws -> Bool {
        if window.upperBound + allowedLateness <= watermark { return false }
        if held >= maxKeys { throw TooManyKeys(limit: maxKeys) }
        var value = initial
        try update(&value)
        let slot = sessions.insert(Session(key, window, value))
        held &+= 1
        link(slot, older: older, newer: newer)
        settle(slot, watermark)
        return true
    }

    /// Makes one session of all that a window overlaps; the oldest of them stays.
    @inlinable
    mutating func grow(
        _ upper: Int, by window: Range<Moment>, _ watermark: Moment, _ update: (inout Value) throws -> Void
    ) throws {
        var base = upper
        while let older = olderOverlap(base, window) { base = older }
        if base == upper {
            try update(&sessions[base].value)
        } else {
            try merge(from: base, to: upper, update)
        }
        sessions[base].count &+= 1
        let old = sessions[base].window
        sessions[base].window = min(old.lowerBound, window.lowerBound)..<max(old.upperBound, window.upperBound)
        settle(base, watermark)
    }

    @inlinable
    func olderOverlap(_ slot: Int, _ window: Range<Moment>) -> Int? {
        let older = sessions[slot].older
        return older >= 0 && sessions[older].window.overlaps(window) ? older : nil
    }

    /// Combines neighbours; if a closure throws, all are as before.
    @inlinable
    mutating func merge(from base: Int, to last: Int, _ update: (inout Value) throws -> Void) throws {
        var (slot, value, count) = (base, sessions[base].value, sessions[base].count)
        while slot != last {
            slot = sessions[slot].newer
            value = try combine(value, sessions[slot].value)
            count += sessions[slot].count
        }
        try update(&value)
        sessions[base].value = value
        sessions[base].count = count
        sessions[base].window = sessions[base].window.lowerBound..<sessions[last].window.upperBound
        repeat {
            slot = sessions[base].newer
            sessions[base].hasFired = sessions[base].hasFired || sessions[slot].hasFired
            sessions[slot].isMerged = true
            held -= 1
            unlink(slot)
        } while slot != last
    }

    /// Sees to it that a session that was changed gives its result: at its end, or at once if that is past.
    @inlinable
    mutating func settle(_ slot: Int, _ watermark: Moment) {
        let end = sessions[slot].window.upperBound
        if end > watermark {
            if sessions[slot].isOpen { return }
            sessions[slot].isOpen = true
            return queue(slot, at: end)
        }
        sessions[slot].isOpen = false
        updates.append(result(slot, .late))
        sessions[slot].hasFired = true
        if sessions[slot].queued == 0 { queue(slot, at: end + allowedLateness) }
    }

    // MARK: - Results

    @inlinable var hasUpdates: Bool { !updates.isEmpty }
    @inlinable var nextMoment: Moment? { due.earliest }

    @inlinable
    mutating func next(watermark: Moment) -> WindowResult<Key, Value>? {
        if let update = updates.popFirst() { return update }
        while let moment = due.earliest, moment <= watermark, let slot = due.popFirst() {
            sessions[slot].queued -= 1
            if let result = look(at: slot, moment, watermark) { return result }
        }
        return nil
    }

    /// Does with a session whose moment has come what is due.
    @inlinable
    mutating func look(
        at slot: Int, _ moment: Moment, _ watermark: Moment
    ) -> WindowResult<Key, Value>? {
        let session = sessions[slot]
        let end = session.window.upperBound
        if session.isMerged {
            if session.queued == 0 { free(slot) }
            return nil
        }
        // Results come in the order of their windows' ends.
        if session.isOpen, end > moment {
            queue(slot, at: end)
            return nil
        }
        let fired = session.isOpen ? result(slot, session.hasFired ? .late : .onTime) : nil
        sessions[slot].isOpen = false
        sessions[slot].hasFired = true
        if end + allowedLateness <= watermark {
            remove(slot)
        } else if session.queued == 0 {
            queue(slot, at: end + allowedLateness)
        }
        return fired
    }

    @inlinable
    func result(_ slot: Int, _ firing: WindowFiring) -> WindowResult<Key, Value> {
        let session = sessions[slot]
        return WindowResult(
            key: session.key, window: session.duration, value: session.value, count: session.count, firing: firing)
    }

    @inlinable
    mutating func queue(_ slot: Int, at moment: Moment) {
        sessions[slot].queued += 1
        due.insert(slot, at: moment)
    }

    // MARK: - The sessions of a key

    @inlinable
    mutating func link(_ slot: Int, older: Int, newer: Int) {
        sessions[slot].older = older
        sessions[slot].newer = newer
        if older >= 0 { sessions[older].newer = slot }
        if newer >= 0 { sessions[newer].older = slot } else { newest[sessions[slot].key] = slot }
    }

    @inlinable
    mutating func unlink(_ slot: Int) {
        let (older, newer) = (sessions[slot].older, sessions[slot].newer)
        if older >= 0 { sessions[older].newer = newer }
        if newer >= 0 {
            sessions[newer].older = older
        } else {
            newest[sessions[slot].key] = older < 0 ? nil : older
        }
    }

    /// Forgets a session that is past.
    @inlinable
    mutating func remove(_ slot: Int) {
        held -= 1
        unlink(slot)
        if sessions[slot].queued == 0 { return free(slot) }
        sessions[slot].isMerged = true
    }

    @inlinable
    mutating func free(_ slot: Int) {
        _ = sessions.remove(slot)
    }
}
