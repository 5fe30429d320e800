import { describe, expect, it } from 'vitest';
import { SYSTEM_RULES, systemOf } from '../../app/image/image-systems.ts';

describe('the system of an image', () => {
  it.each(SYSTEM_RULES.map((rule) => rule.example))('labelled $label is $system', (example) => {
    const marks = { label: example.label, application: example.application ?? '', bootCode: example.bootCode ?? '' };
    expect(systemOf(marks)).toBe(example.system);
  });

  it('is not guessed', () => {
    for (const label of ['', 'MY_FILES', 'CDROM', 'Debian', 'UBUNTU BACKUP 2020', 'HOLIDAY_X64', 'ISOIMAGE']) {
      expect(systemOf({ label, application: '', bootCode: '' })).toBeUndefined();
    }
  });
});
