/// Things of which there is mostly one: the first needs no allocation.
@usableFromInline
struct Few<Item> {
    @usableFromInline var first: Item?
    @usableFromInline var rest: [Item] = []

    @inlinable
    init() {}

    @inlinable var isEmpty: Bool { first == nil }

    @inlinable
    mutating func append(_ item: Item) {
        if first == nil { first = item } else { rest.append(item) }
    }

    @inlinable
    mutating func append(contentsOf items: some Sequence<Item>) {
        for item in items { append(item) }
    }

    @inlinable
    func forEach(_ body: (Item) -> Void) {
        guard let first else { return }
        body(first)
        rest.forEach(body)
    }
}
