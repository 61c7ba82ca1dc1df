import Dataflow

/// Whether every touch of plain memory is ordered after the one before it by what the atomics' memory orders promise.
///
/// An interleaving is sequentially consistent, but what orders plain memory is taken from the declared orders: a counter
/// that is published with a relaxed store hands nothing over.
struct RaceDetector {
    private struct Touch {
        var member: Int
        var time: Int
        var site: AccessSite
    }

    private struct Place {
        var write: Touch?
        var reads: [Touch] = []
    }

    /// For each participant what it knows of the others' times.
    private var clocks: [[Int]]
    /// What whoever acquires from an object learns.
    private var given: [Int: [Int]] = [:]
    private var places: [UInt: Place] = [:]

    init(participants: Int) {
        clocks = (0..<participants).map { member in (0..<participants).map { $0 == member ? 1 : 0 } }
    }

    mutating func accessed(_ access: AtomicAccess, by member: Int, didWrite: Bool) {
        let before = given[access.object]
        if access.acquires, let before { learn(member, before) }
        guard didWrite else { return }
        if access.releases {
            given[access.object] = clocks[member]
            if access.kind != .store, let before { give(access.object, before) }
            clocks[member][member] += 1
        } else if access.kind == .store {
            given[access.object] = nil
        }
    }

    private mutating func learn(_ member: Int, _ other: [Int]) {
        for index in other.indices { clocks[member][index] = max(clocks[member][index], other[index]) }
    }

    private mutating func give(_ object: Int, _ other: [Int]) {
        for index in other.indices { given[object]![index] = max(given[object]![index], other[index]) }
    }

    /// Says what is wrong, if anything.
    mutating func touched(_ address: UInt, by member: Int, isWrite: Bool, _ site: AccessSite) -> String? {
        var place = places[address, default: Place()]
        let touch = Touch(member: member, time: clocks[member][member], site: site)
        let others = (place.write.map { [$0] } ?? []) + (isWrite ? place.reads : [])
        let race = others.first { $0.member != member && $0.time > clocks[member][$0.member] }
        if isWrite {
            place = Place(write: touch)
        } else {
            place.reads.removeAll { $0.member == member }
            place.reads.append(touch)
        }
        places[address] = place
        return race.map { "a data race: \(site) touches what \($0.site) touched, and nothing orders the two" }
    }

    mutating func allocated(_ address: UInt, length: Int) {
        places = places.filter { $0.key < address || $0.key >= address + UInt(length) }
    }
}

extension AccessSite: CustomStringConvertible {
    public var description: String {
        let name = "\(function)"
        return name.isEmpty ? "\(file.lastPart):\(line)" : "\(file.lastPart):\(line) \(name)"
    }
}

extension StaticString {
    fileprivate var lastPart: Substring { "\(self)".split(separator: "/").last ?? "" }
}
