/// The numbers of stages, found by identity: open addressing, with a multiplication and a few loads for each look-up.
struct StageNumbers {
    private var keys: [UInt]
    private var numbers: [Int32]
    private var count = 0
    /// How far a product is shifted to give an index.
    private var shift: Int

    init() {
        keys = Array(repeating: 0, count: 16)
        numbers = Array(repeating: 0, count: 16)
        shift = UInt64.bitWidth - 4
    }

    /// Gives a number to a stage that has none yet; false if it has one.
    mutating func insert(_ stage: Stage) -> Bool {
        if count * 2 >= keys.count { grow() }
        let key = Self.key(stage)
        let place = self.place(of: key)
        guard keys[place] == 0 else { return false }
        keys[place] = key
        count += 1
        return true
    }

    /// The number of an inserted stage.
    subscript(_ stage: Stage) -> Int {
        get { Int(numbers[place(of: Self.key(stage))]) }
        set { numbers[place(of: Self.key(stage))] = Int32(newValue) }
    }

    private static func key(_ stage: Stage) -> UInt { UInt(bitPattern: ObjectIdentifier(stage)) }

    /// The index of a key, or the free index where it would go.
    private func place(of key: UInt) -> Int {
        // Fibonacci hashing: the upper bits of the product depend on all bits of an address.
        var place = Int(truncatingIfNeeded: (UInt64(key) &* 0x9E37_79B9_7F4A_7C15) >> UInt64(shift))
        while keys[place] != key, keys[place] != 0 { place = (place &+ 1) & (keys.count &- 1) }
        return place
    }

    private mutating func grow() {
        let (oldKeys, oldNumbers) = (keys, numbers)
        keys = Array(repeating: 0, count: oldKeys.count * 2)
        numbers = Array(repeating: 0, count: oldKeys.count * 2)
        shift -= 1
        for (old, key) in oldKeys.enumerated() where key != 0 {
            let place = place(of: key)
            keys[place] = key
            numbers[place] = oldNumbers[old]
        }
    }
}
