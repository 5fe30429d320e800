#!/bin/busybox sh
# The guest's first stage, process 1 of its initial file system: modules, a read-only root under a writable one in
# memory, the lab's own folder; then guest/init.sh.
export PATH=/bin
box=/bin/busybox
$box mount -t proc proc /proc
$box mount -t sysfs sysfs /sys
$box mount -t devtmpfs dev /dev
die() { echo "lab: $*" >/dev/console; echo b >/proc/sysrq-trigger; $box sleep 5; }
while read -r module; do $box insmod "/mod/$module" || echo "lab: no module $module" >/dev/console; done </mod/list
tries=0
while [ ! -b /dev/vda ]; do tries=$((tries + 1)); [ $tries -lt 600 ] || die "no root disk"; $box usleep 50000; done
$box mount -t squashfs -o ro /dev/vda /ro || die "the root does not mount"
$box mount -t tmpfs -o size=90% tmpfs /rw
$box mkdir /rw/upper /rw/work
$box mount -t overlay -o lowerdir=/ro,upperdir=/rw/upper,workdir=/rw/work overlay /root || die "no overlay"
nine=trans=virtio,version=9p2000.L,msize=262144
$box mount -t 9p -o $nine,ro,cache=loose lab /root/lab || die "the lab's folder does not mount"
for folder in proc sys dev; do $box mount --move /$folder /root/$folder; done
exec $box switch_root /root /bin/bash /lab/guest/init.sh
die "the second stage does not start"
