// A disc is a folder: sparse data files and one JSON description, written beside and renamed, so that a killed program
// leaves the disc as a power cut would: the track open, data up to some block.
import { readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { BurnishError } from '../../base/errors.ts';
import { mediumKindSchema } from '../../contract/medium-kind-schema.ts';
import { SparseFile } from './sparse-file.ts';

export const discDescriptionSchema = z.object({
  version: z.literal(1),
  /** Name of the folder. */
  id: z.string().regex(/^[a-z0-9-]{1,64}$/),
  /** What it was bought as; the current profile may differ (DVD-RW). */
  kind: mediumKindSchema,
  /** A pressed disc: the image whose sectors it has. */
  image: z.string().optional(),
  /** Of the family; read by its own schema. */
  state: z.unknown(),
});
export type DiscDescription = z.infer<typeof discDescriptionSchema>;

/** After so many bytes of recording the description is saved again. */
const SAVE_INTERVAL_BYTES = 64 * 1024 * 1024;

export class DiscFolder {
  readonly path: string;
  readonly writable: boolean;
  private description: DiscDescription;
  private readonly files = new Map<string, SparseFile>();
  private unsavedBytes = 0;

  private constructor(path: string, description: DiscDescription, writable: boolean) {
    this.path = path;
    this.description = description;
    this.writable = writable;
  }

  /** Writes a new description into an existing folder. */
  static create(path: string, description: DiscDescription): void {
    saveJson(join(path, DESCRIPTION), description);
  }

  /** `writable` false: for looking only; nothing is ever saved. */
  static open(path: string, writable: boolean): DiscFolder {
    const file = join(path, DESCRIPTION);
    try {
      return new DiscFolder(path, discDescriptionSchema.parse(JSON.parse(readFileSync(file, 'utf8'))), writable);
    } catch (error) {
      throw new BurnishError(
        {
          code: 'drive-confused',
          message: `The virtual disc in ${path} has no readable description.`,
          doing: 'opening a virtual disc',
          nextStep: 'Eject it and insert another disc.',
        },
        error,
      );
    }
  }

  /** Changes whenever the description is saved, for it is renamed into place. */
  static markOf(path: string): string {
    const file = statSync(join(path, DESCRIPTION), { throwIfNoEntry: false });
    return file === undefined ? 'missing' : `${file.ino} ${file.mtimeMs}`;
  }

  get id(): string {
    return this.description.id;
  }

  get kind(): DiscDescription['kind'] {
    return this.description.kind;
  }

  /** JSON of the family as it was saved last. */
  get state(): unknown {
    return this.description.state;
  }

  /** A file of this disc by name, e.g. "data.bin"; opened once. */
  file(name: string): SparseFile {
    let file = this.files.get(name);
    if (file === undefined) {
      const image = this.description.image;
      file = image === undefined ? this.openOwn(name) : new SparseFile(image, false);
      this.files.set(name, file);
    }
    return file;
  }

  /** Saves the state now: at every change that a person would call one. */
  save(state: unknown): void {
    this.description = { ...this.description, state };
    this.unsavedBytes = 0;
    if (this.writable) saveJson(join(this.path, DESCRIPTION), this.description);
  }

  /** Counts recorded bytes and saves the state when enough have come together. Hot path: costs an addition. */
  recorded(bytes: number, state: () => unknown): void {
    this.unsavedBytes += bytes;
    if (this.unsavedBytes >= SAVE_INTERVAL_BYTES) this.save(state());
  }

  close(): void {
    for (const file of this.files.values()) file.close();
    this.files.clear();
  }

  private openOwn(name: string): SparseFile {
    return new SparseFile(join(this.path, name), this.writable);
  }
}

const DESCRIPTION = 'disc.json';

/** Writes beside and renames: a reader sees the old or the new, never a half. */
export function saveJson(file: string, value: unknown): void {
  const beside = `${file}.${process.pid}.new`;
  writeFileSync(beside, `${JSON.stringify(value, null, 1)}\n`);
  renameSync(beside, file);
}
