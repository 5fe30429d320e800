// The plans that were given out for a drive since a job last had it: a yes counts for one of these, and for no plan that
// only looks like it. Two discs of a brand, or one before and after a burn, have the same plan.
import { isDeepStrictEqual } from 'node:util';
import type { JobPlan, JobRequest } from '../../contract/job.ts';

export interface Offer {
  readonly request: JobRequest;
  readonly plan: JobPlan | undefined;
  /** What tells the disc apart where there is such a thing (Engine.mediumMark). */
  readonly mark: string | undefined;
}

/** Per drive; the oldest are forgotten. */
const MOST_OFFERS = 50;

export class PlanOffers {
  private readonly offers = new Map<string, Offer[]>();

  /** Asked before a plan is made: what adds it, unless the offers of the drive were withdrawn meanwhile. */
  begin(drive: string): (offer: Offer) => void {
    const offers = this.offers.get(drive) ?? [];
    this.offers.set(drive, offers);
    return (offer) => {
      offers.push(offer);
      if (offers.length > MOST_OFFERS) offers.shift();
    };
  }

  /** Whether this was offered; a job has the drive now, and no offer of before counts any more. */
  redeem(drive: string, claim: Offer): boolean {
    const offers = this.offers.get(drive) ?? [];
    this.withdraw(drive);
    return offers.some((offer) => isDeepStrictEqual(offer, claim));
  }

  /** The disc may be another one: what was planned is void. */
  withdraw(drive: string): void {
    this.offers.delete(drive);
  }
}
