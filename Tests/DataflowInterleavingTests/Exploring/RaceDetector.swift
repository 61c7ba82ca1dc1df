import Dataflow

/// Whether every touch of plain memory is ordered after the one before it by what the atomics' memory orders promise.
///
/// What orders plain memory is taken from the declared orders, not from the interleaving: a counter that is published with
/// a relaxed store hands nothing over.
struct RaceDetector {
    private struct Touch {
        var member: Int
        var time: Int32
        var site: AccessSite
    }

    private struct Place {
        var write: Touch?
        var reads: [Touch] = []
    }

    private var places: [UInt: Place] = [:]

    /// Says what is wrong, if anything; `clock` is what the member knows of the others' times.
    mutating func touched(
        _ address: UInt, by member: Int, _ clock: VectorClock, isWrite: Bool, _ site: AccessSite
    ) -> String? {
        var place = places[address, default: Place()]
        let touch = Touch(member: member, time: clock[member], site: site)
        let others = (place.write.map { [$0] } ?? []) + (isWrite ? place.reads : [])
        let race = others.first { $0.member != member && $0.time > clock[$0.member] }
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
