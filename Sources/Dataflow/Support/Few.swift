/// Things of which there is mostly one: the first needs no allocation.
struct Few<Item> {
    private var first: Item?
    private var rest: [Item] = []

    init() {}

    mutating func append(_ item: Item) {
        if first == nil { first = item } else { rest.append(item) }
    }

    mutating func append(contentsOf items: some Sequence<Item>) {
        for item in items { append(item) }
    }

    func forEach(_ body: (Item) -> Void) {
        guard let first else { return }
        body(first)
        rest.forEach(body)
    }
}
