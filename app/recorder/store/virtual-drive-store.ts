// Virtual drives and discs under a home folder, where they survive the program:
//   drives/NAME/drive.json, drives/NAME/lock, discs/ID/disc.json and its data.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type Clock, PacedClock, VirtualClock } from '../../base/clock.ts';
import { BurnishError } from '../../base/errors.ts';
import { SECTOR_BYTES } from '../../base/units.ts';
import { DRIVE_PROFILES, type DriveProfile } from '../../contract/drive-profile.ts';
import { type FaultPlan, faultPlanSchema } from '../../contract/fault-plan.ts';
import type { MediumKind } from '../../contract/media.ts';
import { Drive, type DriveKeeper } from '../drive.ts';
import { driveModel } from '../drive-model.ts';
import { familyOf } from '../families.ts';
import type { BlankOptions } from '../media/family.ts';
import type { VirtualMedium } from '../media/medium.ts';
import { VirtualRecorder } from '../virtual-recorder.ts';
import { DiscFolder, saveJson } from './disc-folder.ts';
import { DriveLock } from './drive-lock.ts';

const driveDescriptionSchema = z.object({
  version: z.literal(1),
  profile: z.enum(DRIVE_PROFILES),
  /** 1 real time, n n-times as fast, 0 unpaced: time jumps. */
  pace: z.number().min(0),
  serial: z.string(),
  /** The disc on the tray. */
  discId: z.string().optional(),
  trayOpen: z.boolean(),
  /** The disc was put in since anybody opened the drive. */
  mediumIsNew: z.boolean(),
  faults: faultPlanSchema,
});
type DriveDescription = z.infer<typeof driveDescriptionSchema>;

export interface AddOptions {
  /** Default: the BDXL recorder for all media. */
  readonly profile?: DriveProfile;
  /** 1 real time, n n-times as fast, 0 (default) unpaced. */
  readonly pace?: number;
}

export interface OpenOptions {
  /** Exclusive for a job; shared for looking: a disc opened so cannot be changed. */
  readonly exclusive: boolean;
  /** Instead of the clock that the drive's pace asks for. */
  readonly clock?: Clock;
}

export interface VirtualDriveSummary {
  readonly name: string;
  readonly profile: DriveProfile;
  readonly pace: number;
  readonly trayOpen: boolean;
  readonly discId?: string;
  /** As bought; the current profile may differ. */
  readonly discKind?: MediumKind;
  readonly faults: FaultPlan;
}

const NAME = /^[a-z0-9-]{1,32}$/;

export class VirtualDriveStore {
  private readonly home: string;

  constructor(home: string) {
    this.home = resolve(home);
  }

  /** Adds an empty drive. Throws 'invalid-argument' for a bad or taken name. */
  add(name: string, options: AddOptions = {}): void {
    if (!NAME.test(name)) throw wrong(`"${name}" is no name for a virtual drive`, 'Use 1 to 32 of a-z, 0-9 and "-".');
    if (existsSync(this.drivePath(name)))
      throw wrong(`There is a virtual drive "${name}" already`, 'Choose another name.');
    const pace = options.pace ?? 0;
    if (!(pace >= 0) || !Number.isFinite(pace)) throw wrong('The pace must be 0 or more', 'Use 1 for real time.');
    mkdirSync(this.drivePath(name), { recursive: true });
    this.save(name, {
      version: 1,
      profile: options.profile ?? 'all-media',
      pace,
      serial: `BV${randomBytes(5).toString('hex').toUpperCase()}`,
      trayOpen: false,
      mediumIsNew: false,
      faults: {},
    });
  }

  /** Removes the drive; the disc in it stays on the shelf. */
  remove(name: string): void {
    this.locked(name, () => undefined);
    rmSync(this.drivePath(name), { recursive: true });
  }

  /** Without those whose files, or whose disc's, are damaged. */
  list(): readonly VirtualDriveSummary[] {
    return this.names().flatMap((name) => unlessDamaged(() => this.summary(name)));
  }

  /** The names of the drives, those whose files are damaged too. */
  names(): string[] {
    const folder = join(this.home, 'drives');
    if (!existsSync(folder)) return [];
    return readdirSync(folder)
      .filter((name) => NAME.test(name) && existsSync(join(folder, name, 'drive.json')))
      .sort();
  }

  /** A text that changes whenever the drive or the disc in it is saved; cheap enough to be asked every second. */
  mark(name: string): string {
    const drive = this.load(name);
    const disc = drive.discId === undefined ? undefined : DiscFolder.markOf(this.discPath(drive.discId));
    return `${JSON.stringify(drive)} ${disc ?? ''}`;
  }

