/// Merges flows whose elements are in order into one whose elements are in order.
///
///     mergeSorted(logs) { $0.time < $1.time }
///
/// - **Emits:** the elements of every flow, the smallest first; of equal ones, that of the flow that stands first. If
///   the elements of a flow are out of order, so is the result, and nothing is lost.
/// - **Backpressures:** when downstream does. While a flow that has not ended has no element the others wait, for the
///   next element might be the smallest.
/// - **Completes:** when every flow has; at once when there is none.
/// - **Fails:** with the first flow whose failure its turn reveals, or when `areInIncreasingOrder` throws; the others
///   are cancelled.
///
/// - Parameters:
///   - flows: any number; the operator holds one element of each.
///   - areInIncreasingOrder: whether the first element must come before the second; called about log₂ of the number of
///     flows times for each element.
@inlinable
public func mergeSorted<Element: Sendable>(
    _ flows: [Flow<Element>], fileID: String = #fileID, line: Int = #line,
    by areInIncreasingOrder: @escaping @Sendable (Element, Element) throws -> Bool
) -> Flow<Element> {
    fanIn(
        flows, MergeSortedBehavior(areInIncreasingOrder: areInIncreasingOrder), kind: "mergeSorted", fileID: fileID,
        line: line)
}

/// Merges flows whose elements are in increasing order into one whose elements are in increasing order.
///
/// - **Emits:** the elements of every flow, the smallest first; of equal ones, that of the flow that stands first. If
///   the elements of a flow are out of order, so is the result, and nothing is lost.
/// - **Backpressures:** when downstream does. While a flow that has not ended has no element the others wait, for the
///   next element might be the smallest.
/// - **Completes:** when every flow has; at once when there is none.
/// - **Fails:** with the first flow whose failure its turn reveals; the others are cancelled.
///
/// - Parameter flows: any number; the operator holds one element of each.
@inlinable
public func mergeSorted<Element: Sendable & Comparable>(
    _ flows: Flow<Element>..., fileID: String = #fileID, line: Int = #line
) -> Flow<Element> {
    mergeSorted(flows, fileID: fileID, line: line) { $0 < $1 }
}

@usableFromInline
struct MergeSortedBehavior<Element: Sendable>: FanInBehavior, Sendable {
    @usableFromInline typealias Head = (element: Element, input: Int)

    @usableFromInline let areInIncreasingOrder: @Sendable (Element, Element) throws -> Bool
    /// The next element of each input but those in `missing`: a heap, whose smallest stands first.
    @usableFromInline var heads: [Head] = []
    /// Inputs that have not ended, and whose next element is not known.
    @usableFromInline var missing: [Int] = []

    @inlinable
    init(areInIncreasingOrder: @escaping @Sendable (Element, Element) throws -> Bool) {
        self.areInIncreasingOrder = areInIncreasingOrder
    }

    @inlinable
    var choice: InputChoice { .only(missing.last ?? 0) }

    @inlinable
    mutating func start(inputs: Int) { missing = (0..<inputs).reversed() }

    @inlinable
    mutating func receive(_ element: Element, from input: Int) throws -> Emission<Element> {
        missing.removeLast()
        heads.append((element, input))
        try rise(heads.count - 1)
        return try emit()
    }

    @inlinable
    mutating func inputFinished(_ input: Int) throws -> Emission<Element> {
        missing.removeLast()
        return try emit()
    }

    /// The smallest element, once the next one of every input is known; then that input's next one is not.
    @inlinable
    mutating func emit() throws -> Emission<Element> {
        guard missing.isEmpty, let first = heads.first else { return .nothing }
        missing.append(first.input)
        let last = heads.removeLast()
        if !heads.isEmpty {
            heads[0] = last
            try sink()
        }
        return .emit(first.element)
    }

    @inlinable
    func isBefore(_ first: Int, _ second: Int) throws -> Bool {
        let (first, second) = (heads[first], heads[second])
        if try areInIncreasingOrder(first.element, second.element) { return true }
        return try first.input < second.input && !areInIncreasingOrder(second.element, first.element)
    }

    @inlinable
    mutating func rise(_ place: Int) throws {
        var place = place
        while place > 0, try isBefore(place, (place - 1) / 2) {
            heads.swapAt(place, (place - 1) / 2)
            place = (place - 1) / 2
        }
    }

    @inlinable
    mutating func sink() throws {
        var place = 0
        while true {
            var least = place
            for child in [2 * place + 1, 2 * place + 2] where try child < heads.count && isBefore(child, least) {
                least = child
            }
            if least == place { return }
            heads.swapAt(place, least)
            place = least
        }
    }
}
