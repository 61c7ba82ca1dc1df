/// A time that a diagram writes as a duration: ` 900ms `. A value.
struct MarbleJump {
    private static let units: [(name: String, nanoseconds: Int64)] = [
        ("ms", 1_000_000), ("s", 1_000_000_000), ("m", 60_000_000_000),
    ]

    let text: String
    private let amount: Int64
    private let unit: Int64

    /// Nil if none begins here; one stands between spaces, at the start or at the end.
    init?(_ characters: [Character], _ position: Int) {
        guard position == 0 || characters[position - 1] == " " else { return nil }
        let word = String(characters[position...].prefix { $0 != " " })
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        guard let amount = Int64(digits), amount <= 1_000_000,
            let unit = Self.units.first(where: { $0.name == word.dropFirst(digits.count) })
        else { return nil }
        (text, self.amount, self.unit) = (word, amount, unit.nanoseconds)
    }

    /// How many frames pass; nil if that is no whole number, or more than a million.
    func frames(of frame: Duration) -> Int? {
        let time = Duration.nanoseconds(amount * unit)
        guard frame > .zero else { return nil }
        let count = (time / frame).rounded()
        guard count <= 1_000_000, frame * Int(count) == time else { return nil }
        return Int(count)
    }
}
