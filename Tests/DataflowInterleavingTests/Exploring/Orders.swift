import Dataflow

/// The memory orders that a scene's accesses declare, one of which may be held to be weaker than it says.
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

        func isOf(_ access: AtomicAccess) -> Bool {
            access.site.line == line && access.kind == kind && "\(access.site.file)" == file
        }
    }

    private let isNoting: Bool
    private let weakened: (site: Site, order: AccessOrder)?
    private(set) var noted: Set<Site> = []

    init(isNoting: Bool = false) {
        self.isNoting = isNoting
        weakened = nil
    }

    /// Holds the accesses at this site to have declared only this order.
    init(weakening site: Site, to order: AccessOrder) {
        isNoting = false
        weakened = (site, order)
    }

    /// The access with the order that it is held to have declared.
    func held(_ access: AtomicAccess) -> AtomicAccess {
        if isNoting { noted.insert(Site(access)) }
        guard let weakened, weakened.site.isOf(access) else { return access }
        var access = access
        access.order = weakened.order
        return access
    }
}
