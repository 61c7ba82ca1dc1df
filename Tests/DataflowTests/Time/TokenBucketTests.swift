@testable import Dataflow
import Testing

@Suite("The token bucket")
struct TokenBucketTests {
    @Test("it is full at first, and fills up to its burst and no further")
    func fills() {
        var bucket = TokenBucket(2, per: .seconds(2), burst: 3)
        #expect(bucket.moment(for: 3) <= .zero)
        bucket.take(3, now: .zero)
        #expect(bucket.moment(for: 1) == .seconds(1))
        #expect(bucket.moment(for: 3) == .seconds(3))
        bucket.take(1, now: .seconds(100))
        #expect(bucket.moment(for: 2) <= .seconds(100))
        #expect(bucket.moment(for: 3) == .seconds(101))
    }

    @Test("what costs more than it holds is due when it is full, and has to come in before the next")
    func expensive() {
        var bucket = TokenBucket(1, per: .seconds(1), burst: 2)
        #expect(bucket.moment(for: 9) == .zero)
        bucket.take(9, now: .zero)
        #expect(bucket.moment(for: 1) == .seconds(8))
    }

    @Test(
        "costs that make no sense are replaced by the nearest that do", arguments: [(-1, 0), (7, 7), (.max, 1 << 30)])
    func costs(cost: Int, counted: Int) {
        #expect(TokenBucket.cost(cost) == counted)
    }
}
