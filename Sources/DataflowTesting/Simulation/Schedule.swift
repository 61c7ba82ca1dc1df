/// The decisions of a simulation as one line of text: numbers with `-` between them, `z14` for 14 zeros.
package struct Schedule: Equatable {
    package var choices: [Int]

    /// Zeros at the end are dropped: they are the default.
    package init(_ choices: [Int]) {
        self.choices = choices
        while self.choices.last == 0 { self.choices.removeLast() }
    }

    init(_ decisions: [Decision]) { self.init(decisions.map(\.choice)) }

    /// Nil when the text is no schedule.
    package init?(text: String) {
        var choices: [Int] = []
        for word in text.split(separator: "-") {
            if let number = Int(word), number >= 0 {
                choices.append(number)
            } else if word.first == "z", let count = Int(word.dropFirst()), (1...1_000_000).contains(count) {
                choices += repeatElement(0, count: count)
            } else {
                return nil
            }
        }
        self.init(choices)
    }

    package var text: String {
        var words: [String] = []
        var zeros = 0
        for choice in choices {
            if choice == 0 {
                zeros += 1
                continue
            }
            if zeros > 0 { words.append(zeros == 1 ? "0" : "z\(zeros)") }
            zeros = 0
            words.append("\(choice)")
        }
        return words.joined(separator: "-")
    }

    /// The distance from the default: how often the schedule departs from the first possible move, then how late the
    /// last time.
    var size: (departures: Int, length: Int) { (choices.count { $0 > 0 }, choices.count) }
}
