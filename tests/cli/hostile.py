#!/usr/bin/env python3
"""Make an archive that must be refused out of a good one.

    hostile.py GOOD.tar.zst KIND OUT.tar.zst

Needs the program zstd. The bomb's 100 GB of zeros are written by hand, as
run-length blocks (RFC 8878, section 3.1.1.2): 4 bytes for each 128 KiB.
"""
import io
import subprocess
import sys
import tarfile

good, kind, out = sys.argv[1:]
packed = open(good, "rb").read()
tar = subprocess.run(["zstd", "-dc", good], check=True,
                     stdout=subprocess.PIPE).stdout


def write(data):
    with open(out, "wb") as file:
        file.write(data)


def compress(data):
    return subprocess.run(["zstd", "-q", "-c"], input=data, check=True,
                          stdout=subprocess.PIPE).stdout


def members():
    with tarfile.open(fileobj=io.BytesIO(tar)) as archive:
        return [(m, archive.extractfile(m).read()) for m in archive]


def rebuild(entries):
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w",
                      format=tarfile.USTAR_FORMAT) as archive:
        for member, data in entries:
            member.size = len(data)
            archive.addfile(member, io.BytesIO(data))
    write(compress(buffer.getvalue()))


def member_like(entries, name, **changes):
    member = tarfile.TarInfo(name)
    member.mtime = entries[0][0].mtime
    for key, value in changes.items():
        setattr(member, key, value)
    return member, b""


def seal(data, at):
    """Mend the checksum of the header at a byte."""
    data[at + 148:at + 156] = b" " * 8
    data[at + 148:at + 156] = b"%06o\0 " % sum(data[at:at + 512])


def bomb(entries):
    """All up to the manifest, which is 100 GB long."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w",
                      format=tarfile.GNU_FORMAT) as archive:
        for member, data in entries[:2]:
            archive.addfile(member, io.BytesIO(data))
        length = buffer.tell()
    member = entries[2][0]
    member.size = 100 * 1000 ** 3
    start = buffer.getvalue()[:length] + member.tobuf(tarfile.GNU_FORMAT)
    block = 128 * 1024
    frame = b"\x28\xb5\x2f\xfd" + b"\x00" + bytes([7 << 3])  # 128 KiB window
    frame += (len(start) << 3).to_bytes(3, "little") + start
    zeros = (block << 3 | 1 << 1).to_bytes(3, "little") + b"\x00"
    last = (block << 3 | 1 << 1 | 1).to_bytes(3, "little") + b"\x00"
    write(frame + zeros * (member.size // block) + last)


entries = members()
top = entries[0][0].name.split("/")[0]
inside = entries[4][0].name
if kind == "truncated":
    write(packed[:len(packed) * 2 // 3])
elif kind == "flipped":
    middle = len(packed) // 2
    write(packed[:middle] + bytes([packed[middle] ^ 16])
          + packed[middle + 1:])
elif kind == "longer":
    write(packed + b"more")
elif kind == "second-frame":
    write(packed + compress(b"more"))
elif kind == "behind-the-tar":
    write(compress(tar.rstrip(b"\0") + b"\0" * 4096 + b"more" * 128))
elif kind == "zeros":
    write(compress(tar + b"\0" * 512))
elif kind == "empty":
    write(b"")
elif kind == "no-zstd":
    write(tar)
elif kind == "no-tar":
    write(compress(b"not a tar at all " * 100))
elif kind == "day":  # every member is of the day after
    hidden = bytearray(tar)
    at = 0
    for member, data in entries:
        hidden[at + 136:at + 148] = b"%011o " % (member.mtime + 86400)
        seal(hidden, at)
        at += 512 + -(-len(data) // 512) * 512
    write(compress(bytes(hidden)))
elif kind in ("padding", "owner", "mode", "time", "comment", "name-tail"):
    hidden = bytearray(tar)
    if kind == "padding":
        hidden[2 * 512 - 4:2 * 512] = b"more"  # of the first member
    elif kind == "owner":
        hidden[265:269] = b"more"
    elif kind == "mode":
        hidden[100:107] = b"000755 "
    elif kind == "time":
        hidden[136:148] = b"%011o " % (entries[0][0].mtime + 1)
    elif kind == "name-tail":
        hidden[96:100] = b"more"
    else:
        member = tarfile.TarInfo("PaxHeader")
        member.type = tarfile.XHDTYPE
        said = b"16 comment=more\n"
        member.size = len(said)
        hidden[0:0] = member.tobuf(tarfile.USTAR_FORMAT) + said.ljust(512, b"\0")
    for at in (0, 1024) if kind == "comment" else (0,):
        seal(hidden, at)
    write(compress(bytes(hidden)))
elif kind == "parent":
    entries[4][0].name = top + "/../../escaped"
    rebuild(entries)
elif kind == "absolute":
    entries[4][0].name = "/tmp/escaped"
    rebuild(entries)
elif kind == "symlink":
    entries[4] = member_like(entries, inside, type=tarfile.SYMTYPE,
                             linkname="/etc/passwd")
    rebuild(entries)
elif kind == "hardlink":
    entries[4] = member_like(entries, inside, type=tarfile.LNKTYPE,
                             linkname=entries[0][0].name)
    rebuild(entries)
elif kind == "device":
    entries[4] = member_like(entries, inside, type=tarfile.CHRTYPE,
                             devmajor=1, devminor=3)
    rebuild(entries)
elif kind == "pipe":
    entries[4] = member_like(entries, inside, type=tarfile.FIFOTYPE)
    rebuild(entries)
elif kind == "duplicate":
    rebuild(entries[:5] + entries[4:])
elif kind == "second-folder":
    entries[-1][0].name = "other/" + entries[-1][0].name.split("/", 1)[1]
    rebuild(entries)
elif kind == "control":
    entries[4][0].name = top + "/data/\x1b[2J"
    rebuild(entries)
elif kind == "bomb":
    bomb(entries)
elif kind == "missing":
    rebuild(entries[:-1])
elif kind == "extra":
    entries.append((member_like(entries, top + "/data/articles/zzz.txt")[0],
                    b"more\n"))
    rebuild(entries)
elif kind == "text":
    data = entries[-1][1]
    entries[-1] = (entries[-1][0], data[:-5] + b"more\n")
    rebuild(entries)
else:
    sys.exit("hostile.py: no such kind: " + kind)
