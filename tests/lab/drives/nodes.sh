# Sourced by the scripts beside it: waiting with an end, and the nodes of a SCSI device.

upto() { # upto SECONDS COMMAND...: again and again until it succeeds
  local left=$(($1 * 20))
  shift
  while ! "$@" >/dev/null 2>&1; do
    left=$((left - 1))
    [ $left -gt 0 ] || { echo "in vain: $*" >&2; return 1; }
    sleep 0.05
  done
}

nodes() { # nodes FOLDER: prints "/dev/srX /dev/sgX"; rights as a distribution gives them
  upto 10 compgen -G "$1/block/sr*" && upto 10 compgen -G "$1/scsi_generic/sg*" || return 1
  local sr=/dev/$(basename "$1"/block/sr*) sg=/dev/$(basename "$1"/scsi_generic/sg*)
  upto 5 test -b "$sr" && upto 5 test -c "$sg" || return 1
  chgrp cdrom "$sr" "$sg" && chmod 660 "$sr" "$sg" && echo "$sr $sg"
}
