import OpenCombine

/// OpenCombine: its operators call each other directly, with a lock here and there; there are no queues to bound.
enum OpenCombineContender {
    static func chain(maps: Int, elements: Int) -> Int {
        var publisher = (0..<elements).publisher.eraseToAnyPublisher()
        for _ in 0..<maps { publisher = publisher.map { $0 &+ 1 }.eraseToAnyPublisher() }
        return sum(publisher)
    }

    static func filter(elements: Int) -> Int {
        sum((0..<elements).publisher.filter { $0 % 100 == 0 }.eraseToAnyPublisher())
    }

    static func flatMap(each: Int, elements: Int) -> Int {
        let outer = (0..<elements / each).publisher
        return sum(outer.flatMap { ($0 * each..<($0 + 1) * each).publisher }.eraseToAnyPublisher())
    }

    /// A publisher of one element for each.
    static func inner(nodes: Int, flows: Int) -> Int {
        sum(
            (0..<flows).publisher.flatMap { element in
                var publisher = Just(element).eraseToAnyPublisher()
                for _ in 1..<nodes { publisher = publisher.map { $0 &+ 1 }.eraseToAnyPublisher() }
                return publisher
            }.eraseToAnyPublisher())
    }

    static func latest(flows: Int) -> Int {
        sum((0..<flows).publisher.map { Just($0) }.switchToLatest().eraseToAnyPublisher())
    }

    /// It has no merge; a flatMap over publishers does the same.
    static func merge(inputs: Int, elements: Int) -> Int {
        let sources = (0..<inputs).map { share($0, of: inputs, elements).publisher }
        return sum(sources.publisher.flatMap { $0 }.eraseToAnyPublisher())
    }

    static func zip(elements: Int) -> Int {
        sum((0..<elements).publisher.zip((0..<elements).publisher) { $0 &+ $1 }.eraseToAnyPublisher())
    }

    private static func sum(_ publisher: AnyPublisher<Int, Never>) -> Int {
        var sum = 0
        let subscription = publisher.sink { sum &+= $0 }
        subscription.cancel()
        return sum
    }
}
