// What is said of an image and of where it lies: boot ways, earlier images, the way to a folder.
import { describe, expect, it } from 'vitest';
import type { JobRecord } from '../../../app/contract/engine-state.ts';
import { bootSayings } from '../../../renderer/burn/boot-ways.ts';
import { crumbsOf } from '../../../renderer/burn/chooser/crumbs.ts';
import { nameOfPath, recentImages } from '../../../renderer/burn/recent-images.ts';

describe('the computers that an image starts', () => {
  it('are said together where it is both kinds of PC', () => {
    expect(bootSayings(['bios', 'uefi', 'usb-bios', 'usb-uefi'])).toEqual(['bios-and-uefi', 'usb']);
    expect(bootSayings(['bios'])).toEqual(['bios']);
    expect(bootSayings(['uefi', 'mac'])).toEqual(['uefi', 'mac']);
  });

  it('include those that only its partition table starts', () => {
    expect(bootSayings(['usb-uefi'])).toEqual(['uefi', 'usb']);
  });

  it('are none for an image of data', () => {
    expect(bootSayings([])).toEqual(['nothing']);
  });
});

function burnOf(id: string, image: string): JobRecord {
  return {
    id,
    request: {
      job: 'burn',
      drive: 'd',
      image,
      verify: true,
      simulate: false,
      finalize: true,
      copies: 1,
      eject: false,
      checkChecksum: true,
      allowTruncated: false,
    },
    state: 'done',
    createdAt: `made ${id}`,
    stages: [],
    notices: [],
  };
}

describe('earlier images', () => {
  it('come once each, the latest first, and no more than asked for', () => {
    const blank: JobRecord = { ...burnOf('9', '/x'), request: { job: 'blank', drive: 'd' } };
    const jobs = [
      burnOf('1', '/a.iso'),
      burnOf('4', '/b/b.iso'),
      burnOf('2', '/b/b.iso'),
      blank,
      burnOf('3', '/c.iso'),
    ];
    expect(recentImages(jobs, 2)).toEqual([
      { path: '/b/b.iso', name: 'b.iso', at: 'made 4' },
      { path: '/c.iso', name: 'c.iso', at: 'made 3' },
    ]);
  });

  it('are called by the last part of their path, on any system', () => {
    expect(nameOfPath('/home/me/a b.iso')).toBe('a b.iso');
    expect(nameOfPath('C:\\Users\\me\\a.iso')).toBe('a.iso');
    expect(nameOfPath('a.iso')).toBe('a.iso');
  });
});

describe('the way to a folder', () => {
  const home = { name: 'Home', path: '/home/me' };
  const downloads = { name: 'Downloads', path: '/home/me/Downloads' };

  it('begins at the nearest place', () => {
    expect(crumbsOf('/home/me/Downloads/iso/new', [home, downloads])).toEqual([
      downloads,
      { name: 'iso', path: '/home/me/Downloads/iso' },
      { name: 'new', path: '/home/me/Downloads/iso/new' },
    ]);
    expect(crumbsOf('/home/me', [home, downloads])).toEqual([home]);
  });

  it('takes no folder for a place whose name only begins alike', () => {
    expect(crumbsOf('/home/meagan', [home]).map((crumb) => crumb.path)).toEqual(['/', '/home', '/home/meagan']);
  });

  it('begins at the root outside all places, and goes through a place that is the root', () => {
    expect(crumbsOf('/mnt/usb', []).map((crumb) => crumb.path)).toEqual(['/', '/mnt', '/mnt/usb']);
    expect(crumbsOf('/mnt', [{ name: 'Computer', path: '/' }])).toEqual([
      { name: 'Computer', path: '/' },
      { name: 'mnt', path: '/mnt' },
    ]);
  });

  it('is written as the system writes it', () => {
    expect(crumbsOf('C:\\Users\\me', []).map((crumb) => crumb.path)).toEqual(['C:\\', 'C:\\Users', 'C:\\Users\\me']);
    const share = { name: 'share', path: '\\\\host\\share' };
    expect(crumbsOf('\\\\host\\share\\iso', [share]).map((crumb) => crumb.path)).toEqual([
      '\\\\host\\share',
      '\\\\host\\share\\iso',
    ]);
  });
});
