import DataflowProbes

@testable import Dataflow

/// An element with a key and a time, in seconds.
struct Event: Sendable, Hashable {
    let key: Int
    let time: Int
    let number: Int

    var moment: Duration { .seconds(time) }

    /// Events by a seed, whose times grow and are out of order by at most so many seconds, some of them by far more.
    static func drawn(_ seed: Int, count: Int, keys: Int, step: Int, outOfOrder: Int, stray: Int = 0) -> [Event] {
        var random = SeededRandom(seed)
        var base = -20
        return (0..<count).map { number in
            base += random.upTo(step + 1)
            let back = stray > 0 && random.upTo(8) == 0 ? random.upTo(stray) : random.upTo(outOfOrder + 1)
            return Event(key: random.upTo(keys), time: base - back, number: number)
        }
    }
}

/// One result of a window, with the numbers of its events, in their order.
struct Fired: Hashable, Comparable, CustomStringConvertible {
    var key: Int
    var start: Int
    var end: Int
    var numbers: [Int]
    var isLate = false

    init(key: Int, start: Int, end: Int, numbers: [Int], isLate: Bool = false) {
        (self.key, self.start, self.end) = (key, start, end)
        self.numbers = numbers.sorted()
        self.isLate = isLate
    }

    init(_ result: WindowResult<Int, [Int]>) {
        self.init(
            key: result.key, start: Int(result.window.lowerBound.components.seconds),
            end: Int(result.window.upperBound.components.seconds), numbers: result.value, isLate: result.firing == .late
        )
    }

    var description: String { "\(key)@\(start)..<\(end)\(numbers)\(isLate ? "late" : "")" }

    static func < (left: Fired, right: Fired) -> Bool {
        (left.end, left.key, left.numbers.count) < (right.end, right.key, right.numbers.count)
    }
}

/// What happened after each event: the results, ordered within the event, and the event if it was late.
struct WindowHistory: Equatable {
    var steps: [[Fired]] = []
    var late: [Int] = []

    /// Runs a store over events, as the operator does, without a node.
    init(_ store: some WindowStore<Int, [Int]>, outOfOrder: Int, _ events: [Event]) throws {
        var behavior = WindowedBehavior<Event, _>(
            store, outOfOrder: .seconds(outOfOrder), key: { $0.key }, time: { $0.moment },
            update: { $0.append($1.number) })
        for event in events {
            var step: [Fired] = []
            switch try behavior.receive(event) {
            case .emit(.second(let event)): late.append(event.number)
            case .several: while case .first(let result)? = behavior.next() { step.append(Fired(result)) }
            default: break
            }
            steps.append(step.sorted())
        }
        _ = behavior.finish()
        var last: [Fired] = []
        while case .first(let result)? = behavior.next() { last.append(Fired(result)) }
        steps.append(last.sorted())
        isEmptyAtEnd = behavior.store.nextMoment == nil
    }

    init(steps: [[Fired]], late: [Int]) {
        (self.steps, self.late) = (steps, late)
    }

    var isEmptyAtEnd = true
    var all: [Fired] { steps.flatMap { $0 } }
}

extension Moment {
    static func seconds(_ seconds: Int) -> Moment { Duration.seconds(seconds).attoseconds }
}
