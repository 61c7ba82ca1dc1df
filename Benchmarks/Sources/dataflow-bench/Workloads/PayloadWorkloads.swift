import BenchKit
import Dataflow

/// source → map → sink with elements that are more than a number: strings, objects, structs of 128 bytes.
enum PayloadWorkloads {
    static let all = [
        payload("string") {
            String(repeating: "x", count: 20 + $0 % 7)
        } weight: {
            $0.utf8.count
        },
        payload("class") {
            Box(20 + $0 % 7)
        } weight: {
            $0.weight
        },
        payload("struct of 128 bytes") {
            Wide(20 + $0 % 7)
        } weight: {
            $0.words.0
        },
    ]

    static let capacity = 256
    private static let poolSize = 1024

    /// A workload whose source hands out elements that exist already, so that only their passing on is measured.
    static func payload<Element: Sendable>(
        _ name: String,
        make: (Int) -> Element,
        weight: @escaping @Sendable (Element) -> Int
    ) -> Workload {
        let pool = (0..<poolSize).map(make)
        let weights = pool.map(weight)
        let expected: @Sendable (Int) -> Int = { elements in
            (0..<elements).reduce(into: 0) { $0 &+= weights[$1 % poolSize] }
        }
        let engine = Engine.contenders(expecting: expected) { elements in
            Flow(source: PoolSource(pool: pool, count: elements)).capacity(capacity)
                .map(identity()).capacity(capacity)
                .reduce(into: 0) { $0 &+= weight($1) }
        }
        let loop = Contender("loop") { elements in
            let transform: @Sendable (Element) -> Element = identity()
            var sum = 0
            for index in 0..<elements { sum &+= weight(transform(pool[index % poolSize])) }
            try expect(sum, toBe: expected(elements))
        }
        let stream = Contender("AsyncStream", .upTo(2_000_000)) { elements in
            try expect(await sumOfStream(pool, elements, weight), toBe: expected(elements))
        }
        return Workload(
            "payload",
            ["type": .text(name), "capacity": .number(capacity)],
            hops: 2,
            contenders: engine + [loop, stream]
        )
    }

    @inline(never)
    private static func identity<Element>() -> @Sendable (Element) -> Element { { $0 } }

    private static func sumOfStream<Element: Sendable>(
        _ pool: [Element],
        _ elements: Int,
        _ weight: @escaping @Sendable (Element) -> Int
    ) async -> Int {
        let (stream, continuation) = AsyncStream.makeStream(of: Element.self)
        async let producer: Void = {
            for index in 0..<elements { continuation.yield(pool[index % poolSize]) }
            continuation.finish()
        }()
        let transform: @Sendable (Element) -> Element = identity()
        var sum = 0
        for await element in stream { sum &+= weight(transform(element)) }
        await producer
        return sum
    }
}

private final class Box: Sendable {
    let weight: Int
    init(_ weight: Int) { self.weight = weight }
}

private struct Wide: Sendable {
    let words: (Int, Int, Int, Int, Int, Int, Int, Int)
    let more: (Int, Int, Int, Int, Int, Int, Int, Int)

    init(_ word: Int) {
        words = (word, 1, 2, 3, 4, 5, 6, 7)
        more = words
    }
}

private struct PoolSource<Element: Sendable>: SourceBehavior {
    /// It always answers at once. Only objects go the way of a source that may wait, where each is shown by itself: in an
    /// optimised build another worker must not give one up before it was counted here.
    static var isPrompt: Bool { Element.self != Box.self }

    let pool: [Element]
    let count: Int
    private var index = 0

    init(pool: [Element], count: Int) {
        self.pool = pool
        self.count = count
    }

    mutating func next() -> Element? {
        guard index < count else { return nil }
        defer { index += 1 }
        return pool[index % pool.count]
    }
}
