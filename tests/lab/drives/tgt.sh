#!/bin/bash
# The DVD recorder of tgt (Linux SCSI target framework) over iSCSI on the loopback. A file of 0 bytes is a blank DVD+R,
# any other a DVD-ROM.
#   tgt.sh add N [FILE]      drive number N, with a blank disc or the file in it; prints its nodes
#   tgt.sh insert N [FILE]   takes the disc out, as the kernel sees it, and puts a blank or the file in
#   tgt.sh reload N          takes the disc out and puts it in again
#   tgt.sh again N           finds the drive again after its device was deleted; prints its nodes
set -euo pipefail
source "$(dirname "$0")/nodes.sh"
number=$2
tid=$((number + 1))
name=iqn.2020-01.lab:drive$number
admin() { tgtadm --lld iscsi --mode "$1" --op "$2" --tid $tid "${@:3}"; }
unit() { admin logicalunit update --lun 1 --params "$1"; }
disc() { # disc [FILE]: the file, or a new blank one
  [ -z "${1-}" ] || { realpath "$1"; return; }
  local file
  file=$(mktemp -u "/tmp/tgt$number.XXXXXX")
  tgtimg --op new --device-type cd --type dvd+r --file "$file" >/dev/null && echo "$file"
}
start_daemons() {
  [ ! -e /run/iscsid.pid ] || return 0
  modprobe iscsi_tcp
  tgtd -f --iscsi portal=127.0.0.1:3260 >/run/lab/tgtd.log 2>&1 </dev/null &
  upto 20 tgtadm --op show --mode sys
  mkdir -p /etc/iscsi
  echo InitiatorName=iqn.2020-01.lab:guest >/etc/iscsi/initiatorname.iscsi
  iscsid </dev/null >/dev/null 2>&1
  upto 20 test -s /run/iscsid.pid
}
session() {
  local one
  for one in /sys/class/iscsi_session/session*; do
    if [ "$(cat "$one/targetname")" = $name ]; then echo "$one"; fi
  done
}

# The kernel learns of a change only by looking while there is no disc.
take_out() {
  unit online=0
  timeout 10 blockdev --getsize64 "/dev/$(basename "$(session)"/device/target*/*:1/block/sr*)" >/dev/null 2>&1 || true
}

case $1 in
  add)
    start_daemons
    file=$(disc "${3-}")
    admin target new -T $name
    admin logicalunit new --lun 1 -b "$file" --device-type cd
    unit "vendor_id=LAB,product_id=TGT-DVD$number,product_rev=0001,scsi_sn=LAB$number,removable=1"
    admin target bind -I ALL
    node=(timeout 30 iscsiadm -m node -T $name -p 127.0.0.1:3260,1)
    "${node[@]}" -o new >/dev/null
    # How long the kernel waits for a target that has gone.
    "${node[@]}" -o update -n node.session.timeo.replacement_timeout -v 5
    "${node[@]}" --login >/dev/null
    found=$(session)
    upto 10 compgen -G "$found/device/target*/*:1/type"
    nodes "$(echo "$found"/device/target*/*:1)"
    ;;
  again)
    iscsiadm -m session --rescan >/dev/null
    found=$(session)
    upto 10 compgen -G "$found/device/target*/*:1/scsi_generic/sg*"
    # A drive that was without power locks nothing.
    sg_prevent --allow "/dev/$(basename "$found"/device/target*/*:1/scsi_generic/sg*)"
    nodes "$(echo "$found"/device/target*/*:1)"
    ;;
  insert)
    file=$(disc "${3-}")
    take_out
    unit "path=$file"
    ;;
  reload)
    take_out
    unit online=1
    ;;
esac
