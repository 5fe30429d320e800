// The one place where what comes from outside is judged: the shape of a message, the parameters of its call, and every
// path and drive that they name. Nothing behind it validates again.
import { isAbsolute } from 'node:path';
import { z } from 'zod';
import { BurnishError } from '../base/errors.ts';
import type { JobRequest } from '../contract/job.ts';
import {
  CALLS,
  type CallName,
  type CallParams,
  type RequestMessage,
  requestMessageSchema,
} from '../contract/protocol.ts';
import type { Reach } from './reach.ts';

/** What the parameters of a call point at. */
interface Pointers {
  readonly paths: readonly string[];
  readonly drives: readonly string[];
}

type PointersOf = { readonly [Name in CallName]: (params: CallParams<Name>) => Partial<Pointers> };

const nothing = (): Partial<Pointers> => ({});
const itsPath = ({ path }: { readonly path: string }): Partial<Pointers> => ({ paths: [path] });
const itsDrive = ({ drive }: { readonly drive: string }): Partial<Pointers> => ({ drives: [drive] });

/** A call that is not in this list does not compile: whoever adds one says here what it names. */
const POINTERS: PointersOf = {
  subscribe: nothing,
  drives: nothing,
  whyNoRealDrives: nothing,
  doctor: nothing,
  describeDrive: itsDrive,
  moveTray: itsDrive,
  makePracticeDisc: nothing,
  virtualDrives: nothing,
  addVirtualDrive: nothing,
  removeVirtualDrive: nothing,
  insertBlank: nothing,
  insertImage: itsPath,
  insertDisc: nothing,
  ejectVirtual: nothing,
  setFaults: nothing,
  planJob: ({ request }) => pointersOfJob(request),
  startJob: ({ request }) => pointersOfJob(request),
  runJob: ({ request, trace }) => {
    const { paths, drives } = pointersOfJob(request);
    return { paths: trace === undefined ? paths : [...paths, trace], drives };
  },
  confirmJob: nothing,
  cancelJob: nothing,
  releaseJob: nothing,
  forgetJob: nothing,
  job: nothing,
  jobLog: nothing,
  history: nothing,
  clearHistory: nothing,
  openImage: (image) => ('path' in image ? itsPath(image) : itsDrive(image)),
  listFolder: nothing,
  entryDetails: nothing,
  // A path inside the image.
  entryAt: nothing,
  findEntries: nothing,
  readEntry: nothing,
  extractEntries: ({ to }) => ({ paths: [to] }),
  hashEntry: nothing,
  checkVolume: nothing,
  ownersOf: nothing,
  closeImage: nothing,
  mountImage: itsPath,
  unmountImage: itsPath,
  mounts: nothing,
  inspectImage: itsPath,
  checkImage: itsPath,
  hash: itsPath,
  places: nothing,
  folder: itsPath,
  findDropped: nothing,
  settings: nothing,
  changeSettings: nothing,
};

function pointersOfJob(request: JobRequest): Pointers {
  return { paths: pathsOfJob(request).filter((path) => path !== undefined), drives: [request.drive] };
}

function pathsOfJob(request: JobRequest): readonly (string | undefined)[] {
  switch (request.job) {
    case 'burn':
    case 'verify':
      return [request.image, request.receipt];
    case 'image':
      return [request.output];
    case 'blank':
    case 'format':
    case 'repair':
      return [];
  }
}

/** Throws BurnishError 'invalid-argument'. */
export function admitMessage(raw: unknown): RequestMessage {
  const message = requestMessageSchema.safeParse(raw);
  if (!message.success) throw malformed('A message is none that Burnish knows');
  return message.data;
}

/** The number under which a message that was not admitted can be answered; undefined when it has none. */
export function idOf(raw: unknown): number | undefined {
  const withId = z.looseObject({ id: z.int().min(0) }).safeParse(raw);
  return withId.success ? withId.data.id : undefined;
}

export function isCallName(name: string): name is CallName {
  return Object.hasOwn(CALLS, name);
}

const SCHEMAS: { readonly [Name in CallName]: { readonly params: z.ZodType<CallParams<Name>> } } = CALLS;

/** Throws BurnishError 'invalid-argument', or 'permission-denied' for what the sender may not name. */
export async function admitParams<Name extends CallName>(
  name: Name,
  raw: unknown,
  reach: Reach,
): Promise<CallParams<Name>> {
  const parsed = SCHEMAS[name].params.safeParse(raw);
  if (!parsed.success) throw malformed(`The parameters of "${name}" are not as they should be`, parsed.error);
  const { paths = [], drives = [] } = POINTERS[name](parsed.data);
  for (const path of paths) {
    if (path.includes('\0')) throw malformed('A path holds a character that no path can hold');
    if (!isAbsolute(path)) throw malformed('A path does not begin at the root');
    await reach.requirePath(path);
  }
  for (const drive of drives) reach.requireDrive(drive);
  return parsed.data;
}

/** Names where it is wrong and what is wanted; what was sent is not repeated. */
function malformed(what: string, error?: z.ZodError): BurnishError {
  const [first] = error?.issues ?? [];
  const where = first === undefined ? '' : `: ${first.path.join('.')}: ${first.message}`.slice(0, 300);
  return new BurnishError({
    code: 'invalid-argument',
    message: `${what}${where}.`,
    doing: 'reading a request',
    nextStep: 'Correct the request.',
  });
}
