#!/bin/sh
# A worker that needs a moment to end. $1 makes it a worker, $2 is the program.
"$2" "$1"
exec sleep 0.3
