/// What a walk comes across.
public enum WalkEntry: Sendable, Hashable {
    /// A regular file; with ``LinkPolicy/follow`` also one to which a link leads, at the link's path.
    case file(RawPath)
    /// A directory; what is in it comes next.
    case directory(RawPath)
    /// A directory in which a walk that follows links has been by another path; it does not go there again.
    case visited(RawPath)
    /// A link that the walk does not follow.
    case link(RawPath, WalkedLink)
    /// A pipe, a socket, a device.
    case special(RawPath, SpecialFile)
    /// A directory that could not be listed, or a path about which the system told nothing; the walk goes on behind it.
    case unreadable(FileError)

    /// The path of a file.
    public var file: RawPath? {
        if case .file(let path) = self { path } else { nil }
    }
}

/// What is the matter with a link that a walk does not follow.
public enum WalkedLink: Sendable, Hashable {
    /// It leads somewhere, and the walk follows no links.
    case notFollowed
    /// It leads back to itself or to a directory above it.
    case loop
    /// It leads nowhere.
    case broken
}

/// What a walk does with links below its root; a root that is a link is followed always.
public enum LinkPolicy: Sendable, Hashable {
    /// They are not followed: each file is found once, and nothing outside of the tree is.
    case leave
    /// They are followed, to each directory once; so the walk remembers every directory in which it was.
    case follow
}
