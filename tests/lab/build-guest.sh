#!/bin/bash
# Builds the lab's guest once: a read-only Debian with other people's burning programs, its kernel, a first stage. 200 MB
# in $BURNISH_LAB (default ~/.cache/burnish-lab); nothing is done when it is there already. Needs root on Debian.
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
cache=${BURNISH_LAB:-${XDG_CACHE_HOME:-$HOME/.cache}/burnish-lab}
say() { printf 'lab: %s\n' "$*" >&2; }

packages=tgt,open-iscsi,tcmu-runner,dbus,udev,kmod,sg3-utils,growisofs,dvd+rw-tools,wodim,cdrskin,xorriso,genisoimage
packages+=,cdrdao,libcdio-utils,cd-paranoia,cdparanoia,gddrescue,udftools,eject,procps,iproute2,busybox-static,util-linux,mount,libstdc++6,libatomic1
# What drives, file systems and the way to the host need, of the hundreds of modules of the kernel.
modules='^kernel/(arch/x86/crypto|crypto|lib|block|net/(9p|core)|fs/(9p|isofs|udf|squashfs|overlayfs|fuse|netfs|fscache|nls|fat|configfs)|drivers/(cdrom|target|virtio|uio|ata|usb/(core|common|host|storage)|scsi/device_handler|firmware))/|^kernel/drivers/(scsi|scsi/cxgbi)/[^/]*\.ko|^kernel/drivers/(char/virtio_console|block/(virtio_blk|loop))\.ko'
first="virtio_pci virtio_blk virtio_console squashfs overlay 9p 9pnet_virtio"
wanted="$first sr_mod sg cdrom iscsi_tcp scsi_debug virtio_scsi ahci xhci_pci usb_storage isofs udf loop target_core_user tcm_loop"

mkdir -p "$cache"
exec 9>"$cache/lock"
flock -w 1800 9
recipe=$(cat "${BASH_SOURCE[0]}" "$here/guest/first-stage.sh" | sha256sum | cut -d' ' -f1)
[ "$(cat "$cache/recipe" 2>/dev/null)" != "$recipe" ] || exit 0

work=$(mktemp -d "$cache/build.XXXXXX")
trap 'rm -rf --one-file-system "$work"' EXIT
trap 'exit 130' INT TERM
root=$work/root

# The mirrors that this machine's own apt uses.
apt-get indextargets --format '$(ORIGIN)|$(REPO_URI)|$(RELEASE)|$(COMPONENT)' 'Created-By: Packages' |
  awk -F'|' '$1=="Debian" && $3 ~ /^bookworm/ && $4=="main" {print "deb", $2, $3, $4}' | sort -u >"$work/sources"
[ -s "$work/sources" ] || { say "apt knows no mirror of Debian 12: run apt-get update"; exit 1; }

say "installing Debian into the guest (half a minute, once)"
# The kernel is only unpacked: the guest needs no boot loader.
cat >"$work/hook" <<'HOOK'
chroot "$1" sh -ec 'cd /root; apt-get -qq -o APT::Sandbox::User=root download "$(apt-cache depends linux-image-amd64 | sed -n "s/.*Depends: \(linux-image-[0-9].*\)/\1/p")"
  useradd -u 1000 -g cdrom -d /tmp -M burner; useradd -u 1001 -d /tmp -M stranger'
HOOK
timeout 1500 mmdebstrap --quiet --mode=root --variant=minbase --include="$packages" \
  --dpkgopt='path-exclude=/usr/share/doc/*' --dpkgopt='path-exclude=/usr/share/man/*' \
  --dpkgopt='path-exclude=/usr/share/locale/*' --aptopt='Acquire::Retries "3"' \
  --customize-hook="sh $work/hook \"\$1\"" bookworm "$root" - <"$work/sources" >&2

dpkg-deb -x "$root"/root/linux-image-*.deb "$work/kernel"
rm -f "$root"/root/*.deb
version=$(basename "$work"/kernel/lib/modules/*)
from=$work/kernel/lib/modules/$version
to=$root/lib/modules/$version
mkdir -p "$to"
(cd "$from" && { ls modules.builtin modules.builtin.modinfo modules.order; find kernel -name '*.ko' | grep -E "$modules"; } |
  tar cf - -T -) | tar xf - -C "$to"
chroot "$root" depmod "$version"
for module in $wanted; do
  chroot "$root" modprobe -S "$version" --show-depends "$module" >>"$work/needs.$module" || { say "no module $module"; exit 1; }
done
# Uncompressed, the kernel starts two seconds sooner without hardware virtualisation.
packed=$work/kernel/boot/vmlinuz-$version
offset=$(LC_ALL=C grep -obUaP -m1 '\xfd7zXZ\x00' "$packed" | head -n1 | cut -d: -f1 || true)
[ -z "$offset" ] || tail -c "+$((offset + 1))" "$packed" | xz -dcq --single-stream >"$work/vmlinux" 2>/dev/null || true
[ "$(head -c4 "$work/vmlinux" 2>/dev/null | tail -c3)" = ELF ] || cp "$packed" "$work/vmlinux"

stage=$work/stage
mkdir -p "$stage"/{bin,dev,proc,sys,ro,rw,root,mod}
cp "$root/bin/busybox" "$stage/bin/busybox"
for module in $first; do cat "$work/needs.$module"; done | awk '$1=="insmod" && !seen[$2]++ {print $2}' |
  while read -r file; do cp "$root$file" "$stage/mod/"; basename "$file"; done >"$work/list"
mv "$work/list" "$stage/mod/list"
install -m 755 "$here/guest/first-stage.sh" "$stage/init"
(cd "$stage" && "$root/bin/busybox" find . | "$root/bin/busybox" cpio -o -H newc 2>/dev/null) >"$work/first-stage.cpio"

rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/usr/share/{doc,man,info,locale} "$root"/var/log/*
mkdir -p "$root"/{lab,talk,host,images}
mksquashfs "$root" "$work/root.sqfs" -quiet -no-progress -comp zstd -Xcompression-level 6 -processors 1 -noappend
for file in vmlinux first-stage.cpio root.sqfs; do mv -f "$work/$file" "$cache/$file"; done
echo "$recipe" >"$cache/recipe"
say "the guest is built: kernel $version, $(du -h "$cache/root.sqfs" | cut -f1)"
