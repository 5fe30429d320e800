// What `burnish doctor` tells: which real drives there are, which of them Burnish can reach, and what stands in the way of
// the others: one reason and one thing to do each.
import { z } from 'zod';

const short = z.string().max(300);
const sentence = z.string().max(1000);

/** Every reason that the doctor knows: a closed list, for tests and for programs that read `--json`. */
const causeSchema = z.enum([
  // no drive that anybody could use
  'no-drive',
  'no-drives-under-wsl',
  'usb-driver-missing',
  'usb-device-ignored',
  'usb-device-not-authorized',
  'given-away',
  'controller-without-driver',
  // the driver of the system
  'driver-not-loaded',
  'driver-blocked',
  'driver-not-installed',
  'kernel-replaced',
  'driver-not-bound',
  'driver-filtered',
  'driver-disabled',
  // the device node
  'sandboxed',
  'no-node',
  'udev-not-running',
  'foreign-node',
  // the rights to it
  'not-in-group',
  'login-again',
  'session-remote',
  'session-inactive',
  'no-group-rights',
  'refused-despite-rights',
  'writing-forbidden',
  // somebody else has it
  'mounted',
  'held-by-device',
  'held-by-program',
  'held-by-unseen',
  // the drive itself
  'offline',
  'silent',
  'failing',
  'reads-only',
  // the way to it
  'generic-not-loaded',
  'generic-no-rights',
  'usb-slow-port',
  'usb-slow',
  'usb-unpowered-hub',
  'usb-over-current',
  'usb-limited',
  'small-transfers',
  // Burnish itself
  'addon-missing',
  'home-unwritable',
  'home-full',
]);
export type DoctorCause = z.infer<typeof causeSchema>;

export const doctorFindingSchema = z.object({
  cause: causeSchema,
  /** `blocks`: a drive, or Burnish, cannot be used until this is mended; `hinders`: it can, but worse; `tells`: good to know. */
  weight: z.enum(['blocks', 'hinders', 'tells']),
  /** The drive that it is about, by its name in `drives`. */
  drive: short.exactOptional(),
  message: sentence,
  /** The one thing to do. */
  fix: sentence,
  /** The fix as a line for the user's shell, where it is one. */
  command: sentence.exactOptional(),
});
export type DoctorFinding = z.infer<typeof doctorFindingSchema>;

const examinedDriveSchema = z.object({
  /** Device path; where it has none, its address on the system's SCSI bus. */
  name: short,
  /** Linux: the sg node of the same drive. */
  generic: short.exactOptional(),
  vendor: short,
  product: short,
  /** "USB", "ATA", ...; empty where the system does not tell. */
  bus: short,
  /**
   * - `ready`: it was opened for Burnish alone just now, and it answered;
   * - `working`: a job of Burnish has it;
   * - `in-use`: it can be reached, but somebody else has it;
   * - `unreachable`: Burnish cannot use it.
   */
  state: z.enum(['ready', 'working', 'in-use', 'unreachable']),
});
export type ExaminedDrive = z.infer<typeof examinedDriveSchema>;

const examinedHostSchema = z.object({
  /** "Linux 6.1.0-18-amd64" */
  system: short,
  user: short,
  /** What keeps programs apart from the machine, where there is such a thing: "Flatpak", "Docker". */
  sandbox: short.exactOptional(),
  /** Whether the addon for real drives is there. */
  addon: z.boolean(),
  /** Linux: the drivers of the kernel that are at work, of `sr` and `sg`. */
  drivers: z.array(short).max(2).exactOptional(),
  /** What mounts discs by itself when they are inserted. */
  automounter: short.exactOptional(),
  home: z.string().max(32_768),
  homeFreeBytes: z.number().exactOptional(),
});
export type ExaminedHost = z.infer<typeof examinedHostSchema>;

export const doctorReportSchema = z.object({
  /** `well`: a drive can be used and nothing blocks; `blocked`: one can, and something else is blocked, or others have it. */
  verdict: z.enum(['well', 'blocked', 'no-usable-drive']),
  drives: z.array(examinedDriveSchema).max(64),
  /** The gravest first. */
  findings: z.array(doctorFindingSchema).max(256),
  host: examinedHostSchema,
});
export type DoctorReport = z.infer<typeof doctorReportSchema>;