  /** As `mark`, of the disc and the tray alone: opening the drive does not change it. Of what is damaged an empty one. */
  mediumMark(name: string): string {
    try {
      const { discId, trayOpen } = this.load(name);
      return discId === undefined ? '' : `${discId} ${trayOpen} ${DiscFolder.markOf(this.discPath(discId))}`;
    } catch {
      return '';
    }
  }

  summary(name: string): VirtualDriveSummary {
    const drive = this.load(name);
    return {
      name,
      profile: drive.profile,
      pace: drive.pace,
      trayOpen: drive.trayOpen,
      faults: drive.faults,
      ...(drive.discId === undefined
        ? {}
        : { discId: drive.discId, discKind: DiscFolder.open(this.discPath(drive.discId), false).kind }),
    };
  }

  /** Makes a blank disc and puts it into the drive; returns its id. The disc that was in goes to the shelf. */
  insertBlank(name: string, kind: MediumKind, options: BlankOptions = {}): string {
    const state = familyOf(kind).blank(kind, options);
    return this.atTray(name, () => {
      const id = this.createDisc(kind, state);
      this.put(name, id);
      return id;
    });
  }

  /** A pressed disc with the sectors of an image, which is read through and never changed; returns the disc's id. */
  insertImage(name: string, imagePath: string): string {
    const image = resolve(imagePath);
    if (!existsSync(image)) throw missingImage(image);
    const blocks = Math.ceil(statSync(image).size / SECTOR_BYTES);
    if (blocks === 0) throw wrong(`The image ${image} is empty`, 'Choose another image.');
    const kind = pressedKind(blocks);
    const state = familyOf(kind).pressed?.(kind, blocks);
    if (state === undefined) throw wrong(`There are no virtual discs of the kind ${kind}`, 'Choose another image.');
    return this.atTray(name, () => {
      const id = this.createDisc(kind, state, image);
      this.put(name, id);
      return id;
    });
  }

  /** Puts a disc from the shelf into the drive. */
  insert(name: string, discId: string): void {
    if (!/^[a-z0-9-]{1,64}$/.test(discId) || !existsSync(this.discPath(discId))) {
      throw wrong(`There is no virtual disc "${discId}"`, 'See the list of discs.');
    }
    const holder = this.list().find((drive) => drive.discId === discId && drive.name !== name);
    if (holder !== undefined)
      throw wrong(`The disc "${discId}" is in the drive "${holder.name}"`, 'Eject it there first.');
    this.atTray(name, () => this.put(name, discId));
  }

  /** Takes the disc out and puts it on the shelf; returns its id, undefined when there was none. */
  eject(name: string): string | undefined {
    return this.locked(name, () => {
      const { discId, ...drive } = this.load(name);
      this.save(name, { ...drive, mediumIsNew: false });
      return discId;
    });
  }

  /** Every disc there is, in drives and on the shelf, but for damaged ones. */
  discs(): readonly { readonly id: string; readonly kind: MediumKind; readonly drive?: string }[] {
    const folder = join(this.home, 'discs');
    if (!existsSync(folder)) return [];
    const drives = this.list();
    return readdirSync(folder)
      .sort()
      .flatMap((id) => unlessDamaged(() => DiscFolder.open(this.discPath(id), false)))
      .map(({ id, kind }) => {
        const drive = drives.find((one) => one.discId === id)?.name;
        return drive === undefined ? { id, kind } : { id, kind, drive };
      });
  }

  /** Takes effect when the drive is opened next. */
  setFaults(name: string, plan: FaultPlan): void {
    const faults = faultPlanSchema.parse(plan);
    this.locked(name, () => this.save(name, { ...this.load(name), faults }));
  }

  clearFaults(name: string): void {
    this.setFaults(name, {});
  }

  /** Opens the drive. Throws 'no-such-drive', or 'drive-busy' when another program or job has it exclusively. */
  async open(name: string, options: OpenOptions): Promise<VirtualRecorder> {
    const description = this.load(name);
    const lock = options.exclusive ? DriveLock.take(join(this.drivePath(name), 'lock'), name) : undefined;
    try {
      return this.power(name, description, options, lock);
    } catch (error) {
      lock?.release();
      throw error;
    }
  }

