#!/bin/bash
# sdebug.sh [PARAMETER=VALUE...]: the kernel's scsi_debug as a drive that knows no command of MMC but can be told to lose
# or to delay commands; prints its nodes. Parameters are changed in /sys/bus/pseudo/drivers/scsi_debug.
set -euo pipefail
source "$(dirname "$0")/nodes.sh"
[ -e /sys/bus/pseudo/drivers/scsi_debug ] || modprobe scsi_debug ptype=5 sector_size=2048 dev_size_mb=16 removable=1 "$@"
adapter=/sys/bus/pseudo/drivers/scsi_debug/adapter0
upto 20 compgen -G "$adapter/host*/target*/*:0:0:0"
nodes "$(echo $adapter/host*/target*/*:0:0:0)"
