#!/usr/bin/env python3
"""Run a command and kill it, several times over.

    kill.py SEED TIMES START LONGEST WATCH COMMAND...

The command is killed (SIGKILL) after a random time of at most LONGEST
seconds; every third time right after the path WATCH came into being, so that
the short phase in which files are put in place is met too. Every second run begins
with what the folder START holds, the others with what the last one left. Prints how many
runs were killed and how many had ended by themselves.
"""
import os
import random
import shutil
import subprocess
import sys
import time

seed, times, start, longest, watch = sys.argv[1:6]
chance = random.Random(seed)
killed = ended = 0
for i in range(int(times)):
    if i % 2 == 0:
        for name in os.listdir(start):
            shutil.rmtree(name, ignore_errors=True)
            shutil.copytree(f"{start}/{name}", name, symlinks=True)
    process = subprocess.Popen(sys.argv[6:], stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL)
    if i % 3 == 0:
        while process.poll() is None and not os.path.exists(watch):
            pass
        time.sleep(chance.random() * 0.004)
    else:
        time.sleep(chance.random() * float(longest))
    process.kill()
    if process.wait() == -9:
        killed += 1
    else:
        ended += 1
print(killed, ended)
