import DataflowFiles

/// Something that people should know about a path: why it was skipped, or what is odd about it.
public struct Problem: Sendable, Equatable, Codable {
    /// What is the matter, as a word that programs can rely on.
    public enum Kind: String, Sendable, Codable, CaseIterable {
        case missing
        case unreadable
        case binary
        case invalidUTF8
        case brokenLink
        case linkLoop
        case linkNotFollowed
        case special
    }

    public let kind: Kind
    public let path: String
    /// What was found and what was done, with the repair where there is one.
    public let message: String

    init(_ kind: Kind, _ path: RawPath, _ message: String) {
        self.kind = kind
        self.path = path.description
        self.message = message
    }

    /// One line for people.
    public var line: String { "\(path): \(message)" }
}

extension Problem {
    static func missing(_ path: RawPath) -> Problem {
        Problem(.missing, path, "there is no such file or directory. Check the spelling, or give another path.")
    }

    static func unreadable(_ path: RawPath, _ error: SystemError) -> Problem {
        let repair = error.isPermission ? " Make it readable to count it." : ""
        return Problem(.unreadable, path, "cannot be read (\(error)); skipped.\(repair)")
    }

    static func cutShort(_ path: RawPath, _ error: SystemError) -> Problem {
        Problem(.unreadable, path, "cannot be read to its end (\(error)); counted as far as it could be read.")
    }

    static func binary(_ path: RawPath) -> Problem {
        Problem(.binary, path, "a binary file (it has a NUL byte near its start); skipped.")
    }

    static func invalidUTF8(_ path: RawPath) -> Problem {
        Problem(.invalidUTF8, path, "not valid UTF-8; counted all the same, byte by byte.")
    }

    static func brokenLink(_ path: RawPath) -> Problem {
        Problem(.brokenLink, path, "a broken link; skipped. Restore what it points to, or remove it.")
    }

    static func linkLoop(_ path: RawPath) -> Problem {
        Problem(.linkLoop, path, "a link that leads back to itself or to a directory above it; skipped.")
    }

    static func linkNotFollowed(_ path: RawPath) -> Problem {
        Problem(.linkNotFollowed, path, "a link, not followed. Give it as PATH to count what it points to.")
    }

    static func special(_ path: RawPath, _ what: String) -> Problem {
        Problem(.special, path, "\(what), not a file; never opened, skipped.")
    }
}
