#!/bin/bash
# qemu.sh scsi|ide|usb N: the nodes of QEMU's drive number N on that bus (qemu-drives.ts), also after its device was
# deleted.
set -euo pipefail
source "$(dirname "$0")/nodes.sh"
find_device() {
  case $1 in
    scsi) compgen -G "/sys/bus/virtio/drivers/virtio_scsi/virtio*/host*/target*:0:$2/*:0:$2:0" ;;
    ide) compgen -G "/sys/devices/pci*/*/ata$(($2 + 1))/host*/target*/*:0:0:0" ;;
    usb) compgen -G "$(dirname "$(grep -lx "LAB$2" /sys/bus/usb/devices/*/serial)")/*/host*/target*/*:0:0:0" ;;
  esac
}
case $1 in
  scsi) modprobe virtio_scsi ;;
  ide) modprobe ahci ;;
  usb) modprobe -a xhci_pci usb_storage ;;
esac
find_device "$1" "$2" >/dev/null || for host in /sys/class/scsi_host/*; do echo '- - -' >"$host/scan"; done
upto 20 find_device "$1" "$2"
nodes "$(find_device "$1" "$2")"
