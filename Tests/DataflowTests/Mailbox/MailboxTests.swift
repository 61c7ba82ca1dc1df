import DataflowProbes
import DataflowTesting
import Testing

@testable import Dataflow

@Suite("Mailbox")
struct MailboxTests {
    private let bench = Bench()

    @Test(
        "L1 A mailbox of any capacity holds exactly that many, and order survives the ring's end",
        arguments: [1, 2, 3, 5, 16])
    func capacity(capacity: Int) {
        let mailbox = bench.mailbox(capacity).mailbox
        var (sent, received) = (0, 0)
        for round in 0..<50 {
            let burst = min(mailbox.writer.room(), round % (capacity + 1) + 1)
            mailbox.put(Array(sent..<sent + burst))
            sent += burst
            #expect(mailbox.count == sent - received)
            #expect(mailbox.count <= capacity)
            let count = min(mailbox.reader.available(), round % capacity + 1)
            #expect(mailbox.takeOut(count) == Array(received..<received + count))
            received += count
            #expect(mailbox.isBalanced)
        }
        mailbox.put(Array(0..<mailbox.writer.room()))
        #expect(mailbox.writer.room() == 0)
        #expect(mailbox.count == capacity)
    }

    @Test("What the producer writes and what the consumer writes share no line of 128 bytes, wherever the mailbox lies")
    func lines() {
        let mailbox = bench.mailbox(1).mailbox
        let producer = [address(mailbox.accepted), address(mailbox.producerWaits), address(mailbox.end)]
        let consumer = [address(mailbox.removed), address(mailbox.consumerWaits), address(mailbox.interest)]
        for last in producer {
            for first in consumer { #expect(first - last >= 128) }
        }
    }

    private func address<Value: ~Copyable>(_ value: borrowing Value) -> Int {
        unsafe withUnsafePointer(to: value) { Int(bitPattern: $0) }
    }

    @Test("Room is seen again once the consumer has released it, elements once the producer has published them")
    func counters() {
        let mailbox = bench.mailbox(3).mailbox
        #expect(mailbox.writer.room() == 3)
        #expect(mailbox.reader.available() == 0)
        let writer = mailbox.writer.writing()
        writer.put(1, 0)
        writer.put(2, 1)
        #expect(mailbox.reader.available() == 0)
        mailbox.writer.publish(2, nil)
        #expect(mailbox.reader.available() == 2)
        #expect(mailbox.writer.room() == 1)
        let reader = mailbox.reader.reading()
        #expect(reader.peek(1) == 2)
        #expect(reader.take(0) == 1)
        #expect(mailbox.writer.room() == 1)
        mailbox.reader.release(1, nil)
        mailbox.put([3])
        #expect(mailbox.writer.room() == 1)
        #expect(mailbox.takeOut(2) == [2, 3])
    }

    @Test("B2 A waiting producer is woken once half of the mailbox is free, and once only", arguments: [1, 3, 8])
    func wakesProducerAtHalf(capacity: Int) {
        let joint = bench.mailbox(capacity)
        joint.mailbox.put(Array(0..<capacity))
        #expect(joint.mailbox.writer.restForRoom())
        let half = (capacity + 1) / 2
        for taken in 1...capacity {
            _ = joint.mailbox.takeOut(1)
            #expect(joint.wokeProducer == (taken == half), "after \(taken) of \(capacity)")
        }
        #expect(!joint.mailbox.isProducerWaiting)
    }

    @Test("B2 A consumer that rests for something else wakes the producer although less than half is free")
    func releaseAll() {
        let joint = bench.mailbox(8)
        joint.mailbox.put(Array(0..<8))
        #expect(joint.mailbox.writer.restForRoom())
        joint.mailbox.reader.releaseAll(nil)
        #expect(!joint.wokeProducer, "nothing is free")
        _ = joint.mailbox.takeOut(1)
        #expect(!joint.wokeProducer)
        joint.mailbox.reader.releaseAll(nil)
        #expect(joint.wokeProducer)
        joint.mailbox.reader.releaseAll(nil)
        #expect(!joint.wokeProducer)
    }

    @Test("A producer does not rest when there is room, nor when nobody wants more")
    func restForRoom() {
        let joint = bench.mailbox(1)
        #expect(!joint.mailbox.writer.restForRoom())
        joint.mailbox.put([1])
        #expect(joint.mailbox.writer.restForRoom())
        joint.mailbox.reader.cancel(.finished, nil)
        #expect(joint.wokeProducer)
        #expect(!joint.mailbox.writer.restForRoom())
    }

    @Test("A waiting consumer is woken by the first element, and once only")
    func wakesConsumer() {
        let joint = bench.mailbox(3)
        #expect(joint.mailbox.reader.restForElements(nil))
        joint.mailbox.put([1])
        #expect(joint.wokeConsumer)
        joint.mailbox.put([2])
        #expect(!joint.wokeConsumer)
        #expect(!joint.mailbox.reader.restForElements(nil), "there is something")
    }

    @Test("A consumer that rests wakes a producer that waits for demand")
    func demand() {
        let joint = bench.mailbox(1)
        #expect(joint.mailbox.writer.restForDemand())
        #expect(joint.mailbox.reader.restForElements(nil))
        #expect(joint.wokeProducer)
        #expect(!joint.mailbox.writer.restForDemand(), "there is demand")
    }

    @Test("C1 R1.7 T8 T9 The end is seen after the last element, and the first ending stays")
    func close() {
        let joint = bench.mailbox(3)
        #expect(joint.mailbox.reader.restForElements(nil))
        joint.mailbox.put([1, 2])
        #expect(joint.wokeConsumer)
        joint.mailbox.writer.close(.finished, nil)
        #expect(joint.wokeConsumer)
        #expect(joint.mailbox.reader.ending == nil)
        #expect(joint.mailbox.endingAhead != nil)
        _ = joint.mailbox.takeOut(2)
        joint.mailbox.writer.close(.cancelled, nil)
        #expect(!joint.wokeConsumer)
        guard case .finished? = joint.mailbox.reader.ending else {
            Issue.record("the second ending won")
            return
        }
        #expect(!joint.mailbox.reader.restForElements(nil), "nobody waits for elements after the end")
    }

    @Test("F1 A failure comes after the elements before it")
    func failure() {
        let mailbox = bench.mailbox(3).mailbox
        mailbox.put([1])
        let site = SourceSite(fileID: "A/B.swift", line: 1)
        mailbox.writer.close(.failed(NodeFailure(error: Boom(), node: "a", site: site)), nil)
        #expect(mailbox.reader.ending == nil)
        #expect(mailbox.takeOut(1) == [1])
        guard case .failed(let failure)? = mailbox.reader.ending else {
            Issue.record("the failure is lost")
            return
        }
        #expect(failure.error as? Boom == Boom())
    }

    @Test("L1 Cancelling discards what is held and counts it; the first cause stays")
    func cancel() {
        let joint = bench.mailbox(3)
        joint.mailbox.put([1, 2, 3])
        _ = joint.mailbox.takeOut(1)
        joint.mailbox.reader.cancel(.failed(Boom()), nil)
        #expect(joint.wokeProducer)
        joint.mailbox.reader.cancel(.finished, nil)
        #expect(!joint.wokeProducer)
        #expect(joint.mailbox.isCancelled)
        guard case .failed = joint.mailbox.cancellationCause else {
            Issue.record("the second cause won")
            return
        }
        #expect(joint.mailbox.count == 0)
        #expect(joint.mailbox.discardedCount == 2)
        #expect(joint.mailbox.deliveredCount == 1)
        #expect(joint.mailbox.isBalanced)
    }

    @Test("L1 What is sent after the cancellation is discarded when the producer closes")
    func lateSend() {
        let mailbox = bench.mailbox(3).mailbox
        mailbox.reader.cancel(.finished, nil)
        mailbox.put([1, 2])
        #expect(mailbox.count == 2)
        mailbox.writer.close(.cancelled, nil)
        #expect(mailbox.count == 0)
        #expect(mailbox.discardedCount == 2)
        #expect(mailbox.isBalanced)
    }

    @Test("L1 An element that nobody is there to take is counted as accepted and discarded")
    func countDiscarded() {
        let mailbox = bench.mailbox(2).mailbox
        mailbox.put([1])
        mailbox.reader.cancel(.finished, nil)
        mailbox.writer.countDiscarded()
        mailbox.writer.countDiscarded()
        #expect(mailbox.acceptedCount == 3)
        #expect(mailbox.discardedCount == 3)
        #expect(mailbox.deliveredCount == 0)
        #expect(mailbox.isBalanced)
    }

    @Test("C1 Cancelling an edge that has ended leaves its ending, and discards what is held")
    func cancelAfterEnd() {
        let joint = bench.mailbox(2)
        joint.mailbox.put([1])
        joint.mailbox.writer.close(.finished, nil)
        _ = bench.woken()
        joint.mailbox.reader.cancel(.cancelled, nil)
        #expect(!joint.wokeProducer, "the producer has left")
        #expect(joint.mailbox.discardedCount == 1)
        guard case .finished? = joint.mailbox.reader.ending else {
            Issue.record("the ending changed")
            return
        }
    }

    @Test("A closed gate gives no room, and wakes its producer when it opens")
    func gate() {
        let joint = bench.mailbox(3)
        joint.mailbox.closeGate()
        #expect(joint.mailbox.writer.room() == 0)
        #expect(joint.mailbox.writer.restForRoom())
        joint.mailbox.openGate(nil)
        #expect(joint.wokeProducer)
        #expect(joint.mailbox.writer.room() == 3)
        joint.mailbox.openGate(nil)
        #expect(!joint.wokeProducer)
    }

    @Test("X3 A mailbox lets go of what it holds: taken, reaped, or freed with it")
    func letsGo() {
        let leaks = LeakWatch()
        do {
            let mailbox = bench.mailbox(4, of: Tracked.self).mailbox
            mailbox.put((0..<4).map(leaks.element))
            #expect(leaks.alive.count == 4)
            _ = mailbox.takeOut(1)
            #expect(leaks.alive.count == 3)
            mailbox.put([leaks.element(4)])
            mailbox.reader.cancel(.cancelled, nil)
            #expect(leaks.alive.isEmpty)
            mailbox.put([leaks.element(5)])
            mailbox.reap()
            #expect(leaks.alive.isEmpty)
            mailbox.put([leaks.element(6)])
        }
        leaks.check()
    }

    @Test("Moving from mailbox to mailbox keeps order and both ledgers")
    func move() {
        let (first, second) = (bench.mailbox(4).mailbox, bench.mailbox(3).mailbox)
        first.put([1, 2, 3, 4])
        first.reader.move(3, to: second.writer, nil)
        #expect(second.takeOut(3) == [1, 2, 3])
        #expect(first.takeOut(1) == [4])
        #expect(first.isBalanced)
        #expect(second.isBalanced)
    }
}
