// The fault plan at work: what goes wrong before a READ or a WRITE is done.
import type { FaultPlan } from '../contract/fault-plan.ts';
import type { Delivery } from '../scsi/transport.ts';
import { CheckCondition, refuse, SENSE } from './check-condition.ts';

/** The command did not come through: nothing was answered. */
export class DeliveryFault extends Error {
  readonly delivery: Delivery;

  constructor(delivery: Delivery, message: string) {
    super(message);
    this.delivery = delivery;
  }
}

/** What the injector needs of the drive. */
interface Victim {
  loseMedium(): void;
  deferredError: CheckCondition | undefined;
}

export class FaultInjector {
  /** Nothing is planned: the hot path asks only this. */
  readonly isQuiet: boolean;
  private readonly plan: FaultPlan;
  private readonly spent = new Set<keyof FaultPlan>();
  private writes = 0;
  private longWritesLeft: number;

  constructor(plan: FaultPlan) {
    this.plan = plan;
    this.isQuiet = Object.keys(plan).length === 0;
    this.longWritesLeft = plan.longWrites ?? 0;
  }

  /** Before anything of this WRITE is done. True: answer GOOD and write nothing. */
  beforeWrite(victim: Victim, lba: number, blocks: number): boolean {
    this.beforeTransfer(victim, lba, blocks);
    if (this.plan.removedAfterWrites !== undefined && this.writes >= this.plan.removedAfterWrites) this.remove(victim);
    if (this.plan.calibrationFails === true) refuse(SENSE.powerCalibrationError);
    if (this.longWritesLeft > 0) {
      this.longWritesLeft--;
      refuse(SENSE.longWriteInProgress);
    }
    this.longWritesLeft = this.plan.longWrites ?? 0;
    this.writes++;
    const error = this.plan.writeErrors?.find((one) => contains(lba, blocks, one.lba));
    if (error?.deferred === false) refuse(SENSE.writeError, { information: error.lba });
    if (error !== undefined) {
      victim.deferredError = new CheckCondition(SENSE.writeError, { information: error.lba, deferred: true });
    }
    return this.plan.lyingWrites === true;
  }

  /** Before a READ; returns the milliseconds that slow sectors add. */
  beforeRead(victim: Victim, lba: number, blocks: number): number {
    this.beforeTransfer(victim, lba, blocks);
    const bad = this.plan.unreadable?.find((range) => overlap(lba, blocks, range.from, range.count) > 0);
    if (bad !== undefined) refuse(SENSE.unrecoveredRead, { information: Math.max(lba, bad.from) });
    return (this.plan.slow ?? []).reduce(
      (sum, range) => sum + overlap(lba, blocks, range.from, range.count) * range.milliseconds,
      0,
    );
  }

  private beforeTransfer(victim: Victim, lba: number, blocks: number): void {
    if (this.isDue('removedAtLba', lba, blocks)) this.remove(victim);
    if (this.isDue('hangAtLba', lba, blocks)) throw new DeliveryFault('timed-out', 'the drive does not answer');
    if (this.isDue('resetAtLba', lba, blocks)) throw new DeliveryFault('failed', 'the command was lost');
  }

  /** Once. */
  private isDue(fault: 'removedAtLba' | 'hangAtLba' | 'resetAtLba', lba: number, blocks: number): boolean {
    const at = this.plan[fault];
    if (at === undefined || this.spent.has(fault) || !contains(lba, blocks, at)) return false;
    this.spent.add(fault);
    return true;
  }

  private remove(victim: Victim): never {
    victim.loseMedium();
    refuse(SENSE.noMediumTrayOpen);
  }
}

function contains(lba: number, blocks: number, wanted: number): boolean {
  return wanted >= lba && wanted < lba + blocks;
}

/** Blocks that both ranges have. */
function overlap(lba: number, blocks: number, from: number, count: number): number {
  return Math.max(0, Math.min(lba + blocks, from + count) - Math.max(lba, from));
}
