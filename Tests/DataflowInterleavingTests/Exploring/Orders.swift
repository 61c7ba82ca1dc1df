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

    /// Which accesses are held to promise less or more: all of a kind in a function, or in one of its lines.
    struct Change {
        /// Without the module: all files are the engine's.
        let file: String
        let function: String
        var line: UInt?
        let kind: AtomicAccess.Kind
        var lacks: AccessOrder = []
        var gains: AccessOrder = []

        func isOf(_ access: AtomicAccess) -> Bool {
            guard access.kind == kind, line == nil || access.site.line == line else { return false }
            return "\(access.site.file)" == "Dataflow/\(file)" && "\(access.site.function)" == function
        }
    }

    private let isNoting: Bool
    private let changes: [Change]
    private(set) var noted: Set<Site> = []

    init(_ changes: [Change] = [], isNoting: Bool = false) {
        self.changes = changes
        self.isNoting = isNoting
    }

    /// The access with the order that it is held to have declared.
    func held(_ access: AtomicAccess) -> AtomicAccess {
        if isNoting { noted.insert(Site(access)) }
        var access = access
        for change in changes where change.isOf(access) {
            access.order = access.order.union(change.gains).subtracting(change.lacks)
        }
        return access
    }
}

extension Orders.Change {
    /// The access at this site, with fewer promises.
    init(_ site: Orders.Site, lacking promises: AccessOrder) {
        self.init(
            file: String(site.file.dropFirst("Dataflow/".count)), function: site.function, line: site.line,
            kind: site.kind, lacks: promises)
    }
}
