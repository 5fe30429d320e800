#!/bin/bash
# Process 1 of the guest: the host's folders, then a loop that runs what the host asks for. A request is a line with a
# number on the port "talk"; the script is /talk/NUMBER.sh, its output goes to /talk/NUMBER.out and .err, and its end is
# told as "NUMBER CODE". Requests run beside each other.
export PATH=/lab/guest:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin:/host HOME=/root LANG=C.UTF-8 LC_ALL=C.UTF-8
exec </dev/null >/dev/console 2>&1
die() { echo "lab: $*"; echo b >/proc/sysrq-trigger; sleep 5; }
mkdir -p /dev/pts /dev/shm
mount -t devpts devpts /dev/pts
mount -t tmpfs tmpfs /dev/shm
mount -t tmpfs -o size=90% tmpfs /run
mount -t tmpfs -o size=90%,mode=1777 tmpfs /tmp
mkdir -p /run/lock/iscsi /run/lab /run/tgtd
ln -sfT /proc/self/fd /dev/fd
for stream in 0:stdin 1:stdout 2:stderr; do ln -sf "/proc/self/fd/${stream%:*}" "/dev/${stream#*:}"; done
hostname lab
ip link set lo up
nine=trans=virtio,version=9p2000.L,msize=262144
mount -t 9p -o "$nine,cache=none" talk /talk && mount -t 9p -o "$nine,ro,cache=loose" host /host || die "the host's folders do not mount"
# The project lies where it lies on the host.
project=$(cat /talk/project)
mkdir -p "$project" && mount -t 9p -o "$nine,ro,cache=loose" project "$project" || die "the project does not mount"
modprobe -a sr_mod sg cdrom isofs udf loop
for port in /sys/class/virtio-ports/*; do
  [ "$(cat "$port/name")" = talk ] && exec 3<>"/dev/${port##*/}"
done
answer() { flock /run/lab/answer -c "echo '$1 $2' >&3"; }
carry_out() {
  bash "/talk/$1.sh" >"/talk/$1.out" 2>"/talk/$1.err" 3>&-
  answer "$1" $?
}
echo ready >&3
while read -r number <&3; do carry_out "$number" & done
