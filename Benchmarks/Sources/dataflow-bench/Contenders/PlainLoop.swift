/// The same work without any engine: what it costs to call the closures.
enum PlainLoop {
    static func chain(maps: Int, elements: Int) -> Int {
        let stages = (0..<maps).map { _ in Stage(transform: Opaque.addOne()) }
        let add = Opaque.add()
        var sum = 0
        for element in 0..<elements {
            var value = element
            for stage in stages { value = stage.transform(value) }
            sum = add(sum, value)
        }
        return sum
    }

    /// One element of each source in turn.
    static func merge(inputs: Int, elements: Int) -> Int {
        let add = Opaque.add()
        var sources = (0..<inputs).map { share($0, of: inputs, elements).makeIterator() }
        var sum = 0
        var isMoving = true
        while isMoving {
            isMoving = false
            for index in sources.indices {
                guard let element = sources[index].next() else { continue }
                sum = add(sum, element)
                isMoving = true
            }
        }
        return sum
    }

    static func zip(elements: Int) -> Int {
        let add = Opaque.add()
        var sum = 0
        for (left, right) in Swift.zip(0..<elements, 0..<elements) { sum = add(sum, add(left, right)) }
        return sum
    }

    static func broadcastZip(elements: Int) -> Int {
        let (add, left, right) = (Opaque.add(), Opaque.addOne(), Opaque.addOne())
        var sum = 0
        for element in 0..<elements { sum = add(sum, add(left(element), right(element))) }
        return sum
    }

    static func filter(elements: Int) -> Int {
        let (add, isKept) = (Opaque.add(), Opaque.isHundredth())
        var sum = 0
        for element in 0..<elements where isKept(element) { sum = add(sum, element) }
        return sum
    }

    /// A closure in a struct is called directly; in an array of closures it would wear a thunk.
    private struct Stage {
        let transform: @Sendable (Int) -> Int
    }
}