  private power(
    name: string,
    description: DriveDescription,
    options: OpenOptions,
    lock: DriveLock | undefined,
  ): VirtualRecorder {
    const clock = options.clock ?? (description.pace === 0 ? new VirtualClock() : new PacedClock(description.pace));
    let disc: DiscFolder | undefined;
    const mount = (discId: string): VirtualMedium => {
      disc?.close();
      disc = DiscFolder.open(this.discPath(discId), options.exclusive);
      return familyOf(disc.kind).mount(disc, drive);
    };
    const keeper: DriveKeeper = {
      trayMoved: (open) => {
        if (lock !== undefined) this.save(name, { ...this.load(name), trayOpen: open });
      },
      laidInDisc: () => {
        const now = this.load(name);
        const { discId } = now;
        if (lock === undefined || now.trayOpen || !now.mediumIsNew || discId === undefined) return undefined;
        this.save(name, { ...now, mediumIsNew: false });
        return () => mount(discId);
      },
    };
    const drive = new Drive(driveModel(description.profile), description.serial, clock, description.faults, keeper);
    if (description.discId !== undefined) drive.load(mount(description.discId), description.mediumIsNew);
    drive.trayOpen = description.trayOpen;
    if (description.mediumIsNew && lock !== undefined) this.save(name, { ...description, mediumIsNew: false });
    return new VirtualRecorder(`virtual:${name}`, drive, options.exclusive, () => {
      disc?.close();
      lock?.release();
    });
  }

  private put(name: string, discId: string): void {
    this.save(name, { ...this.load(name), discId, trayOpen: false, mediumIsNew: true });
  }

  private createDisc(kind: MediumKind, state: unknown, image?: string): string {
    const id = `${kind.replaceAll('+', 'plus')}-${randomBytes(4).toString('hex')}`;
    mkdirSync(this.discPath(id), { recursive: true });
    DiscFolder.create(this.discPath(id), { version: 1, id, kind, state, ...(image === undefined ? {} : { image }) });
    return id;
  }

  /** Changes the disc: nobody else may have the drive, unless its tray stands open for everybody's hand. */
  private atTray<Result>(name: string, work: () => Result): Result {
    return this.load(name).trayOpen ? work() : this.locked(name, work);
  }

  /** Does `work` while nobody else can have the drive. */
  private locked<Result>(name: string, work: () => Result): Result {
    this.load(name);
    const lock = DriveLock.take(join(this.drivePath(name), 'lock'), name);
    try {
      return work();
    } finally {
      lock.release();
    }
  }

  private load(name: string): DriveDescription {
    const file = join(this.drivePath(name), 'drive.json');
    if (!NAME.test(name) || !existsSync(file)) {
      throw new BurnishError({
        code: 'no-such-drive',
        message: `There is no virtual drive "${name}".`,
        doing: 'opening a virtual drive',
        nextStep: 'See the list of drives, or add it.',
      });
    }
    try {
      return driveDescriptionSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    } catch (cause) {
      throw new BurnishError(
        {
          code: 'drive-confused',
          message: `The description of the virtual drive "${name}" is damaged.`,
          doing: 'opening a virtual drive',
          nextStep: `Delete the folder ${this.drivePath(name)} and add the drive again; its disc stays on the shelf.`,
        },
        cause,
      );
    }
  }

  private save(name: string, description: DriveDescription): void {
    saveJson(join(this.drivePath(name), 'drive.json'), description);
  }

  private drivePath(name: string): string {
    return join(this.home, 'drives', name);
  }

  private discPath(id: string): string {
    return join(this.home, 'discs', id);
  }
}

/** One drive or disc that cannot be read must not hide the others; whoever opens it is told what is wrong. */
function unlessDamaged<Found>(look: () => Found): readonly Found[] {
  try {
    return [look()];
  } catch {
    return [];
  }
}

/** 99 minutes of CD, two layers of DVD; what is larger is a BD. */
function pressedKind(blocks: number): MediumKind {
  return blocks <= 99 * 60 * 75 - 150 ? 'cd-rom' : blocks <= 4_173_824 ? 'dvd-rom' : 'bd-rom';
}

function wrong(what: string, nextStep: string): BurnishError {
  return new BurnishError({
    code: 'invalid-argument',
    message: `${what}.`,
    doing: 'setting up a virtual drive',
    nextStep,
  });
}

function missingImage(image: string): BurnishError {
  return new BurnishError({
    code: 'image-missing',
    message: `There is no image ${image}.`,
    doing: 'inserting an image into a virtual drive',
    nextStep: 'Check the path.',
  });
}
