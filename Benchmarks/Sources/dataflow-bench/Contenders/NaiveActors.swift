/// Actors as one writes them first: each element is an `await` from actor to actor.
protocol Receiver: Actor {
    func receive(_ element: Int) async
}

actor NaiveSum: Receiver {
    private(set) var sum = 0

    func receive(_ element: Int) {
        sum &+= element
    }
}

actor NaiveMap: Receiver {
    private let transform: @Sendable (Int) -> Int
    private let next: any Receiver

    init(_ transform: @escaping @Sendable (Int) -> Int, to next: any Receiver) {
        self.transform = transform
        self.next = next
    }

    func receive(_ element: Int) async {
        await next.receive(transform(element))
    }
}

/// Keeps what has no partner yet; without backpressure, as such code usually is.
actor NaiveZip {
    private var left: [Int] = []
    private var right: [Int] = []
    private var pairs = 0
    private let next: any Receiver

    init(to next: any Receiver) {
        self.next = next
    }

    func receiveLeft(_ element: Int) async {
        left.append(element)
        await pair()
    }

    func receiveRight(_ element: Int) async {
        right.append(element)
        await pair()
    }

    private func pair() async {
        while pairs < left.count, pairs < right.count {
            let sum = left[pairs] &+ right[pairs]
            pairs += 1
            await next.receive(sum)
        }
    }
}

enum NaiveActors {
    struct Chain {
        let first: any Receiver
        let sum: NaiveSum

        init(maps: Int) {
            sum = NaiveSum()
            first = (0..<maps).reduce(sum) { next, _ in NaiveMap(Opaque.addOne(), to: next) }
        }
    }

    static func chain(maps: Int, elements: Int) async -> Int {
        let chain = Chain(maps: maps)
        for element in 0..<elements { await chain.first.receive(element) }
        return await chain.sum.sum
    }

    static func merge(inputs: Int, elements: Int) async -> Int {
        let sum = NaiveSum()
        await withTaskGroup { group in
            for input in 0..<inputs {
                group.addTask {
                    for element in share(input, of: inputs, elements) { await sum.receive(element) }
                }
            }
        }
        return await sum.sum
    }

    /// In turns; with one caller that awaits, all branches are idle but one.
    static func balanceMerge(branches: Int, elements: Int) async -> Int {
        let sum = NaiveSum()
        let maps = (0..<branches).map { _ in NaiveMap(Opaque.addOne(), to: sum) }
        for element in 0..<elements { await maps[element % branches].receive(element) }
        return await sum.sum
    }

    static func broadcast(branches: Int, elements: Int) async -> Int {
        let sum = NaiveSum()
        let maps = (0..<branches).map { _ in NaiveMap(Opaque.addOne(), to: sum) }
        for element in 0..<elements {
            for map in maps { await map.receive(element) }
        }
        return await sum.sum
    }

    static func zip(elements: Int) async -> Int {
        let sum = NaiveSum()
        let zip = NaiveZip(to: sum)
        await withTaskGroup { group in
            group.addTask { for element in 0..<elements { await zip.receiveLeft(element) } }
            group.addTask { for element in 0..<elements { await zip.receiveRight(element) } }
        }
        return await sum.sum
    }
}
