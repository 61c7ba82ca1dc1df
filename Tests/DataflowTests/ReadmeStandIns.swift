import Dataflow

/// What somebody wants to buy.
struct Order: Sendable {
    let amount: Int
}

/// An order that has its price.
struct PricedOrder: Sendable {
    let total: Double
}

/// Stands for a question to a service.
func price(_ order: Order) async throws -> PricedOrder {
    await Task.yield()
    return PricedOrder(total: Double(order.amount) * 10)
}

/// Stands for a place where large orders are kept.
actor Ledger {
    private(set) var totals: [Double] = []

    func append(_ order: PricedOrder) throws {
        totals.append(order.total)
    }
}

/// Orders of 1 … count pieces.
func orders(_ count: Int) -> AsyncStream<Order> {
    AsyncStream { stream in
        for amount in 1...count { stream.yield(Order(amount: amount)) }
        stream.finish()
    }
}

/// Stands for a formatter that keeps state between calls, and so is not `Sendable`.
final class NumberFormat {
    private var count = 0

    func number(_ text: String) -> Int? {
        count += 1
        return Int(text).map { $0 * count }
    }
}

/// Lines that are numbers.
struct Parser: TransformBehavior {
    let format: NumberFormat

    mutating func receive(_ line: String) -> Emission<Int> { format.number(line).map { .emit($0) } ?? .nothing }
}

/// Readings, and the lines that are none.
struct Decoder: TransformBehavior {
    mutating func receive(_ line: String) -> Emission<OneOf<Int, String>> {
        .emit(Int(line).map { .first($0) } ?? .second(line))
    }
}

/// A page with links to others.
struct Page: Sendable {
    let title: String
    let links: [String]
}

/// Stands for the web: a page links to those whose names are one letter shorter.
func fetch(_ name: String) async -> Page {
    await Task.yield()
    return Page(title: name.uppercased(), links: name.count > 1 ? [String(name.dropLast())] : [])
}
