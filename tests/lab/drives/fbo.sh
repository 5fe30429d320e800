#!/bin/bash
# fbo.sh N SECTORS: tcmu-runner's optical drive (file_optical) with a DVD-RAM disc; prints its nodes.
set -euo pipefail
source "$(dirname "$0")/nodes.sh"
number=$1
bytes=$(($2 * 2048))
core=/sys/kernel/config/target/core/user_$number/fbo$number
port=/sys/kernel/config/target/loopback/naa.500140500000010$number/tpgt_1
if [ ! -e /run/lab/tcmu-runner.log ]; then
  modprobe -a target_core_user tcm_loop
  mountpoint -q /sys/kernel/config || mount -t configfs configfs /sys/kernel/config
  mkdir -p /run/dbus
  dbus-daemon --system --fork
  tcmu-runner >/run/lab/tcmu-runner.log 2>&1 </dev/null &
  is_there() { dbus-send --system --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner string:org.kernel.TCMUService1 | grep -q true; }
  upto 20 is_there
fi
truncate -s $bytes "/tmp/fbo$number.img"
mkdir -p "$core"
echo "dev_config=fbo//tmp/fbo$number.img,dev_size=$bytes" >"$core/control"
timeout 20 bash -c "echo 1 >$core/enable"
mkdir -p "$port"
echo "naa.500140500000020$number" >"$port/nexus"
mkdir "$port/lun/lun_0"
ln -s "$core" "$port/lun/lun_0/port"
device=/sys/bus/scsi/devices/$(cat "$port/address"):0
upto 10 test -d "$device"
nodes "$device"
