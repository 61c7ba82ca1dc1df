import Dataflow

/// The memory orders that a scene's accesses declare, some of which may be held to be others than they say.
final class Orders {
    /// An access in the source.
    struct Site: Hashable {
        let file: String
        let line: UInt
        let function: String
        let kind: AtomicAccess.Kind
        let order: AccessOrder

        init(_ access: AtomicAccess) {
            file = "\(access.site.file)"
            line = access.site.line
            function = "\(access.site.function)"
            kind = access.kind
            order = access.order
        }
    }

    /// Which accesses are held to have declared another order: all of a kind in a function, or in one of its lines.
    struct Change {
        let file: String
        let function: String
        var line: UInt?
        let kind: AtomicAccess.Kind
        let order: AccessOrder

        func isOf(_ access: AtomicAccess) -> Bool {
            guard access.kind == kind, line == nil || access.site.line == line else { return false }
            return "\(access.site.file)" == file && "\(access.site.function)" == function
        }
    }

    private let isNoting: Bool
    private let changes: [Change]
    private(set) var noted: Set<Site> = []

    init(_ changes: [Change] = [], isNoting: Bool = false) {
        self.changes = changes
        self.isNoting = isNoting
    }

    /// The access with the order that it is held to have declared; the last change counts.
    func held(_ access: AtomicAccess) -> AtomicAccess {
        if isNoting { noted.insert(Site(access)) }
        guard !changes.isEmpty, let change = changes.last(where: { $0.isOf(access) }) else { return access }
        var access = access
        access.order = change.order
        return access
    }
}

extension Orders.Change {
    /// The access at this site, with another order.
    init(_ site: Orders.Site, to order: AccessOrder) {
        self.init(file: site.file, function: site.function, line: site.line, kind: site.kind, order: order)
    }
}
