import Dataflow

/// Who reads the inputs of a board at present: the nodes of a run and the test share it.
final class MarbleRegister: Sendable {
    /// One reader of an input.
    struct Reader: Sendable {
        let input: Int
        let isHot: Bool
        /// The frame in which it began to read.
        let start: Int
        /// What the diagram shows from its beginning on.
        let events: ArraySlice<[MarbleDiagram.Event]>
        let play: @Sendable ([MarbleDiagram.Event]) -> Void
        /// The last frame whose events it has.
        var played: Int?
    }

    private let clock: TestClock
    private let zero: TestClock.Instant
    private let length: Duration
    private let readers = Watched<[Reader]>([])

    /// - Parameter frame: the length of a frame.
    init(_ clock: TestClock, frame: Duration) { (self.clock, zero, length) = (clock, clock.now, frame) }

    /// The frame of the run. The clock tells it also to what a timer has begun, before the test hears of that.
    var frame: Int { Int(zero.duration(to: clock.now) / length) }

    /// Called in the first step of a reader's node.
    func join(
        _ input: Int, isHot: Bool, _ events: ArraySlice<[MarbleDiagram.Event]>,
        _ play: @escaping @Sendable ([MarbleDiagram.Event]) -> Void
    ) {
        let reader = Reader(input: input, isHot: isHot, start: frame, events: events, play: play)
        // Who comes after the end of a hot input finds that.
        if let end = reader.pastEnd { play([end]) }
        readers.update { $0.append(reader) }
    }

    /// Plays a hot input's events of this frame to everyone who reads it; false if nothing happens in it.
    func playHot(_ input: Int) -> Bool {
        let frame = frame
        let due = readers.value.filter { $0.input == input && $0.isHot && !$0.events(in: frame).isEmpty }
        for reader in due { reader.play(reader.events(in: frame)) }
        return !due.isEmpty
    }

    /// Plays a cold input's events of this frame to the next reader that has not got them; false if there is none.
    func playCold() -> Bool {
        let frame = frame
        let due = readers.update { readers -> Reader? in
            let next = readers.firstIndex {
                !$0.isHot && $0.played != frame && !$0.events(in: frame).isEmpty
            }
            guard let next else { return nil }
            readers[next].played = frame
            return readers[next]
        }
        guard let reader = due else { return false }
        reader.play(reader.events(in: frame))
        return true
    }
}

extension MarbleRegister.Reader {
    /// A hot input counts from the run's start, a cold one from its reader's.
    func events(in frame: Int) -> [MarbleDiagram.Event] {
        let place = events.startIndex + frame - (isHot ? 0 : start)
        return events.indices.contains(place) ? events[place] : []
    }

    /// The end of a hot input, if that was before the reader came.
    var pastEnd: MarbleDiagram.Event? {
        guard isHot, let last = events.lastIndex(where: { !$0.isEmpty }), last - events.startIndex < start else {
            return nil
        }
        return events[last].last.flatMap { $0.isEnd ? $0 : nil }
    }
}
