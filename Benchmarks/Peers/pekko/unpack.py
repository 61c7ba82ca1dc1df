"""Takes the jar with Pekko out of the Flink wheel: unpack.py WHEEL TARGET.

Flink uses Pekko for its remote calls. The wheel holds flink-dist-*.jar, and that one
holds flink-rpc-akka.jar: Pekko with Scala and all it needs, not renamed.
"""

import io
import sys
import zipfile


def member(archive: zipfile.ZipFile, prefix: str) -> bytes:
    for name in archive.namelist():
        if name.rpartition("/")[2].startswith(prefix) and name.endswith(".jar"):
            return archive.read(name)
    raise SystemExit(f"no {prefix}*.jar in {archive.filename}")


wheel, target = sys.argv[1:]
dist = zipfile.ZipFile(io.BytesIO(member(zipfile.ZipFile(wheel), "flink-dist")))
with open(target, "wb") as jar:
    jar.write(member(dist, "flink-rpc-akka"))
