@testable import Dataflow
import Testing

@Suite("The line of those who wait for permits")
struct PermitLineTests {
    private func filled(_ line: inout PermitLine<String>, costs: [Int] = [1, 1, 1], now: Duration = .zero) {
        for (number, cost) in costs.enumerated() {
            let joins = line.join(number, ["a", "b", "c", "d"][number], cost)
            #expect(joins)
        }
    }

    @Test("as many permits are out as it allows, and those that wait get theirs in order")
    func order() {
        var line = PermitLine<String>(concurrency: 2)
        for isFree in [true, true, false] {
            let taken = line.take(1, now: .zero)
            #expect(taken == isFree)
        }
        filled(&line)
        #expect(line.admit(now: .zero) == [])
        line.giveBack()
        #expect(line.admit(now: .zero) == ["a"])
        line.giveBack()
        line.giveBack()
        #expect(line.admit(now: .zero) == ["b", "c"])
        #expect(line.inUse == 2)
        #expect(line.waitingCount == 0)
    }

    @Test("nobody overtakes: a permit that is free goes to the one who waits")
    func fairness() {
        var line = PermitLine<String>(concurrency: 1)
        let isTaken1 = line.take(1, now: .zero)
        #expect(isTaken1)
        filled(&line, costs: [1])
        line.giveBack()
        let overtakes = line.take(1, now: .zero)
        #expect(!overtakes)
        #expect(line.admit(now: .zero) == ["a"])
    }

    @Test("who leaves has no turn, wherever it stood; who has its permit cannot leave any more")
    func leaving() {
        var line = PermitLine<String>(concurrency: 1)
        let isTaken2 = line.take(1, now: .zero)
        #expect(isTaken2)
        filled(&line, costs: [1, 1, 1, 1])
        #expect(line.leave(0) == "a")
        #expect(line.leave(2) == "c")
        #expect(line.leave(2) == nil)
        line.giveBack()
        #expect(line.admit(now: .zero) == ["b"])
        #expect(line.leave(1) == nil)
        line.giveBack()
        #expect(line.admit(now: .zero) == ["d"])
        #expect(line.waitingCount == 0)
    }

    @Test("no more wait than may")
    func bound() {
        var line = PermitLine<String>(concurrency: 1, maxWaiting: 1)
        let isTaken3 = line.take(1, now: .zero)
        #expect(isTaken3)
        filled(&line, costs: [1])
        let joins = line.join(7, "x", 1)
        #expect(!joins)
        #expect(line.leave(0) == "a")
        let joinsLater = line.join(8, "y", 1)
        #expect(joinsLater)
    }

    @Test("the tokens come in one after the other; the deadline is the next one's turn")
    func rate() {
        let bucket = TokenBucket(1, per: .seconds(2), burst: 2)
        var line = PermitLine<String>(bucket: bucket)
        for isFree in [true, true, false] {
            let taken = line.take(1, now: .seconds(10))
            #expect(taken == isFree)
        }
        filled(&line, costs: [2, 1, 0])
        #expect(line.deadline == .seconds(14))
        #expect(line.admit(now: .seconds(13)) == [])
        #expect(line.admit(now: .seconds(14)) == ["a"])
        #expect(line.deadline == .seconds(16))
        // What costs nothing waits for those before it, and for nothing else.
        #expect(line.admit(now: .seconds(16)) == ["b", "c"])
        #expect(line.deadline == nil)
    }

    @Test("when one who needs much leaves, the next may have its turn at once")
    func cheaper() {
        var line = PermitLine<String>(bucket: TokenBucket(1, per: .seconds(1), burst: 10))
        let isTaken4 = line.take(9, now: .zero)
        #expect(isTaken4)
        filled(&line, costs: [10, 1])
        #expect(line.admit(now: .zero) == [])
        #expect(line.leave(0) == "a")
        #expect(line.admit(now: .zero) == ["b"])
    }

    @Test("with both limits a permit waits for both, and there is no deadline while too many are out")
    func both() {
        var line = PermitLine<String>(concurrency: 1, bucket: TokenBucket(1, per: .seconds(1), burst: 1))
        let isTaken5 = line.take(1, now: .zero)
        #expect(isTaken5)
        filled(&line, costs: [1])
        #expect(line.deadline == nil)
        #expect(line.admit(now: .seconds(5)) == [])
        line.giveBack()
        #expect(line.admit(now: .seconds(5)) == ["a"])
        filled(&line, costs: [1])
        line.giveBack()
        #expect(line.admit(now: .seconds(5)) == [])
        #expect(line.deadline == .seconds(6))
    }
}
