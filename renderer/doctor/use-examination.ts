// What the doctor says now: asked when the page is opened, when real drives come, go or fail, when the user comes back to
// the window (from a terminal, it may be), and when he asks for it.
import { useEffect, useState } from 'react';
import { type ErrorReport, toBurnishError } from '../../app/base/errors.ts';
import type { DoctorReport } from '../../app/contract/doctor.ts';
import { type EngineState, useEngine } from '../engine/engine-store.ts';
import { engine } from '../engine/engine.ts';

export interface Examination {
  /** The last one that came to an end; undefined before the first. */
  readonly report: DoctorReport | undefined;
  /** Why the latest one came to nothing. */
  readonly error: ErrorReport | undefined;
  readonly isLooking: boolean;
  readonly lookAgain: () => void;
}

interface Ended {
  readonly occasion: string;
  readonly report?: DoctorReport | undefined;
  readonly error?: ErrorReport;
}

export function useExamination(): Examination {
  const [round, setRound] = useState(0);
  const [ended, setEnded] = useState<Ended>({ occasion: '' });
  const occasion = `${round} ${useEngine(realDrives)}`;
  const lookAgain = (): void => setRound((before) => before + 1);
  useEffect(() => {
    const asking = new AbortController();
    engine.call('doctor', {}, { signal: asking.signal }).then(
      (report) => {
        if (!asking.signal.aborted) setEnded({ occasion, report });
      },
      (thrown: unknown) => {
        const { report: error } = toBurnishError(thrown, 'examining the system');
        if (!asking.signal.aborted) setEnded(({ report }) => ({ occasion, report, error }));
      },
    );
    return () => asking.abort();
  }, [occasion]);
  useEffect(() => {
    const onFocus = (): void => setRound((before) => before + 1);
    window.addEventListener('focus', onFocus);
    return () => window.removeEventListener('focus', onFocus);
  }, []);
  return { report: ended.report, error: ended.error, isLooking: ended.occasion !== occasion, lookAgain };
}

/** A text that is another one when a real drive came, went, failed or works again. */
function realDrives({ drives, driveOrder }: EngineState): string {
  return driveOrder
    .flatMap((name) => {
      const card = drives[name];
      return card?.listing.kind === 'real' ? [`${name} ${card.error?.code ?? ''}`] : [];
    })
    .join(' ');
}
