/// Shortens a failing schedule as far as it can: delta debugging over its decisions. A value.
package struct Shrinker {
    /// How many more schedules may be tried.
    var budget = 600
    /// The shortest schedule that still fails.
    package private(set) var best: Schedule
    /// Plays a schedule; returns the decisions that were really made if it still fails, otherwise nil.
    private let replay: (Schedule) async -> Schedule?

    package init(_ schedule: Schedule, replay: @escaping (Schedule) async -> Schedule?) {
        best = schedule
        self.replay = replay
    }

    package mutating func shrink() async {
        await dropTail()
        var size = best.size
        repeat {
            size = best.size
            await eachChunk { choices, range in
                choices.replaceSubrange(range, with: repeatElement(0, count: range.count))
            }
            await eachChunk { choices, range in choices.removeSubrange(range) }
            await lower()
        } while best.size < size && budget > 0
    }

    /// Drops the last decisions; the schedule then goes on with the default.
    private mutating func dropTail() async {
        var cut = best.choices.count
        while cut > 0, budget > 0 {
            var isShortened = false
            if cut <= best.choices.count { isShortened = await attempt(Array(best.choices.dropLast(cut))) }
            if !isShortened { cut /= 2 }
        }
    }

    /// Tries a change on ever smaller pieces, from the end, so that the decisions before stay as they were.
    private mutating func eachChunk(_ change: (inout [Int], Range<Int>) -> Void) async {
        var length = max(1, best.choices.count / 2)
        while length >= 1, budget > 0 {
            var end = best.choices.count
            while end > 0, budget > 0 {
                // The last success may have cut off more than this change asked for.
                end = min(end, best.choices.count)
                let range = max(0, end - length)..<end
                var choices = best.choices
                if !range.isEmpty {
                    change(&choices, range)
                    await attempt(choices)
                }
                end = range.lowerBound
            }
            length /= 2
        }
    }

    private mutating func lower() async {
        for place in best.choices.indices where best.choices.indices.contains(place) && best.choices[place] > 1 {
            var choices = best.choices
            choices[place] = 1
            await attempt(choices)
        }
    }

    @discardableResult
    private mutating func attempt(_ choices: [Int]) async -> Bool {
        let candidate = Schedule(choices)
        guard budget > 0, candidate != best else { return false }
        budget -= 1
        guard let taken = await replay(candidate) else { return false }
        let shortest = taken.size < candidate.size ? taken : candidate
        let isShorter = shortest.size < best.size || shortest.choices.lexicographicallyPrecedes(best.choices)
        guard isShorter else { return false }
        best = shortest
        return true
    }
}
