// From facts to a report: what can be used, what stands in the way, what to do. Pure.
import type { DoctorFinding, DoctorReport, ExaminedHost } from '../../contract/doctor.ts';
import type { Facts } from '../facts.ts';
import { absenceFindings } from './absence-findings.ts';
import { burnishFindings } from './burnish-findings.ts';
import { diagnoseDrive, IN_USE } from './drive-findings.ts';
import { sandboxName } from './node-findings.ts';

const WEIGHTS: readonly DoctorFinding['weight'][] = ['blocks', 'hinders', 'tells'];
/** As the contract bounds them. */
const MOST_FINDINGS = 256;
const LONGEST_SENTENCE = 1000;
const LONGEST_NAME = 300;

export function diagnose(facts: Facts): DoctorReport {
  const diagnoses = facts.drives.map((drive) => diagnoseDrive(drive, facts));
  const drives = diagnoses.map(({ drive }) => drive);
  const hasFree = drives.some(({ state }) => state === 'ready' || state === 'working');
  const ofDrives = diagnoses.flatMap((diagnosis) => diagnosis.findings);
  const findings = [
    ...burnishFindings(facts),
    ...absenceFindings(facts),
    ...(hasFree ? ofDrives.map(besideFree) : ofDrives),
  ];
  const sorted = WEIGHTS.flatMap((weight) => findings.filter((finding) => finding.weight === weight));
  const hasUsable = drives.some(({ state }) => state !== 'unreachable');
  const isBlocked = findings.some(({ weight }) => weight === 'blocks');
  return {
    verdict: hasUsable ? (isBlocked ? 'blocked' : 'well') : 'no-usable-drive',
    drives: drives.map((drive) => ({ ...drive, ...short(drive) })),
    findings: sorted.slice(0, MOST_FINDINGS).map(bounded),
    host: hostOf(facts),
  };
}

/** A drive that others use, a disc in it that is mounted, is everyday: beside one that is free it blocks nobody. */
function besideFree(finding: DoctorFinding): DoctorFinding {
  return IN_USE.has(finding.cause) ? { ...finding, weight: 'hinders' } : finding;
}

/** What the system says of names has no bound; a command that was cut would be another one. */
function bounded({ command, ...finding }: DoctorFinding): DoctorFinding {
  const { message, fix } = finding;
  return {
    ...finding,
    message: message.slice(0, LONGEST_SENTENCE),
    fix: fix.slice(0, LONGEST_SENTENCE),
    ...(command === undefined || command.length > LONGEST_SENTENCE ? {} : { command }),
  };
}

function short({ vendor, product }: { readonly vendor: string; readonly product: string }) {
  return { vendor: vendor.slice(0, LONGEST_NAME), product: product.slice(0, LONGEST_NAME) };
}

const SYSTEM_NAMES: Readonly<Partial<Record<NodeJS.Platform, string>>> = {
  linux: 'Linux',
  win32: 'Windows',
  darwin: 'macOS',
};

function hostOf({ platform, release, user, addonMissing, home, linux }: Facts): ExaminedHost {
  const { sandbox, automounter } = linux ?? {};
  const drivers =
    linux === undefined ? undefined : (['sr', 'sg'] as const).filter((name) => linux[name].is === 'loaded');
  return {
    system: `${SYSTEM_NAMES[platform] ?? platform} ${release}`.slice(0, LONGEST_NAME),
    user: user.slice(0, LONGEST_NAME),
    addon: addonMissing === undefined,
    home: home.path,
    ...(sandbox === undefined ? {} : { sandbox: sandboxName(sandbox) }),
    ...(automounter === undefined ? {} : { automounter: automounter.slice(0, LONGEST_NAME) }),
    ...(drivers === undefined ? {} : { drivers }),
    ...(home.freeBytes === undefined ? {} : { homeFreeBytes: home.freeBytes }),
  };
}
