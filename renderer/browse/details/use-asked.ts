// An answer of the engine for as long as it is shown: asked when the question changes, given up when it is left.
import { useEffect, useEffectEvent, useState } from 'react';
import { type ErrorReport, toBurnishError } from '../../../app/base/errors.ts';

export type Asked<Answer> =
  | { readonly is: 'waiting' }
  | { readonly is: 'known'; readonly answer: Answer }
  | { readonly is: 'failed'; readonly error: ErrorReport };

/** `question` tells one question from another; `doing`: what is being done, for the error. */
export function useAsked<Answer>(
  question: string,
  doing: string,
  ask: (signal: AbortSignal) => Promise<Answer>,
): Asked<Answer> {
  const [asked, setAsked] = useState<{ readonly question: string; readonly state: Asked<Answer> }>();
  const begin = useEffectEvent((signal: AbortSignal): void => {
    const show = (state: Asked<Answer>): void => {
      if (!signal.aborted) setAsked({ question, state });
    };
    ask(signal).then(
      (answer) => show({ is: 'known', answer }),
      (thrown: unknown) => show({ is: 'failed', error: toBurnishError(thrown, doing).report }),
    );
  });
  useEffect(() => {
    const asking = new AbortController();
    begin(asking.signal);
    return () => asking.abort();
  }, [question]);
  return asked?.question === question ? asked.state : { is: 'waiting' };
}
