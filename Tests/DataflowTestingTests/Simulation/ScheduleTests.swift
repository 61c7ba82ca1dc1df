import Testing

@testable import DataflowTesting

@Suite("Schedules as text")
struct ScheduleTests {
    @Test(
        "a schedule is read as it was written",
        arguments: [[], [1], [0, 0, 0, 2], [3, 0, 1, 0, 0, 40], Array(repeating: 0, count: 50) + [7]])
    func roundTrip(choices: [Int]) {
        #expect(Schedule(text: Schedule(choices).text)?.choices == choices)
    }

    @Test("zeros at the end are left out, and several in a row are counted")
    func short() {
        #expect(Schedule([0, 0]).text == "")
        #expect(Schedule([1, 0, 2, 0, 0, 0, 3, 0, 0]).text == "1-0-2-z3-3")
    }
}

@Suite("Counting through schedules")
struct OdometerTests {
    @Test("the last decision that has another option is moved on, and what came after it is left open")
    func next() {
        let decisions = [(0, 2), (1, 3), (1, 2), (0, 1)].map { Decision(choice: $0.0, options: $0.1) }
        #expect(Odometer.next(after: decisions) == [0, 2])
        #expect(Odometer.next(after: [Decision(choice: 1, options: 2)]) == nil)
        #expect(Odometer.next(after: []) == nil)
    }
}

@Suite("Shrinking schedules")
struct ShrinkerTests {
    private func shrunk(_ choices: [Int], _ fails: @escaping ([Int]) -> Bool) async -> [Int] {
        var shrinker = Shrinker(Schedule(choices)) { fails($0.choices) ? $0 : nil }
        await shrinker.shrink()
        return shrinker.best.choices
    }

    @Test("a success that is much shorter than what was tried is gone on with")
    func leap() async {
        var tries = 0
        var shrinker = Shrinker(Schedule(Array(1...40))) { candidate in
            tries += 1
            if tries < 13 { return nil }
            return Schedule(candidate.choices.isEmpty ? [] : [candidate.choices[0]])
        }
        await shrinker.shrink()
        #expect(shrinker.best.choices.count <= 1)
    }

    @Test("what does not matter becomes zero, or goes")
    func minimal() async {
        let choices = (0..<100).map { $0 % 4 }
        #expect(await shrunk(choices) { _ in true } == [])
        #expect(await shrunk(choices) { $0.contains(3) } == [3])
        #expect(await shrunk(choices) { $0.count > 51 && $0[51] == 3 } == Array(repeating: 0, count: 51) + [3])
        #expect(await shrunk(choices) { $0.count { $0 > 0 } >= 2 } == [1, 1])
    }

    @Test("no more schedules are tried than allowed, and the best so far stays")
    func budget() async {
        var tried = 0
        var shrinker = Shrinker(Schedule((0..<1000).map { $0 % 3 })) { schedule in
            tried += 1
            return schedule.choices.count { $0 == 2 } > 100 ? schedule : nil
        }
        shrinker.budget = 50
        await shrinker.shrink()
        #expect(tried == 50)
        #expect(shrinker.best.choices.count { $0 == 2 } > 100)
    }
}
